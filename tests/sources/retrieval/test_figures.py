import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.retrieval.figures import figures, unusual_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,200 cracks", ["1200"]),
        ("1200 cracks.", ["1200"]),
        ("3.5 per cent, or 3.50 %", ["3p5", "3p5"]),
        ("1.2 million and $4bn", ["1200000", "4000000000"]),
        ("a 12-thousand crowd", ["12000"]),
        ("on 6 March 2026", ["6", "2026", "d20260306"]),
        ("on March 6, 2026", ["6", "2026", "d20260306"]),
        ("on the 2nd of Feb. 2026", ["2", "2026", "d20260202"]),
        ("on 2026-03-06", ["2026", "d20260306", "3", "6"]),
        ("room 6 Foo 2026", ["6", "2026"]),
        ("1958.", ["1958"]),
        ("no figure", []),
    ],
)
def test_each_number_and_day_has_one_spelling(text: str, found: list[str]) -> None:
    assert figures(text) == found


def test_what_stands_in_the_text_as_a_word_is_not_kept_twice() -> None:
    assert unusual_figures("In 1958, 1,200 people and 34 dogs came.") == ["1200"]


@given(st.text(alphabet="0123456789.,- Marchilonth", max_size=200))
def test_a_figure_is_a_word_of_letters_and_digits(text: str) -> None:
    assert all(figure.isalnum() for figure in figures(text))
