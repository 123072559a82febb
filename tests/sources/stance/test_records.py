import json

import pytest

from factcheck.lib.spans import Span
from sources.stance.base import Judgement, Pair, Reason, ReasonKind, Stance
from sources.stance.records import read_line, write_error, write_line


def test_a_line_gives_a_pair_and_its_other_keys_are_ignored() -> None:
    read = read_line('{"id": "a", "claim": "It rained.", "passage": "It snowed.", "label": 1}', 1)
    assert (read.id, read.pair, read.error) == ("a", Pair("It rained.", "It snowed."), "")


def test_dates_are_taken_where_they_are_given() -> None:
    line = {"id": 7, "claim": "a", "passage": "b", "claim_date": "2020-03-05", "passage_date": None}
    assert read_line(json.dumps(line), 1).pair == Pair("a", "b", claim_date="2020-03-05")


def test_a_line_without_an_id_is_known_by_its_number() -> None:
    assert read_line('{"claim": "a", "passage": "b"}', 12).id == 12


@pytest.mark.parametrize(
    ("line", "name", "why"),
    [
        ("nonsense", None, "line 3: this is not JSON."),
        ("[" * 100_000, None, "line 3: this is not JSON."),
        ("[1]", None, "line 3: this is no JSON object."),
        ('{"id": [1], "claim": "a", "passage": "b"}', None, 'line 3: "id" must be a text or a whole number.'),
        ('{"id": true, "claim": "a", "passage": "b"}', None, 'line 3: "id" must be a text or a whole number.'),
        ('{"id": 1, "passage": "b"}', 1, 'line 3: "claim" must be a text.'),
        ('{"id": 1, "claim": "a", "passage": null}', 1, 'line 3: "passage" must be a text.'),
    ],
)
def test_a_bad_line_says_what_is_wrong_with_it(line: str, name: int | None, why: str) -> None:
    read = read_line(line, 3)
    assert read.pair is None
    assert json.loads(write_error(read)) == {"id": name, "error": why}


def test_a_judgement_becomes_one_line_of_json() -> None:
    reason = Reason(ReasonKind.NUMBER, agrees=False, sentence="“12”\n", in_claim=Span(0, 2))
    line = write_line("ä", Judgement(Stance.CONTRADICTS, 0.75, (reason,), "One says “12”, the other does not."))
    assert "\n" not in line
    assert json.loads(line) == {
        "id": "ä",
        "stance": "contradicts",
        "confidence": 0.75,
        "reasons": [
            {"kind": "number", "agrees": False, "sentence": "“12”\n", "in_claim": [0, 2], "in_passage": None},
        ],
        "dissent": "One says “12”, the other does not.",
    }


def test_half_a_surrogate_pair_does_no_harm() -> None:
    read = read_line('{"id": "\\ud800", "claim": "\\ud800", "passage": "\\ud800"}', 1)
    assert write_line(read.id, Judgement(Stance.CONTEXT, 0.5)).isascii()
