import pytest

from sources.stance.base import Judgement, Pair, ReasonKind, Stance
from sources.stance.lexical import LexicalStance


def judge(claim: str, passage: str, **dates: str) -> Judgement:
    [judgement] = LexicalStance().judge([Pair(claim, passage, **dates)])
    return judgement


def told(judgement: Judgement, *kinds: ReasonKind) -> list[str]:
    return [reason.sentence for reason in judgement.reasons if not kinds or reason.kind in kinds]


@pytest.mark.parametrize(
    ("claim", "passage", "sentence"),
    [
        (
            "Engineers counted 1,200 cracks in the dam at Ostrau.",
            "In the dam at Ostrau the engineers counted 120 cracks.",
            "The claim says 1,200 cracks, the passage 120 cracks; they differ by 1,080 (900 %).",
        ),
        (
            "Lead in the well at Ostrau reached 58 milligrams per litre.",
            "Lead in the well at Ostrau reached 48 milligrams per litre.",
            "The claim says 58 milligrams, the passage 48 milligrams; they differ by 10 milligrams (20.8 %).",
        ),
        (
            "Unemployment in Lehde has fallen by 47 percent under the new law.",
            "Unemployment in Lehde has fallen by 4.7 percentage points in a year.",
            "The claim says 47 percent, the passage 4.7 percentage points: percent and percentage points differ.",
        ),
        (
            "The ferry pier at Ostrau was opened in 1958.",
            "The ferry pier at Ostrau was opened in 1961 by the mayor.",
            "The claim says 1958, the passage 1961.",
        ),
    ],
)
def test_the_decisive_number_contradicts_and_is_shown(claim: str, passage: str, sentence: str) -> None:
    judgement = judge(claim, passage)
    assert judgement.stance is Stance.CONTRADICTS
    assert sentence in told(judgement)


def test_what_will_be_is_not_corroborated_by_what_should_be() -> None:
    judgement = judge(
        "The pier at Ostrau will close to all traffic.", "The pier at Ostrau should close to all traffic."
    )
    assert judgement.stance is Stance.CONTEXT
    assert "The claim says “will … close”, the passage only “should … close”." in told(judgement)


def test_what_will_be_is_corroborated_by_what_will_be() -> None:
    judgement = judge("The pier at Ostrau will close to all traffic.", "The pier at Ostrau will close to all traffic.")
    assert judgement.stance is Stance.CORROBORATES


@pytest.mark.parametrize("coarse", ["in 2020", "in March 2020"])
def test_a_weekday_is_not_compared_with_a_year_or_a_month(coarse: str) -> None:
    judgement = judge(
        "The bridge in Ostrau opened on Monday.",
        f"The bridge in Ostrau opened {coarse}.",
        claim_date="2020-03-05",
        passage_date="2020-03-05",
    )
    assert told(judgement, ReasonKind.DATE) == []


@pytest.mark.parametrize(
    "passage",
    [
        "The bridge in Ostrau opened after a long repair, the board said on Thursday.",
        "The board on Thursday said that the bridge in Ostrau opened.",
        "The bridge in Ostrau opened, the board told reporters in a statement late on Thursday.",
    ],
)
def test_the_day_of_saying_is_not_the_day_of_the_event(passage: str) -> None:
    judgement = judge(
        "The bridge in Ostrau opened on Monday.", passage, claim_date="2020-03-05", passage_date="2020-03-05"
    )
    assert told(judgement, ReasonKind.DATE) == []


def test_a_weekday_of_another_event_is_no_clash() -> None:
    judgement = judge(
        "The bridge in Ostrau opened on Monday.",
        "The mayor of Ostrau fell ill on Tuesday and missed the bridge.",
        claim_date="2020-03-05",
        passage_date="2020-03-05",
    )
    assert told(judgement, ReasonKind.DATE) == []


def test_a_weekday_to_come_is_told_with_its_day() -> None:
    judgement = judge(
        "The board will close the pier at Ostrau on Monday.",
        "The pier at Ostrau will close to all traffic on 16 March.",
        claim_date="2026-03-13",
        passage_date="2026-03-06",
    )
    assert told(judgement, ReasonKind.DATE) == [
        "The claim says Monday (16 March 2026), the passage 16 March, which fits."
    ]


def test_an_equal_year_in_unlike_texts_is_no_reason() -> None:
    judgement = judge(
        "It was the third fire at the depot since 2022.", "The firm has printed its own menus since 2022."
    )
    assert told(judgement, ReasonKind.DATE) == []
    assert judgement.stance is Stance.CONTEXT


def test_names_are_told_whole_and_function_words_not_at_all() -> None:
    judgement = judge("Not one ferry from Port Sella sailed in two days.", "The council discussed the budget.")
    assert told(judgement, ReasonKind.WORDS) == ["The passage does not speak of “ferry”, “Port Sella”, “sailed”."]


def test_the_place_of_a_dateline_is_told_in_small_letters() -> None:
    judgement = judge("OSTRAU — The mill in Ostrau burned down.", "The mill in Ostrau burned down.")
    assert told(judgement, ReasonKind.NAME) == ["Both name Ostrau."]


def test_part_of_a_name_that_many_bodies_share_is_not_that_name() -> None:
    assert told(judge("She turned to the Supreme Court in June.", "He saw the District Court."), ReasonKind.NAME) == []


def test_another_person_who_is_merely_mentioned_is_no_clash() -> None:
    judgement = judge("The dam was praised by Karl Berg on the radio.", "On Friday Anna Berg ate soup with friends.")
    assert told(judgement, ReasonKind.NAME) == []


def test_a_negation_is_shown_with_what_it_denies() -> None:
    judgement = judge("The mine in Lehde closed.", "The mine in Lehde has not closed.")
    assert told(judgement, ReasonKind.NEGATION) == ["The claim says “closed”, the passage “not closed”."]


def test_two_turns_that_cancel_out_are_told_in_one_sentence() -> None:
    judgement = judge("Rents in Lehde did not fall.", "Rents in Lehde rose.")
    assert told(judgement, ReasonKind.NEGATION) == [
        "The claim says “not fall”, the passage “rose”, which comes to the same."
    ]


def test_a_negation_of_something_else_is_no_reason() -> None:
    judgement = judge(
        "Not one house behind the new wall will flood in our lifetime, the minister promised.",
        "It was the worst flood in the valley for a century.",
    )
    assert told(judgement, ReasonKind.NEGATION) == []


def test_one_shared_word_corroborates_nothing() -> None:
    assert judge("Who would pay for the pumps.", "The pumps are blue.").stance is Stance.CONTEXT


def test_it_is_never_surer_than_nine_tenths() -> None:
    text = "The old ferry across the Ilme carried 1,200 schoolchildren in May 2014, the mayor Ida Kranz reported."
    assert judge(text, text).confidence <= 0.9
