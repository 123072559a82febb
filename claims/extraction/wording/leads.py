"""The speaker and the verb in front of a content that is no sentence of its own: "Ann Lee vowed" and "to close it"."""

import re
from functools import cache
from typing import Protocol

from claims.extraction.base import SpeakerKind
from claims.extraction.cues.head_words import ADJECTIVES
from claims.extraction.cues.heads import heads
from claims.extraction.cues.inflections import Form, inflections, past
from claims.extraction.cues.lemmas import lemma_of
from claims.extraction.cues.reading import CueReading
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.wording.edits import Edit, Worded, concatenated, edited
from claims.extraction.wording.statements import tidied, tidy
from factcheck.lib.spans import Span

_POSSESSIVE = re.compile(r"['’]s\Z|(?<=s)['’]\Z")
_ASIDE = re.compile(r"\s?[,—–(]")
_LONGEST_GAP = 80
_LEAST_SURE = 0.7
_GAP = re.compile(r"[^,;:.!?—–()\"“”«»]*\Z")
_FIRST_VERB = re.compile(r"(?:[^\W_]{2,20}ly\s)?(?P<word>[’'\w-]{1,30})")
_NO_VERB = grammar.RELATIVES | grammar.PREPOSITIONS | grammar.DETERMINERS | {"to", "according"}
_PRONOUNS = grammar.PERSONAL | grammar.POSSESSIVES | grammar.RELATIVES | grammar.OBJECT_PRONOUNS
NOUN_VERBS = {
    "plan": "planned", "promise": "promised", "pledge": "pledged", "vow": "vowed", "threat": "threatened",
    "offer": "offered", "call": "called", "demand": "demanded", "request": "asked", "decision": "decided",
    "refusal": "refused", "desire": "wanted", "wish": "wished", "hope": "hoped", "intention": "intended",
    "effort": "tried", "attempt": "tried", "bid": "tried", "proposal": "proposed", "aim": "aimed", "goal": "aimed",
}  # fmt: skip
"""The verb that says with an infinitive what the noun says: "her plan to", "she planned to"."""


class Named(Protocol):
    """What of a speaker a statement needs."""

    @property
    def name(self) -> str:
        """The fullest name, or the words of the article."""
        ...

    @property
    def kind(self) -> SpeakerKind:
        """Who they are."""
        ...

    @property
    def role(self) -> str:
        """What they are called, empty when nothing is said."""
        ...

    @property
    def confidence(self) -> float:
        """How sure it is, from 0 to 1, that it is they."""
        ...


def is_sure(speaker: Named) -> bool:
    """Whether a name may stand for a pronoun: below that the pronoun is the honest word."""
    return speaker.confidence >= _LEAST_SURE


def subject_name(layout: Layout, said: Said, speaker: Named) -> str:
    """The speaker as the subject of a sentence: the name where there is one, else the words of the article."""
    phrase = tidy(said.source[0].cut(layout.text)) if said.source else ""
    name = _POSSESSIVE.sub("", speaker.name)
    is_proper = name[:1].isupper() and (is_sure(speaker) or phrase.lower() not in _PRONOUNS)
    if speaker.kind is SpeakerKind.PERSON and is_proper:
        return name
    if speaker.kind is SpeakerKind.ORGANISATION and is_proper:
        return f"the {name}" if phrase.lower().startswith(f"the {name.lower()[:4]}") else name
    if phrase.lower() in _PRONOUNS and name and is_sure(speaker):
        return name
    return _without_aside(_POSSESSIVE.sub("", phrase))


def _is_possessive(phrase: str) -> bool:
    return bool(_POSSESSIVE.search(phrase)) or phrase.lower() in grammar.POSSESSIVES


