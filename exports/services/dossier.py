"""Everything that is known of one article, in one ZIP that anybody can check."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Final

from django.db import connection, transaction

from claims.models import Article, Snapshot
from claims.services import ledger
from exports.dossier.writer import DossierWriter
from exports.policies import can_export_dossier
from exports.services import dossier_rows as rows

CHUNK: Final = 1024 * 1024

README: Final = """\
This is all that a newsroom knows of one article: the text, the claims in it, the passages set against them with the
documents that they stand in and the bytes as they were received, who assessed, decided and published what and why, who
was asked for a reply, and the hash-chained ledger of it.

It names the people of the newsroom and quotes documents of others: it is for checking, not for publishing. How people
were reached who were asked for a reply is confidential and not in it, and neither are answers of reviewers who must not
know of each other yet.

python3 verify.py DOSSIER.zip     checks it; Python 3.9 or newer is all it needs
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. ``manifest`` is the SHA-256 of the manifest, which stands for the whole dossier."""

    manifest: str
    size: int
    lost: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A snapshot whose bytes are gone or were changed; the dossier says so."""

    sha256: str
    why: str


def export_dossier(*, article: Article, by: Any, file: IO[bytes]) -> Exported:
    """Write the dossier of ``article`` into ``file``, which can be written and sought; ``by=None`` is the machine.

    The same state gives the same bytes. The ledger of the house has who exported it, with the hash of the manifest.
    Raises ``NotAllowed``.
    """
    can_export_dossier(by).enforce()
    with _one_state():
        exported = _write(
            Article.objects.select_related("snapshot", "submitted_by", "supersedes").get(pk=article.pk), file
        )
    record_export(article=article, by=by, exported=exported)
    return exported


@transaction.atomic(durable=True)
def record_export(*, article: Article, by: Any, exported: Exported) -> None:
    """Note in the house's own chain who took a dossier out; in the article's chain it would change the next one."""
    ledger.record(
        "dossier.exported", by=by, exported=str(article.public_id), manifest=exported.manifest, bytes=exported.size
    )


def _write(article: Article, file: IO[bytes]) -> Exported:
    writer = DossierWriter(file)
    writer.add_text("README.txt", README)
    body_sha256 = hashlib.sha256(article.body.encode()).hexdigest()
    writer.add_json("article.json", rows.article_row(article, body_sha256))
    writer.add_text("article.txt", article.body)
    for name, read in _LINES:
        writer.add_lines(f"{name}.jsonl", read(article))
    for path, text in rows.document_texts(article):
        writer.add_text(path, text)
    lost = [each for each in (_add_snapshot(writer, one) for one in rows.snapshots_of(article).iterator()) if each]
    about = {
        "article": str(article.public_id),
        "ledger": rows.ledger_head(article),
        "lost": [{"sha256": each.sha256, "why": each.why} for each in lost],
    }
    manifest = writer.close(about)
    return Exported(manifest.sha256, file.tell(), len(lost))


_LINES: Final = (
    ("claims", rows.claim_rows),
    ("documents", rows.document_rows),
    ("snapshots", rows.snapshot_rows),
    ("evidence", rows.evidence_rows),
    ("reviews", rows.review_rows),
    ("assessments", rows.assessment_rows),
    ("verdicts", rows.verdict_rows),
    ("publications", rows.publication_rows),
    ("replies", rows.reply_rows),
    ("ledger", rows.ledger_rows),
    ("ledger-house", rows.house_rows),
)


def _add_snapshot(writer: DossierWriter, snapshot: Snapshot) -> Lost | None:
    """Add the kept bytes, if they are what they were; what is damaged is named in the manifest and left out."""
    why = _damage(snapshot)
    if why:
        return Lost(snapshot.sha256, why)
    writer.add_bytes(f"snapshots/{snapshot.sha256}", _chunks(snapshot))
    return None


def _damage(snapshot: Snapshot) -> str:
    digest = hashlib.sha256()
    try:
        for chunk in _chunks(snapshot):
            digest.update(chunk)
    except OSError:
        return "its file is not there"
    return "" if digest.hexdigest() == snapshot.sha256 else "its bytes were changed"


def _chunks(snapshot: Snapshot) -> Iterator[bytes]:
    with snapshot.file.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


@contextmanager
def _one_state() -> Iterator[None]:
    """All reading inside sees the database as it is at the first query, whatever others write meanwhile.

    Neither do they wait for it: SQLite reads beside a writer, where an immediate transaction would keep writers out.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
