"""Looking up, in the table of keys, which documents may share the origin of a new one: never a scan of the library."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from sources.models import TraceKey
from sources.origins.base import Report
from sources.origins.keys import about_keys, searches, standing, text_keys

ROWS_AT_ONCE: Final = 4_000
ROWS_OF_A_KEY: Final = 64  # of words that thousands of documents have
BY_TEXT: Final = 60
BY_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Candidates:
    """Primary keys of documents to compare with, and the keys of standing lines met on the way."""

    documents: frozenset[int]
    standing: frozenset[int]


def find_candidates(report: Report) -> Candidates:
    """The documents to compare ``report`` with, at most a few hundred, from those that were traced."""
    alike, lines = _by_text(report)
    named = [
        document
        for search in searches(report)
        if search.days is not None
        for document in _by_name(report, search.values, search.days)
    ]
    return Candidates(frozenset([*alike, *named]) - {report.id}, lines)


def _by_text(report: Report) -> tuple[list[int], frozenset[int]]:
    """Documents with the most words in common, standing lines left out unless there is nothing else."""
    rows = _rows_of(text_keys(report.shingles))
    days: dict[int, set[dt.date | None]] = defaultdict(set)
    for value, _document, day in rows:
        days[value].add(day)
    lines = standing(days)
    telling = [document for value, document, _day in rows if value not in lines]
    counts = Counter(telling or [document for _value, document, _day in rows])
    return [document for document, _count in counts.most_common(BY_TEXT)], lines


def _rows_of(values: Sequence[int]) -> list[tuple[int, int, dt.date | None]]:
    """Key, document and day of the rows under ``values``; where they are too many, the first and last of each key."""
    fields = ("value", "document", "day")
    rows = list(TraceKey.objects.filter(value__in=values).values_list(*fields)[: ROWS_AT_ONCE + 1])
    if len(rows) <= ROWS_AT_ONCE:
        return rows
    half = ROWS_OF_A_KEY // 2
    found: set[tuple[int, int, dt.date | None]] = set()
    for value in values:
        of_key = TraceKey.objects.filter(value=value).values_list(*fields)
        found.update(of_key.order_by("day")[:half])
        found.update(of_key.order_by("-day")[:half])
    return list(found)


def _by_name(report: Report, values: Sequence[int], days: int) -> list[int]:
    """Documents with one of the keys around the day of ``report``; of many those that are most about the same."""
    rows = _around(TraceKey.objects.filter(value__in=values), report.day, days)
    named = list(dict.fromkeys(rows.values_list("document", flat=True)[:ROWS_AT_ONCE]))
    if len(named) <= BY_NAME:
        return named
    return _most_about(about_keys(report.trace), named)


def _most_about(about: Collection[int], documents: Sequence[int]) -> list[int]:
    rows = TraceKey.objects.filter(value__in=about, document__in=documents).values_list("document", flat=True)
    return [document for document, _count in Counter(rows).most_common(BY_NAME)]


def _around(rows: QuerySet[TraceKey], day: dt.date | None, days: int) -> QuerySet[TraceKey]:
    if day is None:
        return rows
    near = Q(day__range=(day - dt.timedelta(days=days), day + dt.timedelta(days=days)))
    return rows.filter(near | Q(day__isnull=True))
