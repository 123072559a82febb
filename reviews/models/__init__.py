"""The rows of this app, in their order of dependence: scale, review, assessment and verdict, citation, notice."""

from reviews.models.citation import AssessmentCitation, VerdictCitation
from reviews.models.notice import Notice
from reviews.models.review import Review
from reviews.models.scale import Rating, Scale
from reviews.models.verdict import Assessment, Verdict

__all__ = (
    "Assessment",
    "AssessmentCitation",
    "Notice",
    "Rating",
    "Review",
    "Scale",
    "Verdict",
    "VerdictCitation",
)
