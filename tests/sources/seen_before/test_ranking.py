"""The few claims that are shown are found among many by their rarest words."""

from sources.seen_before.base import Statement
from sources.seen_before.pool import Pool
from sources.seen_before.ranking import matches, search_terms
from sources.seen_before.reading import keys

CROWD = [f"The council of Kest spent {n} crowns on road {n} in 2019." for n in range(300)]


def test_an_index_is_asked_for_the_rarest_words_that_it_has() -> None:
    counts = {"council": 5_000, "kest": 40, "zeppelin": 1}
    assert search_terms("The council of Kest bought a zeppelin and a hat.", counts) == ["zeppelin", "kest"]
    assert search_terms("Of the and.", counts) == []
    assert search_terms("The council", {"council": 90_000}) == ["council"]


def test_words_of_one_meaning_have_one_key() -> None:
    assert keys("Joblessness climbed.") == keys("Unemployment rose.")
    assert all(key.isalnum() for key in keys("“Don’t”, she-wolf's O'Neil — 5 % x" + "y" * 500))


def test_the_same_claim_is_found_among_many_alike_and_comes_first() -> None:
    pool = Pool(Statement(text) for text in [*CROWD, "Oil from Marhaven killed seals."])
    asked = Statement("In 2019, the council of Kest spent 217 crowns on road 217.")
    found = matches(asked, pool.candidates(asked.text), limit=5)
    assert found[0][0] == 217
    assert found[0][1].relation == "same"
    assert [match.relation for _, match in found[1:]].count("same") == 0
    assert len(found) == 5


def test_an_empty_pool_and_an_empty_claim_have_no_matches() -> None:
    assert Pool([]).candidates("The council met.") == []
    assert matches(Statement(""), Pool([Statement("")]).candidates(""), limit=5) == []
