import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.base import DateReading, Precision
from claims.extraction.dates.tense import tense
from claims.extraction.dates.times import Times
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

FRIDAY = dt.date(2017, 6, 2)


def attribution(text: str, source: str, cue: str, content: str) -> Said:
    return Said(spans(text, source), spans(text, cue), spans(text, content))


def spans(text: str, words: str) -> tuple[Span, ...]:
    start = text.find(words) if words else -1
    return (Span(start, start + len(words)),) if start >= 0 else ()


def said(text: str, source: str, cue: str, content: str, published: dt.date | None = FRIDAY) -> DateReading:
    return Times(Layout.of(text), published).said(attribution(text, source, cue, content))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "value"),
    [
        ("On Wednesday, Ola Wren said the dam was old.", "Ola Wren", "said", "the dam was old", "2017-05-31"),
        ("Last Saturday, the Dam Post reported that it leaks.", "the Dam Post", "reported", "that it leaks",
         "2017-05-27"),
        ("The dam is old, Ola Wren told us on Saturday.", "Ola Wren", "told us", "The dam is old", "2017-05-27"),
        ("Ola Wren said Monday that the dam opened in 2015.", "Ola Wren", "said", "that the dam opened in 2015",
         "2017-05-29"),
        ("Ola Wren said Monday the dam is old.", "Ola Wren", "said", "Monday the dam is old", "2017-05-29"),
        ("The town announced plans Monday to close the dam.", "The town", "announced",
         "plans Monday to close the dam", "2017-05-29"),
        ("Ola Wren on Monday called for a new dam.", "Ola Wren on Monday", "called for", "a new dam", "2017-05-29"),
        ("A report released on Monday said the dam is old.", "A report released on Monday", "said",
         "the dam is old", "2017-05-29"),
        ("Monday’s report said the dam is old.", "Monday’s report", "said", "the dam is old", "2017-05-29"),
        ("Two weeks ago the mayor said the dam is old.", "the mayor", "said", "the dam is old", "2017-W20"),
        ("Ola Wren will announce on Monday who pays.", "Ola Wren", "will announce", "who pays", "2017-06-05"),
    ],
)  # fmt: skip
def test_the_time_of_the_cue_is_the_date_of_saying(text: str, source: str, cue: str, content: str, value: str) -> None:
    assert said(text, source, cue, content).value == value


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ola Wren said the dam broke on Monday.", "Ola Wren", "said", "the dam broke on Monday"),
        ("Ola Wren, who was elected in 2015, said the dam is old.", "Ola Wren, who was elected in 2015,", "said",
         "the dam is old"),
        ("Ola Wren, who was elected in 2015, said the dam is old.", "Ola Wren", "said", "the dam is old"),
        ("After the flood on Monday, Ola Wren said the dam is old.", "Ola Wren", "said", "the dam is old"),
        ("Since Monday Ola Wren has said the dam is old.", "Ola Wren", "has said", "the dam is old"),
        ("The dam broke on Monday, and Ola Wren said it was old.", "Ola Wren", "said", "it was old"),
        ("On Monday the dam broke. Ola Wren said it was old.", "Ola Wren", "said", "it was old"),
        ("Ola Wren said it was old, hoping to win the vote next week.", "Ola Wren", "said", "it was old"),
    ],
)  # fmt: skip
def test_a_time_of_something_else_is_no_date_of_saying(text: str, source: str, cue: str, content: str) -> None:
    assert said(text, source, cue, content) == DateReading()


def test_a_reading_holds_its_words_their_place_and_the_day_it_was_counted_from() -> None:
    text = "The dam is old, Ola Wren said last month."
    reading = said(text, "Ola Wren", "said", "The dam is old")
    assert reading.span is not None
    assert reading.span.cut(text) == reading.text == "last month"
    assert (reading.day, reading.until, reading.anchor) == (dt.date(2017, 5, 1), dt.date(2017, 5, 31), FRIDAY)
    assert (reading.precision, reading.value) == (Precision.MONTH, "2017-05")


def test_what_cannot_be_placed_keeps_its_words() -> None:
    reading = said("The dam is old, Ola Wren said last month.", "Ola Wren", "said", "The dam is old", published=None)
    assert (reading.text, reading.day, reading.precision) == ("last month", None, Precision.UNKNOWN)


def test_what_a_speaker_added_was_said_on_the_same_day() -> None:
    text = "Ola Wren said on Monday the dam is old. She added that it leaks. She noted that it is wet."
    first = attribution(text, "Ola Wren", "said", "the dam is old")
    added, noted = (attribution(text, "She", cue, "it") for cue in ("added", "noted"))
    times = Times(Layout.of(text), FRIDAY)
    assert times.said(added, before=first).value == "2017-05-29"
    assert times.said(noted, before=added) == times.said(added) == DateReading()


def test_the_dates_inside_a_content_come_in_order() -> None:
    text = "Ola Wren said that it broke in 2015, that it will close on Monday and that all is well."
    content = spans(text, "that it broke in 2015, that it will close on Monday and that all is well")
    found = Times(Layout.of(text), FRIDAY).inside(content)
    assert [(item.text, item.value) for item in found] == [("in 2015", "2015"), ("on Monday", "2017-06-05")]


