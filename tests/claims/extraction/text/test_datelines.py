import datetime as dt

import pytest

from claims.extraction.rules import RuleExtractor
from claims.extraction.text.datelines import dateline, without_dateline
from factcheck.lib.spans import Span


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("VELMAR — The dam was closed.", "The dam was closed."),
        ("PORT VELMAR (Northline) — The dam was closed.", "The dam was closed."),
        ("Velmar (Northline) — Crews closed the dam.", "Crews closed the dam."),
        ("Velmar – The dam was closed.", "The dam was closed."),
        ("VELMAR, Oslia, March 3 (NL) -- The dam was closed.", "The dam was closed."),
        ("VELMAR — “The dam is old,” Ola Wren said.", "“The dam is old,” Ola Wren said."),
    ],
)
def test_a_dateline_is_no_part_of_its_paragraph(text: str, rest: str) -> None:
    assert without_dateline(text, Span(0, len(text))).cut(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "The dam — The oldest in Velmar — was closed.",
        "NHU — a union of crews — called a strike.",
        "Ola Wren — Velmar’s mayor — closed the dam.",
        "The dam was closed.",
        "VELMAR —",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert without_dateline(text, Span(0, len(text))).cut(text) == text


def test_neither_attributed_nor_own_claims_hold_a_dateline() -> None:
    text = "PORT VELMAR — The old dam in Velmar cost 4 million crowns.\n\nVELMAR — The dam is old, Ola Wren said."
    own, said = RuleExtractor().extract(text, published=None)
    assert own.statement == own.content[0].cut(text) == "The old dam in Velmar cost 4 million crowns."
    assert (said.statement, said.content[0].cut(text)) == ("The dam is old.", "The dam is old")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LONDON, June 3, 0100 GMT (Northline) — The dam was closed.", ", June 3"),
        ("VELMAR, Oslia, 3 March 2021 (NL) -- The dam was closed.", ", Oslia, 3 March 2021"),
        ("VELMAR, March 3, 2021 — The dam was closed.", ", March 3, 2021"),
    ],
)
def test_a_dateline_may_hold_a_date_and_an_hour(text: str, rest: str) -> None:
    found = dateline(text, Span(0, len(text)))
    assert found is not None
    assert found.rest is not None
    assert (found.rest.cut(text), text[found.span.end :]) == (rest, "The dam was closed.")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LONDON, June 3, 2330 GMT — The dam was closed.", dt.date(2021, 6, 4)),
        ("NEW YORK, June 3, 0100 GMT — The dam was closed.", dt.date(2021, 6, 2)),
        ("NEW YORK, June 3, 1200 GMT — The dam was closed.", dt.date(2021, 6, 3)),
        ("VELMAR, June 3, 0100 GMT — The dam was closed.", dt.date(2021, 6, 3)),
        ("NEW YORK, June 3 — The dam was closed.", dt.date(2021, 6, 3)),
    ],
)
def test_the_hour_of_a_dateline_gives_the_day_of_its_place(text: str, day: dt.date) -> None:
    found = dateline(text, Span(0, len(text)))
    assert found is not None
    assert found.local_day(dt.date(2021, 6, 3)) == day
