"""What a cue says of its statement: the word it is read by, its force, and whether it is hedged, negated, supposed."""

from dataclasses import dataclass

from claims.extraction.base import Force
from claims.extraction.cues.content_shapes import Shape, first_words, shape
from claims.extraction.cues.flags import is_conditional, is_hedged, is_negated
from claims.extraction.cues.head_matching import HeadMatch, match_head
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_READ = 400
"""Characters of a cue that are read."""
_LONGEST_POSSESSIVE = 60
_LONGEST_OPENING = 12
_ORDERS = word_set("tell advise warn remind")
_MEANINGS: dict[Force, str] = {
    Force.SAYS: "a plain statement",
    Force.CLAIMS: "a claim that the article does not vouch for",
    Force.CONFIRMS: "a confirmation",
    Force.DENIES: "a denial or rejection",
    Force.REPORTS: "a report or a finding",
    Force.ACCUSES: "an accusation or criticism",
    Force.THREATENS: "a threat",
    Force.PROMISES: "a promise",
    Force.WARNS: "a warning or prediction",
    Force.ASKS: "a question or demand",
    Force.BELIEVES: "a belief or attitude, which need not have been said",
    Force.INTENDS: "an intention or wish, which need not have been said",
    Force.STATES: "a formal statement or decision",
}


@dataclass(frozen=True, slots=True)
class CueReading:
    """How a cue is understood.

    ``lemma`` is the base form of its verb or noun ("accuse", "according to", "claim") and ``head`` the place of that
    word; where ``is_known`` is false it is in no list, and the force is a guess. ``negated`` and ``conditional`` say
    that it was not said, or only would be. ``is_clause`` says that the content can stand as a sentence, perhaps less a
    leading "that". ``how`` gives the reasons in plain sentences for an editor.
    """

    lemma: str
    force: Force
    hedged: bool
    negated: bool
    conditional: bool
    is_clause: bool
    how: str
    head: Span
    is_known: bool = True
    is_noun: bool = False


def read_cue(layout: Layout, said: Said) -> CueReading:
    """The reading of the cue of ``said``, from its words and those right around it."""
    words = first_words(layout, said.cue, _READ)
    found = match_head(words, after_possessive=_follows_possessive(layout.text, said))
    force = Force.ASKS if found.head.lemma in _ORDERS and _is_order(layout.text, said) else found.head.force
    hedged = found.seems or is_hedged(layout, said)
    negated = is_negated(layout, said, words, found)
    conditional = not negated and is_conditional(layout, said, words, found)
    return CueReading(
        lemma=found.head.lemma,
        force=force,
        hedged=hedged,
        negated=negated,
        conditional=conditional,
        is_clause=shape(layout, said, found.head) is Shape.CLAUSE,
        how=" ".join([_how(found, force), *_reservations(hedged=hedged, negated=negated, conditional=conditional)]),
        head=Span(words[found.index].start, words[found.end - 1].end) if words else said.cue[0],
        is_known=found.is_known,
        is_noun=found.head.is_noun,
    )


def _follows_possessive(text: str, said: Said) -> bool:
    """Whether the source right before the cue is a possessive: "the mayor's", "her"."""
    if not said.source or said.source[-1].start >= said.place:
        return False
    last = said.source[-1]
    words = text[max(last.start, last.end - _LONGEST_POSSESSIVE) : last.end].lower().strip()
    return words.endswith(("'s", "’s", "s'", "s’")) or words in grammar.POSSESSIVES


def _is_order(text: str, said: Said) -> bool:
    """Whether the content is what somebody is told to do: "to leave"."""
    start = said.content[0].start
    opening = text[start : start + _LONGEST_OPENING].lower().lstrip("\"'“‘").split()
    return start > said.place and (opening[:1] == ["to"] or opening[:2] == ["not", "to"])


def _how(found: HeadMatch, force: Force) -> str:
    if not found.is_known:
        return f"“{found.head.lemma}” is in no list of cues and is taken for {_MEANINGS[force]}."
    return f"“{found.head.lemma}” makes it {_MEANINGS[force]}."


def _reservations(*, hedged: bool, negated: bool, conditional: bool) -> list[str]:
    listed = (
        (hedged, "The article keeps its distance with a word such as “reportedly” or “appeared to”."),
        (negated, "The cue is negated: it was not said."),
        (conditional, "It is only supposed: it would be said on a condition."),
    )
    return [sentence for applies, sentence in listed if applies]
