"""What the article says of a speaker on the way to the cue is no part of what he says."""

import pytest

from claims.extraction.asides import without_asides
from claims.extraction.said import Said
from factcheck.lib.spans import Span

TEXT = "Several doctors, who did not want to be named, said that the beds were empty."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


ASIDE, BEDS = span("who did not want to be named"), span("that the beds were empty")


def said(*content: Span) -> Said:
    return Said((span("Several doctors"),), (span("said"),), content)


def test_a_relative_clause_of_the_source_is_left_out() -> None:
    assert without_asides(TEXT, said(ASIDE, BEDS)).content == (BEDS,)


def test_a_which_alone_is_left_out() -> None:
    assert without_asides(TEXT, said(span("who"), BEDS)).content == (BEDS,)


@pytest.mark.parametrize("content", [(ASIDE,), (BEDS,), (span("did not want to be named"), BEDS)])
def test_nothing_else_is_and_something_is_always_left(content: tuple[Span, ...]) -> None:
    assert without_asides(TEXT, said(*content)).content == content
