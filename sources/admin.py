"""Admin of the library: for looking, not for changing."""

from django.contrib import admin

from claims.admin import ReadOnlyAdmin
from sources.models import (
    Document,
    DocumentCheck,
    DocumentIntake,
    Evidence,
    Feed,
    FeedRun,
    LinkingRun,
    OriginDecision,
    OriginRun,
    SeenBeforeRun,
    Source,
)


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    """Publishers; editors describe and merge them on their pages, and the ledger tells."""

    list_display = ("name", "kind", "primary", "domain", "same_as")
    list_filter = ("kind", "primary")
    list_select_related = ("same_as",)
    search_fields = ("name", "domain")


@admin.register(Feed)
class FeedAdmin(ReadOnlyAdmin):
    """Feeds and sitemaps that are followed."""

    list_display = ("url", "source", "kind", "enabled", "polled_at", "failures", "error")
    list_filter = ("kind", "enabled")
    list_select_related = ("source",)


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


@admin.register(LinkingRun, DocumentIntake, DocumentCheck, FeedRun, OriginRun, SeenBeforeRun)
class RunAdmin(ReadOnlyAdmin):
    """Machine steps."""

    list_display = ("pk", "component", "status", "attempts", "requested_at", "finished_at", "error")
    list_filter = ("status",)


@admin.register(OriginDecision)
class OriginDecisionAdmin(ReadOnlyAdmin):
    """What people said of the origins of two documents."""

    list_display = ("first", "second", "same", "reason", "decided_by", "decided_at")
    list_filter = ("same",)
    list_select_related = ("first", "second", "decided_by")
