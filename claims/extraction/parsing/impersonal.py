"""Attributions without a subject that speaks: passives ("it was announced that") and nouns ("her claim that")."""

from collections.abc import Iterator, Sequence

from claims.extraction.cues.inflections import Form, nouns
from claims.extraction.cues.matches import CueMatch
from claims.extraction.parsing.clauses import complement, right_end
from claims.extraction.parsing.found import Found, found_by
from claims.extraction.parsing.phrases import Range, phrase_before
from claims.extraction.parsing.phrases_after import phrase_after
from claims.extraction.parsing.subjects import subject
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_RAISED = word_set("say expect believe report think know understand allege estimate assume predict")
"""Verbs of "is said to", whose subject belongs to what is said."""
_WITH_AGENT = word_set(
    """accuse criticize criticise blame condemn denounce praise describe call quote endorse reject dismiss deny confirm
    report announce warn tell urge back ask"""
)
_AFTER_AGENT = word_set("of for as that to")
_NOUN_CONFIDENCE = 0.7


def passive(tokens: Sequence[Token], match: CueMatch) -> Found | None:
    """``It was announced that``, ``is said to`` and ``was accused by residents of``."""
    group = {token.lower for token in tokens[match.start : match.verb]}
    if match.form is not Form.PARTICIPLE or not group & grammar.BE:
        return None
    topic = subject(tokens, match)
    if topic is None:
        return None
    if match.end < len(tokens) and tokens[match.end].lower == "by" and match.entry.lemma in _WITH_AGENT:
        return _with_agent(tokens, match, topic)
    return _without_agent(tokens, match, topic)


def _with_agent(tokens: Sequence[Token], match: CueMatch, topic: Range) -> Found | None:
    agent = phrase_after(tokens, match.end + 1)
    if agent is None:
        return None
    end = next((index for index in range(agent[0] + 1, agent[1]) if _is_charge(tokens, index)), agent[1])
    more = end < len(tokens) and tokens[end].lower in _AFTER_AGENT
    rest = ((end, right_end(tokens, end, frozenset())),) if more else ()
    return found_by(match, (agent[0], end), (topic, *rest), "o", match.end)


def _is_charge(tokens: Sequence[Token], position: int) -> bool:
    """``of lying`` after the agent belongs to what is said, not to the agent."""
    following = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    return tokens[position].lower in ("of", "for") and following.endswith("ing")


def _without_agent(tokens: Sequence[Token], match: CueMatch, topic: Range) -> Found | None:
    after = complement(tokens, match)
    end = right_end(tokens, after.start, frozenset()) if after.kind else after.start
    is_it = tokens[topic[0]].lower == "it" and topic[1] - topic[0] == 1
    if after.kind == "t" and is_it and end > after.start:
        return found_by(match, None, ((after.start, end),), "t", match.end)
    if after.kind == "i" and match.entry.lemma in _RAISED and end > after.start:
        return found_by(match, None, (topic, (after.start, end)), "i", match.end)
    return None


def noun_cues(tokens: Sequence[Token]) -> Iterator[Found]:
    """``The mayor's claim that`` and ``her claim that``: a reporting noun with the one who speaks before it."""
    known = nouns()
    for position in range(1, len(tokens) - 2):
        if tokens[position].lower in known and tokens[position + 1].lower == "that":
            source = _possessor(tokens, position)
            end = right_end(tokens, position + 1, frozenset())
            if source:
                force = known[tokens[position].lower]
                yield Found(source, (position, position + 1), ((position + 1, end),), force, "t", _NOUN_CONFIDENCE)


def _possessor(tokens: Sequence[Token], noun: int) -> Range | None:
    before = tokens[noun - 1].lower
    if before in grammar.POSSESSIVES:
        return noun - 1, noun
    return phrase_before(tokens, noun) if before.endswith(("'s", "s'")) else None
