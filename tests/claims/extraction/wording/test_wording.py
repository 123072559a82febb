import pytest

from tests.claims.extraction.test_rules import attributed, one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wren accused Tarn of flooding the town.", "Wren accused Tarn of flooding the town."),
        ("Wren described the dam as “old but safe to use”.", "Wren described the dam as “old but safe to use”."),
        ("The council, which met on Monday, vowed to close the dam.", "The council vowed to close the dam."),
        ("The Velmar Council vowed to close the dam.", "The Velmar Council vowed to close the dam."),
        ("Wren did not say who would pay for the dam.", "Wren did not say who would pay for the dam."),
        ("Wren asked whether the dam was safe.", "Wren asked whether the dam was safe."),
        ("The court found no proof that the dam was unsafe.", "The court found no proof that the dam was unsafe."),
        ("Wren said that the dam was old and that the pumps were new.", "The dam was old and the pumps were new."),
        ("Wren said the the dam was old.", "The dam was old."),
        (
            "The dam was shut, Wren said, a year after the flood.",
            "The dam was shut, a year after the flood.",
        ),
    ],
)
def test_a_statement_reads_as_a_sentence(text: str, found: str) -> None:
    assert one(text).statement == found


def test_a_relative_subject_of_the_content_is_given_its_noun() -> None:
    claims = attributed("Wren blamed the water office, which he said had ignored the dam.")
    assert [claim.statement for claim in claims] == [
        "Wren blamed the water office.",
        "The water office had ignored the dam.",
    ]


def test_a_verb_with_an_object_ends_before_but_said() -> None:
    claims = attributed("Wren welcomed the figures but said that the dam was old.")
    assert [claim.statement for claim in claims] == ["Wren welcomed the figures.", "The dam was old."]


def test_a_statement_ends_before_but_he_warned() -> None:
    claims = attributed("Wren said the dam was safe, but he warned that the pumps were old.")
    assert [claim.statement for claim in claims] == ["The dam was safe.", "The pumps were old."]
