"""Very many publications, put into a scratch database past the services."""

import datetime as dt
import json
import random
import uuid
from typing import Any

from django.db import connection

FIRST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
AT_ONCE = 20_000
EACH_CORRECTED = 50
PIECES = 3
WORDS = (
    "harbour", "board", "pier", "crack", "inspection", "ferry", "storm", "budget",
    "council", "engineer", "report", "tonne", "century", "quay", "closure", "repair",
    "minister", "survey", "figure", "estimate", "increase", "percent", "annual", "safety",
    "passenger", "winter", "traffic", "authority", "document",
)  # fmt: skip


def fill(count: int, *, seed: int = 7) -> None:
    """Publications 1 to ``count``, each with three passages of evidence; every fiftieth corrects the one before it.

    The claims, reviews and verdicts that they came from are left out: nothing that is measured reads them.
    """
    from django.contrib.auth.models import User

    from exports.models import FeedHead

    editor = User.objects.create_user("edda")
    source = random.Random(seed)
    payloads = [json.dumps(payload(source), ensure_ascii=True) for _ in range(500)]
    with connection.cursor() as cursor:
        _quickly(cursor)
        for start in range(1, count + 1, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, count + 1))
            cursor.executemany(_insert(), [_row(n, payloads[n % len(payloads)], editor.pk) for n in numbers])
    connection.close()  # with its settings; the next one has those of a newsroom
    FeedHead.objects.update(sequence=count)


def payload(source: random.Random) -> dict[str, Any]:
    """A payload as ``exports.formats.payload`` builds it, of made-up words."""

    def words(count: int) -> str:
        return " ".join(source.choices(WORDS, k=count)).capitalize() + "."

    moment = "2026-03-06T08:00:00Z"
    document = {"title": words(6), "url": "https://port.example/report", "publisher": "Port Authority"}
    return {
        "claim": {
            "id": str(uuid.UUID(int=source.getrandbits(128), version=4)),
            "statement": words(14),
            "quote": words(18),
            "spans": [[100, 220]],
            "speaker": {"name": "Mara Lindt", "kind": "person", "role": words(4), "affiliation": words(3)},
            "attribution": "indirect",
            "said": {"on": "2026-03-02", "until": "2026-03-02", "precision": "day", "value": "2026-03-02", "text": "x"},
        },
        "article": {
            "id": str(uuid.UUID(int=source.getrandbits(128), version=4)),
            "external_id": "cms-17",
            "headline": words(8),
            "url": "https://gazette.example/pier",
            "outlet": "Harbour Gazette",
            "language": "en",
            "published_at": moment,
        },
        "verdict": {
            "rating": {"slug": "mostly-true", "name": "Mostly true", "value": 4, "best": 5, "worst": 1},
            "rationale": words(60),
            "version": 1,
            "decided_at": moment,
        },
        "evidence": [
            {
                "document": {**document, "published_at": moment, "sha256": "ab" * 32},
                "quote": words(50),
                "locator": "page 3, paragraph 2",
                "offsets": [1_200, 1_520],
                "stance": "corroborates",
            }
            for _ in range(PIECES)
        ],
        "review": {"id": str(uuid.UUID(int=source.getrandbits(128), version=4))},
    }


def _quickly(cursor: Any) -> None:
    """No check of keys and no wait for the disk: what is lost when the machine stops can be made again."""
    if connection.vendor == "sqlite":
        for setting in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-1000000", "wal_autocheckpoint=100000"):
            cursor.execute(f"PRAGMA {setting}")
    else:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")


def _insert() -> str:
    columns = (
        "id, public_id, sequence, review_id, verdict_id, article_public_id, kind, payload, schema_version, "
        "supersedes_id, note, published_by_id, at"
    )
    return f"INSERT INTO exports_publication ({columns}) VALUES ({', '.join(['%s'] * 13)})"  # noqa: S608


def _row(number: int, text: str, editor: int) -> tuple[Any, ...]:
    corrects = number % EACH_CORRECTED == 0
    names: list[Any] = [uuid.uuid4(), uuid.UUID(int=number // 10 + 1, version=4)]
    if connection.vendor == "sqlite":
        names = [name.hex for name in names]
    at = FIRST + dt.timedelta(seconds=number)
    kind = "corrected" if corrects else "published"
    before = number - 1 if corrects else None
    moment = at.strftime("%Y-%m-%d %H:%M:%S") if connection.vendor == "sqlite" else at
    note = "The year was wrong." if corrects else ""
    return (number, names[0], number, number, number, names[1], kind, text, 1, before, note, editor, moment)


def client() -> Any:
    """A client of the API with a token that may read the feed."""
    from rest_framework.test import APIClient

    from exports.services.clients import create_client

    reader = APIClient()
    reader.credentials(HTTP_AUTHORIZATION=f"Token {create_client(name='gazette', scopes=['publications:read'])}")
    return reader
