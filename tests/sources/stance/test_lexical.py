import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.stance.base import Judgement, Pair, Reason, ReasonKind, Stance
from sources.stance.decision import FEATURES, WITH_CLASH, WITHOUT_CLASH
from sources.stance.lexical import LexicalStance

LISTED = (
    "The ferry Ostrau Kranz sank in May 2014 rose fell not no 12 % $3 million nearly 1,200 people. Ida said – “ ( ° "
    "twenty-one half a dozen on Friday 2020-01-02 X’s é Typhus-17 999999999999999999"
)
WORDS = st.sampled_from(LISTED.split())
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200)
PAIRS = st.builds(Pair, TEXTS, TEXTS, st.sampled_from(["", "2020-03-05", "soon"]), st.sampled_from(["", "0001-01-01"]))


def judge(claim: str, passage: str, **dates: str) -> Judgement:
    [judgement] = LexicalStance().judge([Pair(claim, passage, **dates)])
    return judgement


def clashing(judgement: Judgement) -> list[Reason]:
    return [each for each in judgement.reasons if not each.agrees and each.kind is not ReasonKind.WORDS]


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "The new bridge in Ostrau cost 12 million euros.",
            "The new bridge in Ostrau cost 12 million euros, the council said.",
            Stance.CORROBORATES,
        ),
        (
            "The new bridge in Ostrau cost 12 million euros.",
            "The new bridge in Ostrau cost 21 million euros, the council said.",
            Stance.CONTRADICTS,
        ),
        ("The bridge in Ostrau opened in May 2014.", "The bridge in Ostrau opened in May 2016.", Stance.CONTRADICTS),
        ("The bridge in Ostrau was closed.", "The bridge in Ostrau was not closed.", Stance.CONTRADICTS),
        ("Rents in Ostrau rose last year.", "Rents in Ostrau fell last year.", Stance.CONTRADICTS),
        ("The mayor, Karl Kranz, opened the bridge.", "The mayor, Ida Kranz, opened the bridge.", Stance.CONTRADICTS),
        ("The new bridge in Ostrau cost 12 million euros.", "Rain is expected on Sunday.", Stance.CONTEXT),
        ("The ferry sank.", "", Stance.CONTEXT),
        ("", "The ferry sank.", Stance.CONTEXT),
        ("", "", Stance.CONTEXT),
    ],
)
def test_the_stance_follows_from_what_agrees_and_clashes(claim: str, passage: str, expected: Stance) -> None:
    assert judge(claim, passage).stance is expected


def test_a_clash_is_said_to_a_person_and_shown_in_both_texts() -> None:
    claim, passage = "Turnout was 12 % in Lehde.", "In Lehde turnout was 21 %."
    [reason] = clashing(judge(claim, passage))
    assert (reason.kind, reason.sentence) == (
        ReasonKind.NUMBER,
        "The claim says 12 %, the passage 21 %; they differ by 9 points.",
    )
    assert reason.in_claim and reason.in_claim.cut(claim) == "12 %"
    assert reason.in_passage and reason.in_passage.cut(passage) == "21 %"


def test_an_agreement_is_said_too() -> None:
    judgement = judge("The ferry carried 1,200 people.", "The ferry carried 1,200 people on Sunday.")
    assert "Both say 1,200 people." in [reason.sentence for reason in judgement.reasons]


def test_rounding_is_explained() -> None:
    judgement = judge("The ferry carried 1,200 people.", "The ferry carried 1,187 people.")
    assert "The claim says 1,200 people, the passage 1,187 people, which fits." in [
        reason.sentence for reason in judgement.reasons
    ]


def test_clashes_come_first() -> None:
    judgement = judge("In 2014 Ida Kranz bought 12 boats.", "In 2014 Ida Kranz bought 40 boats.")
    specific = [reason.agrees for reason in judgement.reasons if reason.kind is not ReasonKind.WORDS]
    assert specific == sorted(specific)
    assert specific[0] is False


def test_a_negation_takes_back_the_clash_of_a_date() -> None:
    assert judge("The bridge did not open in 2014.", "The bridge opened in 2018.").stance is not Stance.CONTRADICTS


def test_weekdays_are_read_from_the_dates_of_the_two_texts() -> None:
    texts = "The bridge in Ostrau opened on Wednesday.", "The bridge in Ostrau opened on Monday."
    assert [reason.sentence for reason in clashing(judge(*texts))] == ["The claim says Wednesday, the passage Monday."]
    [reason] = clashing(judge(*texts, claim_date="2020-03-05", passage_date="2020-03-05"))
    assert "Monday (2 March 2020)" in reason.sentence


def test_nothing_contradicts_without_a_clash_to_show() -> None:
    assert Stance.CONTRADICTS not in WITHOUT_CLASH


def test_there_is_one_weight_for_each_feature() -> None:
    assert {len(row) for table in (WITHOUT_CLASH, WITH_CLASH) for row in table.values()} == {len(FEATURES)}


def test_the_more_words_are_shared_the_surer_it_is() -> None:
    claim = "The old ferry across the Ilme carries schoolchildren every morning."
    near = judge(claim, "The old ferry across the Ilme carries schoolchildren every morning in winter.")
    far = judge(claim, "The old ferry across the Ilme carries farm machines.")
    assert near.stance is Stance.CORROBORATES
    assert far.stance is not Stance.CORROBORATES or far.confidence < near.confidence


@given(st.lists(PAIRS, max_size=4))
def test_every_pair_gets_one_judgement_whatever_the_texts(pairs: list[Pair]) -> None:
    judged = LexicalStance().judge(pairs)
    assert judged == LexicalStance().judge(pairs)
    assert judged == [LexicalStance().judge([pair])[0] for pair in pairs]
    for pair, judgement in zip(pairs, judged, strict=True):
        assert 0 <= judgement.confidence <= 1
        for reason in judgement.reasons:
            assert reason.sentence.endswith(".")
            assert reason.in_claim is None or reason.in_claim.cut(pair.statement).strip()
            assert reason.in_passage is None or reason.in_passage.cut(pair.passage).strip()


@given(PAIRS)
def test_a_contradiction_always_has_a_reason_to_show(pair: Pair) -> None:
    [judgement] = LexicalStance().judge([pair])
    assert judgement.stance is not Stance.CONTRADICTS or clashing(judgement)


@pytest.mark.parametrize("hostile", ["12 boats ", "Ida Kranz ", "not no ", "in May 2014 ", "a", "(", "1,", "x-1", ". "])
def test_texts_of_a_megabyte_are_judged_in_little_time(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    started = time.perf_counter()
    judge(text, text)
    assert time.perf_counter() - started < 3
