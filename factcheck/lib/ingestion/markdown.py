"""Markdown files: the text without its marks, and the facts of a front matter."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from factcheck.lib.ingestion.base import Reading, ReadLimits, Upload
from factcheck.lib.ingestion.cleaning import one_line, tidy
from factcheck.lib.ingestion.dates import parse_when
from factcheck.lib.ingestion.decoding import decode
from factcheck.lib.ingestion.language import language_tag
from factcheck.lib.ingestion.sniffing import charset
from factcheck.lib.ingestion.urls import canonical_url, is_web_url

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIELD = re.compile(r"([A-Za-z_]{1,30})\s{0,5}:(.{0,500})\Z")
_MAX_FIELDS = 50
_NESTING = 40
_TOO_DEEP = "The Markdown is nested too deeply; it was read as plain text, with its marks."


def read_markdown(upload: Upload, limits: ReadLimits) -> Reading:
    """The text of a Markdown file; its first heading is the headline unless the front matter has a title."""
    del limits
    from markdown_it import MarkdownIt

    decoded = decode(upload.content, charset=charset(upload.declared_type))
    facts, body = split_front_matter(tidy(decoded.text))
    tokens = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}).parse(body)
    heading, rest = _take_heading(tokens)
    too_deep = any(token.level >= _NESTING - 1 for token in tokens)  # the parser drops what is deeper, without a word
    published_at, published_on = parse_when(_first(facts, "date", "published"))
    url = _first(facts, "url", "link", "canonical_url")
    return Reading(
        text=body if too_deep else "\n\n".join(_blocks(rest)),
        headline=one_line(_first(facts, "title", "headline")) or one_line(heading),
        byline=one_line(_first(facts, "author", "byline")),
        outlet=one_line(_first(facts, "outlet", "publication", "source")),
        language=language_tag(_first(facts, "lang", "language")),
        published_at=published_at,
        published_on=published_on,
        url=canonical_url(url) if is_web_url(url) else "",
        notes=tuple(note for note in (decoded.note, _TOO_DEEP if too_deep else "") if note),
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``name: value`` lines between two lines of ``---`` at the start, and the text after them."""
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1 : _MAX_FIELDS + 2]:
        return {}, text
    end = lines.index("---", 1)
    fields = {found[1].lower(): found[2].strip().strip("\"'") for line in lines[1:end] if (found := _FIELD.match(line))}
    return fields, "\n".join(lines[end + 1 :])


def _first(facts: dict[str, str], *names: str) -> str:
    return next((facts[name] for name in names if facts.get(name)), "")


def _take_heading(tokens: "Sequence[Token]") -> "tuple[str, Sequence[Token]]":
    if len(tokens) > 3 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _inline(tokens[1]), tokens[3:]
    return "", tokens


def _blocks(tokens: "Iterable[Token]") -> Iterable[str]:
    for token in tokens:
        if token.type == "inline":
            text = _inline(token)
        elif token.type in ("fence", "code_block"):
            text = token.content
        else:
            continue
        if text.strip():
            yield text.strip("\n")


def _inline(token: "Token") -> str:
    pieces = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        pieces.get(child.type, child.content if child.type in ("text", "code_inline") else "")
        for child in token.children or ()
    )
