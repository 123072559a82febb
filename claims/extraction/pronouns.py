"""Which pronouns have a certain bearer: a relative one, and "she" right after a sentence with one name in it."""

from collections.abc import Sequence

from claims.extraction import grammar
from claims.extraction.base import SpeakerKind
from claims.extraction.passages import Attributed
from claims.extraction.phrases import phrase_before
from claims.extraction.speakers import Speaker
from claims.extraction.tokens import Token
from claims.extraction.word_lists import word_set
from factcheck.lib.spans import Span

_MALE = word_set("mr sir lord king prince spokesman chairman congressman businessman actor father son brother husband")
_FEMALE = word_set(
    """mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman businesswoman actress mother daughter
    sister wife"""
)
_CLASHING = {"he": _FEMALE, "she": _MALE}
_NO_NAMES = grammar.WEEKDAYS | grammar.MONTHS | {"i"}


def antecedent(item: Attributed) -> Span | None:
    """What "who" or "which" stands for: the phrase right before it; None for any other source."""
    if item.found.source is None:
        return None
    start, end = item.found.source
    tokens = item.frame.tokens
    if end - start > 1 or start == 0 or tokens[start].lower not in ("who", "which"):
        return None
    phrase = phrase_before(tokens, start - 1 if tokens[start - 1].text == "," else start)
    return Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end) if phrase else None


def same_person(item: Attributed, before: Attributed, speaker: Speaker) -> bool:
    """Whether the "he" or "she" of ``item`` must be ``speaker``, whom the sentence before names and nobody else."""
    if item.found.source is None or before.found.source is None:
        return False
    start, end = item.found.source
    pronoun = item.frame.tokens[start].lower
    if end - start > 1 or pronoun not in _CLASHING or speaker.kind is not SpeakerKind.PERSON:
        return False
    role = set(speaker.role.lower().replace(".", "").split())
    if role & _CLASHING[pronoun] or _names(item.frame.tokens[:start], 0):
        return False
    source = range(*before.found.source)
    others = [token for index, token in enumerate(before.frame.tokens) if index not in source]
    return not _names(others, 0 if 0 in source else 1)


def _names(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name stands among ``tokens[first:]``, quotations left out."""
    return any(
        token.kind == "word" and token.is_capitalised and token.lower not in _NO_NAMES for token in tokens[first:]
    )
