import pytest

from sources.stance.base import ReasonKind
from sources.stance.engine import Finding, compare
from sources.stance.outcomes import Outcome


def number(claim: str, passage: str) -> Finding:
    [finding] = [each for each in compare(claim, passage).findings if each.kind is ReasonKind.NUMBER]
    return finding


def test_a_change_is_worked_out_and_shown() -> None:
    finding = number("Thefts in Lehde rose 47 %.", "Lehde counted 40 thefts in 2019 and 46 in 2020.")
    assert finding.outcome is Outcome.DIFFERS
    assert finding.sentence == "The passage gives 40 in 2019 and 46 in 2020; that is a rise of 15 %, not 47 %."
    assert (finding.absolute, finding.relative) == (pytest.approx(32), pytest.approx(32 / 15))


@pytest.mark.parametrize(
    ("claim", "passage", "outcome", "told"),
    [
        ("Thefts in Lehde rose 15 %.", "Thefts in Lehde rose from 40 to 46.", Outcome.AGREES, "a rise of 15 %"),
        ("Thefts in Lehde rose by 6.", "Thefts in Lehde rose from 40 to 46.", Outcome.AGREES, "a rise of 6"),
        ("Thefts in Lehde rose by 9.", "Thefts in Lehde rose from 40 to 46.", Outcome.DIFFERS, "not 9"),
        ("Thefts in Lehde fell 15 %.", "Thefts in Lehde rose from 40 to 46.", Outcome.DIFFERS, "not a fall of 15 %"),
        ("Thefts in Lehde rose more than 10 %.", "Thefts in Lehde rose from 40 to 46.", Outcome.AGREES, "15 %"),
        (
            "Turnout in Lehde rose 4.7 %.",
            "Turnout in Lehde rose from 42.3 % to 47 %.",
            Outcome.DIFFERS,
            "a rise of 11.1 % (4.7 percentage points), not 4.7 %",
        ),
        (
            "Turnout in Lehde rose 4.7 percentage points.",
            "Turnout in Lehde rose from 42.3 % to 47 %.",
            Outcome.AGREES,
            "a rise of 4.7 points",
        ),
        (
            "Rents in Lehde doubled.",
            "Rents in Lehde rose from 400 euros in 2010 to 810 euros in 2020.",
            Outcome.AGREES,
            "2 times as many",
        ),
        (
            "Rents in Lehde tripled.",
            "Rents in Lehde rose from 400 euros to 810 euros.",
            Outcome.DIFFERS,
            "2 times as many, not 3 times",
        ),
        (
            "A quarter of the members voted for the bridge.",
            "At the club 120 of the 480 members voted for the bridge.",
            Outcome.AGREES,
            "120 of 480; that is 25 %",
        ),
        (
            "Half of the members voted for the bridge.",
            "At the club 120 of the 480 members voted for the bridge.",
            Outcome.DIFFERS,
            "25 %, not 50 %",
        ),
        (
            "The town spends 50 euros per pupil.",
            "The town spends 60,000 euros on a school of 1,200 pupils.",
            Outcome.AGREES,
            "50 each",
        ),
        (
            "A total of 19 boats sank in the storm.",
            "In the storm 12 boats sank at Lehde and 7 boats at Ostrau.",
            Outcome.AGREES,
            "12 and 7; together that is 19",
        ),
        (
            "Lehde has 5 more boats than Ostrau.",
            "In Lehde there are 12 boats, in Ostrau there are 7 boats.",
            Outcome.AGREES,
            "apart that is 5",
        ),
        (
            "On average 10 boats sank in a storm.",
            "In the first storm 12 boats sank, in another 8 boats.",
            Outcome.AGREES,
            "on average that is 10",
        ),
    ],
)
def test_numbers_are_worked_out_from_their_parts(claim: str, passage: str, outcome: Outcome, told: str) -> None:
    finding = next(each for each in compare(claim, passage).findings if each.kind is ReasonKind.NUMBER)
    assert finding.outcome is outcome
    assert told in finding.sentence
    assert finding.in_passage is not None


def test_parts_that_do_not_add_up_prove_nothing() -> None:
    made = compare(
        "A total of 25 boats sank in the storm.", "In the storm 12 boats sank at Lehde and 7 boats at Ostrau."
    )
    assert not any("together" in finding.sentence for finding in made.findings)


def test_changes_of_other_things_are_left_alone() -> None:
    made = compare("Thefts in Lehde rose 47 %.", "The choir of Ostrau grew from 40 to 46 singers.")
    assert not any("that is" in finding.sentence for finding in made.findings)


def test_a_change_from_nothing_does_no_harm() -> None:
    compare("Thefts in Lehde rose 47 %.", "Thefts in Lehde rose from 0 to 46.")
    compare("Thefts in Lehde doubled.", "Thefts in Lehde rose from 0 to 0.")
