"""Pronouns with a certain bearer: a relative one, and "she" or "it" right after a sentence with one name in it."""

from collections.abc import Sequence

from claims.extraction import grammar
from claims.extraction.base import SpeakerKind
from claims.extraction.passages import Attributed
from claims.extraction.phrases import phrase_before
from claims.extraction.speaker_words import DOCUMENT_NOUNS, ORGANISATION_NOUNS
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
_OPENERS = grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.ADVERBS | {"last", "but", "and"}
_LONGEST_RELATIVE = 3
"""Tokens of "who for weeks" at most."""
_NO_NAMES = grammar.WEEKDAYS | grammar.MONTHS | {"i"}


def antecedent(item: Attributed) -> Span | None:
    """What "who" or "which" stands for: the phrase right before it; None for any other source."""
    if item.found.source is None:
        return None
    start, end = item.found.source
    tokens = item.frame.tokens
    if end - start > _LONGEST_RELATIVE or tokens[start].lower not in ("who", "which"):
        return None
    return bearer(tokens, start)


def bearer(tokens: Sequence[Token], relative: int) -> Span | None:
    """The phrase before the relative pronoun at ``relative``; None when there is none."""
    if relative == 0:
        return None
    phrase = phrase_before(tokens, relative - 1 if tokens[relative - 1].text == "," else relative)
    return Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end) if phrase else None


def same_speaker(item: Attributed, before: Attributed, speaker: Speaker) -> bool:
    """Whether "he", "she" or "it" in ``item`` must be ``speaker``, whom the sentence before names and nobody else."""
    if item.found.source is None or before.found.source is None:
        return False
    start, end = item.found.source
    if end - start > 1 or not _fits(item.frame.tokens[start].lower, speaker):
        return False
    if _names(item.frame.tokens[:start], _past_opener(item.frame.tokens)):
        return False
    source = range(*before.found.source)
    others = [token for index, token in enumerate(before.frame.tokens) if index not in source]
    if speaker.kind is SpeakerKind.ORGANISATION and (0 not in source or _speaks(others)):
        return False
    return not _names(others, 0 if 0 in source else 1)


def _fits(pronoun: str, speaker: Speaker) -> bool:
    if pronoun == "it":
        return speaker.kind is SpeakerKind.ORGANISATION
    role = set(speaker.role.lower().replace(".", "").split())
    return pronoun in _CLASHING and speaker.kind is SpeakerKind.PERSON and not role & _CLASHING[pronoun]


def _speaks(tokens: Sequence[Token]) -> bool:
    """Whether another organisation or a document stands among ``tokens`` that "it" may be."""
    for index, token in enumerate(tokens):
        before = [earlier.lower for earlier in tokens[max(0, index - 2) : index]]
        if token.lower in ORGANISATION_NOUNS or (token.lower in DOCUMENT_NOUNS and before != ["in", "a"]):
            return True
    return False


def _past_opener(tokens: Sequence[Token]) -> int:
    """1 where the sentence opens with a word that no name begins with ("On Monday", "Last week"), else 0."""
    return int(tokens[0].lower in _OPENERS)


def _names(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name stands among ``tokens[first:]``, quotations left out."""
    return any(
        token.kind == "word" and token.is_capitalised and token.lower not in _NO_NAMES for token in tokens[first:]
    )
