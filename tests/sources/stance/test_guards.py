import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.stance.base import ReasonKind
from sources.stance.guards import differences
from sources.stance.outcomes import Outcome, turned

LISTED = (
    "Ostrau Kranz Ida 12 40 % 4.7 percentage points $3 million in 2014 May rose fell not will may km miles Friday "
    "people opened closed Springfield, Ohio, ."
)
TEXTS = st.lists(st.sampled_from(LISTED.split()), max_size=25).map(" ".join) | st.text(max_size=100)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Rents in Lehde rose 5 %.", "Rents in Lehde rose 7 %.", ReasonKind.NUMBER),
        ("Rents in Lehde rose 47 %.", "Rents in Lehde rose 4.7 percentage points.", ReasonKind.NUMBER),
        ("Rents in Lehde rose 5 %.", "Rents in Lehde fell 5 %.", ReasonKind.NEGATION),
        ("The canal is 12 km long.", "The canal is 12 miles long.", ReasonKind.NUMBER),
        ("The fine was 5 euros.", "The fine was 5 dollars.", ReasonKind.NUMBER),
        ("The mill burned in 1954.", "The mill burned in 1955.", ReasonKind.DATE),
        ("The mill burned on Monday.", "The mill burned on Friday.", ReasonKind.DATE),
        ("Mayor Ida Kranz resigned.", "Mayor Karl Kranz resigned.", ReasonKind.NAME),
        ("The mill in Springfield, Ohio burned.", "The mill in Springfield, Texas burned.", ReasonKind.NAME),
        ("The mine closed.", "The mine did not close.", ReasonKind.NEGATION),
        ("The mayor sold the mine.", "The mayor denied that she sold the mine.", ReasonKind.NEGATION),
        ("The mayor signed the treaty.", "The mayor refused to sign the treaty.", ReasonKind.NEGATION),
        ("The council will close the pool.", "The council may close the pool.", ReasonKind.WORDS),
    ],
)
def test_what_keeps_two_claims_apart_differs(one: str, other: str, kind: ReasonKind) -> None:
    assert kind in {finding.kind for finding in differences(one, other) if finding.outcome is Outcome.DIFFERS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rents in Lehde rose 5 %.", "Rents in Lehde rose by 5 per cent."),
        ("The canal is 10 km long.", "The canal is 6.2 miles long."),
        ("The WHO warned of flu in 2014.", "In 2014 the World Health Organization warned of flu."),
        ("Mayor Ida Kranz did not resign.", "Mayor Kranz never resigned."),
        ("Two dozen houses burned.", "24 houses burned."),
    ],
)
def test_nothing_keeps_two_wordings_of_one_claim_apart(one: str, other: str) -> None:
    assert differences(one, other) == ()


def test_what_only_one_claim_gives_can_not_be_told() -> None:
    [finding] = differences("Rents in Lehde rose 5 % in 2019.", "Rents in Lehde rose 5 %.")
    assert (finding.kind, finding.outcome, finding.in_passage) == (ReasonKind.DATE, Outcome.UNKNOWN, None)
    assert finding.sentence == "Only one of the two claims has “2019”."


def test_how_far_apart_two_numbers_are_is_told() -> None:
    [finding] = differences("Rents in Lehde rose 5 %.", "Rents in Lehde rose 7 %.")
    assert finding.absolute == 2


@given(TEXTS, TEXTS)
def test_which_claim_comes_first_makes_no_difference(one: str, other: str) -> None:
    there, back = differences(one, other), differences(other, one)
    assert there == (back if one == other else tuple(turned(finding) for finding in back))


@given(TEXTS)
def test_a_claim_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ()
