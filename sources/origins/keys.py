"""The keys under which documents of one origin find each other in an index, as whole numbers below 2**63.

A document stores its own keys and looks for others under those it ``seeks``, most of them on the days around its own.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sources.origins.base import Report, Trace
from sources.origins.names import spellings

SAMPLED = 8  # one shingle in so many is a key: of a report of 300 words about 36
ABOUT = 10
SHORT = 64  # shingles: of a shorter text one in two
_SHORT_SAMPLED = 2

STANDING_DAYS = 4  # different days on which the same words were printed
STANDING_SPREAD = dt.timedelta(days=14)

WIRE_DAYS = 4
NAMED_DAYS = 21
WEB_DAYS = 30


@dataclass(frozen=True, slots=True)
class Search:
    """Keys to look for, within ``days`` of the document's own day; ``None`` is at any time."""

    values: tuple[int, ...]
    days: int | None


def stored_keys(report: Report) -> frozenset[int]:
    """The keys under which others find ``report``."""
    trace = report.trace
    return frozenset(
        (
            *text_keys(report.shingles),
            *(_key("by", name) for name in spellings(report.publisher)),
            *(_key("credit", credit.name) for credit in trace.credits),
            *(_key("names", naming.name) for naming in trace.naming),
            *(_key("link", link) for link in trace.links),
            *about_keys(trace),
            *((_key("at", report.url),) if report.url else ()),
        )
    )


def about_keys(trace: Trace) -> tuple[int, ...]:
    """A few of the names and numbers that a text is about; texts about the same have some of them in common."""
    return tuple(sorted(_key("about", term) for term in trace.subject if term[0] in "np")[:ABOUT])


def text_keys(shingles: Iterable[int]) -> tuple[int, ...]:
    """A sample of the shingles that is the same in every text that has them."""
    kept = frozenset(shingles)
    return tuple(value for value in kept if value % _step(kept) == 0)


def new_share(a: frozenset[int], b: frozenset[int], standing_keys: frozenset[int]) -> float:
    """How much of what two texts have in common is no standing line, 0..1, told from the keys that both have."""
    step = max(_step(a), _step(b))
    common = [value for value in a & b if value % step == 0]
    return sum(value not in standing_keys for value in common) / len(common) if common else 1.0


def _step(shingles: frozenset[int]) -> int:
    return SAMPLED if len(shingles) >= SHORT else _SHORT_SAMPLED


def searches(report: Report) -> tuple[Search, ...]:
    """Where to look for documents that may share the origin of ``report``: by text, by-line, naming and address."""
    trace, names = report.trace, spellings(report.publisher)
    wire = [*(_key("by", credit.name) for credit in trace.credits), *(_key("credit", c.name) for c in trace.credits)]
    wire += [_key("credit", name) for name in names]
    named = [_key("by", naming.name) for naming in trace.naming] + [_key("names", name) for name in names]
    named += [_key("names", naming.name) for naming in trace.naming if naming.is_press]
    web = [_key("at", link) for link in trace.links] + [_key("link", link) for link in trace.links]
    web += [_key("link", report.url)] if report.url else []
    found = (
        Search(text_keys(report.shingles), None),
        Search(tuple(wire), WIRE_DAYS),
        Search(tuple(named), NAMED_DAYS),
        Search(tuple(web), WEB_DAYS),
    )
    return tuple(search for search in found if search.values)


def standing(days: Mapping[int, Collection[dt.date | None]]) -> frozenset[int]:
    """Those keys, with the days of the documents that have them, whose words are standing lines.

    One report is copied within days; what is printed on many days over weeks is an outlet's "about us" or a paragraph
    of background, and shows no origin.
    """
    return frozenset(value for value, on in days.items() if _are_many({day for day in on if day}))


def _are_many(days: set[dt.date]) -> bool:
    return len(days) >= STANDING_DAYS and max(days) - min(days) > STANDING_SPREAD


def are_near(a: dt.date | None, b: dt.date | None, days: int) -> bool:
    """Whether two days lie within ``days`` of each other; what is undated may lie anywhere."""
    return a is None or b is None or abs((a - b).days) <= days


def _key(kind: str, value: str) -> int:
    digest = hashlib.blake2b(f"{kind}:{value}".encode(), digest_size=8).digest()
    # Above all shingles, which have 32 bits.
    return int.from_bytes(digest, "big") >> 1 | 1 << 40
