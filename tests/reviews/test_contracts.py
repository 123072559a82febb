"""What a rating needs, over plain values."""

import pytest

from reviews.contracts import REJECTED, Citation, Demands, citable, independent_origins, missing

FOR = Citation("accepted", "corroborates")
AGAINST = Citation("accepted", "contradicts")
CONTEXT = Citation("accepted", "context")
SUGGESTED = Citation("suggested", "contradicts")
GONE = Citation("rejected", "contradicts")

ANY = Demands("Mixed", evidence=True, contradiction=False, corroboration=False)
FALSE = Demands("False", evidence=True, contradiction=True, corroboration=False)
TRUE = Demands("True", evidence=True, contradiction=False, corroboration=True)
ALL_TRUE = Demands("True", evidence=True, contradiction=False, corroboration=True, unopposed=True)
RESTATED = Citation("accepted", "corroborates", name="The log", now="contradicts")
KEPT = Citation("accepted", "corroborates", name="The log", now="corroborates")
NOTHING = Demands("Unproven", evidence=False, contradiction=False, corroboration=False)

ANY_MISSING = "“Mixed” needs evidence: accept at least one passage and cite it."
FALSE_MISSING = "“False” needs evidence: accept at least one passage that contradicts the claim, and cite it."
TRUE_MISSING = "“True” needs evidence: accept at least one passage that corroborates the claim, and cite it."

OPPOSED = "“True” can not cite a passage that contradicts the claim: choose another rating."
RESTATED_SINCE = (
    "“The log” was restated as “contradicts” after the verdict, which cites it as “corroborates”: "
    "return the verdict to its reviewer."
)


@pytest.mark.parametrize(
    ("demands", "cited", "sentences"),
    [
        (NOTHING, [], []),
        (NOTHING, [SUGGESTED], []),
        (NOTHING, [GONE], [REJECTED]),
        (ANY, [], [ANY_MISSING]),
        (ANY, [SUGGESTED], [ANY_MISSING]),
        (ANY, [CONTEXT], []),
        (ANY, [FOR, SUGGESTED], []),
        (FALSE, [], [FALSE_MISSING]),
        (FALSE, [SUGGESTED], [FALSE_MISSING]),
        (FALSE, [FOR, CONTEXT], [FALSE_MISSING]),
        (FALSE, [FOR, AGAINST], []),
        (FALSE, [GONE], [REJECTED, FALSE_MISSING]),
        (FALSE, [GONE, AGAINST], [REJECTED]),
        (TRUE, [AGAINST], [TRUE_MISSING]),
        (TRUE, [FOR], []),
        (TRUE, [FOR, AGAINST], []),
        (TRUE, [KEPT], []),
        (TRUE, [RESTATED], [RESTATED_SINCE]),
        (ALL_TRUE, [FOR, CONTEXT], []),
        (ALL_TRUE, [FOR, AGAINST], [OPPOSED]),
        (ALL_TRUE, [], [TRUE_MISSING]),
    ],
)
def test_the_contract_names_what_is_missing(demands: Demands, cited: list[Citation], sentences: list[str]) -> None:
    assert missing(demands, cited) == sentences


def test_what_contradicts_is_not_cited_for_the_truest_answer() -> None:
    assert citable(ALL_TRUE, [FOR, AGAINST, CONTEXT]) == [FOR, CONTEXT]
    assert citable(TRUE, [FOR, AGAINST]) == [FOR, AGAINST]


TWO = Demands("False", evidence=True, contradiction=True, corroboration=False, origins=2)
TWO_MISSING = (
    "“False” needs 2 independent origins that contradict the claim: copies of one report count once, "
    "and what goes back to the article or the speaker does not count."
)


def against(origin: str, **over: object) -> Citation:
    return Citation(**{"decision": "accepted", "stance": "contradicts", "origin": origin} | over)


@pytest.mark.parametrize(
    ("cited", "number"),
    [
        ([against("a"), against("b")], 2),
        ([against("a"), against("a"), against("a")], 1),
        ([against("a"), against("b", is_circular=True)], 1),
        ([against("a"), against("b", decision="suggested")], 1),
        ([against("a"), against("b", stance="corroborates")], 1),
        ([], 0),
    ],
)
def test_copies_of_one_report_count_once_and_what_goes_in_a_circle_not_at_all(
    cited: list[Citation], number: int
) -> None:
    assert independent_origins(cited, "contradicts") == number
    assert (TWO_MISSING in missing(TWO, cited)) is (number < 2)


def test_a_rating_that_asks_for_no_origins_does_not_count_them() -> None:
    assert missing(FALSE, [against("a"), against("a")]) == []