def lead(layout: Layout, said: Said, cue: CueReading, speaker: Named) -> Worded:
    """Speaker, cue and what stands between the cue and the content ("told" "reporters")."""
    is_possessive = bool(said.source) and _is_possessive(tidy(said.source[0].cut(layout.text)))
    verb = _noun_verb(layout, said, cue) if cue.is_noun and is_possessive else _verb(layout, said, cue)
    who = subject_name(layout, said, speaker)
    if not verb.statement or not who or not (said.source or _may_borrow(verb.statement, speaker)):
        return Worded("")
    original = tidy(said.source[0].cut(layout.text)) if said.source else ""
    subject = Worded(who) if who.lower() in original.lower() else edited(Worded(who), [_whole(who, original)])
    space = "" if verb.statement.startswith(("'", "’")) else " "
    return tidied(concatenated([subject, space, verb, " ", _gap(layout, said)]))


def _may_borrow(verb: str, speaker: Named) -> bool:
    """Whether a name from elsewhere can be the subject: "adding that", not "it was feared"."""
    return speaker.name[:1].isupper() and verb.split(" ", 1)[0] in heads()


def _whole(words: str, original: str) -> Edit:
    return Edit(0, len(words), words, original)


def _without_aside(phrase: str) -> str:
    """``the group, which receives aid,`` without what stands between its commas; "Lee, Roe and Bo" stays whole."""
    words = phrase.rstrip(" ,—–")
    aside = _ASIDE.search(words)
    return words[: aside.start()] if aside and words != phrase.rstrip() else words


def _verb(layout: Layout, said: Said, cue: CueReading) -> Worded:
    """The words of the cue, the first form in -ing put into the past; nothing where they hold no verb to go on with."""
    start = said.content[0].start
    before = [Span(span.start, min(span.end, start)) for span in said.cue if span.start < start]
    words = tidy(" ".join(span.cut(layout.text) for span in before))
    match = _FIRST_VERB.match(words)
    first = match["word"].lower() if match else ""
    if not match or first in _NO_VERB or (cue.lemma in _adjectives() and not _has_auxiliary(words)):
        return Worded("")
    verb = lemma_of(first)
    if first not in heads() or Form.GERUND not in inflections(verb).get(first, set()):
        return Worded(words)
    return edited(Worded(words), [Edit(*match.span("word"), past(verb), match["word"])])


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(word for listed in ADJECTIVES.values() for word in listed.split())


def _has_auxiliary(words: str) -> bool:
    return any(word in grammar.AUXILIARIES or word.startswith(("'", "’")) for word in words.lower().split())


def _noun_verb(layout: Layout, said: Said, cue: CueReading) -> Worded:
    """``planned`` for "plan" before an infinitive; nothing where no verb says the same."""
    opening = layout.text[said.content[0].start :][:4].lower()
    verb = NOUN_VERBS.get(cue.lemma, "")
    if not verb or not opening.startswith("to "):
        return Worded("")
    return edited(Worded(verb), [_whole(verb, tidy(cue.head.cut(layout.text)))])


def _gap(layout: Layout, said: Said) -> str:
    """What stands between the cue and a content after it; nothing where that is long or holds a mark."""
    start = said.content[0].start
    before = [min(span.end, start) for span in (*said.source, *said.cue) if span.start < start]
    last = max(before, default=start)
    gap = layout.text[last:start] if start - last <= _LONGEST_GAP else ""
    return gap if _GAP.match(gap) else ""


def stretch_around(layout: Layout, said: Said, cue: CueReading) -> Span:
    """The words from the first to the last of source, cue and content, or from where the sentence begins when that is
    near: for a content that says nothing without them. "The mayor's criticism of the plan" needs no more than itself.
    """
    hull = said.hull
    has_own_noun = cue.is_noun and bool(said.source) and said.source[0].start == hull.start
    if has_own_noun or not layout.sentences:
        return hull
    sentence = layout.sentences[layout.sentence(hull.start)]
    near = sentence.start <= hull.start <= sentence.start + 2 * _LONGEST_GAP
    return Span(sentence.start, hull.end) if near else hull
