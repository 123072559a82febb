"""What people can set on a claim, as JSON: what it was before a change, so that the change can be undone exactly."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from claims.models import Claim, Speaker

_PLAIN: Final = (
    "content", "start", "end", "quote", "statement", "role", "affiliation", "said_precision", "said_value",
    "attribution", "force",
)  # fmt: skip
_DAYS: Final = ("said_on", "said_until", "said_anchor")


def columns(claim: Claim) -> dict[str, Any]:
    """The columns of ``claim`` that people can set; speaker and name by their primary keys."""
    days = {name: value.isoformat() if (value := getattr(claim, name)) else None for name in _DAYS}
    speakers = {"speaker": claim.speaker_id, "named_as": claim.named_as_id}
    return {name: getattr(claim, name) for name in _PLAIN} | days | speakers


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What differs, as the ledger keeps it: ``{"was": {...}, "now": {...}}``."""
    changed = [name for name in before if before[name] != after[name]]
    return {"was": {name: before[name] for name in changed}, "now": {name: after[name] for name in changed}}


def put_back(claim: Claim, values: Mapping[str, Any]) -> None:
    """Set the columns named in ``values`` on ``claim``, without storing it."""
    for name in _PLAIN:
        if name in values:
            setattr(claim, name, values[name])
    for name in _DAYS:
        if name in values:
            setattr(claim, name, dt.date.fromisoformat(values[name]) if values[name] else None)
    for name in ("speaker", "named_as"):
        if name in values:
            setattr(claim, name, Speaker.objects.get(pk=values[name]) if values[name] else None)