def test_today_in_quotation_marks_is_the_day_of_saying() -> None:
    text = "“We close it today,” Ola Wren said on Monday."
    times = Times(Layout.of(text), FRIDAY)
    item = attribution(text, "Ola Wren", "said", "“We close it today,”")
    (reading,) = times.inside(item.content, times.said(item))
    assert (reading.value, reading.anchor) == ("2017-05-29", dt.date(2017, 5, 29))
    assert times.how(reading) == "“today” is the day of saying, 29 May 2017."


def test_a_dateline_is_counted_from_where_the_date_of_publication_is_missing() -> None:
    text = "NEW YORK, June 3, 2021, 0100 GMT (Northline) — The dam is old, Ola Wren said yesterday."
    times = Times(Layout.of(text), None)
    reading = times.said(attribution(text, "Ola Wren", "said", "The dam is old"))
    assert (reading.value, reading.anchor) == ("2021-06-01", dt.date(2021, 6, 2))
    assert times.how(reading) == "“yesterday” is the day before the date of the dateline, 2 June 2021."


def test_a_dateline_without_a_year_gives_no_day_to_count_from() -> None:
    text = "VELMAR, June 3 (Northline) — The dam is old, Ola Wren said yesterday."
    assert said(text, "Ola Wren", "said", "The dam is old", published=None).day is None


def test_figures_take_the_order_that_the_text_shows_elsewhere() -> None:
    text = "It opened on 3/4/2016 and closed on 5/30/2016."
    found = Times(Layout.of(text), FRIDAY).inside([Span(0, len(text))])
    assert [item.value for item in found] == ["2016-03-04", "2016-05-30"]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("On Wednesday", "“On Wednesday” is the last Wednesday on or before publication, 2 June 2017."),
        ("In 2015", "“In 2015” is given in full by the article."),
        ("On 3/4/2016", "“On 3/4/2016” is two possible dates, for either figure may be the month."),
        ("On 31 June 2016", "“On 31 June 2016” is no date that exists."),
        ("The next day", "“The next day” is counted from a date before it, which is not known."),
    ],
)
def test_how_a_day_was_found_is_told_in_one_sentence(words: str, how: str) -> None:
    text = f"{words} Ola Wren said the dam is old."
    times = Times(Layout.of(text), FRIDAY)
    assert times.how(times.said(attribution(text, "Ola Wren", "said", "the dam is old"))) == how


def test_where_no_time_is_given_the_editor_is_told_so() -> None:
    assert Times(Layout.of("The dam is old."), FRIDAY).how(DateReading()) == "The article does not say when."


WORDS = st.sampled_from(
    ["On", "Monday", "last", "next", "the", "day", "two", "weeks", "ago", "later", "May", "3", "-", "5", ",", "2017",
     "from", "to", "between", "and", "in", "1990s", "3/4/2016", "31", "June", "summer", "quarter", "Q2", "said",
         "“", "”",
     "will", ".", "\n", "9999", "2016-02-30", "yesterday", "'82", "Ola Wren", "weekend", "of", "this", "year"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_every_reading_cuts_its_own_words_and_is_whole(text: str, published: dt.date | None) -> None:
    times = Times(Layout.of(text), published)
    for reading in times.inside([Span(0, len(text))] if text else []):
        assert reading.span is not None
        assert reading.span.cut(text) == reading.text
        assert (reading.day is None) == (reading.until is None) == (reading.precision is Precision.UNKNOWN)
        assert reading.day is None or (reading.until is not None and reading.day <= reading.until and reading.value)
        assert times.how(reading).startswith(f"“{reading.text}” is ")


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.dates()), st.integers(0, 100), st.integers(1, 20))
def test_any_attribution_has_a_date_of_saying_or_none(text: str, published: dt.date | None, at: int, size: int) -> None:
    if at + size + 1 < len(text):
        item = Said((Span(at, at + 1),), (Span(at, at + size),), (Span(at + size, at + size + 1),))
        reading = Times(Layout.of(text), published).said(item)
        assert reading.span is None or reading.span.cut(text) == reading.text


@pytest.mark.parametrize(
    "words", ["last ", "the mid ", "1", "12/", "May 3-", "from May to ", "on Monday ", "a year ago "]
)
def test_a_hostile_text_is_read_in_time_that_grows_with_its_length(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(
        "claims.extraction.dates.reader.tense",
        lambda text, start, end, lead: looked.append(1) or tense(text, start, end, lead),
    )
    counts = []
    for size in (20_000, 40_000):
        looked.clear()
        text = words * (size // len(words))
        times = Times(Layout.of(text), FRIDAY)
        counts.append((len(times.inside([Span(0, len(text))])), len(looked)))
    assert counts[1][0] <= 2 * counts[0][0] + 2
    assert counts[1][1] <= 2 * counts[0][1] + 2


def test_a_megabyte_of_lasts_holds_no_time() -> None:
    text = "last " * 200_000
    assert Times(Layout.of(text), FRIDAY).inside([Span(0, len(text))]) == ()
