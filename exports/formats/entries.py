"""What every format writes from: an entry of the feed, an article with its claims, and the house that publishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RETRACTED = "retracted"
CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes the review."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry of the feed: its address, its time (ISO 8601), what was corrected, and the frozen payload.

    ``note`` says what was corrected or why it was retracted; ``supersedes`` is the address of the entry that this one
    takes the place of, empty for a first word.
    """

    url: str
    at: str
    correction: str
    payload: Mapping[str, Any]
    id: str = ""
    sequence: int = 0
    kind: str = "published"
    note: str = ""
    supersedes: str = ""

    @property
    def is_retracted(self) -> bool:
        """Whether it takes a verdict back and puts none in its place."""
        return self.payload["verdict"] is None


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim of an article, shaped as in a payload, with the verdict that stands on it and what people accepted.

    ``evidence`` is shaped as in a payload too, each with ``before`` and ``after``, the words around the quote.
    """

    claim: Mapping[str, Any]
    entry: Entry | None
    evidence: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article: its address, facts shaped as in a payload, the text, and its claims in the order of the text."""

    url: str
    facts: Mapping[str, Any]
    text: str
    claims: tuple[MarkedClaim, ...]

    @property
    def entries(self) -> list[Entry]:
        """The verdicts that stand, in the order of the text."""
        return [marked.entry for marked in self.claims if marked.entry is not None and not marked.entry.is_retracted]


def filled(members: Mapping[str, Any]) -> dict[str, Any]:
    """``members`` without those of which nothing is known."""
    return {name: value for name, value in members.items() if value is not None and value not in ("", [], {})}


def is_web_address(url: str) -> bool:
    """Whether ``url`` can be linked to; what else came in as an address is shown as text and never linked."""
    return url.startswith(("https://", "http://"))
