"""Searching the index by the words that a person typed, and finding them in a passage."""

from tantivy import Occur
from tantivy import Query as IndexQuery

from factcheck.lib.spans import Span
from sources.retrieval.figures import figures
from sources.retrieval.index.reader import OpenIndex
from sources.retrieval.index.schema import analyser, schema
from sources.retrieval.wanted import Phrase, Wanted


def search_words(opened: OpenIndex, wanted: Wanted, *, limit: int) -> list[int]:
    """Primary keys of the passages that hold all that is wanted, themselves or in their title, best first.

    Raises ``ValueError`` for an index that can not be read.
    """
    parts = [(Occur.Must, part) for phrase in wanted.phrases if (part := _part(phrase))]
    if not parts:
        return []
    left_out = [(Occur.MustNot, part) for phrase in wanted.without if (part := _part(phrase))]
    query = IndexQuery.boolean_query([*parts, *left_out])
    addresses = [address for _score, address in opened.searcher.search(query, limit, count=False).hits]
    return [int(key or 0) for key in opened.searcher.fast_field_values("passage", addresses)]


def places(text: str, wanted: Wanted) -> list[Span]:
    """Where the wanted words stand in ``text``, in whatever form."""
    terms = {term for phrase in wanted.phrases for term in _terms(phrase)}
    tokens = analyser().pre_tokenize(text).tokens
    return [Span(token.char_offset_from, token.char_offset_to) for token in tokens if token.text in terms]


def _part(phrase: Phrase) -> IndexQuery | None:
    terms: list[str | tuple[int, str]] = list(_terms(phrase))
    if not terms:
        return None
    if len(terms) == 1:
        return IndexQuery.term_query(schema(), "text", terms[0])
    exact = IndexQuery.phrase_query(schema(), "text", terms)
    # "1,200" is cut into two words, and is kept as one figure beside the text.
    spelt = [IndexQuery.term_query(schema(), "text", figure) for figure in figures(",".join(phrase))]
    return IndexQuery.boolean_query([(Occur.Should, part) for part in (exact, *spelt[:1])]) if spelt else exact


def _terms(phrase: Phrase) -> list[str]:
    return analyser().analyze(" ".join(phrase))
