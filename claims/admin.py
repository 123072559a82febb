"""Read-only admin: for looking, not for changing; changes go through the pages and their services."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from claims.models import (
    Article,
    ArticleIntake,
    Claim,
    ExtractionRun,
    Fetch,
    LedgerEntry,
    Snapshot,
    Speaker,
    SpeakerMatch,
)

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """Shows rows to those who may view them; nobody adds, changes or deletes here."""

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """Articles."""

    list_display = ("headline", "outlet", "language", "published_at", "created_at")
    search_fields = ("headline", "external_id", "url")


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """Claims."""

    list_display = ("statement", "speaker", "attribution", "said_on", "origin", "discarded_at")
    list_filter = ("attribution", "origin", "conditional")
    list_select_related = ("speaker",)
    search_fields = ("statement",)


@admin.register(Fetch)
class FetchAdmin(ReadOnlyAdmin):
    """Answers that were fetched."""

    list_display = ("url", "status", "fetched_at", "snapshot")
    list_select_related = ("snapshot",)
    search_fields = ("url", "asked_url")


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    """The ledger."""

    list_display = ("chain", "sequence", "verb", "actor_name", "at")
    list_filter = ("verb",)
    list_select_related = ("chain",)


@admin.register(ExtractionRun, ArticleIntake)
class RunAdmin(ReadOnlyAdmin):
    """Machine steps."""

    list_display = ("pk", "component", "status", "attempts", "requested_at", "finished_at", "error")
    list_filter = ("status",)


@admin.register(Speaker)
class SpeakerAdmin(ReadOnlyAdmin):
    """Speakers."""

    list_display = ("name", "kind", "same_as", "article")
    list_filter = ("kind",)
    list_select_related = ("same_as", "article")
    search_fields = ("name",)


@admin.register(SpeakerMatch)
class SpeakerMatchAdmin(ReadOnlyAdmin):
    """What people decided about speakers."""

    list_display = ("first", "second", "same", "decided_by", "decided_at")
    list_filter = ("same",)
    list_select_related = ("first", "second", "decided_by")


admin.site.register(Snapshot, ReadOnlyAdmin)
