"""What "who" or "which" stands for: the phrase right before it in the sentence."""

import re

from claims.extraction.cast.naming import Naming
from claims.extraction.cast.titles import PERSON_NOUNS
from claims.extraction.parsing.phrases import phrase_before
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_LOOK_BACK = 240
_LONGEST_NAME = 60


def antecedent(layout: Layout, source: Span, naming: Naming) -> Span | None:
    """The phrase or the name that ends before the relative pronoun under ``source``; None where there is none."""
    if not layout.sentences:
        return None
    sentence = layout.sentences[layout.sentence(source.start)]
    words = layout.tokenized.tokens(max(sentence.start, source.start - _LOOK_BACK), source.start)
    while words and words[-1].text in (",", "—", "–", "-"):
        words = words[:-1]
    if not words:
        return None
    end = words[-1].end
    named = naming.mentions_in(Span(max(sentence.start, end - _LONGEST_NAME), end))
    if named and named[-1].span.end == end and not named[-1].is_group:
        return named[-1].span
    phrase = phrase_before(words, len(words))
    return Span(words[phrase[0]].start, words[phrase[1] - 1].end) if phrase else None


def plural_before(layout: Layout, source: Span) -> Span | None:
    """The last phrase for several people ("council officials") before "they", in its sentence or the one before."""
    if not layout.sentences:
        return None
    here = layout.sentence(source.start)
    start = max(layout.sentences[max(0, here - 1)].start, source.start - _PLURAL_REACH)
    found: Span | None = None
    for match in _PLURAL.finditer(layout.text, start, source.start):
        if match["noun"].lower() in _PLURAL_NOUNS and not layout.is_quoted(match.start()):
            found = Span(match.start("modifier") if match["modifier"] else match.start("noun"), match.end())
    return found


_PLURAL_REACH = 600
_PLURAL = re.compile(r"\b(?:(?P<modifier>[A-Z][\w-]{1,20}) )?(?P<noun>[A-Za-z]{3,20}(?:s|en|ople))\b")
_PLURAL_NOUNS = frozenset(noun for noun in PERSON_NOUNS if noun.endswith("s")) | {"people", "men", "women"}
