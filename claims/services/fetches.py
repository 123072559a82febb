"""Pages fetched from the web, each answer kept with the headers that came with it."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from claims.models import Fetch, Snapshot
from claims.services.snapshots import keep_snapshot
from factcheck.lib.http import Limits, Response, fetch

MOST_IN_HEADER = 8_000  # characters


def fetch_page(url: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """The answer of ``url`` within the limits of the settings; raises what ``factcheck.lib.http.fetch`` raises.

    With ``headers`` that make it conditional the answer may be a 304 without content. Call it in no transaction.
    """
    return fetch(
        url,
        headers=headers,
        limits=Limits(max_bytes=settings.UPLOAD_MAX_BYTES),
        allowed_networks=settings.FETCH_ALLOWED_NETWORKS,
        allowed_ports=settings.FETCH_ALLOWED_PORTS,
    )


def keep_fetch(*, asked_url: str, answer: Response, fetched_at: dt.datetime | None = None) -> Snapshot:
    """Keep the bytes of ``answer`` as a snapshot and write down where, when and with which headers they came."""
    snapshot = keep_snapshot(answer.content, media_type=answer.headers.get("content-type", ""), url=answer.url)
    Fetch.objects.create(
        snapshot=snapshot,
        asked_url=asked_url[:2000],
        url=answer.url[:2000],
        status=answer.status,
        headers={name: _storable(value) for name, value in answer.headers.items()},
        fetched_at=fetched_at or timezone.now(),
    )
    return snapshot


def _storable(value: str) -> str:
    # PostgreSQL stores no NUL in JSON
    return value.replace("\x00", "")[:MOST_IN_HEADER]
