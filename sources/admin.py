"""Admin of the library: publishers can be described here, everything else is only looked at."""

from typing import Any

from django.contrib import admin

from claims.admin import ModelAdmin, ReadOnlyAdmin
from sources.models import Document, DocumentIntake, Evidence, LinkingRun, Source


@admin.register(Source)
class SourceAdmin(ModelAdmin):
    """Publishers: their kind, whether they are primary, and what is known of their reliability."""

    list_display = ("name", "kind", "primary", "domain")
    list_filter = ("kind", "primary")
    search_fields = ("name", "domain")
    exclude = ("normal_name",)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody: publishers come with their first document."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Documents."""

    list_display = ("title", "source", "published_at", "created_at")
    list_select_related = ("source",)
    search_fields = ("title", "external_id", "url")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Evidence."""

    list_display = ("claim", "machine_stance", "human_stance", "decision", "curated_by")
    list_filter = ("decision", "machine_stance")
    list_select_related = ("claim", "curated_by")


@admin.register(LinkingRun, DocumentIntake)
class RunAdmin(ReadOnlyAdmin):
    """Machine steps."""

    list_display = ("pk", "component", "status", "attempts", "requested_at", "finished_at", "error")
    list_filter = ("status",)
