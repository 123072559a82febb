import pytest

from sources.stance.dates import DateMention, mentions
from sources.stance.occasions import compare
from sources.stance.outcomes import Outcome
from sources.stance.setting import Setting
from sources.stance.words import tokens


def read(text: str, anchor: str = "") -> list[DateMention]:
    return mentions(tokens(text), anchor)


def parts(text: str, anchor: str = "") -> list[tuple[int | None, int | None, int | None]]:
    return [(date.year, date.month, date.day) for date in read(text, anchor)]


def judged(claim: str, passage: str, shared: float = 0.7) -> list[bool]:
    made = compare(read(claim), read(passage), Setting(shared, shared, 0.5))
    return [each.outcome is Outcome.AGREES for each in made if each.outcome is not Outcome.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 28 April 2014", (2014, 4, 28)),
        ("on April 28, 2014", (2014, 4, 28)),
        ("on the 3rd of May 1999", (1999, 5, 3)),
        ("on January 22nd, 1924", (1924, 1, 22)),
        ("on 2014-04-28", (2014, 4, 28)),
        ("in Sept. 2014", (2014, 9, None)),
        ("in May", (None, 5, None)),
        ("in 1987", (1987, None, None)),
        ("the 1990s", (1990, None, None)),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_given(text: str, expected: tuple[int | None, ...]) -> None:
    assert parts(text.replace("Sept.", "Sept")) == [expected]


@pytest.mark.parametrize(
    "text", ["They may march", "1,987 boats", "2000 people came", "12345", "1870 km of rails", "$1,950", "The Sun", ""]
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert parts(text) == []


def test_a_weekday_counts_back_from_the_day_it_was_written() -> None:
    assert parts("He left on Wednesday", "2020-03-05") == [(2020, 3, 4)]


@pytest.mark.parametrize("anchor", ["", "nonsense", "2020-99-99"])
def test_without_a_day_a_weekday_is_of_no_known_date(anchor: str) -> None:
    assert parts("He left on Wednesday", anchor) == [(None, None, None)]


def test_a_weekday_before_the_first_day_of_the_calendar_does_no_harm() -> None:
    assert len(parts("on Sunday", "0001-01-01")) == 1


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("The mill burned in 1954", "The mill burned on 3 May 1954", [True]),
        ("The mill burned in 1954", "The mill burned on 3 May 1945", [False]),
        ("The mill burned on 4 May", "The mill burned on 3 May 1954", [False]),
        ("The mill burned in the 1950s", "The mill burned in 1954", [True]),
        ("The mill burned in the 1950s", "The mill burned in 1964", [False]),
        ("The mill burned in 1954", "The mill burned, and was rebuilt in 1955 and in 1954", [True]),
        ("The mill burned in 1954", "The mill will open by 2030", []),
    ],
)
def test_dates_are_compared_as_exactly_as_both_are_given(claim: str, passage: str, expected: list[bool]) -> None:
    assert judged(claim, passage) == expected


def test_dates_in_unlike_texts_are_not_compared() -> None:
    assert judged("The mill burned in 1954", "The mayor was born in 1971", shared=0.2) == []
