"""Lists of the queue that people keep under a name, for themselves or for the desk."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from claims.services import ledger
from factcheck.lib.errors import InvalidInput
from reviews.models import SavedView
from reviews.policies import can_change_view, can_save_view, can_share_view

MOST_VIEWS: Final = 40
NAME_MOST: Final = 60


@transaction.atomic(durable=True)
def save_view(*, name: str, filters: Mapping[str, str], shared: bool, by: Any) -> SavedView:
    """Keep ``filters`` under ``name``; a view that ``by`` has under this name shows them from now on.

    ``InvalidInput`` for no name, or for one more than 40 views.
    """
    (can_share_view(by) if shared else can_save_view(by)).enforce()
    called = " ".join(name.split())[:NAME_MOST]
    _check(called, by)
    values = {"filters": dict(filters), "shared": shared}
    view, _ = SavedView.objects.update_or_create(owner=by, name=called, defaults=values)
    ledger.record("view.saved", by=by, name=called, filters=dict(filters), shared=shared)
    return view


def _check(name: str, by: Any) -> None:
    if not name:
        raise InvalidInput("Give the view a name.", fields={"name": "Give the view a name."})
    others = SavedView.objects.filter(owner=by).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        message = f"You have {MOST_VIEWS} views. Forget one that you do not use first."
        raise InvalidInput(message, fields={"name": message})


@transaction.atomic(durable=True)
def share_view(*, view: SavedView, shared: bool, by: Any) -> SavedView:
    """Show a view to everybody of the desk, or to its owner alone again."""
    locked: SavedView = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    can_change_view(by, locked).enforce()
    can_share_view(by).enforce()
    locked.shared = shared
    locked.save(update_fields=["shared", "saved_at"])
    ledger.record("view.shared" if shared else "view.kept_private", by=by, name=locked.name)
    return locked


@transaction.atomic(durable=True)
def forget_view(*, view: SavedView, by: Any) -> None:
    """Forget a view; no review changes by it."""
    can_change_view(by, view).enforce()
    view.delete()
    ledger.record("view.forgotten", by=by, name=view.name, filters=view.filters)
