"""What was done to a quotation, in sentences for an editor."""

from collections.abc import Sequence

from claims.extraction.fidelity.base import Edit, Kind, Reason, Verdict

_MOST = 4
"""Places that a sentence lists; the edits have them all."""
_LONGEST = 80
"""Characters of a place that are shown."""
_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_AT_STAKE = {
    Reason.NEGATION: "a negation",
    Reason.NUMBER: "a number",
    Reason.NAME: "a name",
    Reason.HEDGE: "how sure the speaker was",
    Reason.MODAL: "what may, must or will be",
}


def told(verdicts: Sequence[Verdict], edits: Sequence[Edit], speaker: str, label: str) -> str:
    """One or more sentences, the worst first."""
    sentences: list[str] = []
    if Verdict.WRONG_SPEAKER in verdicts:
        sentences.append(f"The transcript gives these words to “{label}”, not to {speaker}.")
    harm = _harm(edits)
    for kind, tell in _TELLERS.items():
        found = [edit for edit in edits if edit.kind is kind and not edit.is_harmless]
        if found:
            sentences.append(tell(found))
    if harm:
        sentences.append(harm)
    if not {*verdicts} - {Verdict.EXACT, Verdict.WRONG_SPEAKER}:
        sentences.append(_exact(edits))
    return " ".join(sentences)


def _harm(edits: Sequence[Edit]) -> str:
    stakes = dict.fromkeys(_AT_STAKE[edit.reason] for edit in edits if edit.reason in _AT_STAKE)
    return f"This touches {' and '.join(stakes)}." if stakes else ""


def _exact(edits: Sequence[Edit]) -> str:
    reasons = {edit.reason for edit in edits}
    parts = [words for reason, words in _HARMLESS.items() if reason in reasons]
    return f"Word for word, apart from {', '.join(parts)}." if parts else "Word for word."


_HARMLESS = {
    Reason.FILLER: "fillers",
    Reason.REPETITION: "repeated words",
    Reason.CONTRACTION: "contractions",
    Reason.SPELLING: "spelling",
    Reason.PUNCTUATION: "punctuation",
    Reason.BRACKETS: "words in brackets",
}


def _counted(edits: Sequence[Edit], side: str) -> str:
    count = sum(len(getattr(edit, side).split()) for edit in edits)
    number = _COUNTS[count] if count < len(_COUNTS) else str(count)
    return f"{number} word was" if count == 1 else f"{number} words were"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _listed(edits: Sequence[Edit], side: str) -> str:
    shown = ", ".join(f"“{_short(getattr(edit, side))}”" for edit in edits[:_MOST])
    return shown + (f" and in {len(edits) - _MOST} more places" if len(edits) > _MOST else "")


def _changes(edits: Sequence[Edit]) -> str:
    shown = ", ".join(f"“{_short(edit.before)}” became “{_short(edit.after)}”" for edit in edits[:_MOST])
    return shown + (f" and {len(edits) - _MOST} more" if len(edits) > _MOST else "")


def _dropped(edits: Sequence[Edit]) -> str:
    return f"{_counted(edits, 'before')} left out without an ellipsis: {_listed(edits, 'before')}."


def _elided(edits: Sequence[Edit]) -> str:
    return f"{_counted(edits, 'before')} left out under an ellipsis: {_listed(edits, 'before')}."


def _added(edits: Sequence[Edit]) -> str:
    return f"{_counted(edits, 'after')} added: {_listed(edits, 'after')}."


def _replaced(edits: Sequence[Edit]) -> str:
    return f"Words were replaced: {_changes(edits)}."


def _inserted(edits: Sequence[Edit]) -> str:
    return f"Words in brackets change what they stand for: {_changes(edits)}."


def _tense(edits: Sequence[Edit]) -> str:
    return f"The tense was changed: {_changes(edits)}."


def _merged(edits: Sequence[Edit]) -> str:
    return f"Two sentences were made one: {_listed(edits, 'after')}."


def _moved(edits: Sequence[Edit]) -> str:
    return f"Words were quoted in another order: {_listed(edits, 'after')}."


_TELLERS = {
    Kind.DROPPED: _dropped,
    Kind.ADDED: _added,
    Kind.REPLACED: _replaced,
    Kind.INSERTED: _inserted,
    Kind.TENSE: _tense,
    Kind.MERGED: _merged,
    Kind.MOVED: _moved,
    Kind.ELIDED: _elided,
}
