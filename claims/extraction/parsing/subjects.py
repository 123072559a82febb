"""The source of a verb of saying: its own subject, or the one it shares with the main clause."""

from collections.abc import Sequence

from claims.extraction.base import Force
from claims.extraction.cues.inflections import Form
from claims.extraction.cues.matches import CueMatch
from claims.extraction.parsing.phrases import Range, before_time, main_subject, subject_before
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_SHARING = word_set("and but then or")
_SHARED = grammar.PREPOSITIONS | {"and", "while"}
_ENDS_HEAD = grammar.PREPOSITIONS | {",", "who"}
_SINGULAR_ENDINGS = ("'s", "ss", "us", "is")
_PLURALS = word_set(
    """i you we they who which many some most few several these those all both others people police men women majority
    half that"""
)
_SPOKEN = frozenset({Force.STATES, Force.DENIES, Force.CONFIRMS, Force.PROMISES})
_BARE = word_set("i you we it")


def subject(tokens: Sequence[Token], match: CueMatch) -> Range | None:
    """The source of ``match`` when it stands before it, borrowed from the main clause where the verb has none."""
    start = before_time(tokens, match.start)
    if start == 0:
        return None
    before = tokens[start - 1]
    if match.form is Form.GERUND:
        shares = before.text == "," or before.kind == "dash" or before.lower in _SHARED
        return main_subject(tokens, match.start) if shares else None
    if before.lower in _SHARING:
        return main_subject(tokens, match.start)
    return subject_before(tokens, match.start)


def agrees(tokens: Sequence[Token], match: CueMatch, source: Range) -> bool:
    """Whether the phrase can be the subject: number fits, and the author's own "I think" is no attribution."""
    is_one_word = source[1] - source[0] == 1
    if is_one_word and tokens[source[0]].lower in _BARE and not _may_speak(tokens, match, tokens[source[0]].lower):
        return False
    if match.form is Form.BASE and match.verb == match.start:
        return _is_plural([token.lower for token in tokens[source[0] : source[1]]])
    return True


def _may_speak(tokens: Sequence[Token], match: CueMatch, pronoun: str) -> bool:
    """Whether a bare pronoun speaks with this verb: "I think" is the author, "it shows that" has no speaker."""
    if "p" in match.entry.complements:
        return True
    following = tokens[match.end].lower if match.end < len(tokens) else ""
    return pronoun == "it" and following == "that" and match.force in _SPOKEN


def _is_plural(phrase: Sequence[str]) -> bool:
    head = next((i for i, word in enumerate(phrase) if i and word in _ENDS_HEAD), len(phrase))
    if _is_plural_word(phrase[head - 1]) or _is_plural_word(phrase[0]) or "and" in phrase:
        return True
    return any(word[0].isdigit() for word in phrase[:3])


def _is_plural_word(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(_SINGULAR_ENDINGS))
