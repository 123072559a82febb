import pytest

from claims.extraction.datelines import without_dateline
from claims.extraction.rules import RuleExtractor
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
