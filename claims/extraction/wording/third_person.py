"""The pronoun with which indirect speech begins, where it must be the speaker: "He said he would resign"."""

import re

from claims.extraction.base import SpeakerKind
from claims.extraction.cues.heads import heads
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set
from claims.extraction.wording.edits import Edit

_READ = 120
_SINGULAR = word_set("he she")
_ACTS = word_set(
    """find lose win pay spend receive send buy sell sign hire fire arrest detain invest offer reject accept approve
    agree decide plan intend expect hope seek aim consider investigate welcome regret believe support oppose launch
    donate lend borrow build raise cut ban invite ask warn tell inform notify suspend dismiss appoint charge fine sue
    want think know feel fear doubt understand"""
)
_MINDS = word_set(
    "believe think want hope plan intend expect regret feel know doubt fear wish decide understand remember prefer"
)
_PRONOUNS = grammar.PERSONAL - {"i", "you", "we"}
_NO_NAMES = grammar.PERSONAL | grammar.RELATIVES
_SKIPPED = word_set("had has have would will did does do not never also still already now long fully")
_MALE = re.compile(r"(?<!wo)man\b|\b(?:mr|sir|lord|king|prince|father|son|brother|husband)\b", re.IGNORECASE)
_FEMALE = re.compile(r"woman\b|\b(?:mrs|ms|miss|lady|queen|princess|mother|daughter|sister|wife)\b", re.IGNORECASE)


def own_pronoun(layout: Layout, said: Said, name: str, kind: SpeakerKind, role: str) -> Edit | None:
    """The edit that puts ``name`` in place of the pronoun at the start of the content; None where it is not certain.

    Certain is "he said he", and a pronoun with a verb of which only the speaker can tell ("Ms Lee said she believed",
    "the council said it had received"), when nothing stands in the sentence before the source and, for a person, a
    title or a role shows that the pronoun fits.
    """
    start, words = _opening(layout, said)
    if not words or said.content[0].start < said.place or not said.source or not name:
        return None
    pronoun = words[0].lower
    if pronoun not in _PRONOUNS or layout.is_quoted(words[0].start):
        return None
    if len(words) < 3 or words[1].text.startswith(("'", "’")):
        return None
    source = " ".join(span.cut(layout.text) for span in said.source).lower()
    if source == pronoun:
        is_certain = kind is not SpeakerKind.UNRESOLVED
    else:
        is_certain = _fits(pronoun, source, kind, role) and _tells(words, pronoun) and _is_first(layout, said)
    return Edit(start, words[0].end, name, words[0].text) if is_certain else None


def _opening(layout: Layout, said: Said) -> tuple[int, list[Token]]:
    span = said.content[0]
    words = layout.tokenized.tokens(span.start, min(span.end, span.start + _READ))
    words = words[1:] if words and words[0].lower == "that" else words
    return (words[0].start if words else span.start), words


def _fits(pronoun: str, source: str, kind: SpeakerKind, role: str) -> bool:
    if not source.strip() or source.split(maxsplit=1)[0] in _NO_NAMES:
        return False
    if pronoun in _SINGULAR:
        own = _MALE if pronoun == "he" else _FEMALE
        return kind is SpeakerKind.PERSON and bool(own.search(f"{source} {role}"))
    if pronoun == "it":
        return kind is SpeakerKind.ORGANISATION
    return kind is SpeakerKind.UNNAMED and source.rstrip().endswith("s")


def _tells(words: list[Token], pronoun: str) -> bool:
    """Whether the verb is one of which only the speaker can tell, or that only an acting body can be subject of."""
    position = 1
    while position < len(words) and words[position].lower in _SKIPPED:
        position += 1
    verb = words[position].lower if position < len(words) else ""
    lemmas = {head.lemma for head in heads().get(verb, ())} | {_REGULAR.get(verb, "")}
    return bool(lemmas & (_MINDS if pronoun in _SINGULAR else _ACTS))


_REGULAR = {
    "found": "find", "lost": "lose", "won": "win", "paid": "pay", "spent": "spend", "sent": "send", "bought": "buy",
    "sold": "sell", "built": "build", "cut": "cut", "lent": "lend",
} | {f"{verb}d" if verb.endswith("e") else f"{verb}ed": verb for verb in _ACTS}  # fmt: skip


def _is_first(layout: Layout, said: Said) -> bool:
    """Whether the sentence begins with the source, so that nobody and nothing else is named before it."""
    first = said.source[0].start
    return bool(layout.sentences) and layout.sentences[layout.sentence(first)].start == first
