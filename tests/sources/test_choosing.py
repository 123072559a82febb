"""Which passages are kept for a claim: those that bear on it, from several documents and several origins."""

import pytest

from sources.models import Document, Passage
from sources.services.choosing import Found, choose, spread
from sources.stance.base import Judgement, Reason, ReasonKind, Stance

SHARED = Reason(ReasonKind.WORDS, agrees=True, sentence="Both speak of “pier”.")
MISSING = Reason(ReasonKind.WORDS, agrees=False, sentence="The passage does not speak of “pier”.")


def found(document: int, text: str, score: float, stance: Stance = Stance.CONTEXT, sure: float = 0.6) -> Found:
    passage = Passage(document=Document(pk=document), text=text)
    return Found(passage, score, Judgement(stance, sure, (SHARED,)))


def test_the_first_of_each_group_come_before_the_rest_and_the_rest_fills_up() -> None:
    words = ["a1", "a2", "a3", "b1", "c1"]
    assert spread(words, group=lambda word: word[0], most=1, keep=4) == ["a1", "b1", "c1", "a2"]


def test_what_bears_on_the_claim_comes_before_what_is_only_about_it() -> None:
    about = found(1, "The pier is old.", 9.0)
    against = found(2, "The pier is new.", 3.0, Stance.CONTRADICTS)
    assert choose([about, against], keep=2) == [against, about]


def test_of_what_bears_equally_the_more_relevant_comes_first() -> None:
    weak, strong = (found(n, "x", score, Stance.CORROBORATES) for n, score in ((1, 1.0), (2, 5.0)))
    assert choose([weak, strong], keep=2) == [strong, weak]


def test_at_most_two_passages_of_one_document_are_kept_and_not_twice_the_same() -> None:
    same = [found(1, "The east pier has 1,200 cracks.", 9.0 - n) for n in range(3)]
    other = [found(1, f"Chapter {n} is about something else.", 3.0 - n) for n in range(2)]
    assert [item.passage.text for item in choose(same + other, keep=8)] == [same[0].passage.text, other[0].passage.text]


def test_copies_of_one_report_do_not_crowd_out_another_report(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = [found(n, "The wire says so.", 9.0) for n in range(1, 6)]
    for copy in copies:
        copy.passage.document.origin_id = 77
    other = found(9, "Another reporter was there.", 2.0)
    chosen = choose([*copies, other], keep=4)
    assert other in chosen
    assert len(chosen) == 4


@pytest.mark.parametrize(
    ("judgement", "kept"),
    [
        (Judgement(Stance.CONTEXT, 0.9, (MISSING,)), False),
        (Judgement(Stance.CONTEXT, 0.4, (MISSING, SHARED)), True),
        (Judgement(Stance.CONTRADICTS, 0.5), True),
        (Judgement(Stance.CONTEXT, 0.4, (Reason(ReasonKind.NUMBER, agrees=False, sentence="120, not 1,200."),)), True),
        (Judgement(Stance.CORROBORATES, 0.9, (SHARED,), is_about=False), False),
    ],
)
def test_a_passage_about_something_else_is_left_out(judgement: Judgement, kept: bool) -> None:
    passage = Passage(document=Document(pk=1), text="Six houses stand there.")
    item = Found(passage, 3.0, judgement)
    assert choose([item], keep=8) == ([item] if kept else [])


def test_nothing_found_is_nothing_chosen() -> None:
    assert choose([], keep=8) == []


def test_of_what_is_only_about_the_claim_the_best_four_are_kept_behind_what_bears_on_it() -> None:
    about = [found(n, f"Chapter {n} names the pier.", 9.0 - n / 10) for n in range(1, 7)]
    against = found(9, "The pier is new.", 1.0, Stance.CONTRADICTS)
    assert choose([*about, against], keep=8) == [against, *about[:4]]
