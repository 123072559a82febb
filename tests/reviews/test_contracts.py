"""What a rating needs, over plain values."""

import pytest

from reviews.contracts import REJECTED, Citation, Demands, missing

FOR = Citation("accepted", "corroborates")
AGAINST = Citation("accepted", "contradicts")
CONTEXT = Citation("accepted", "context")
SUGGESTED = Citation("suggested", "contradicts")
GONE = Citation("rejected", "contradicts")

ANY = Demands("Mixed", evidence=True, contradiction=False, corroboration=False)
FALSE = Demands("False", evidence=True, contradiction=True, corroboration=False)
TRUE = Demands("True", evidence=True, contradiction=False, corroboration=True)
NOTHING = Demands("Unproven", evidence=False, contradiction=False, corroboration=False)

ANY_MISSING = "“Mixed” needs evidence: accept at least one passage and cite it."
FALSE_MISSING = "“False” needs evidence: accept at least one passage that contradicts the claim, and cite it."
TRUE_MISSING = "“True” needs evidence: accept at least one passage that corroborates the claim, and cite it."


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
    ],
)
def test_the_contract_names_what_is_missing(demands: Demands, cited: list[Citation], sentences: list[str]) -> None:
    assert missing(demands, cited) == sentences
