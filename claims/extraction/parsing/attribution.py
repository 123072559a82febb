"""Who says what in one frame: the attributions that the rules find, the outermost ones only."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.extraction.cues.matches import CueMatch, cue_matches
from claims.extraction.parsing.according import according_to
from claims.extraction.parsing.found import Found
from claims.extraction.parsing.impersonal import noun_cues, passive
from claims.extraction.parsing.postposed import postposed
from claims.extraction.parsing.preposed import labelled, preposed
from claims.extraction.text.tokens import Token


def attributions(tokens: Sequence[Token]) -> list[Found]:
    """The outermost attributions of one frame, in order of their cues."""
    taken: list[Found] = []
    for found in _candidates(tokens, list(cue_matches(tokens))):
        if not any(found.clashes(other) for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda found: found.cue)


def _candidates(tokens: Sequence[Token], matches: Sequence[CueMatch]) -> Iterator[Found]:
    """Attempts, the surest kinds first: what stands after its content reaches over what stands inside it."""
    after_content = list(_all_postposed(tokens, matches))
    yield from after_content
    yield from according_to(tokens)
    label = labelled(tokens)
    if label:
        yield label
    cut_verbs = frozenset(match.start for match in matches if match.is_cut)
    for match in matches:
        found = preposed(tokens, match, cut_verbs) or passive(tokens, match)
        if found:
            yield _by_the_speaker(found, after_content)
    yield from noun_cues(tokens)


def _by_the_speaker(found: Found, after_content: Sequence[Found]) -> Found:
    """``..., the chair said, adding that``: what is added is the chair's."""
    if not found.is_gerund:
        return found
    before = [other for other in after_content if max(other.cue[1], other.content[-1][1]) <= found.cue[0]]
    return replace(found, source=before[-1].source) if before else found


def _all_postposed(tokens: Sequence[Token], matches: Sequence[CueMatch]) -> Iterator[Found]:
    floor = 0
    for match in matches:
        found = postposed(tokens, match, floor)
        if found:
            floor = max(found.cue[1], found.content[-1][1])
            yield found
