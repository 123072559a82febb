"""``According to X, content`` and ``content, according to X``."""

from collections.abc import Iterator, Sequence

from claims.extraction.base import Force
from claims.extraction.parsing.clauses import left_start, right_end, skip_marks_back, skip_to_mark
from claims.extraction.parsing.found import Found
from claims.extraction.parsing.phrases import Range
from claims.extraction.parsing.phrases_after import phrase_after
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token

_CONFIDENCE = 0.9
_NOT_ALONE = 3
_GOES_ELSEWHERE = grammar.COORDINATORS | grammar.RELATIVES | {"while"}


def according_to(tokens: Sequence[Token]) -> Iterator[Found]:
    """The attributions in ``tokens`` whose cue is "according to"."""
    for position in range(len(tokens) - 2):
        if tokens[position].lower == "according" and tokens[position + 1].lower == "to":
            found = _at(tokens, position)
            if found:
                yield found


def _at(tokens: Sequence[Token], position: int) -> Found | None:
    before = _before(tokens, position)
    source = _source(tokens, position + 2, is_last=before is not None)
    if source is None:
        return None
    after = _after(tokens, source[1], has_left=before is not None)
    content = tuple(piece for piece in (before, after) if piece)
    return Found(source, (position, position + 2), content, Force.SAYS, "p", _CONFIDENCE) if content else None


def _source(tokens: Sequence[Token], position: int, *, is_last: bool) -> Range | None:
    """The phrase after the cue; what stands between commas goes with it, but not a main clause after one comma."""
    plain = phrase_after(tokens, position, appositive=False)
    full = phrase_after(tokens, position)
    closes = full is not None and (is_last or tokens[full[1] - 1].text == ",")
    return full if closes else plain


def _before(tokens: Sequence[Token], position: int) -> Range | None:
    stop = skip_marks_back(tokens, position, 0)
    start = left_start(tokens, stop, 0)
    is_conjunction = stop - start <= _NOT_ALONE and start < stop and tokens[start].lower in ("but", "and", "yet")
    return (start, stop) if start < stop and not is_conjunction else None


def _after(tokens: Sequence[Token], position: int, *, has_left: bool) -> Range | None:
    mark = position - 1 if tokens[position - 1].text == "," else skip_to_mark(tokens, position)
    if mark >= len(tokens) or (tokens[mark].text not in ",:" and tokens[mark].kind != "quote"):
        return None
    start = mark if tokens[mark].kind == "quote" else mark + 1
    if start >= len(tokens) or (has_left and tokens[start].lower in _GOES_ELSEWHERE):
        return None
    end = right_end(tokens, start, frozenset())
    return (start, end) if end > start else None
