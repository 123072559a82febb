"""Whether a time near a cue tells when something was said, or belongs to something else in the sentence."""

import re
from collections.abc import Sequence

from claims.extraction.dates.reader import Expression
from claims.extraction.said import Said
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_REACH, _HEAD = 160, 40
_DAYS = frozenset({"weekday", "yesterday", "today", "day"})
_NOT_WHEN = word_set("since until till by before after from through throughout to for between")
_OTHER_EVENT = re.compile(r"\b(?:after|before|following|since|ahead\sof|despite|because|until|amid)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|whose|where|whom|when|that)\b", re.IGNORECASE)
_CLAUSE_MARK = re.compile(r"[,;:—–()]")
_COORDINATED = re.compile(r"[;:]|(?:,|—|–|--)\s?(?:and|but|yet|so|or)\s", re.IGNORECASE)
_BETWEEN_CLAUSES = re.compile(_COORDINATED.pattern + r"|,\s(?:while|as|although|though)\s", re.IGNORECASE)
_FUTURE_CUE = re.compile(r"\b(?:will|shall|would|to|can|may|could)\b|['’]ll\b", re.IGNORECASE)
_DOCUMENT = (
    r"(?:report|statement|study|survey|document|letter|email|e-mail|memo|article|post|posting|tweet|message|interview"
    r"|paper|release|announcement|speech|filing|ruling|poll|broadcast|editorial|edition|issue|figures|data|dossier|note)"
)
_DATED_BEFORE = re.compile(
    rf"(?:\b(?:published|released|issued|posted|dated|aired|broadcast|given|delivered|filed|sent|printed"
    rf"|tweeted|{_DOCUMENT}s?"
    r"))(?:\s(?:in|on|of|from|late|early))?\s?\Z",
    re.IGNORECASE,
)
_DATED_AFTER = re.compile(rf"(?:['’]s)?\s(?:[\w-]{{1,20}}\s){{0,2}}{_DOCUMENT}s?\b", re.IGNORECASE)
_OBJECT = re.compile(r"(?:[a-z]{1,20}\s){1,3}")
_GOES_ON = re.compile(r"\s(?:to|that)\s")
_NEW_CLAUSE = re.compile(
    r",?\s(?:that|it|he|she|they|we|I|the|a|an|his|her|its|their|this|these|those|there|in\sa|at\sa|both|all|some|no)\b"
)


def distance(one: Span, others: Sequence[Span]) -> int:
    """Characters between a span and the nearest of others; 0 where they touch."""
    return min(max(0, other.start - one.end, one.start - other.end) for other in others)


def belongs(text: str, item: Expression, said: Said, sentence: Span) -> bool:
    """Whether the time says when the cue took place.

    Not so when it bounds something ("since 2015"), when it dates another event ("after the vote on Monday") or another
    clause, and when it is the sentence's own time of day for what somebody else did.
    """
    if item.lead in _NOT_WHEN or item.kind in ("stretch", "range", "years", "decade", "century", "edge"):
        return False
    if any(span.contains(item.span) for span in said.cue):
        return True
    cue = min(said.cue, key=lambda span: distance(item.span, [span]))
    if _dates_other(text, item.span, cue, sentence):
        return False
    opening = len(text[sentence.start : item.span.start].split()) <= 1 if item.span.end <= cue.start else False
    return _same_clause(text, item.span, (cue, said), opening=opening)


def _dates_other(text: str, span: Span, cue: Span, sentence: Span) -> bool:
    """Whether, between the mark or the cue before it and the time, "after" or "who" opens something else."""
    start = max(sentence.start, span.start - _REACH, cue.end if cue.end <= span.start else 0)
    head = _CLAUSE_MARK.split(text[start : span.start])[-1]
    return bool(_OTHER_EVENT.search(head) or _RELATIVE.search(head))


def is_to_come(text: str, cue: Span) -> bool:
    """Whether a cue speaks of what is still to be said: "will announce"."""
    return bool(_FUTURE_CUE.search(text, max(0, cue.start - _HEAD), cue.end))


def _same_clause(text: str, span: Span, told: tuple[Span, Said], *, opening: bool) -> bool:
    """Whether no new clause stands between the time and the cue; a time that opens the sentence holds for all of it
    but what is joined with "and"."""
    cue, said = told
    low, high = (span.end, cue.start) if span.end <= cue.start else (cue.end, span.start)
    if low >= high:
        return True
    between = _without(text, low, high, (*said.content, *said.source))
    return not (_COORDINATED if opening else _BETWEEN_CLAUSES).search(between)


def _without(text: str, low: int, high: int, taken: Sequence[Span]) -> str:
    kept, start = [], low
    for span in sorted(taken):
        if span.end > low and span.start < high:
            kept.append(text[start : max(start, span.start)])
            start = max(start, span.end)
    kept.append(text[start : max(start, high)])
    return " ".join(kept)


def opens_content(text: str, item: Expression, said: Said, content: Span) -> bool:
    """Whether a content begins, right after its cue, with a time that is the cue's: "said [Monday it was ...]"."""
    if item.kind not in _DAYS or not any(0 <= content.start - span.end <= 1 for span in said.cue):
        return False
    if item.span.start == content.start:
        return bool(_NEW_CLAUSE.match(text, item.span.end))
    object_before = _OBJECT.fullmatch(text, content.start, item.span.start)
    return bool(object_before and not item.lead and _GOES_ON.match(text, item.span.end))


def dates_source(text: str, item: Expression, source: Span, cue: Sequence[Span]) -> bool:
    """Whether the time within a source tells when it spoke: "a report released on Monday", "the bank on Monday"."""
    if item.lead in _NOT_WHEN:
        return False
    at_edge = item.kind in _DAYS and item.lead in ("", "on")
    if at_edge and item.span.end == source.end and any(0 <= span.start - source.end <= 2 for span in cue):
        return not _RELATIVE.search(text, max(source.start, item.span.start - _REACH), item.span.start)
    if at_edge and item.span.start == source.start and not text.startswith(("'", "’"), item.span.end):
        return True
    before = text[max(source.start, item.span.start - _HEAD) : item.span.start]
    return bool(_DATED_BEFORE.search(before) or _DATED_AFTER.match(text, item.span.end, source.end))
