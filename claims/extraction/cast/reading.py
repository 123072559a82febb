"""Reading a source phrase: the name in it, the role it is given, and what kind of speaker it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.base import SpeakerKind
from claims.extraction.cast.mentions import is_acronym
from claims.extraction.cast.titles import (
    DOCUMENT_NOUNS,
    HONORIFICS,
    ORGANISATION_NOUNS,
    PARTICLES,
    PERSON_NOUNS,
    PLACES,
    TITLES,
)
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token, tokens
from claims.extraction.text.word_lists import word_set

_HEAD_AND_NAME = _FULL_NAME = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source phrase says by itself, before the rest of the article is asked.

    ``name`` is empty when the bearer is not certain; ``words`` is the phrase as it stands.
    """

    name: str
    kind: SpeakerKind
    role: str
    words: str


def _plain(token: Token) -> str:
    return token.lower.rstrip(".")


def _is_part_of_name(token: Token) -> bool:
    if token.kind != "word" or token.lower in grammar.WEEKDAYS:
        return False
    return token.text[0].isupper() or ("-" in token.text and token.lower.split("-")[0] in PARTICLES)


def _segments(found: Sequence[Token]) -> list[list[Token]]:
    """The phrase cut at commas: the head and its appositives."""
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.text in ",–—":
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _without_brackets(found: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in found:
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(token)
    return kept


def _name_start(part: Sequence[Token]) -> int:
    """Where the run of name words that ends ``part`` begins; its length when there is none."""
    start = len(part)
    while start > 0 and (_is_part_of_name(part[start - 1]) or _is_inside_name(part, start - 1)):
        start -= 1
    return _organisation_start(part, start)


def _organisation_start(part: Sequence[Token], start: int) -> int:
    """Past "of the" to the left where an organisation's name goes on: ``University of | Iowa``."""
    left, joined = start, False
    while left > 0 and (part[left - 1].lower in _LINKS or part[left - 1].is_capitalised):
        left -= 1
        joined = joined or part[left].lower in ("of", "for")
        if joined and _plain(part[left]) in ORGANISATION_NOUNS and part[left].is_capitalised:
            return _name_start(part[: left + 1])
    return start


def _is_inside_name(part: Sequence[Token], position: int) -> bool:
    """Whether a particle or the mark of "Workers' Union" stands at ``position`` inside a name."""
    if part[position].text in ("'", "’"):
        return position > 0 and _is_part_of_name(part[position - 1]) and position < len(part) - 1
    return _is_particle(part, position)


def _is_particle(part: Sequence[Token], position: int) -> bool:
    inside = 0 < position < len(part) - 1
    return inside and part[position].lower in PARTICLES and _is_part_of_name(part[position - 1])


def _after_titles(part: Sequence[Token], start: int) -> int:
    """Past the titles inside a run of capitals: ``Iraqi Prime Minister | Haider Abadi``."""
    cut = start
    for index in range(start, len(part) - 1):
        if _plain(part[index]) in _TITLES:
            cut = index + 1
    return cut


def _text(part: Sequence[Token]) -> str:
    return " ".join(token.text for token in part).replace(" '", "'").replace(" ’", "’").replace("$ ", "$")


def _role(words: Sequence[Token]) -> str:
    """The role without articles and, where something better stands beside them, without forms of address."""
    leading = len(words) > 0 and words[0].lower in _LEADING
    kept = list(words[1:] if leading else words)
    better = [token for token in kept if token.lower == token.text or _plain(token) not in HONORIFICS]
    chosen = better or [token for token in kept if _plain(token) not in ("mr", "mrs", "ms", "miss", "mx")]
    if better and len(better) < len(kept) and all(token.is_capitalised for token in better):
        chosen = kept
    return _text(chosen)


def _kind_of_name(part: Sequence[Token], start: int) -> SpeakerKind:
    """Person or organisation for the name ``part[start:]``."""
    before = [_plain(token) for token in part[:start]]
    name = [_plain(token) for token in part[start:]]
    if any(word in ORGANISATION_NOUNS for word in before[-1:]):
        return SpeakerKind.ORGANISATION
    if any(word in _PEOPLE for word in before):
        return SpeakerKind.PERSON
    if "the" in before[:1] or any(word in ORGANISATION_NOUNS for word in name) or name[0] in PLACES:
        return SpeakerKind.ORGANISATION
    if all(is_acronym((token.text,)) for token in part[start:]) or any("&" in word for word in name):
        return SpeakerKind.ORGANISATION
    return SpeakerKind.PERSON if 1 <= len(name) <= 4 else SpeakerKind.ORGANISATION


def _named(part: Sequence[Token]) -> tuple[str, SpeakerKind, str] | None:
    """Name, kind and role of one segment that ends in a name; None when it does not."""
    start = _name_start(part)
    if start < len(part) and start == 0 and part[0].lower in grammar.ARTICLES:
        start = 1
    start = _after_titles(part, start)
    if start >= len(part) or part[-1].lower in grammar.SUBJECT_PRONOUNS or _is_second_name(part, start):
        return None
    name = part[start:]
    if all(_plain(token) in PERSON_NOUNS or _plain(token).removesuffix("s") in PERSON_NOUNS for token in name[-1:]):
        return None
    kind = _kind_of_name(part, start)
    role = _role(part[:start]) if kind is SpeakerKind.PERSON else ""
    return _text(name), kind, role


def _is_second_name(part: Sequence[Token], start: int) -> bool:
    """Whether the name at ``start`` is only the second one in ``Ann Lee and Bo Roe``."""
    return start > 1 and part[start - 1].lower in ("and", "or") and part[start - 2].is_capitalised


def _head(part: Sequence[Token]) -> str:
    """The last noun before the first preposition or relative: what the phrase is about."""
    head = ""
    for token in part:
        if token.lower in _ENDS_NOUN or (head and token.kind != "word"):
            break
        if head and grammar.is_verb_like(token.lower) and not token.is_capitalised:
            break
        head = _plain(token)
    return head


def _is_definite(part: Sequence[Token]) -> bool:
    return part[0].lower in _DEFINITE


def _without_article(part: Sequence[Token]) -> str:
    kept = part[1:] if len(part) > 1 and part[0].lower in grammar.ARTICLES else part
    words = _text(kept)
    for mark in (")", ",", "'s", "’s", "’", "%"):
        words = words.replace(f" {mark}", mark)
    return words.replace("( ", "(")


def _unnamed(part: Sequence[Token]) -> tuple[str, SpeakerKind]:
    head = _head(part)
    words = _without_article(part)
    if head in DOCUMENT_NOUNS:
        return words, SpeakerKind.DOCUMENT
    if head in ORGANISATION_NOUNS:
        bare = len(part) <= 2 and head in _BARE_GROUPS
        return words, SpeakerKind.UNRESOLVED if bare and _is_definite(part) else SpeakerKind.ORGANISATION
    if _is_definite(part) and not _is_plural(head) and not any(t.lower in grammar.PREPOSITIONS for t in part):
        return words, SpeakerKind.UNRESOLVED
    return words, SpeakerKind.UNNAMED


_TITLES = TITLES | HONORIFICS
_PEOPLE = _TITLES | PERSON_NOUNS
_LEADING = grammar.ARTICLES | grammar.POSSESSIVES | grammar.RELATIVES
_ENDS_NOUN = grammar.PREPOSITIONS | grammar.RELATIVES
_DEFINITE = grammar.POSSESSIVES | {"the", "this", "that", "both", "these", "those", "all"}
_PRONOUNS = grammar.SUBJECT_PRONOUNS | grammar.OBJECT_PRONOUNS | {"that"}
_LINKS = ("of", "for", "the", "and")
_PLACE_PREPOSITIONS = word_set("of from in at with")
_NO_SURNAMES = ORGANISATION_NOUNS | PERSON_NOUNS
_BARE_GROUPS = word_set(
    """group company party organisation organization campaign agency firm team committee commission department ministry
    office newspaper paper union coalition militia network board council court"""
)


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word in ("people", "police", "men", "women")


def _appositive_role(parts: Sequence[Sequence[Token]]) -> str:
    """The role in ``Name, a former envoy to Lisbon``; empty for an age, a place or a relative clause."""
    for part in parts:
        first = part[0].lower
        if first in grammar.RELATIVES or first[0].isdigit() or first.endswith("ing") or first in grammar.PREPOSITIONS:
            continue
        if _is_part_of_name(part[0]) and _plain(part[0]) not in TITLES:
            continue
        cut = next((i for i, token in enumerate(part) if token.lower in grammar.RELATIVES), len(part))
        return _role(part[:cut])
    return ""


def read_source(text: str, start: int, end: int) -> Reading:
    """Read the source phrase ``text[start:end]``."""
    found = tokens(text, start, end)
    parts = _segments(_without_brackets(found))
    words = _text(found)
    if not parts:
        return Reading("", SpeakerKind.UNRESOLVED, "", text[start:end])
    if len(found) == 1 and found[0].lower in _PRONOUNS:
        return Reading("", SpeakerKind.UNRESOLVED, "", words)
    return _read_parts(parts, _segments(found)[0], text[start:end])


def _without_time(part: list[Token]) -> list[Token]:
    """``Roe`` of ``Roe on Tuesday``."""
    is_dated = len(part) > _HEAD_AND_NAME and part[-1].lower in grammar.WEEKDAYS and part[-2].lower == "on"
    return part[:-2] if is_dated else part


def _person_before_preposition(part: list[Token]) -> list[Token]:
    """``Ann Lee`` of ``Ann Lee of Ohio``; the whole part where no person's full name stands before a preposition."""
    cut = next((i for i, token in enumerate(part) if token.lower in _PLACE_PREPOSITIONS), len(part))
    before = part[:cut]
    names = before[_name_start(before) :]
    is_person = len(names) > 1 and not any(_plain(token) in _NO_SURNAMES for token in names[-2:])
    return before if is_person and part[0].lower not in grammar.ARTICLES else part


def _read_parts(parts: list[list[Token]], head_words: list[Token], phrase: str) -> Reading:
    parts = [_person_before_preposition(_without_time(parts[0])), *parts[1:]]
    head = _named(parts[0]) if not _is_prepositional(parts[0]) else None
    if head:
        name, kind, role = head
        return Reading(name, kind, role or (_appositive_role(parts[1:]) if kind is SpeakerKind.PERSON else ""), phrase)
    inner = _apposed(parts)
    if inner:
        return Reading(inner[0], inner[1], _role(parts[0]) if inner[1] is SpeakerKind.PERSON else "", phrase)
    name, kind = _unnamed(head_words)
    return Reading(name if kind is not SpeakerKind.UNRESOLVED else "", kind, "", phrase)


def _apposed(parts: Sequence[Sequence[Token]]) -> tuple[str, SpeakerKind] | None:
    """Name and kind of ``the owner, Corvane Logistics`` or ``a spokeswoman for the office, Liv Aronsen``."""
    if len(parts) < _HEAD_AND_NAME or parts[1][0].lower in _ENDS_NOUN:
        return None
    inner = _named(parts[1])
    if inner is None:
        return None
    name, kind, role = inner
    if parts[0][0].lower not in ("a", "an"):
        return (name, kind) if kind is SpeakerKind.PERSON or _head(parts[0]) not in DOCUMENT_NOUNS else None
    is_place = parts[0][-1].is_capitalised and all(token.lower != "for" for token in parts[0])
    is_full_name = " " in name and not role and not is_place
    return (name, kind) if is_full_name and _head(parts[0]) in PERSON_NOUNS else None


def _is_prepositional(part: Sequence[Token]) -> bool:
    """Whether the head stands before a preposition: ``a statement from the Ministry`` is about the statement."""
    start = _name_start(part)
    if 0 < start <= len(part) - _FULL_NAME and _plain(part[start - 1]) in TITLES:
        return False
    positions = [i for i, token in enumerate(part) if token.lower in grammar.PREPOSITIONS and i > 0]
    return bool(positions) and not all(
        _is_part_of_name(token) or token.lower in ("the", "of", "for", "and", "on") for token in part
    )
