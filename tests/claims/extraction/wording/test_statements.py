import pytest

from claims.extraction.checkworthiness import checkworthiness
from claims.extraction.wording.edits import Worded
from claims.extraction.wording.statements import formed


def statement(pieces: list[str], *, lead: str = "", is_clause: bool = False) -> str:
    return formed([Worded(piece) for piece in pieces], lead=Worded(lead), is_clause=is_clause).statement


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        (["“the dam is safe,”"], "The dam is safe."),
        (["“The dam is safe,”", "“and it will stay so.”"], "The dam is safe, and it will stay so."),
        (["“The dam is safe,”", "“It will stay so.”"], "The dam is safe. It will stay so."),
        (["the dam\n  was safe"], "The dam was safe."),
        (["“Is it safe?”"], "Is it safe?"),
        (["the dam\u200b was “safe for all”"], "The dam was “safe for all”."),
        (["“the ‘old’ dam is safe”"], "The ‘old’ dam is safe."),
    ],
)
def test_a_statement_is_one_clean_sentence(pieces: list[str], found: str) -> None:
    assert statement(pieces) == found


def test_a_joining_that_is_dropped_only_before_a_clause() -> None:
    assert statement(["that the dam was safe"], is_clause=True) == "The dam was safe."
    assert statement(["that dam is safe"]) == "That dam is safe."
    assert statement(["“That is exactly the trick”"], is_clause=True) == "That is exactly the trick."


def test_a_content_that_is_no_clause_is_led_by_speaker_and_verb() -> None:
    assert statement(["to close the dam"], lead="Ola Wren vowed") == "Ola Wren vowed to close the dam."


def test_figures_and_names_make_a_statement_worth_checking() -> None:
    plain = checkworthiness("It is what people say in the street.")
    rich = checkworthiness("The council of Velmar spent $4 million in 2019.")
    assert rich.value > plain.value + 0.3
    assert {"number", "share or money", "name"} <= set(rich.reasons)


def test_a_question_lowers_the_score_and_says_so() -> None:
    asked = checkworthiness("Did the council of Velmar spend 4 million?")
    assert "less: question" in asked.reasons
    assert asked.value < checkworthiness("The council of Velmar did spend 4 million.").value
