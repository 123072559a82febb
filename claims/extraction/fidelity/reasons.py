"""Why a difference between what was said and what is quoted matters, or why it does not."""

from collections import Counter
from collections.abc import Sequence

from claims.extraction.fidelity.base import Reason
from claims.extraction.fidelity.marks import Marked
from claims.extraction.fidelity.numerals import is_number
from claims.extraction.text.word_lists import word_set

NEGATIONS = word_set("not no never none nobody nothing nowhere neither nor without hardly barely scarcely")
MODALS = word_set("will would shall should can could may might must ought")
HEDGES = word_set(
    """maybe perhaps possibly probably likely apparently allegedly reportedly seemingly roughly about around almost
    nearly approximately seems seem seemed appears appear appeared suggests suggest believe believes think thinks
    suspect guess assume hope sometimes often usually mostly partly somewhat mainly generally"""
)
_SOUNDS = word_set("uh um er erm ah eh oh mm hmm mhm uhm")
_PHRASES = (("you", "know"), ("i", "mean"))
_OPENERS = word_set("well so okay ok right yeah yes now look like and but")
"""Words that are fillers when they alone are left out."""
_SAME = ({"is", "has"}, {"would", "had"})
"""What "'s" and "'d" may both stand for."""
_LONGEST_REPEAT = 4

Run = tuple[str, ...]


def without_fillers(run: Run) -> Run:
    """``run`` without "uh", "you know" and the like."""
    kept: list[str] = []
    for word in run:
        if word in _SOUNDS:
            continue
        if kept and (kept[-1], word) in _PHRASES:
            kept.pop()
            continue
        kept.append(word)
    return tuple(kept)


def is_filler(run: Run) -> bool:
    """Whether nothing but fillers is left out or added."""
    left = without_fillers(run)
    return not left or (len(left) == 1 and left[0] in _OPENERS)


def is_repeat(text: Marked, first: int, last: int) -> bool:
    """Whether the words ``[first, last)`` only say once more what stands right before or after them."""
    run = without_fillers(text.forms(first, last))
    size = len(run)
    if not 0 < size <= _LONGEST_REPEAT:
        return False
    return text.forms(max(0, first - size), first) == run or text.forms(last, last + size) == run


def is_same_contraction(before: Run, after: Run, surfaces: Sequence[str]) -> bool:
    """Whether "'s" was written out as "has", or "'d" as "had"."""
    contracted = any("'" in surface or "’" in surface for surface in surfaces)
    return contracted and len(before) == len(after) == 1 and {*before, *after} in _SAME


def changed(before: Run, after: Run) -> Reason | None:
    """The worst that a change of ``before`` into ``after`` does; names are not looked at."""
    for reason, words in ((Reason.NEGATION, NEGATIONS), (Reason.MODAL, MODALS), (Reason.HEDGE, HEDGES)):
        if _count(before, words) != _count(after, words):
            return reason
        if reason is Reason.NEGATION and _numbers(before, after):
            return Reason.NUMBER
    return None


def lost(run: Run) -> Reason | None:
    """The worst that leaving out ``run`` does: figures and names that are not told do not change what is."""
    return changed(tuple(word for word in run if not is_number(word)), ())


def _count(run: Run, words: frozenset[str]) -> Counter[str] | int:
    """How many negations (two make none), or which modals and how many hedges."""
    found = Counter(word for word in run if word in words)
    return found if words is MODALS else sum(found.values())


def _numbers(before: Run, after: Run) -> bool:
    """Whether the figures differ; a lone "one" is as often a pronoun."""
    old, new = ({word for word in run if is_number(word)} for run in (before, after))
    return old != new and bool(new) and (bool(old) or new != {"1"})
