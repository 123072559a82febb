"""The news corpora as plain texts, each built the same way every time, so that a place in it can be found again."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.lib.spans import Span, from_pairs

POLNEAR, MEANTIME, GUM = "polnear", "meantime", "gum_news"
_WORD = re.compile(r'<token [^>]*\bsentence="(\d{1,9})"[^>]*>([^<]*)</token>')
_HEADING_SENTENCES = 2
"""Title and date: the first two sentences of a MEANTIME article stand in paragraphs of their own."""
_STICKS_TO_WORD_BEFORE = frozenset([",", ".", ";", ":", "?", "!", "%", ")", "]", "''", "”", "’", "n't"])
_STICKS_TO_WORD_AFTER = frozenset(["(", "[", "$", "US$", "CA$", "AU$", "USD$", "£", "€", "``", "“", "`", "#"])
_MARKS = {"``": '"', "''": '"', "`": "'"}


@dataclass(frozen=True, slots=True)
class Document:
    """One article; ``contents`` are a source's words or thoughts as annotators marked them, () where none did."""

    corpus: str
    name: str
    text: str
    contents: tuple[Span, ...] = ()


def documents(data: Path) -> Iterator[Document]:
    """Every article of the three corpora under ``data``; of the attribution corpus the training part alone."""
    yield from _polnear(data / POLNEAR / "train.jsonl")
    for file in sorted((data / MEANTIME).rglob("*.xml")):
        yield Document(MEANTIME, file.name.partition("_")[0], meantime_text(file.read_text(encoding="utf-8")))
    for file in sorted((data / GUM).rglob("*.conllu")):
        yield Document(GUM, file.stem, gum_text(file.read_text(encoding="utf-8")))


def _polnear(file: Path) -> Iterator[Document]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("first_annotator", True):
                contents = (span for attribution in row["attributions"] for span in from_pairs(attribution["content"]))
                yield Document(POLNEAR, row["id"], row["text"], tuple(sorted(contents)))


def gum_text(raw: str) -> str:
    """The sentences of a CoNLL-U file as they were printed, with an empty line between paragraphs."""
    parts: list[list[str]] = []
    for line in raw.splitlines():
        if line == "# newpar" or not parts:
            parts.append([])
        if line.startswith("# text = "):
            parts[-1].append(line.removeprefix("# text = "))
    return "\n\n".join(" ".join(part) for part in parts if part)


def meantime_text(raw: str) -> str:
    """The tokens of a MEANTIME file as running text: title, date, and the article as one paragraph."""
    sentences: dict[int, list[str]] = {}
    for number, word in _WORD.findall(raw):
        sentences.setdefault(int(number), []).append(html.unescape(word))
    printed = [joined(words) for _, words in sorted(sentences.items())]
    body = " ".join(printed[_HEADING_SENTENCES:])
    return "\n\n".join([*printed[:_HEADING_SENTENCES], body]).strip()


def joined(words: Iterable[str]) -> str:
    """Words and marks with the spaces that print has between them; straight quotation marks open and close by turns."""
    printed, glue, is_open = "", True, False
    for word in words:
        closes = word == '"' and is_open
        is_open ^= word == '"'
        sticks = word in _STICKS_TO_WORD_BEFORE or (word.startswith("'") and len(word) > 1) or closes
        printed += ("" if glue or sticks else " ") + _MARKS.get(word, word)
        glue = word in _STICKS_TO_WORD_AFTER or (word == '"' and not closes)
    return printed
