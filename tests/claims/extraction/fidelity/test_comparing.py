"""A quotation against the transcript it came from; the briefing and everybody in it are made up."""

import time

import pytest

from claims.extraction.fidelity.base import Edit, Fidelity, Kind, Reason, Verdict
from claims.extraction.fidelity.comparing import compare
from claims.extraction.fidelity.turns import Transcript

BRIEFING = """Transcript of the briefing at Velmar, 9 March.

MODERATOR: Good morning, everyone. Colonel, the floor is yours.

COL. BREL: Thank you. We, uh, we have closed the eastern pier. The pier is not safe yet, and it won't be opened before \
the summer. You know, three crews are working there day and night. We have spent $2.5 million so far.

Q: Colonel, was anybody hurt in the storm?

COL. BREL: No. Two hundred and fifty people were on the quay, but nobody was hurt, thank God. Perhaps we were lucky. \
Mara Quist has told us that the old harbour will probably be flooded again, and she may be right. I don't think that \
we can stop the water. That is why we will rebuild the wall. It's been a hard winter.

Q: And who will pay for the wall?

MS QUIST: The town will pay for it. We never asked the ministry for money.
"""
HELD = Transcript.of(BRIEFING)


def held_against(quotation: str, speaker: str = "Colonel Tomas Brel") -> Fidelity:
    found = compare(quotation, HELD, speaker=speaker)
    assert found is not None
    return found


def only(quotation: str) -> Edit:
    edits = [edit for edit in held_against(quotation).edits if not edit.is_harmless]
    assert len(edits) == 1
    return edits[0]


def test_words_that_were_said_are_exact_and_have_their_place() -> None:
    found = held_against("“The pier is not safe yet, and it won’t be opened before the summer.”")

    assert found.verdicts == (Verdict.EXACT,)
    assert [span.cut(BRIEFING) for span in found.spans] == [
        "The pier is not safe yet, and it won't be opened before the summer"
    ]
    assert found.similarity == 1
    assert found.label == "COL. BREL"
    assert found.summary == "Word for word."
    assert not found.is_harmful


@pytest.mark.parametrize(
    ("quotation", "reason"),
    [
        ("We have closed the eastern pier", None),
        ("we … have closed the eastern PIER —", None),
        ("The pier is not safe yet and it will not be opened before the summer", Reason.CONTRACTION),
        ("It has been a hard winter", Reason.CONTRACTION),
        ("3 crews are working there day and night", Reason.SPELLING),
        ("We have spent 2,500,000 dollars so far", Reason.SPELLING),
        ("250 people were on the quay", Reason.SPELLING),
        ("We have, you know, closed the eastern pier", Reason.FILLER),
        ("We have closed the the eastern pier", Reason.REPETITION),
        ("We have closed the eastern pier [of Velmar]", Reason.BRACKETS),
        ("[Brel] has closed the eastern pier", Reason.BRACKETS),
        ("[T]hree crews are working there", Reason.SPELLING),
        ("I don't think that we can stop the water, that is why we will rebuild", Reason.PUNCTUATION),
    ],
)
def test_what_an_editor_may_do_leaves_a_quotation_exact(quotation: str, reason: Reason | None) -> None:
    found = held_against(quotation)

    assert found.verdicts == (Verdict.EXACT,)
    assert all(edit.is_harmless for edit in found.edits)
    assert found.similarity == 1
    assert reason is None or reason in {edit.reason for edit in found.edits}


@pytest.mark.parametrize(
    ("quotation", "kind", "before", "after", "reason"),
    [
        ("The pier is … safe yet", Kind.ELIDED, "not", "", Reason.NEGATION),
        ("The pier is safe yet", Kind.DROPPED, "not", "", Reason.NEGATION),
        ("the old harbour will be flooded again", Kind.DROPPED, "probably", "", Reason.HEDGE),
        ("We were lucky", Kind.DROPPED, "Perhaps", "", Reason.HEDGE),
        ("three crews are working day and night", Kind.DROPPED, "there", "", None),
        ("three crews are … day and night", Kind.ELIDED, "working there", "", None),
        ("we will not rebuild the wall", Kind.ADDED, "", "not", Reason.NEGATION),
        ("we will certainly rebuild the wall", Kind.ADDED, "", "certainly", None),
        ("seven crews are working there day and night", Kind.REPLACED, "three", "seven", Reason.NUMBER),
        ("Ada Holm has told us that the old harbour", Kind.REPLACED, "Mara Quist", "Ada Holm", Reason.NAME),
        ("we must rebuild the wall", Kind.REPLACED, "will", "must", Reason.MODAL),
        ("That is why we will rebuild the flood. It's been a hard", Kind.REPLACED, "wall", "flood", None),
        ("we can stop the water", Kind.DROPPED, "don't think that", "", Reason.NEGATION),
        ("three crews were working there", Kind.TENSE, "are", "were", None),
        ("That is why we rebuilt the wall", Kind.TENSE, "will rebuild", "rebuilt", None),
        ("We have closed the pier", Kind.DROPPED, "eastern", "", None),
    ],
)
def test_an_edit_is_named_with_its_words_and_why_it_matters(
    quotation: str, kind: Kind, before: str, after: str, reason: Reason | None
) -> None:
    edit = only(quotation)

    assert (edit.kind, edit.before, edit.after, edit.reason) == (kind, before, after, reason)
    assert edit.is_harmful == (reason is not None)
    assert (edit.said.cut(BRIEFING) if edit.said else "") == before
    assert (edit.quoted.cut(quotation) if edit.quoted else "") == after


