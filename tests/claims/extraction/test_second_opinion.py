from claims.extraction.said import Said
from claims.extraction.second_opinion import with_second_opinion
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

TEXT = "Mayor Jonas Weil met Ida Roe. Both reportedly “expressed concern” at the delay. Nobody left."
LAYOUT = Layout.of(TEXT)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


WRONG = Said((), (span("reportedly"),), (span("Both"), span("“expressed concern” at the delay")), confidence=0.3)


def test_an_unsure_attribution_without_a_source_is_read_again_by_rules() -> None:
    (said,) = with_second_opinion(LAYOUT, [WRONG])
    assert said.source == (span("Both"),)
    assert said.content == (span("the delay"),)


def test_a_sure_one_stays() -> None:
    sure = Said(WRONG.source, WRONG.cue, WRONG.content, confidence=0.8)
    assert with_second_opinion(LAYOUT, [sure]) == [sure]


def test_one_that_the_rules_do_not_see_stays() -> None:
    other = Said((), (span("left"),), (span("Nobody"),), confidence=0.2)
    assert with_second_opinion(LAYOUT, [other]) == [other]


def test_the_reading_of_the_rules_is_no_second_claim_beside_another() -> None:
    beside = Said((span("Both"),), (span("expressed"),), (span("the delay"),), confidence=0.9)
    assert with_second_opinion(LAYOUT, [WRONG, beside]) == [beside]
