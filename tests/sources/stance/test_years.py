import pytest

from sources.stance.words import tokens
from sources.stance.years import Year, read_year


def first(text: str) -> Year | None:
    listed = tokens(text)
    return next((read for at in range(len(listed)) if listed[at].is_number and (read := read_year(listed, at))), None)


@pytest.mark.parametrize(
    ("text", "year", "years"),
    [
        ("in 1987", 1987, 1),
        ("the 1990s", 1990, 10),
        ("the 1900s", 1900, 100),
        ("the 2007–08 season", 2007, 2),
        ("in 681 BC", -681, 1),
        ("from 221 to 206 BC", -221, 1),
        ("in 1450", 1450, 1),
    ],
)
def test_years_are_read_with_how_long_they_are(text: str, year: int, years: int) -> None:
    read = first(text)
    assert read is not None
    assert (read.year, read.years) == (year, years)


@pytest.mark.parametrize("text", ["1870 km", "$1950", "1987 people", "1450 boats", "12 BCX", "2200"])
def test_amounts_are_no_years(text: str) -> None:
    assert first(text) is None
