"""Sentences of a text, as spans."""

import re
from collections.abc import Iterator, Sequence

from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_STOP = re.compile(
    r"(?P<mark>[.!?…]{1,8})(?P<close>[\"'”’»)\]]{0,4})(?P<gap>\s+)(?=[\"'“‘«(\[$£€]{0,3}[^\Wa-z_])|(?P<feed>[.!?…][\"'”’»)\]]{0,4}\n)"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]?\Z|[^\W\d_]{1,14}\Z")
ABBREVIATIONS = word_set(
    """mr mrs ms messrs mx dr prof rev hon sen sens rep reps gov govs gen lt col maj capt cpl sgt cmdr adm brig supt
    insp det pres amb atty st mt ft jr sr jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu
    thurs fri vs no nos inc ltd corp co cos bros dept univ assn etc al fig figs vol est approx ave blvd ala ariz ark
    calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo i.e e.g"""
)
_ENDING_ABBREVIATIONS = word_set("inc ltd corp co etc jr sr al")
_LOOK_BACK = 24


def _word_before(text: str, position: int, floor: int) -> str:
    match = _WORD_BEFORE.search(text[max(floor, position - _LOOK_BACK) : position])
    return match.group() if match else ""


def _is_abbreviation(text: str, stop: re.Match[str], floor: int) -> bool:
    """Whether the full stop belongs to a shortened word or an initial rather than to the end of a sentence."""
    if stop["mark"] != "." or stop["close"]:
        return False
    word = _word_before(text, stop.start(), floor)
    if len(word) == 1:
        return word.isupper() and word != "I"
    if word.lower() in _ENDING_ABBREVIATIONS:
        return False
    return word.lower() in ABBREVIATIONS or ("." in word and _goes_on_after_dotted(text, stop))


def _goes_on_after_dotted(text: str, stop: re.Match[str]) -> bool:
    """``U.S. Senate`` goes on; ``U.S. The`` starts anew."""
    following = re.compile(r"[^\W_]{1,12}").match(text, stop.end())
    return not (following and following.group().lower() in _STARTERS)


_STARTERS = word_set("the a an he she it they we i in on at but and this that these those his her their its if when")


def _breaks(text: str, paragraph: Span) -> Iterator[int]:
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop["feed"]:
            yield stop.end() - 1
        elif not _is_abbreviation(text, stop, paragraph.start):
            yield stop.end("close")


def sentences(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Spans of the sentences in order, without the white space around them; none crosses the end of a paragraph."""
    found: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for end in _breaks(text, paragraph):
            found.append(Span(start, end))
            start = end
            while start < paragraph.end and text[start].isspace():
                start += 1
        if start < paragraph.end:
            found.append(Span(start, paragraph.end))
    return found
