"""The feed, to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from exports.models import Publication


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Read-only: entries are written by ``exports.services.publishing`` and never changed."""

    list_display = ("sequence", "kind", "review", "published_by", "at")
    list_filter = ("kind",)
    list_select_related = ("review__claim", "published_by")
    search_fields = ("public_id", "article_public_id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False