def test_two_sentences_made_one_are_merged() -> None:
    edit = only("That is why we will rebuild the wall and it's been a hard winter")

    assert edit.kind is Kind.MERGED
    assert edit.after == "wall and it's"


def test_sentences_in_another_order_are_shown_with_both_places() -> None:
    quotation = "That is why we will rebuild the wall. Two hundred and fifty people were on the quay."
    found = held_against(quotation)

    assert found.verdicts == (Verdict.REORDERED,)
    (moved,) = found.of_kind(Kind.MOVED)
    assert moved.before == moved.after
    assert len(found.spans) == 2


def test_the_words_of_somebody_else_are_given_to_the_wrong_speaker() -> None:
    found = held_against("The town will pay for it")

    assert found.verdicts == (Verdict.EXACT, Verdict.WRONG_SPEAKER)
    assert found.is_harmful
    assert found.summary == (
        "The transcript gives these words to “MS QUIST”, not to Colonel Tomas Brel. Word for word."
    )


@pytest.mark.parametrize("speaker", ["Mara Quist", "Quist", "MS. QUIST", "", "Mayor Mara Quist"])
def test_the_right_speaker_is_known_by_the_surname(speaker: str) -> None:
    assert Verdict.WRONG_SPEAKER not in held_against("The town will pay for it", speaker).verdicts


def test_a_question_is_not_of_somebody_who_has_turns_of_their_own() -> None:
    assert Verdict.WRONG_SPEAKER in held_against("was anybody hurt in the storm").verdicts
    assert Verdict.WRONG_SPEAKER not in held_against("was anybody hurt in the storm", "Jonas Teller").verdicts


def test_parts_of_two_turns_are_two_stretches() -> None:
    found = held_against("We have closed the eastern pier. … The town will pay for it.")

    assert [span.cut(BRIEFING) for span in found.spans] == [
        "we have closed the eastern pier",
        "The town will pay for it",
    ]
    assert found.verdicts == (Verdict.ELLIPSIS, Verdict.WRONG_SPEAKER)


def test_the_summary_says_all_of_it() -> None:
    assert held_against("The pier is safe, and it won’t be opened before the summer").summary == (
        "Two words were left out without an ellipsis: “not”, “yet”. This touches a negation."
    )


@pytest.mark.parametrize(
    "quotation",
    [
        "",
        "…",
        "“”",
        "The quick brown fox jumps over the lazy dog",
        "We spoke about the old mill and the dam with the ministry in the summer",
        "money the asked ministry never for we water stop can the",
    ],
)
def test_what_nobody_said_is_not_found(quotation: str) -> None:
    assert compare(quotation, BRIEFING) is None


def test_an_empty_transcript_holds_nothing() -> None:
    assert compare("The town will pay", "") is None


def test_of_two_places_the_turn_of_the_speaker_is_taken() -> None:
    text = "HOLM: We will pay for all of it.\nRUDD: We will pay for all of it.\n"
    found = compare("We will pay for all of it", text, speaker="Ida Rudd")

    assert found is not None
    assert found.label == "RUDD"
    assert found.verdicts == (Verdict.EXACT,)


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("no " * 2_000, "no " * 50_000),
        ("no " * 1_000 + "yes " + "no " * 999, "no " * 50_000),
        ("a b " * 500 + "b a " * 500, "a b " * 40_000),
        ("no yes " * 20, "Q: no\n" * 25_000),
        ("[" * 5_000 + "no yes", "Ab " * 50_000),
        ("Ab. " * 2_000, "Ab: " * 40_000),
        ("... " * 2_000 + "no yes no", "\n" * 200_000 + "no yes no"),
        ("$ per two " * 600, "$ per two and " * 12_000),
    ],
    ids=["one-word", "one-other", "turned", "labels", "brackets", "colons", "dots", "numbers"],
)
def test_hostile_text_takes_no_more_than_seconds(quotation: str, text: str) -> None:
    start = time.process_time()
    compare(quotation, text, speaker="Ida Rudd")

    assert time.process_time() - start < 5
