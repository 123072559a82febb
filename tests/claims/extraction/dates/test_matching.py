from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.dates.matching import matches
from claims.extraction.dates.patterns import EXPRESSION
from factcheck.lib.spans import Span

PHRASES = (
    "on 2021-03-04", "in 2021-Q2", "3/12/2021", "May 3 to 5, 2021", "Thurs. afternoon, the 5th of May this year",
    "between June and July of last year", "Mar. 2021", "throughout the fourth quarter of the previous year", "Q3",
    "over the earlier in second half of the following year", "last spring", "March",
    "the late 1990s", "the mid-19th century",
    "2015–16", "Wednesday of next week", "this week on Monday", "The following Tuesday night", "following Friday",
    "the day before yesterday", "the day after tomorrow", "last evening", "tomorrow morning", "tonight",
    "the corresponding period of the previous year", "the next day", "that same month", "the year before",
    "more than a couple of weeks ago", "just over seventeen years later", "the past few decades", "this weekend",
    "the current century", "the remainder of the month", "year-end", "year's end", "'92", "more recently", "currently",
    "by", "the", "the dam", "of", "said", "in a hall of", "and", ",", ".", "-",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PHRASES), max_size=12).flatmap(
    lambda parts: st.sampled_from([" ", "\n", ", "]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=300)
@given(TEXTS)
def test_what_is_looked_for_at_openings_alone_is_all_there_is(text: str) -> None:
    found = [match.span() for match in matches(text, Span(0, len(text)))] if text else []
    assert found == [match.span() for match in EXPRESSION.finditer(text)]


def test_nothing_is_found_across_the_end_of_the_stretch() -> None:
    assert [match.group() for match in matches("on Monday and on Tuesday", Span(0, 16))] == ["on Monday"]
