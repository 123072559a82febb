"""A document as it was kept beside the page as it is now: what became of every cited passage. Plain Python."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from factcheck.lib.spans import Span
from sources.drift.aligning import Run
from sources.drift.base import Comparison, Page, PassageFinding, PassageOutcome, Presence
from sources.drift.changes import describe
from sources.drift.edits import Edit, find_edits, is_trifle, merge, pieces
from sources.drift.furniture import is_furniture
from sources.drift.placing import Beside, Place
from sources.drift.presence import SAID, find_presence
from sources.drift.signs import is_walled, new_signs
from sources.drift.words import read_words

_THERE: Final = 0.45  # of the words of a passage: with fewer it has vanished
_MOST_SENTENCES: Final = 3

_SAID: Final = {
    PassageOutcome.UNCHANGED: "It stands there word for word.",
    PassageOutcome.MOVED: "It stands there word for word, in another place.",
    PassageOutcome.TRIMMINGS: "Only typography or trimmings of the page differ.",
    PassageOutcome.VANISHED: "It is no longer there.",
}


def compare(kept: Page, found: Page, spans: Sequence[Span]) -> Comparison:
    """What became of the ``spans`` of the kept text, and of the page as a whole.

    The time grows with the length of both texts. Where the main text that was found lacks a passage it is looked for
    in all that can be seen on the page, so that a reader that left it out is no reason for an alarm.
    """
    old = read_words(kept.text)
    beside = [Beside(old, read_words(found.text))]
    if found.everything and beside[0].share < 1:
        beside.append(Beside(old, read_words(found.everything)))
    share = max(side.share for side in beside)
    presence = find_presence(kept, found, share)
    if presence is not Presence.SAME:
        return Comparison(presence, SAID[presence].format(url=found.url), share, is_revised=True)
    findings = [_find(beside, span) for span in spans]
    if is_walled(found) and _ends_early(beside, [item.span for item in findings if item.outcome.is_drift]):
        return Comparison(Presence.WALLED, SAID[Presence.WALLED], share, is_revised=False)
    signs = new_signs(kept, found)
    return Comparison(presence, _sum_up(findings), share, _is_revised(beside[0]), findings, signs)


def _find(beside: Sequence[Beside], span: Span) -> PassageFinding:
    """The best that can be said of a passage; the whole page is asked only where the main text lacks it."""
    finding = _find_in(beside[0], span)
    for other in beside[1:]:
        if finding.outcome is PassageOutcome.VANISHED:
            finding = _find_in(other, span)
    return finding


def _find_in(beside: Beside, span: Span) -> PassageFinding:
    first, last = beside.words_of(span)
    if first >= last:
        return PassageFinding(span, PassageOutcome.UNCHANGED, _SAID[PassageOutcome.UNCHANGED])
    here = _judge(beside, span, beside.place(first, last))
    if not here.outcome.is_drift:
        return here
    if is_furniture(span.cut(beside.old.text)):
        return PassageFinding(span, PassageOutcome.TRIMMINGS, _SAID[PassageOutcome.TRIMMINGS])
    elsewhere = None if here.outcome is PassageOutcome.CHANGED else beside.find_elsewhere(first, last)
    return _judge(beside, span, elsewhere) if elsewhere else here


def _judge(beside: Beside, span: Span, place: Place) -> PassageFinding:
    old, new = beside.old, beside.new
    if place.share < _THERE:
        gone = pieces(old, new, span, [Edit(place.first, place.last, 0, 0)])
        return PassageFinding(span, PassageOutcome.VANISHED, _SAID[PassageOutcome.VANISHED], pieces=gone)
    edits = find_edits(old, new, place)
    grave = merge([edit for edit in edits if not is_trifle(old, new, edit)])
    if grave:
        changes = [describe(old, new, edit) for edit in grave]
        shown = [change.sentence for change in changes[:_MOST_SENTENCES]]
        sentence = " ".join([*shown, "And more."] if len(changes) > len(shown) else shown)
        return PassageFinding(span, PassageOutcome.CHANGED, sentence, changes, pieces(old, new, span, grave))
    outcome = PassageOutcome.MOVED if place.is_moved else PassageOutcome.UNCHANGED
    if edits and not place.is_moved:
        outcome = PassageOutcome.TRIMMINGS
    return PassageFinding(span, outcome, _SAID[outcome])


def _ends_early(beside: Sequence[Beside], drifted: Sequence[Span]) -> bool:
    """Whether the page breaks off before the passages that are not there, as it does in front of a paywall."""
    if not drifted:
        return False
    first = min(span.start for span in drifted)
    return all(side.runs and side.old.ends[_last_word(side.runs)] <= first for side in beside[:1])


def _last_word(runs: Sequence[Run]) -> int:
    return runs[-1].old + runs[-1].size - 1


def _is_revised(beside: Beside) -> bool:
    """Whether anything but typography and trimmings differs anywhere in the text."""
    old, new = beside.old, beside.new
    ends = [Run(0, 0, 0), *beside.runs, Run(len(old), len(new), 0)]
    gaps = (Edit(a.old + a.size, b.old, a.new + a.size, b.new) for a, b in pairwise(ends))
    return any(not is_trifle(old, new, gap) for gap in gaps if gap.size)


def _sum_up(findings: Sequence[PassageFinding]) -> str:
    """The worst that happened, with how often."""
    if not findings:
        return "No passage of it is cited."
    drifted = [finding for finding in findings if finding.outcome.is_drift]
    if not drifted:
        return "Every cited passage stands there as it was kept."
    vanished = sum(finding.outcome is PassageOutcome.VANISHED for finding in drifted)
    changed = len(drifted) - vanished
    parts = [f"{number} {word}" for number, word in ((changed, "changed"), (vanished, "vanished")) if number]
    return f"Of {len(findings)} cited {'passage' if len(findings) == 1 else 'passages'}: {' and '.join(parts)}."
