"""The statement of an attribution, led by its speaker where the content alone is no sentence."""

import re

from claims.extraction.base import SpeakerKind
from claims.extraction.cues import past
from claims.extraction.passages import Attributed
from claims.extraction.pronouns import antecedent, bearer
from claims.extraction.speakers import Speaker
from claims.extraction.statements import statement, tidy
from claims.extraction.word_lists import word_set
from factcheck.lib.spans import Span

_NEEDS_LEAD = frozenset("ios")
_QUESTION_WORDS = word_set("whether if how why what who which where when")
_RELATIVES = ("which", "who", "that")
_ASIDE = re.compile(r"\s?[,—–(]")


def worded(text: str, item: Attributed, speaker: Speaker) -> str:
    """What ``item`` says, as one sentence that can be read alone."""
    content, cue = item.content, item.spans([item.found.cue])[0]
    needs_lead = item.found.kind in _NEEDS_LEAD or _asks(item)
    if needs_lead and content[0].start < cue.start:
        whole = Span.hull([*content, cue, *item.source])
        content = (content[0], Span(content[0].end, whole.end)) if len(content) > 1 else (whole,)
        needs_lead = False
    pieces = [span.cut(text) for span in content]
    if pieces[0].lower() in _RELATIVES and len(pieces) > 1:
        pieces = [_bearer(text, item), *pieces[1:]]
    lead = f"{_who(text, item, speaker)} {_verb(item, cue.cut(text))}" if needs_lead else ""
    return statement(pieces, lead=tidy(lead), is_clause=item.found.kind in ("t", "c"))


def _asks(item: Attributed) -> bool:
    first = item.frame.tokens[item.found.content[0][0]].lower
    return item.found.kind == "t" and first in _QUESTION_WORDS


def _bearer(text: str, item: Attributed) -> str:
    place = item.found.content[0][0]
    span = bearer(item.frame.tokens, place)
    return span.cut(text) if span else item.frame.tokens[place].text


def _verb(item: Attributed, cue: str) -> str:
    return past(item.found.verb) if item.found.is_gerund else cue


def _who(text: str, item: Attributed, speaker: Speaker) -> str:
    """The speaker as the subject of the statement: the name where there is one, else the words of the article."""
    if not item.source:
        return "It"
    phrase = (antecedent(item) or item.source[0]).cut(text)
    is_proper = speaker.name[:1].isupper()
    if speaker.kind is SpeakerKind.PERSON and is_proper:
        return speaker.name
    if speaker.kind is SpeakerKind.ORGANISATION and is_proper:
        return f"the {speaker.name}" if phrase.lower().startswith(f"the {speaker.name.lower()[:4]}") else speaker.name
    return _without_aside(phrase)


def _without_aside(phrase: str) -> str:
    """``the group, which receives aid,`` without what stands between its commas; "Lee, Roe and Bo" stays whole."""
    words = phrase.rstrip(" ,—–")
    aside = _ASIDE.search(words)
    return words[: aside.start()] if aside and words != phrase.rstrip() else words
