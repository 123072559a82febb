import pytest

from sources.copies import LIMIT, containment, shingles
from sources.services.copies import COPY_SHARE

BRIDGE = """Work on the long bridge over the Ilme will begin in autumn, the council of Ostrau decided on Tuesday.
The bridge is to cost 12 million euros, of which the state pays half. It replaces a ferry that has carried
schoolchildren and farm machines across the river since the flood of 1954 took the old crossing away.
"We have waited two generations for this and we will not wait for a third one", mayor Ida Kranz said.
Eleven members voted for the plan and four against it. The Farmers' List had asked for a wider road deck, so that
harvesters could pass each other, but the district engineer said that the banks would not carry it.
Building is to take three years. Until then the ferry keeps its hours, and its three ferrymen keep their posts.
The first public viewing of the drawings is set for the second week of September in the old grain hall."""

OTHER = """After an evening of argument Ostrau has said yes to a crossing over its river. The councillors who
backed the scheme outnumbered their opponents by almost three to one. Critics fear that the money, to be shared with
the state government, will be missing when the school needs a new roof. "We have waited two generations for this and
we will not wait for a third one", mayor Ida Kranz said. Fishermen at the landing stage were less sure on Wednesday:
one of them, Jost Behn, pointed at the high-water marks on the ferry house and shook his head without a word."""


def copied(a: str, b: str) -> bool:
    return containment(shingles(a), shingles(b)) >= COPY_SHARE


def test_a_copy_under_another_heading_is_a_copy() -> None:
    assert copied(BRIDGE, "OSTRAU GETS ITS BRIDGE\nBy our own reporter\n" + BRIDGE)


def test_a_copy_cut_to_a_third_is_a_copy() -> None:
    assert copied(BRIDGE, BRIDGE[: len(BRIDGE) // 3])


def test_a_lightly_edited_copy_is_a_copy() -> None:
    edited = BRIDGE.replace("on Tuesday", "this week").replace("12 million", "12.0m").replace("eleven", "11")
    assert copied(BRIDGE, edited.replace("will begin", "is to begin").replace("the old grain hall", "town"))


def test_a_copy_with_other_case_quotes_and_line_breaks_is_a_copy() -> None:
    assert containment(shingles(BRIDGE), shingles(BRIDGE.upper().replace('"', "”").replace("\n", "\n\n"))) == 1.0


def test_an_independent_report_with_the_same_quotation_is_no_copy() -> None:
    assert containment(shingles(BRIDGE), shingles(OTHER)) < 0.1


def test_a_short_independent_report_with_the_same_quotation_is_no_copy() -> None:
    assert not copied(BRIDGE, OTHER[: OTHER.index("Fishermen")])


def test_a_quotation_alone_is_found_in_the_report_that_has_it_unless_the_report_leaves_quotations_out() -> None:
    quotation = "We have waited two generations for this and we will not wait for a third one"
    assert not copied(BRIDGE, quotation)
    assert copied(f'"{quotation}", she said.', quotation)


def test_the_order_of_the_texts_makes_no_difference() -> None:
    short = shingles(BRIDGE[:500])
    assert containment(short, shingles(BRIDGE)) == containment(shingles(BRIDGE), short) > 0.9


def test_a_text_that_goes_on_in_its_own_words_is_a_copy_in_part() -> None:
    half = shingles(BRIDGE[:800] + " and then " + OTHER[:300])
    assert 0.3 < containment(shingles(BRIDGE), half) < 0.99


@pytest.mark.parametrize("empty", ["", " \n", "... !"])
def test_a_text_without_words_is_a_copy_of_nothing(empty: str) -> None:
    assert containment(shingles(empty), shingles(empty)) == 0.0


def test_a_text_of_few_words_is_a_copy_only_of_itself() -> None:
    assert copied("Bridge to be built", "bridge to be built")
    assert not copied("Bridge to be built", "Bridge not to be built")


def test_shingles_are_the_same_on_every_machine() -> None:
    assert shingles("one two three four five six seven eight nine") == {1041232858, 2282042512}


def long_text(words: int, start: int = 0) -> str:
    return " ".join(f"word{number * number % 9973} w{number}" for number in range(start, start + words // 2))


def test_of_a_long_text_a_bounded_sample_is_kept() -> None:
    assert len(shingles(long_text(40_000))) == LIMIT


def test_the_sample_of_a_long_text_still_tells_what_it_contains() -> None:
    long = long_text(40_000)
    article = long[len(long) // 2 : len(long) // 2 + 12_000]
    assert copied(long, article)
    assert 0.4 < containment(shingles(long), shingles(long_text(40_000, start=10_000))) < 0.6
    assert not copied(long, BRIDGE)
