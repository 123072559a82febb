"""Quotations of a claim laid beside the documents that its evidence is from; the briefing is made up."""

import pytest

from sources.quotations import checks, is_worth_a_look, quoted_parts, transcript_of
from sources.services.quotations import quotation_checks
from tests.factories import make_claim, make_document

TRANSCRIPT = (
    "COL. BREL: We have closed the eastern pier. The pier is not safe yet, and it won't be opened before the summer."
    "\n\nQ: Was anybody hurt?\n\nCOL. BREL: Nobody was hurt, thank God."
)
QUOTE = "“The pier is safe, and it will not be opened before the summer”"


def check(quote: str, *, is_direct: bool = True) -> list[dict]:
    return list(checks(quoted_parts(quote, is_direct=is_direct), transcript_of(TRANSCRIPT), speaker="Tomas Brel"))


def test_a_dropped_negation_is_told_and_marked_as_harmful() -> None:
    (record,) = check(QUOTE)
    assert record["harmful"]
    assert {"kind": "dropped", "before": "not", "after": "", "harmful": True} in record["edits"]
    assert record["speaker"] == "COL. BREL"
    assert record["said"] == TRANSCRIPT[slice(*record["places"][0])]


def test_of_a_mixed_claim_only_what_is_quoted_is_looked_at() -> None:
    parts = quoted_parts("The pier stays shut because it “is not safe yet, and it won't be opened”", is_direct=False)
    assert parts == ["is not safe yet, and it won't be opened"]
    assert quoted_parts("The pier stays shut for now", is_direct=False) == []


def test_two_quoted_words_are_not_looked_for() -> None:
    assert quoted_parts("It was “not safe”", is_direct=False) == []


def test_words_that_nobody_said_are_not_laid_beside_anything() -> None:
    assert check("“Ferries to the northern islands will sail again next week”") == []


@pytest.mark.parametrize(("passage", "worth"), [(TRANSCRIPT, True), ("The pier is long and grey.", False), ("", False)])
def test_a_document_is_looked_through_only_where_its_passage_holds_half_of_the_words(passage: str, worth: bool) -> None:
    assert is_worth_a_look(quoted_parts(QUOTE, is_direct=True)[0], passage) is worth


@pytest.mark.django_db
@pytest.mark.usefixtures("fake_components")
def test_the_check_stands_with_the_passage_that_the_quotation_is_from() -> None:
    claim = make_claim(quote=QUOTE, attribution="direct")
    passages = list(make_document(text=TRANSCRIPT).passages.all())
    found = quotation_checks(claim, passages)
    assert [passage.pk for passage in passages if "not safe" in passage.text] == list(found)
