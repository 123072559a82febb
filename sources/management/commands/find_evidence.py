"""``find_evidence --claims FILE``: candidate passages for claims, from JSON Lines to JSON Lines."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import get_default_timezone

from factcheck.lib import components
from factcheck.lib.commands import plain_endings
from factcheck.lib.errors import DomainError
from factcheck.lib.jsonlines import Line, open_input, read_lines, write_line
from factcheck.lib.moments import parse_moment
from sources.models import Passage
from sources.retrieval.base import Hit, Query


class Command(BaseCommand):
    """One result line per claim line, in order: ``{"id", "hits": [{"document_id", "text", "start", "end", "score"}]}``.

    A claim line has ``text`` and, where known, ``id``, ``speaker`` and ``before`` (an ISO date: documents published
    on or after that day are left out). Offsets are code points of the document's text, start included, end excluded.
    """

    help = "Find candidate evidence in the library for claims given as JSON Lines: id, text, before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the claims are, and how many hits each may have."""
        parser.add_argument("--claims", required=True, metavar="FILE", help="JSON Lines; - for standard input.")
        parser.add_argument("--limit", type=int, default=10, help="Hits for each claim, 10 unless told.")

    @plain_endings()
    def handle(self, *_args: Any, claims: str, limit: int, **_options: Any) -> None:
        """Search for one claim after the other."""
        if limit < 1:
            message = "--limit must be at least 1."
            raise CommandError(message)
        bad = 0
        with open_input(claims) as file:
            for line in read_lines(file):
                result = _result(line, limit)
                bad += "error" in result
                self.stdout.write(write_line(result))
        if bad:
            message = f"{bad} lines could not be read; each has its error in the output."
            raise CommandError(message)


def _result(line: Line, limit: int) -> dict[str, Any]:
    identity = line.record.get("id")
    try:
        query = _query(line.checked())
    except DomainError as error:
        return {"id": identity, "error": error.message}
    hits = components.get("retriever").search(query, limit=limit)
    rows = Passage.objects.with_document().in_bulk([hit.passage_id for hit in hits])
    return {"id": identity, "hits": [_hit(rows[hit.passage_id], hit) for hit in hits if hit.passage_id in rows]}


def _query(line: Line) -> Query:
    before = parse_moment(line.text("before", "before_date", "before-date"), zone=get_default_timezone())
    return Query(
        statement=line.required("text", "claim", "statement"),
        speaker=line.text("speaker"),
        before=_day(before),
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


def _hit(passage: Passage, hit: Hit) -> dict[str, Any]:
    document = passage.document
    return {
        "document_id": document.external_id or str(document.public_id),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "score": round(hit.score, 4),
    }
