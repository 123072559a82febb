"""Quotations in a text: straight, curly, low and angle marks, single marks, nested ones, and ones that never close."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.lib.spans import Span

_DOUBLE = re.compile(r"[\"“”„«»]|'{2,6}|``|‘‘|’{2,6}")
_OPENING = frozenset("“„«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’", "’’’"}
_SINGLE = re.compile(
    r"(?P<opening>(?<![^\s(\[—–-])[‘'](?=[^\W_])(?!(?:em|til|cause|tis|twas|n)\b|\d\ds?\b))|(?P<closing>(?<=\S)[’'](?![^\W_]))"
)
_BEFORE_OPENING = frozenset("([{—–-/‘'")
_SINGLE_WORD_END = "s"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation with its marks; ``closed`` is false when it runs on into the next paragraph."""

    span: Span
    closed: bool = True


def _may_open(text: str, position: int, floor: int) -> bool:
    before = text[position - 1] if position > floor else " "
    return before.isspace() or before in _BEFORE_OPENING


def _starts_with_mark(text: str, paragraph: Span | None) -> bool:
    return bool(paragraph and (_DOUBLE.match(text, paragraph.start) or text[paragraph.start] == "‘"))


def _opens(text: str, mark: re.Match[str], floor: int) -> bool:
    symbol = mark.group()
    if symbol in _CLOSING:
        return False
    return symbol in _OPENING or _may_open(text, mark.start(), floor)


def _doubles(text: str, paragraph: Span, following: Span | None) -> Iterator[Quotation]:
    """Quotations in double marks; an inner one belongs to the outer one."""
    opened, depth, opener = -1, 0, ""
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if opened < 0:
            if _opens(text, mark, paragraph.start):
                opened, depth, opener = mark.start(), 0, mark.group()
        elif mark.group() in _OPENING and opener != "„":
            depth += 1
        elif depth and mark.group() in _CLOSING:
            depth -= 1
        else:
            yield Quotation(Span(opened, mark.end()))
            opened = -1
    if opened >= 0 and (depth or _starts_with_mark(text, following)):
        yield Quotation(Span(opened, paragraph.end), closed=False)


def _is_plural_possessive(text: str, mark: re.Match[str], later: str) -> bool:
    """``workers’ rights`` inside a quotation, told from its end by another closing mark further on."""
    after = text[mark.end() : mark.end() + 2]
    return (
        later == "closing" and text[mark.start() - 1] == _SINGLE_WORD_END and after[:1] == " " and after[1:].islower()
    )


def _singles(text: str, paragraph: Span, taken: Sequence[Quotation]) -> Iterator[Quotation]:
    """Quotations in single marks outside the double ones."""
    marks = _outside(list(_SINGLE.finditer(text, paragraph.start, paragraph.end)), taken)
    opened = -1
    for index, mark in enumerate(marks):
        later = marks[index + 1].lastgroup or "" if index + 1 < len(marks) else ""
        if mark.lastgroup == "opening":
            opened = mark.start() if opened < 0 else opened
        elif opened >= 0 and not _is_plural_possessive(text, mark, later):
            yield Quotation(Span(opened, mark.end()))
            opened = -1


def _outside(marks: list[re.Match[str]], taken: Sequence[Quotation]) -> list[re.Match[str]]:
    left: list[re.Match[str]] = []
    position = 0
    for mark in marks:
        while position < len(taken) and taken[position].span.end <= mark.start():
            position += 1
        if position == len(taken) or mark.start() < taken[position].span.start:
            left.append(mark)
    return left


def _merge(doubles: Sequence[Quotation], singles: Sequence[Quotation]) -> list[Quotation]:
    """Both kinds in order, the inner ones left out."""
    merged: list[Quotation] = []
    for quotation in sorted([*doubles, *singles], key=lambda item: (item.span.start, -item.span.end)):
        if not merged or merged[-1].span.end <= quotation.span.start:
            merged.append(quotation)
    return merged


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The outermost quotations of ``text`` in order, marks included; none runs over the end of a paragraph.

    A quotation that does not close counts only when the next paragraph starts with a mark, as newspapers continue
    one; any other lonely mark is taken for a slip and is no quotation.
    """
    found: list[Quotation] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        doubles = list(_doubles(text, paragraph, following))
        found.extend(_merge(doubles, list(_singles(text, paragraph, doubles))))
    return found
