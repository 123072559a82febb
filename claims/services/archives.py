"""What was kept, as captures for a web archive."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator

from claims.formats.warc import Capture, write_warc
from claims.models import Fetch, Snapshot
from claims.services.snapshots import snapshot_bytes


def captures_of(snapshots: Iterable[Snapshot]) -> Iterator[Capture]:
    """Every time that the bytes of ``snapshots`` were fetched, or that they were handed in where they never were.

    Raises ``ValueError`` when stored bytes no longer have their hash.
    """
    for snapshot in snapshots:
        content = snapshot_bytes(snapshot)
        fetches = list(snapshot.fetches.all())
        yield from (_fetched(fetch, snapshot, content) for fetch in fetches)
        if not fetches:
            yield _handed_in(snapshot, content)


def archive_of(snapshot: Snapshot, *, filename: str, at: dt.datetime) -> bytes:
    """The web archive of one snapshot; the same at any time as long as it is not fetched again."""
    archive = io.BytesIO()
    write_warc(captures_of([snapshot]), archive, filename=filename, at=at)
    return archive.getvalue()


def _fetched(fetch: Fetch, snapshot: Snapshot, content: bytes) -> Capture:
    return Capture(
        key=f"fetch {fetch.pk} {snapshot.sha256}",
        content=content,
        sha256=snapshot.sha256,
        at=fetch.fetched_at,
        url=fetch.url,
        asked_url=fetch.asked_url,
        status=fetch.status,
        headers=fetch.headers,
    )


def _handed_in(snapshot: Snapshot, content: bytes) -> Capture:
    return Capture(
        key=f"snapshot {snapshot.sha256}",
        content=content,
        sha256=snapshot.sha256,
        at=snapshot.taken_at,
        media_type=snapshot.media_type,
    )
