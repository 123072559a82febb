"""The rows of this app, in their order of dependence: scale, review, assessment and verdict, citation, notice,
rules, profile, comment, kept views."""

from reviews.models.calibration import CalibrationItem, CalibrationTrial
from reviews.models.carried import CarriedClaim
from reviews.models.citation import AssessmentCitation, VerdictCitation
from reviews.models.comment import Comment, FixRequest, Presence
from reviews.models.forecast import Forecast
from reviews.models.keymap import KeyMap
from reviews.models.notice import Notice
from reviews.models.preference import Digest, NoticePreference
from reviews.models.profile import ReviewerProfile
from reviews.models.reply import Reply, ReplyContact, ReplyRequest, ReplyTopic
from reviews.models.review import Review
from reviews.models.rule import DeskRules
from reviews.models.saved_view import SavedView
from reviews.models.scale import Rating, Scale
from reviews.models.signoff import ClearedSentence, SignOff
from reviews.models.verdict import Assessment, Verdict

__all__ = (
    "Assessment",
    "AssessmentCitation",
    "CalibrationItem",
    "CalibrationTrial",
    "CarriedClaim",
    "ClearedSentence",
    "Comment",
    "DeskRules",
    "Digest",
    "FixRequest",
    "Forecast",
    "KeyMap",
    "Notice",
    "NoticePreference",
    "Presence",
    "Rating",
    "Reply",
    "ReplyContact",
    "ReplyRequest",
    "ReplyTopic",
    "Review",
    "ReviewerProfile",
    "SavedView",
    "Scale",
    "SignOff",
    "Verdict",
    "VerdictCitation",
)
