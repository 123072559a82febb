"""The shapes in which claims are stored and shown."""

import datetime as dt
import json

import pytest

from claims.extraction.base import Change, DateReading, Force, Nested, Part, Precision, SpeakerKind, Step
from claims.extraction.records import (
    change_record,
    claim_record,
    claim_text,
    date_record,
    nested_record,
    read_change,
    read_date,
    read_nested,
    read_step,
    spans_of,
    step_record,
)
from factcheck.lib.spans import Span
from tests.claims.readings import TEXT, full_claim


def test_what_is_written_is_read_back_as_the_same_values() -> None:
    claim = full_claim()
    record = json.loads(json.dumps(claim_record(claim)))
    assert tuple(map(read_date, record["times"])) == claim.times
    assert read_nested(record["nested"]) == claim.nested
    assert tuple(map(read_change, record["changes"])) == claim.changes
    assert tuple(map(read_step, record["explanation"])) == claim.steps
    assert (record["members"], record["candidates"]) == (["Mara Lindt", "Ida Roe"], ["Mara Lindt", "Ida Roe"])
    assert (record["said_value"], record["said_until"], record["lemma"]) == ("2026-03-02", "2026-03-02", "say")


@pytest.mark.parametrize("date", [DateReading(), DateReading(dt.date(2026, 1, 1), Precision.RANGE, "x", "y")])
def test_a_date_of_which_little_is_known_is_read_back(date: DateReading) -> None:
    assert read_date(date_record(date)) == date


@pytest.mark.parametrize(
    "broken",
    [
        lambda: read_step({**step_record(Step(Part.DATE, "x")), "part": "weather"}),
        lambda: read_step({**step_record(Step(Part.DATE, "x")), "confidence": 1.5}),
        lambda: read_step({**step_record(Step(Part.DATE, "x")), "how": None}),
        lambda: read_step({**step_record(Step(Part.DATE, "x")), "spans": [[4, 2]]}),
        lambda: read_change({"start": 5, "end": 4, "original": "he"}),
        lambda: read_change({"start": -1, "end": 4, "original": "he"}),
        lambda: read_date({**date_record(DateReading()), "on": "yesterday"}),
        lambda: read_nested({**nested_record(NESTED), "force": "sings"}),
    ],
)
def test_a_shape_that_is_not_ours_is_refused(broken: object) -> None:
    with pytest.raises(ValueError):  # the message is that of whichever part does not fit
        broken()


NESTED = Nested("Roe", SpeakerKind.PERSON, (), (Span(0, 3),), (Span(4, 9),), Force.SAYS)


def test_a_change_may_leave_words_out() -> None:
    assert read_change(change_record(Change(3, 3, "reportedly"))) == Change(3, 3, "reportedly")


def test_every_span_that_a_claim_names_is_looked_at() -> None:
    claim = full_claim()
    assert claim.said.span in spans_of(claim)
    assert claim.times[0].span in spans_of(claim)
    assert set(claim.steps[0].spans) <= set(spans_of(claim))
    assert set(claim.nested.content) <= set(spans_of(claim))


def test_a_person_reads_who_it_may_be_and_how_it_was_read() -> None:
    lines = claim_text(full_claim(), TEXT)
    assert "(may be Mara Lindt or Ida Roe)" in lines
    assert "speaker: “They” are two people of the sentence before." in lines
