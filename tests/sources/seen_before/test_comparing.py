"""Two claims are the same only when nothing that can be pointed at stands against it."""

import time

import pytest

from sources.seen_before.base import Relation, Statement
from sources.seen_before.comparing import compare

SAID = "2026-03-02"


def relation(one: str, other: str, *, one_day: str = SAID, other_day: str = SAID) -> str | None:
    match = compare(Statement(one, one_day), Statement(other, other_day))
    return match.relation.value if match else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Unemployment in Norvia rose by 5 percent in 2019.", "In 2019, joblessness in Norvia climbed by 5 %."),
        ("Unemployment rose 5 % in 2019.", "According to the ministry, unemployment rose 5 % in 2019."),
        ("Unemployment rose 5 % in 2019.", "Unemployment rose 5 % in 2019, the minister said on Monday."),
        ("Ana Ruiz won the election in May 2018.", "President Ruiz won the election in May 2018."),
        ("The council approved the budget.", "The budget was approved by the council."),
        ("Veltara recalled 30,000 bottles.", "Thirty thousand bottles were recalled by Veltara."),
        ("The firm Kabela lost €48 million.", "Kabela lost 48 million euros."),
        ("A quarter of the pupils in Kest smoke.", "In Kest, 25 percent of the pupils smoke."),
        ("The pier cost 4.2 million crowns.", "The pier cost 4,213,000 crowns."),
        ("The bridge will close in 2027.", "In 2027 the bridge is going to close."),
        ("Norvian troops crossed the border.", "Troops of Norvia crossed the border."),
    ],
)
def test_other_words_for_one_claim_are_the_same(one: str, other: str) -> None:
    assert relation(one, other) == relation(other, one) == "same"


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("Prices rose 5 % in 2019.", "Prices fell 5 % in 2019.", "opposite"),
        ("The council approved the budget.", "The council did not approve the budget.", "opposite"),
        ("The council approved the budget.", "The council rejected the budget.", "opposite"),
        ("Prices in Kest rose 5 % in 2019.", "Prices in Kest rose 8 % in 2019.", "other_number"),
        ("Veltara sold 749,000 bottles.", "Veltara sold 750,000 bottles.", "other_number"),
        ("More than 900 people were hurt in Kest.", "More than 200 people were hurt in Kest.", "other_number"),
        ("The bridge in Kest opened in 2019.", "The bridge in Kest opened in 2020.", "other_date"),
        ("Ana Ruiz won the election.", "Luis Ruiz won the election.", "other_name"),
        ("The mayor of Kest resigned.", "The mayor of Orlin resigned.", "other_name"),
    ],
)
def test_one_thing_told_otherwise_is_named(one: str, other: str, what: str) -> None:
    assert relation(one, other) == relation(other, one) == what


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The board will close the east pier.", "The board opened the east pier in 1961."),
        ("The council will raise the fee.", "The council cut the fee in 2019."),
    ],
)
def test_what_is_planned_does_not_contradict_what_was(one: str, other: str) -> None:
    assert relation(one, other) == relation(other, one) == "related"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A fire broke out in Paris, Texas.", "A fire broke out in Paris, France."),
        ("The fire in Paris killed two.", "The fire in Paris, Texas, killed two."),
        ("The pier will close.", "The pier closed."),
        ("The pier will close.", "The pier may close."),
        ("The pier should close.", "The pier will close."),
        ("The minister owns shares in Kabela.", "The minister owned shares in Kabela."),
        ("The plane crashed near Kest.", "The plane nearly crashed near Kest."),
        ("Norland defeated Sudland.", "Sudland defeated Norland."),
        ("Norland defeated Sudland.", "Norland was defeated by Sudland."),
        ("The firm moved from Kest to Orlin.", "The firm moved from Orlin to Kest."),
        ("Norvia has more cows than people.", "Norvia has more people than cows."),
        ("Prices rose by 5 %.", "Prices rose to 5 %."),
        ("All schools in Kest closed.", "Some schools in Kest closed."),
        ("Only doctors in Kest smoke.", "Doctors in Kest smoke."),
        ("Youth unemployment rose in Kest.", "Unemployment rose in Kest."),
        ("Norvia exports wheat.", "Norvia exports barley."),
        ("South Korea won the cup.", "Korea won the cup."),
        ("Ana Ruiz won the cup.", "Maria Ruiz won the cup."),
        ("The tax fell by 5 percent.", "The tax fell by 5 percentage points."),
    ],
)
def test_another_claim_of_like_words_is_never_the_same(one: str, other: str) -> None:
    assert relation(one, other) != "same"
    assert relation(other, one) != "same"


def test_what_has_little_in_common_is_not_shown() -> None:
    assert relation("The pier will close.", "Wheat was sold to Norvia.") is None
    assert relation("", "Wheat was sold to Norvia.") is None
    assert relation("of the and", "of the and") is None or relation("of the and", "of the and") != "same"


def test_last_year_is_another_year_when_it_was_said_years_apart() -> None:
    text = "Prices in Kest fell last year."
    assert relation(text, text, other_day="2026-03-20") == "same"
    assert relation(text, text, other_day="2019-03-02") == "other_date"
    assert relation(text, text, other_day="") == "other_date"


def test_a_number_without_a_date_grows_old_and_a_saying_does_not() -> None:
    assert relation("The rate is 4 %.", "The rate is 4 %.", other_day="2019-03-02") != "same"
    assert relation("Garlic cures the flu.", "Garlic cures the flu.", other_day="2019-03-02") == "same"


def test_the_difference_is_told_and_marked_in_both() -> None:
    one, other = "Prices in Kest rose 5 % in 2019.", "Prices in Kest rose 8 % in 2019."
    match = compare(Statement(one), Statement(other))
    assert match is not None
    assert "5 %" in match.sentence
    assert "8 %" in match.sentence
    assert any(each.in_one and "5" in each.in_one.cut(one) for each in match.contrasts)
    assert any(each.in_other and "8" in each.in_other.cut(other) for each in match.contrasts)


def test_a_swapped_pair_has_its_spans_swapped() -> None:
    one, other = "Prices in Kest rose 5 % in 2019.", "In 2019 prices in Kest fell 5 %."
    there, back = compare(Statement(one), Statement(other)), compare(Statement(other), Statement(one))
    assert there is not None
    assert back is not None
    assert (there.relation, there.score) == (back.relation, back.score)
    for match, mine, theirs in ((there, one, other), (back, other, one)):
        for each in match.contrasts:
            assert each.in_one is None or each.in_one.end <= len(mine)
            assert each.in_other is None or each.in_other.end <= len(theirs)


@pytest.mark.parametrize(
    "text", ["a, " * 40_000, "according to " * 20_000, "said " * 30_000, "1 " * 50_000, "\x00" * 9]
)
def test_hostile_statements_take_no_time(text: str) -> None:
    started = time.process_time()
    compare(Statement(text), Statement("The council approved the budget, the mayor said on Monday."))
    compare(Statement(text), Statement(text))
    assert time.process_time() - started < 2


def test_every_relation_has_its_word_in_the_database() -> None:
    from sources.choices import RelationChoice

    assert [each.value for each in Relation] == RelationChoice.values
