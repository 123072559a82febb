"""The words of this app that the database stores; the states are those of the transition table."""

from django.db import models


class ReviewState(models.TextChoices):
    """Where a review stands."""

    OPEN = "open", "open"
    ASSIGNED = "assigned", "assigned"
    DISPUTED = "disputed", "disputed"
    DECIDED = "decided", "decided"
    PUBLISHED = "published", "published"
    CANCELLED = "cancelled", "cancelled"


class NoticeKind(models.TextChoices):
    """What a person is told."""

    ASSIGNED = "assigned", "assigned to you"
    RETURNED = "returned", "returned to you"
    OVERDUE = "overdue", "overdue"
    RELEASED = "released", "released"
    DISPUTED = "disputed", "to be settled"
    DECIDED = "decided", "ready to publish"
    CANCELLED = "cancelled", "cancelled"
    SOURCE = "source", "a source changed"
    REMINDER = "reminder", "due soon"
    ESCALATED = "escalated", "nobody decided in time"
    MOVED = "moved", "due time changed"
    MENTION = "mention", "you are mentioned"


class Way(models.TextChoices):
    """How a person is told of a kind of thing by mail; in the application everything stands."""

    AT_ONCE = "at_once", "at once"
    DIGEST = "digest", "in the daily digest"
    NEVER = "never", "never"


class Stage(models.TextChoices):
    """What an undecided review waits for."""

    FREE = "free", "somebody to take it"
    TAKEN = "taken", "a reviewer"
    DISPUTED = "disputed", "an editor"


class ReplyChannel(models.TextChoices):
    """How somebody was asked, or answered."""

    MAIL = "mail", "e-mail"
    PHONE = "phone", "telephone"
    LETTER = "letter", "letter"
    MEETING = "meeting", "in person"
    MESSAGE = "message", "message"
    OTHER = "other", "another way"


class ReplyOutcome(models.TextChoices):
    """What came of a request for a reply."""

    ANSWERED = "answered", "answered"
    DECLINED = "declined", "declined to comment"
    SILENT = "silent", "no answer by the deadline"


class Tone(models.TextChoices):
    """The colours that a rating can have: names of tokens, so that each is readable in light and dark."""

    TRUE = "true", "green"
    MIXED = "mixed", "amber"
    FALSE = "false", "red"
    UNPROVEN = "unproven", "grey"
    BLUE = "blue", "blue"
    VIOLET = "violet", "violet"
    LEAF = "leaf", "leaf"
    BRICK = "brick", "brick"


class CommentKind(models.TextChoices):
    """What a comment is for."""

    COMMENT = "comment", "comment"
    HANDOVER = "handover", "hand-over note"
