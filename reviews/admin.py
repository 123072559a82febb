"""The raw rows, for looking at; what can be changed is changed on the pages."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.admin import ReadOnlyAdmin
from reviews.models import Assessment, Notice, Rating, Review, Scale, Verdict

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Rating, Scale]
else:
    TabularInline = admin.TabularInline


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    """Reviews."""

    list_display = ("claim", "state", "assignee", "second_assignee", "due_at", "version")
    list_filter = ("state", "blind")
    list_select_related = ("claim", "assignee", "second_assignee")
    search_fields = ("public_id", "claim__statement")


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    """Assessments, without those of a blind round that is under way."""

    list_display = ("review", "round", "reviewer", "rating", "at")
    list_select_related = ("review__claim", "reviewer", "rating")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What this person may see on the pages, and no more."""
        return Assessment.objects.visible_to(request.user)


@admin.register(Verdict)
class VerdictAdmin(ReadOnlyAdmin):
    """Verdicts."""

    list_display = ("review", "version", "rating", "decided_by", "decided_at")
    list_select_related = ("review__claim", "rating", "decided_by")


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """Notices, and whether they were mailed."""

    list_display = ("recipient", "kind", "review", "created_at", "mailed_at", "mail_attempts")
    list_filter = ("kind",)
    list_select_related = ("recipient", "review__claim")


class RatingInline(TabularInline):
    """The answers of a scale, in order; a version of a scale never changes."""

    model = Rating
    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(Scale)
class ScaleAdmin(ReadOnlyAdmin):
    """Scales with their ratings, each version a row."""

    list_display = ("name", "version", "is_default", "is_newest", "made_by", "made_at")
    list_select_related = ("made_by",)
    inlines = (RatingInline,)
