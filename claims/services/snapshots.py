"""Keeping the original bytes."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from claims.models import Snapshot
from factcheck.lib.fingerprints import hash_bytes


def keep_snapshot(content: bytes, *, media_type: str = "", url: str = "") -> Snapshot:
    """Keep ``content`` under its SHA-256 and return its row; the same bytes are kept once.

    The file is written before the row: a crash between the two leaves a file without a row, never the other way.
    """
    sha256 = hash_bytes(content)
    name = f"{sha256[:2]}/{sha256}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(content))
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=sha256,
        defaults={"file": name, "size": len(content), "media_type": media_type[:120], "url": url[:2000]},
    )
    return snapshot


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """The bytes of ``snapshot``; ``ValueError`` when they no longer have its hash."""
    with snapshot.file.open("rb") as file:
        content = bytes(file.read())
    if hash_bytes(content) != snapshot.sha256:
        message = f"The stored bytes of snapshot {snapshot.sha256} were changed."
        raise ValueError(message)
    return content
