"""From the candidates that an index brings up to the few matches that are shown, best first. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sources.seen_before.base import Match, Relation, Statement
from sources.seen_before.comparing import compare
from sources.seen_before.reading import keys

CANDIDATES = 200  # that an index brings up for one claim
_COMPARED = 24  # of them that are laid beside the claim word by word
_TERMS = 8  # that an index is asked for
_ROWS = 4_000  # that all terms together may bring up, unless the rarest two bring up more
_ORDER = {relation: place for place, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that an index brought up: its number there, what it says, and its keys, divided by blanks."""

    number: int
    statement: Statement
    keys: str


def search_terms(text: str, counts: Mapping[str, int]) -> list[str]:
    """The words that an index is asked for: the rarest of the claim that it has, ``counts`` telling in how many claims.

    As many as bring up some thousand claims together: a word that most claims have finds nothing and costs much.
    """
    known = sorted((key for key in keys(text) if counts.get(key)), key=lambda key: (counts[key], key))
    chosen: list[str] = []
    rows = 0
    for key in known[:_TERMS]:
        rows += counts[key]
        if rows > _ROWS and len(chosen) > 1:
            break
        chosen.append(key)
    return chosen


def matches(statement: Statement, candidates: Sequence[Candidate], *, limit: int) -> list[tuple[int, Match]]:
    """The best ``limit`` matches among candidates, by number: the same first, then what tells it otherwise."""
    found = []
    for candidate in _nearest(statement, candidates):
        match = compare(statement, candidate.statement)
        if match is not None:
            found.append((candidate.number, match))
    return sorted(found, key=lambda each: (_ORDER[each[1].relation], -each[1].score, each[0]))[:limit]


def _nearest(statement: Statement, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that have most in common with a claim by words and figures, in whatever order."""
    wanted, listed = " ".join(keys(statement.text)), [candidate.keys for candidate in candidates]
    best = process.extract(wanted, listed, scorer=fuzz.token_sort_ratio, limit=_COMPARED)
    return [candidates[index] for _keys, _score, index in best]
