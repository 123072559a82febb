"""The places at which a passage reads differently now, without what is only typography or furniture of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from factcheck.lib.spans import Span
from sources.chunking import sentences
from sources.drift.base import Piece
from sources.drift.furniture import is_furniture, is_label
from sources.drift.placing import Place
from sources.drift.words import Words, is_number

_SAME: Final = 1  # words between two edits that are too few to be read as kept


@dataclass(frozen=True, slots=True)
class Edit:
    """Words ``first`` to before ``last`` of the kept text in whose place stand ``begin`` to before ``end`` of the new.

    Either side may be empty.
    """

    first: int
    last: int
    begin: int
    end: int

    @property
    def size(self) -> int:
        """Words on both sides."""
        return self.last - self.first + self.end - self.begin


def find_edits(old: Words, new: Words, place: Place) -> list[Edit]:
    """All edits of a passage, those that border on it included, in the order of the text."""
    found = [index for index, at in enumerate(place.to_new) if at >= 0]
    if not found:
        return [Edit(place.first, place.last, place.floor, place.floor)]
    begin = place.to_new[found[0]]
    end = place.to_new[found[-1]]
    edits = [
        Edit(place.first, place.first + found[0], _begin(new, begin, place.floor), begin),
        *(
            Edit(place.first + left + 1, place.first + right, place.to_new[left] + 1, place.to_new[right])
            for left, right in pairwise(found)
        ),
        Edit(place.first + found[-1] + 1, place.last, end + 1, _end(old, new, place, end)),
    ]
    return [edit for edit in edits if edit.size]


def _begin(new: Words, word: int, floor: int) -> int:
    """The first new word of the sentence that ``word`` stands in, not before ``floor``."""
    sentence = _sentence(new, word)
    while word > floor and new.starts[word - 1] >= sentence.start:
        word -= 1
    return word


def _end(old: Words, new: Words, place: Place, word: int) -> int:
    """One past the last new word that stands with the passage: to the end of its sentence, or of what was put in."""
    ends_here = old.ends_sentence(place.last - 1)
    stop = _sentence(new, word).end
    if place.is_open and ends_here:
        line = new.text.find("\n", new.ends[word])
        stop = len(new.text) if line < 0 else line
    last = word + 1
    while last < place.ceiling and new.ends[last] <= stop:
        last += 1
    return last


def _sentence(words: Words, word: int) -> Span:
    """The sentence of the text in which a word stands."""
    at = words.starts[word]
    start = words.text.rfind("\n", 0, at) + 1
    stop = words.text.find("\n", at)
    line = Span(start, len(words.text) if stop < 0 else stop)
    found = (sentence for sentence in sentences(words.text, line) if sentence.end > at)
    return next(found, line)


def merge(edits: Sequence[Edit]) -> list[Edit]:
    """Edits between which hardly a word stayed put together, so that the diff can be read."""
    merged: list[Edit] = []
    for edit in edits:
        last = merged[-1] if merged else None
        if last and edit.first - last.last <= _SAME and min(last.size, edit.size) > 2:
            merged[-1] = Edit(last.first, edit.last, last.begin, edit.end)
        else:
            merged.append(edit)
    return merged


def is_whole(words: Words, first: int, last: int) -> bool:
    """Whether the words are one or more whole sentences or lines."""
    return first < last and words.begins_sentence(first) and words.ends_sentence(last - 1)


def is_trifle(old: Words, new: Words, edit: Edit) -> bool:
    """Whether an edit is typography or furniture of the page."""
    before, after = old.forms[edit.first : edit.last], new.forms[edit.begin : edit.end]
    if "".join(before) == "".join(after) and _is_respaced(before) and _is_respaced(after):
        return True
    if edit.first == edit.last and old.begins_sentence(edit.first) and is_label(new.cut(edit.begin, edit.end)):
        return True
    return _is_trimming(old, edit.first, edit.last) and _is_trimming(new, edit.begin, edit.end)


def _is_respaced(forms: Sequence[str]) -> bool:
    """Whether the words can be one that was cut: no numbers, or one number in groups of three digits."""
    return not any(map(is_number, forms)) or all(is_number(form) and len(form) == 3 for form in forms[1:])


def _is_trimming(words: Words, first: int, last: int) -> bool:
    if first == last:
        return True
    return is_whole(words, first, last) and all(map(is_furniture, _lines(words, first, last)))


def _lines(words: Words, first: int, last: int) -> Iterator[str]:
    """The lines and sentences of some words, with the marks that close them."""
    stop = words.starts[last] if last < len(words) else len(words.text)
    text = words.text[words.starts[first] : stop].rstrip()
    return (sentence.cut(text).rstrip(".") for sentence in sentences(text))


def pieces(old: Words, new: Words, span: Span, edits: Sequence[Edit]) -> list[Piece]:
    """The passage under ``span`` as a marked diff: what stayed, what is gone and what is new, in order."""
    start = span.start
    shown: list[Piece] = []
    for edit in edits:
        at, after = _gap(old, new, span, edit)
        shown.append(Piece("same", old.text[start:at]))
        shown.append(Piece("gone", old.text[at:after]))
        shown.append(Piece("new", _spaced(new.cut(edit.begin, edit.end), at=after, span=span)))
        start = after
    shown.append(Piece("same", old.text[start : span.end]))
    return [piece for piece in shown if piece.text]


def _gap(old: Words, new: Words, span: Span, edit: Edit) -> tuple[int, int]:
    """Where in the kept text the words of an edit stand, or would stand."""
    if edit.first < edit.last:
        return old.starts[edit.first], old.ends[edit.last - 1]
    if not edit.first or old.starts[edit.first - 1] < span.start:
        return span.start, span.start
    behind = old.ends[edit.first - 1]
    if is_whole(new, edit.begin, edit.end):  # a sentence is put in behind the marks that close the one before
        following = old.starts[edit.first] if edit.first < len(old) else len(old.text)
        behind += len(old.text[behind : min(following, span.end)].rstrip())
    return behind, behind


def _spaced(text: str, *, at: int, span: Span) -> str:
    """New words with a blank where the kept text has none for them."""
    if not text:
        return ""
    return f"{text} " if at == span.start else f" {text}"
