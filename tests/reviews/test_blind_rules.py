"""Which claims two people judge: each rule with the reason that a person reads."""

import dataclasses
from typing import Any

import pytest

from reviews.blind_rules import Facts, Rules, reasons

CLAIM = Facts(key="7c1", statement="The harbour board will close the pier.", force="says", confidence=0.9)
WORDS = ("fraud*", "stole")
HEALTH = ("vaccin*", "dose")


def asked(rules: Rules, **over: Any) -> list[str]:
    return reasons(rules, dataclasses.replace(CLAIM, **over))


def test_without_rules_nobody_is_asked() -> None:
    assert asked(Rules()) == []


@pytest.mark.parametrize(
    ("rules", "over", "reason"),
    [
        (
            Rules(forces=("accuses",)),
            {"force": "accuses"},
            "The speaker accuses: such claims are judged by two people.",
        ),
        (
            Rules(accused=True, accusing_words=WORDS),
            {"statement": "The mayor, Mara Lindt, is a fraudster."},
            "It names Mara Lindt and may accuse (“fraudster”).",
        ),
        (Rules(health=True, health_words=HEALTH), {"statement": "Two doses help."}, ""),  # not the word itself
        (
            Rules(health=True, health_words=HEALTH),
            {"statement": "Vaccines are given in the harbour."},
            "It is about health (“Vaccines”).",
        ),
        (Rules(numbers=True), {"statement": "It has 1,200 cracks."}, "It rests on a number (“1,200”)."),
        (Rules(numbers=True), {"statement": "It has doubled."}, "It rests on a number (“doubled”)."),
        (Rules(numbers=True), {"statement": "It has cracks."}, ""),
        (
            Rules(below=0.6),
            {"confidence": 0.5},
            "The machine is 50% sure of how it read this claim; below 60% two people judge.",
        ),
        (Rules(below=0.6), {"confidence": 0.6}, ""),
        (Rules(topics=("Migration",)), {"topic": "migration"}, "The topic “migration” is sensitive."),
        (Rules(topics=("Migration",)), {"topic": ""}, ""),
    ],
)
def test_each_rule_asks_with_its_reason_and_not_without_cause(rules: Rules, over: dict[str, Any], reason: str) -> None:
    assert asked(rules, **over) == ([reason] if reason else [])


@pytest.mark.parametrize(
    "statement",
    [
        "The mayor is a fraudster.",  # nobody is named
        "Lindt is a fraudster.",  # one word may be a place
        "Mara Lindt opened the pier.",  # nothing accuses
        "The fraud was found.",
    ],
)
def test_nobody_named_or_nothing_accusing_asks_for_nobody(statement: str) -> None:
    assert asked(Rules(accused=True, accusing_words=WORDS), statement=statement) == []


def test_whoever_speaks_is_not_whom_he_accuses() -> None:
    rules = Rules(accused=True, accusing_words=WORDS)
    assert asked(rules, statement="Mara Lindt said that they stole it.", speaker="Mara Lindt") == []


def test_several_rules_give_several_reasons_in_a_steady_order() -> None:
    rules = Rules(forces=("accuses",), numbers=True, topics=("harbour",))
    found = asked(rules, force="accuses", statement="He stole 3 boats.", topic="harbour")
    assert [reason.split()[0] for reason in found] == ["The", "It", "The"]


def test_a_share_is_drawn_alike_every_time_and_is_about_as_large_as_it_says() -> None:
    rules = Rules(share=20)
    drawn = [key for key in range(5_000) if asked(rules, key=f"claim {key}")]
    assert drawn == [key for key in range(5_000) if asked(rules, key=f"claim {key}")]
    assert 850 < len(drawn) < 1_150
    assert asked(rules, key=f"claim {drawn[0]}") == ["It was drawn: 20 % of all other claims have two reviewers."]


def test_a_larger_share_keeps_those_that_a_smaller_one_drew() -> None:
    small = {key for key in range(2_000) if asked(Rules(share=5), key=str(key))}
    large = {key for key in range(2_000) if asked(Rules(share=15), key=str(key))}
    assert small < large


def test_nothing_is_drawn_of_what_another_rule_asks_for() -> None:
    assert asked(Rules(share=100, numbers=True), statement="3 boats.") == ["It rests on a number (“3”)."]
    assert len(asked(Rules(share=100))) == 1


def test_a_text_of_a_megabyte_is_read() -> None:
    rules = Rules(accused=True, accusing_words=WORDS, health=True, health_words=HEALTH, numbers=True)
    assert asked(rules, statement="A" * 200_000 + " Aa" * 200_000) == []
