"""What stands on a page beside its prose: headings, bylines, credits, invitations to read on, rows of tables."""

import re

from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_READ = 400
_LABEL = re.compile(
    r"(?:read more|see also|related|more on this|photo(?:graph)?s?|images?|pictures?|credit|sources?|video|watch|listen"
    r"|file photo|caption|tags?|topics?|correction|clarification|editor[’']s note|topline)\s?:",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:read more|see also|click here|sign up|subscribe|follow us|share this|advertisement|all rights reserved"
    r"|copyright\b|©|(?:photo(?:graph)?s?|images?|pictures?|additional reporting|reporting|editing) by\b"
    r"|this (?:article|story|post) (?:was|is|has|first|originally))",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\((?:AP|AFP|EPA|PA|Reuters|Getty)\b[^()]{0,60}\)|/(?:AP|AFP|EPA|PA|Reuters|Getty Images)|©[^.]{0,60})[).]?\Z"
)
_BYLINE = re.compile(r"By\s[A-Z][\w.'’-]{0,30}(?:\s(?:and\s)?[A-Z][\w.'’-]{0,30}){0,6}(?:,|\Z)")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}\Z")
_COLUMNS = re.compile(r"\t|\s\|\s|\S {3,}(?=\S)")
_FIGURE = re.compile(r"(?<!\w)[$£€]?\d[\d.,:%]*(?!\w)")
_WORD = re.compile(r"\S+")
_FEWEST_COLUMNS = 2
_LONGEST_HEADING = 20


def is_furniture(layout: Layout, sentence: Span) -> bool:
    """Whether ``sentence`` is no prose. The first paragraph may be a headline, which tells something all the same."""
    words = layout.text[sentence.start : min(sentence.end, sentence.start + _READ)]
    if _LABEL.match(words) or _INVITATION.match(words) or _asks(layout.text, sentence):
        return True
    return _is_credited(layout, sentence) or _is_row(words) or _is_heading(layout, sentence, words)


def _is_credited(layout: Layout, sentence: Span) -> bool:
    """Whether the sentence, or the short paragraph around it, ends with the name of an agency, as captions do."""
    paragraph = layout.paragraphs[layout.paragraph(sentence.start)] if layout.paragraphs else sentence
    end = paragraph.end if paragraph.contains(sentence) and len(paragraph) <= _READ else sentence.end
    return bool(_CREDIT.search(layout.text[max(sentence.start, end - _READ) : end]))


def _asks(text: str, sentence: Span) -> bool:
    return text[max(sentence.start, sentence.end - 4) : sentence.end].rstrip("\"'”’»)").endswith("?")


def _is_row(words: str) -> bool:
    """Whether the words stand in columns, or are figures more than anything else."""
    if len(_COLUMNS.findall(words)) >= _FEWEST_COLUMNS:
        return True
    return 2 * len(_FIGURE.findall(words)) > len(_WORD.findall(words))


def _is_heading(layout: Layout, sentence: Span, words: str) -> bool:
    """Whether a short line alone in its paragraph ends without a mark, as headings and bylines do."""
    if not layout.paragraphs or _CLOSED.search(layout.text[max(sentence.start, sentence.end - 5) : sentence.end]):
        return False
    number = layout.paragraph(sentence.start)
    paragraph = layout.paragraphs[number]
    if paragraph.start < sentence.start or sentence.end < paragraph.end:
        return False
    return bool(_BYLINE.match(words)) or (number > 0 and len(_WORD.findall(words)) <= _LONGEST_HEADING)
