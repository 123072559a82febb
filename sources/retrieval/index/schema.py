"""What is in the index, and how texts are cut into words for it."""

import datetime as dt
from functools import cache
from typing import Final, NamedTuple

from tantivy import Document, Filter, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from sources.retrieval.figures import unusual_figures

VERSION: Final = 1  # of all that this module says; an index of another version is built anew
ENGLISH: Final = "english"
STATE_DOCUMENT: Final = -1
_LONGEST_WORD: Final = 60
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()


class Row(NamedTuple):
    """One passage as it is read for the index, with the facts of its document."""

    passage_id: int
    document_id: int
    text: str
    title: str
    published_at: dt.datetime | None


@cache
def analyser() -> TextAnalyzer:
    """Cuts a text into words: runs of letters and digits, lower case, without accents, English endings cut off."""
    cutter = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD))
    return cutter.filter(Filter.lowercase()).filter(Filter.ascii_fold()).filter(Filter.stemmer(ENGLISH)).build()


@cache
def schema() -> Schema:
    """One field of words, and beside it only what a search has to know before it asks the database."""
    builder = SchemaBuilder()
    builder.add_text_field("text", tokenizer_name=ENGLISH, index_option="position")
    builder.add_integer_field("document", indexed=True, fast=True)
    builder.add_integer_field("passage", fast=True)
    builder.add_integer_field("day", fast=True)
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def day_number(day: dt.date) -> int:
    """Days since 1970, as the field ``day`` counts them."""
    return day.toordinal() - _EPOCH


def passage_document(row: Row) -> Document:
    """A passage as the index keeps it: found by its words, its document's title, and its figures in one spelling."""
    document = Document(text=[row.text, row.title], document=row.document_id, passage=row.passage_id)
    figures = unusual_figures(row.text)
    if figures:
        document.add_text("text", " ".join(figures))
    if row.published_at:
        document.add_integer("day", day_number(row.published_at.date()))
    return document
