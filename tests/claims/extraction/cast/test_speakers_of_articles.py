import pytest

from claims.extraction.base import ExtractedClaim, SpeakerKind
from tests.claims.extraction.test_rules import attributed


def last(text: str) -> ExtractedClaim:
    return attributed(text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee met Mayor Jonas Brandt. Brandt said the dam was old.",
        "Brandt said the dam was old. Ann Lee met Mayor Jonas Brandt.",
        "“It is late,” Ann Lee said after a meeting with Mayor Jonas Brandt. Brandt said the dam was old.",
    ],
)
def test_a_bare_surname_takes_full_name_and_role_from_anywhere_in_the_article(text: str) -> None:
    claim = next(claim for claim in attributed(text) if claim.statement == "The dam was old.")
    assert (claim.speaker, claim.role) == ("Jonas Brandt", "Mayor")


def test_a_surname_is_understood_before_its_bearer_speaks_under_the_full_name() -> None:
    claims = attributed("Brandt said the dam was old. “It is late,” said Jonas Brandt, a diver.")
    assert {(claim.speaker, claim.role) for claim in claims} == {("Jonas Brandt", "diver")}


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Jonas Brandt met Eva Brandt. Brandt said the dam was old.",
        "Crews left Port Brandt. Brandt said the dam was old.",
    ],
)
def test_a_surname_that_may_belong_to_another_stays_bare(text: str) -> None:
    assert last(text).speaker == "Brandt"


def test_the_first_word_of_the_only_company_that_has_it_is_that_company() -> None:
    claim = last("A fire broke out at Corvel Logistics. Corvel said that nobody was hurt.")
    assert (claim.speaker, claim.speaker_kind) == ("Corvel Logistics", SpeakerKind.ORGANISATION)


def test_a_town_is_not_taken_for_a_company_that_bears_its_name() -> None:
    assert last("Velmar Logistics left. Crews in Velmar slept. Velmar said that nobody was hurt.").speaker == "Velmar"


@pytest.mark.parametrize(
    ("first", "speaker"),
    [
        ("Crews met Mayor Jonas Brandt.", "Jonas Brandt"),
        ("Crews met Mayor Jonas Brandt and Mayor Ida Roe.", "The mayor"),
        ("Crews met Mayor Jonas Brandt before Mayor Roe came.", "The mayor"),
        ("Crews met Jonas Brandt.", "The mayor"),
    ],
)
def test_a_bare_title_stands_for_the_only_person_who_bears_it(first: str, speaker: str) -> None:
    assert last(f"{first} The mayor said the dam was old.").speaker == speaker
