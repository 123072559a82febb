"""Marks in a text."""

import re
import time

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from claims.templatetags.spans import Mark, marked_paragraphs, marked_words


def test_a_mark_cuts_exactly_its_words() -> None:
    assert marked_words("The pier closes.", [Mark(4, 8, "open", key="a")]) == (
        'The <mark class="mark mark--open" data-claim="a">pier</mark> closes.'
    )


def test_a_numbered_mark_gets_a_link_before_its_first_character() -> None:
    mark = Mark(0, 3, "open", key="a", number=7, href="#claim-a", label="7: claim, open")
    assert marked_words("The pier", [mark]).startswith(
        '<a class="marker marker--open" id="mark-a" href="#claim-a" aria-label="7: claim, open">7</a><mark'
    )


def test_markup_in_the_text_and_in_a_mark_is_escaped() -> None:
    text = "<script>alert(1)</script> & more"
    shown = marked_paragraphs(text, [Mark(0, 8, 'x"><b>', key="<i>")])
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "&lt;script&gt;" in shown


def test_overlapping_marks_show_the_inner_one_and_that_there_are_several() -> None:
    outer, inner = Mark(0, 10, "open", key="out"), Mark(4, 6, "assigned", key="in")
    shown = marked_words("0123456789", [outer, inner])
    assert '<mark class="mark mark--assigned mark--several" data-claim="in">45</mark>' in shown
    assert '<mark class="mark mark--open mark--lane-1" data-claim="out">6789</mark>' in shown


def test_a_mark_across_paragraphs_is_closed_and_opened_again() -> None:
    shown = marked_paragraphs("one two\n\nthree four", [Mark(4, 14, "open", key="a")])
    assert shown == (
        '<p>one <mark class="mark mark--open" data-claim="a">two</mark></p>\n'
        '<p><mark class="mark mark--open" data-claim="a">three</mark> four</p>'
    )


@pytest.mark.parametrize("mark", [Mark(5, 5, "open"), Mark(3, 99, "open")])
def test_a_mark_that_does_not_fit_the_text_is_left_out(mark: Mark) -> None:
    assert marked_words("0123456789", [mark]) == "0123456789"


@given(
    text=st.text(alphabet=st.sampled_from("ab <&\n"), max_size=60),
    places=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_no_character_is_lost_or_said_twice(text: str, places: list[tuple[int, int]]) -> None:
    marks = [Mark(min(pair), max(pair), "open", number=0) for pair in places]
    shown = strip_tags(str(marked_words(text, marks)))
    assert shown.replace("&lt;", "<").replace("&amp;", "&") == text


def test_twenty_thousand_overlapping_marks_take_a_moment() -> None:
    text = "word " * 20_000
    marks = [Mark(place, len(text) - place, "open", key=str(place), number=place + 1) for place in range(20_000)]
    started = time.process_time()
    shown = marked_paragraphs(text, marks)
    assert time.process_time() - started < 20
    assert len(re.findall('class="marker', shown)) == 20_000


def test_a_captioned_mark_says_in_words_what_it_is_once_a_piece() -> None:
    marks = [Mark(0, 8, "content", caption="claim"), Mark(4, 8, "date", caption="<date>")]
    shown = marked_words("The pier closes.", marks)
    assert strip_tags(shown) == "claim The &lt;date&gt; pier closes."
    assert shown.count('class="caption') == 2
