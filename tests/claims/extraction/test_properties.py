"""What holds for every text, whatever is in it."""

import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.rules import RuleExtractor
from claims.extraction.text.paragraphs import paragraphs
from claims.extraction.text.quotes import quotations
from claims.extraction.text.sentences import sentences
from claims.extraction.text.tokens import tokens
from factcheck.lib.spans import Span

WORDS = st.sampled_from(
    [
        "Ann Lee", "the minister", "said", "says", "that", "according to", "“", "”", '"', "'", "’", ",", ".", "?", "\n",
        "\n\n", "on Monday", "he", "the dam", "was", "safe", "(ADB)", "Asia Dam Bank (ADB)", "—", ":", "and", "who",
        "2017", "June 2",
        "\u200b", "😀", "claimed", "to win", "a statement from", "the next day", "reportedly", "not",
    ]
)  # fmt: skip
NEWSLIKE = st.lists(WORDS, max_size=40).map(" ".join)
TEXTS = st.one_of(NEWSLIKE, st.text(max_size=200))
DATES = st.one_of(st.none(), st.dates())


def is_ordered(spans: tuple[Span, ...]) -> bool:
    return all(one.end <= other.start for one, other in pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(TEXTS, DATES)
def test_every_span_lies_in_the_text_in_order_and_overlaps_none_of_its_role(
    text: str, published: dt.date | None
) -> None:
    for claim in RuleExtractor().extract(text, published=published):
        assert claim.content
        for spans in (claim.content, claim.source, claim.cue):
            assert is_ordered(spans)
            assert all(span.cut(text).strip() for span in spans)


@settings(max_examples=100, deadline=None)
@given(TEXTS, DATES)
def test_the_same_text_gives_the_same_claims_with_scores_from_0_to_1(text: str, published: dt.date | None) -> None:
    first = list(RuleExtractor().extract(text, published=published))
    assert first == list(RuleExtractor().extract(text, published=published))
    assert all(0 <= claim.checkworthiness <= 1 and 0 <= claim.confidence <= 1 for claim in first)
    assert all(claim.cue or not claim.source for claim in first)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_and_quotations_stay_within_their_paragraphs(text: str) -> None:
    found = paragraphs(text)
    for spans in (sentences(text, found), [quotation.span for quotation in quotations(text, found)]):
        assert is_ordered(tuple(spans))
        assert all(any(paragraph.contains(span) for paragraph in found) for span in spans)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_paragraphs_hold_every_visible_character(text: str) -> None:
    covered = {place for span in paragraphs(text) for place in range(span.start, span.end)}
    assert all(place in covered for place, letter in enumerate(text) if not letter.isspace())


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_tokens_cut_their_own_text(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokens(text, 0, len(text)))


def test_an_empty_text_gives_no_claims() -> None:
    assert list(RuleExtractor().extract("", published=None)) == []
