import random

import pytest

from sources.stance.base import Stance
from training.stance.editing import Editor, Texts

TRUE = Texts(
    "Velmar shipped 1,240 tonnes in May 2014.", ("In May 2014 Velmar shipped 1,240 tonnes.",), Stance.CORROBORATES
)


@pytest.fixture(params=range(12))
def editor(request: pytest.FixtureRequest) -> Editor:
    return Editor(["Harbour Bank", "Oskar"], random.Random(request.param))


def test_another_number_in_one_of_the_texts_contradicts(editor: Editor) -> None:
    made = editor.number(TRUE)
    assert made is not None
    assert made.label is Stance.CONTRADICTS
    assert (made.claim == TRUE.claim) != (made.sentences == TRUE.sentences)


def test_another_number_in_both_texts_changes_nothing(editor: Editor) -> None:
    made = editor.everywhere(TRUE)
    assert made is not None
    assert made.label is Stance.CORROBORATES
    assert made.claim != TRUE.claim
    assert made.sentences != TRUE.sentences


def test_a_round_number_is_no_contradiction() -> None:
    made = Editor([], random.Random(1)).rounded(
        Texts("Velmar shipped 1,240 tonnes.", ("Velmar shipped 1,240 tonnes.",), Stance.CORROBORATES)
    )
    assert made is not None
    assert "1,200 tonnes" in made.claim
    assert made.label is Stance.CORROBORATES


def test_a_negation_turns_a_claim_round_and_back(editor: Editor) -> None:
    told = Texts("The pier was rebuilt.", ("They rebuilt the pier.",), Stance.CORROBORATES)
    once = editor.negation(told)
    assert once == Texts("The pier was not rebuilt.", told.sentences, Stance.CONTRADICTS)
    assert editor.negation(once) == told


def test_an_opposite_on_one_side_contradicts(editor: Editor) -> None:
    made = editor.opposite(Texts("Traffic rose.", ("Traffic rose by a tenth.",), Stance.CORROBORATES))
    assert made is not None
    assert made.label is Stance.CONTRADICTS
    assert "fell" in f"{made.claim} {made.sentences}"


def test_another_name_for_the_one_a_claim_is_about_makes_it_context(editor: Editor) -> None:
    made = editor.name(Texts("Tomas left the board.", ("In spring, Tomas left the board.",), Stance.CORROBORATES))
    assert made is not None
    assert made.label is Stance.CONTEXT
    assert "Oskar" in f"{made.claim} {made.sentences}"


def test_what_contradicts_already_is_not_made_to_contradict(editor: Editor) -> None:
    false = Texts(TRUE.claim, TRUE.sentences, Stance.CONTRADICTS)
    assert editor.number(false) is None
    assert editor.name(false) is None
    assert editor.opposite(false) is None
