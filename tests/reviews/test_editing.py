"""Other words, splitting, merging, and undoing all of it."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, LedgerEntry
from claims.services.claims import Marking, Revision, add_claim_by_hand, discard_claim, restore_claim, revise_claim
from claims.services.editing import Piece, merge_claims, respan_claim, split_claim
from factcheck.lib.errors import Conflict, IllegalTransition, InvalidInput, NotAllowed
from factcheck.lib.spans import Span
from reviews.services import signoff
from reviews.services.lifecycle import assign_review, release_review
from reviews.services.undo import deeds, redo, undo
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence
from tests.factories import make_article, make_claim, make_document, make_evidence, make_review
from tests.reviews.conftest import answer

COLUMNS = (
    "content", "start", "end", "quote", "statement", "speaker_id", "role", "said_on", "said_until", "said_precision",
    "said_value", "said_anchor", "discarded_at", "discard_reason",
)  # fmt: skip


@pytest.fixture
def claim(db: None) -> Claim:
    return make_claim(said_on=dt.date(2026, 3, 2), said_precision="day", said_value="2026-03-02",
                      said_anchor=dt.date(2026, 3, 6), quote="The harbour board will close the east pi")  # fmt: skip


@pytest.fixture
def article(claim: Claim) -> Article:
    return claim.article


def state(article: Article) -> dict[str, tuple[object, ...]]:
    live = article.claims.filter(discarded_at__isnull=True)
    return {str(row.public_id): tuple(getattr(row, name) for name in COLUMNS) for row in live}


def test_a_claim_gets_other_words_and_its_judged_review_goes(claim: Claim, editor: User) -> None:
    review = make_review(claim=claim, state="decided", assignee=editor)
    done = respan_claim(claim=claim, content=[Span(4, 17)], statement="Another.", by=editor, version=1)
    assert (done.quote, done.start, done.end, done.version) == ("harbour board", 4, 17, 2)
    review.refresh_from_db()
    assert review.state == "cancelled"
    assert LedgerEntry.objects.get(verb="claim.respanned").details["was"]["start"] == 0


@pytest.mark.parametrize("content", [[], [Span(0, 9_999)], [Span(0, 5), Span(3, 9)]])
def test_words_that_are_not_in_the_text_are_refused(claim: Claim, editor: User, content: list[Span]) -> None:
    with pytest.raises(InvalidInput):
        respan_claim(claim=claim, content=content, statement="x", by=editor, version=1)


def test_the_words_of_another_claim_of_the_speaker_are_a_conflict(claim: Claim, editor: User) -> None:
    make_claim(article=claim.article, content=[[4, 17]], speaker=claim.speaker)
    with pytest.raises(Conflict, match="a claim of this speaker already"):
        respan_claim(claim=claim, content=[Span(4, 17)], statement="x", by=editor, version=1)


def test_who_looks_at_an_old_version_is_told(claim: Claim, editor: User) -> None:
    revise_claim(claim=claim, revision=Revision(statement="New words."), by=editor, version=1)
    for act in (
        lambda: respan_claim(claim=claim, content=[Span(4, 17)], statement="x", by=editor, version=1),
        lambda: split_claim(
            claim=claim, pieces=[Piece([Span(0, 3)], "a"), Piece([Span(4, 9)], "b")], by=editor, version=1
        ),
        lambda: merge_claims(
            claim=claim, others=[make_claim(article=claim.article)], statement="x", by=editor, version=1
        ),
    ):
        with pytest.raises(Conflict, match="New words"):
            act()


def test_a_split_gives_claims_of_the_same_speaker_and_day(claim: Claim, editor: User) -> None:
    pieces = [Piece([Span(0, 17)], "The board."), Piece([Span(18, 40)], "It closes the pier.")]
    first, second = split_claim(claim=claim, pieces=pieces, by=editor, version=1)
    assert (first.pk, first.statement, first.quote) == (claim.pk, "The board.", "The harbour board")
    assert (second.speaker, second.said_on, second.origin) == (claim.speaker, claim.said_on, "human")
    assert second.quote == "will close the east pi"
    with pytest.raises(InvalidInput):
        split_claim(claim=first, pieces=pieces[:1], by=editor, version=2)


def test_a_merge_takes_the_words_of_both_and_sets_the_other_aside(claim: Claim, editor: User) -> None:
    other = make_claim(article=claim.article, content=[[30, 60], [98, 112]])
    done = merge_claims(claim=claim, others=[other], statement="Both.", by=editor, version=1)
    assert done.content == [[0, 60], [98, 112]]
    other.refresh_from_db()
    assert other.discard_reason == "Merged into “Both.”."
    with pytest.raises(InvalidInput):
        merge_claims(claim=done, others=[make_claim()], statement="x", by=editor, version=2)


def revise(claim: Claim, by: User) -> None:
    changes = Revision(
        statement="New.", speaker_name="Ada Frey", role="mayor", said_on=dt.date(2026, 1, 1), said_precision="day"
    )
    revise_claim(claim=claim, revision=changes, by=by, version=claim.version)


def respan(claim: Claim, by: User) -> None:
    respan_claim(claim=claim, content=[Span(4, 17)], statement="Another.", by=by, version=claim.version)


def split(claim: Claim, by: User) -> None:
    split_claim(claim=claim, pieces=[Piece([Span(0, 3)], "a"), Piece([Span(4, 9)], "b")], by=by, version=claim.version)


def merge(claim: Claim, by: User) -> None:
    other = Claim.objects.filter(article=claim.article).exclude(pk=claim.pk).get()
    merge_claims(claim=claim, others=[other], statement="Both.", by=by, version=claim.version)


def discard(claim: Claim, by: User) -> None:
    discard_claim(claim=claim, by=by, reason="Nothing to check.")


def add(claim: Claim, by: User) -> None:
    add_claim_by_hand(article=claim.article, by=by, marking=Marking(content=[Span(149, 177)], statement="It is old."))


@pytest.mark.parametrize("act", [revise, respan, split, merge, discard, add])
def test_what_a_person_did_with_a_claim_is_undone_exactly(claim: Claim, editor: User, act: Callable) -> None:
    make_claim(article=claim.article, content=[[82, 100]])
    before = state(claim.article)
    act(claim, editor)
    assert state(claim.article) != before
    undo(article=claim.article, by=editor)
    assert state(claim.article) == before
    assert deeds(claim.article, by=editor) == []


def test_several_things_are_undone_in_turn_and_again_after_that(claim: Claim, editor: User) -> None:
    make_claim(article=claim.article, content=[[82, 100]])
    states = [state(claim.article)]
    for act in (respan, split, merge_all, add):
        act(Claim.objects.get(pk=claim.pk), editor)
        states.append(state(claim.article))
    for expected in reversed(states[:-1]):
        undo(article=claim.article, by=editor)
        assert state(claim.article) == expected
    with pytest.raises(IllegalTransition, match="nothing of yours"):
        undo(article=claim.article, by=editor)


@pytest.mark.parametrize("act", [revise, respan, split, merge, discard, add])
def test_what_was_undone_is_done_again_exactly_and_undone_once_more(claim: Claim, editor: User, act: Callable) -> None:
    make_claim(article=claim.article, content=[[82, 100]])
    before = state(claim.article)
    act(claim, editor)
    after = state(claim.article)
    for _ in range(2):
        undo(article=claim.article, by=editor)
        assert state(claim.article) == before
        redo(article=claim.article, by=editor)
        assert state(claim.article) == after
        assert len(deeds(claim.article, by=editor)) == 1
    with pytest.raises(IllegalTransition, match="nothing of yours to do again"):
        redo(article=claim.article, by=editor)


def test_several_things_are_done_again_in_turn_until_something_else_is_done(claim: Claim, editor: User) -> None:
    states = [state(claim.article)]
    for act in (respan, split, merge_all, add):
        act(Claim.objects.get(pk=claim.pk), editor)
        states.append(state(claim.article))
    for _ in range(4):
        undo(article=claim.article, by=editor)
    for expected in states[1:4]:
        redo(article=claim.article, by=editor)
        assert state(claim.article) == expected
    undo(article=claim.article, by=editor)
    discard(claim, editor)
    with pytest.raises(IllegalTransition, match="nothing of yours to do again"):
        redo(article=claim.article, by=editor)


def test_a_change_is_not_done_again_over_what_somebody_else_did(
    claim: Claim, editor: User, second_editor: User
) -> None:
    revise(claim, editor)
    undo(article=claim.article, by=editor)
    fresh = Claim.objects.get(pk=claim.pk)
    revise_claim(claim=fresh, revision=Revision(statement="Hers."), by=second_editor, version=fresh.version)
    with pytest.raises(Conflict, match="Hers"):
        redo(article=claim.article, by=editor)


def test_decisions_on_passages_and_sentences_are_done_again(claim: Claim, editor: User, reviewer: User) -> None:
    evidence = make_evidence(claim=claim)
    reject_evidence(evidence=evidence, by=editor, note="No.")
    undo(article=claim.article, by=editor)
    redo(article=claim.article, by=editor)
    assert opinion(evidence)[:4] == ("rejected", "", "No.", editor.pk)
    undo(article=claim.article, by=editor)
    accept_evidence(evidence=evidence, by=reviewer)
    with pytest.raises(Conflict):
        redo(article=claim.article, by=editor)
    article = make_article(body="The pier is old.")
    signoff.clear_sentences(article=article, spans=[Span(0, 16)], reason="Known.", by=editor)
    live = article.cleared_sentences.filter(taken_back_at__isnull=True)
    undo(article=article, by=editor)
    redo(article=article, by=editor)
    assert live.get().reason == "Known."
    signoff.take_back_cleared(cleared=live.get(), by=editor)
    undo(article=article, by=editor)
    assert live.count() == 1
    redo(article=article, by=editor)
    assert live.count() == 0


def test_who_has_a_review_is_undone_and_done_again(claim: Claim, editor: User, reviewer: User) -> None:
    review, article = make_review(claim=claim), claim.article

    def people() -> list[str]:
        review.refresh_from_db()
        return [person.get_username() for person in review.people]

    assign_review(review=review, assignee=reviewer, by=editor)
    assign_review(review=review, assignee=editor, by=editor, reason="She is away.")
    undo(article=article, by=editor)
    assert people() == [reviewer.username]
    undo(article=article, by=editor)
    assert (people(), review.state) == ([], "open")
    redo(article=article, by=editor)
    redo(article=article, by=editor)
    assert people() == [editor.username]
    release_review(review=review, by=editor)
    undo(article=article, by=editor)
    assert people() == [editor.username]
    redo(article=article, by=editor)
    assert people() == []


def test_a_review_that_was_answered_is_not_taken_back(claim: Claim, editor: User, reviewer: User) -> None:
    review = make_review(claim=claim)
    assign_review(review=review, assignee=reviewer, by=editor)
    answer(review, reviewer, rating="unproven")
    with pytest.raises(Conflict, match="went on since"):
        undo(article=claim.article, by=editor)


def merge_all(claim: Claim, by: User) -> None:
    others = list(Claim.objects.live().filter(article=claim.article).exclude(pk=claim.pk))
    merge_claims(claim=claim, others=others, statement="All.", by=by, version=claim.version)


def test_a_restored_claim_is_set_aside_again_for_the_same_reason(claim: Claim, editor: User) -> None:
    discard(claim, editor)
    restore_claim(claim=claim, by=editor)
    undo(article=claim.article, by=editor)
    claim.refresh_from_db()
    assert claim.discard_reason == "Nothing to check."


def test_nobody_undoes_what_another_did(claim: Claim, editor: User, second_editor: User) -> None:
    revise(claim, editor)
    with pytest.raises(IllegalTransition):
        undo(article=claim.article, by=second_editor)


def test_what_somebody_changed_since_is_a_conflict(claim: Claim, editor: User, second_editor: User) -> None:
    revise(claim, editor)
    fresh = Claim.objects.get(pk=claim.pk)
    revise_claim(claim=fresh, revision=Revision(statement="Hers."), by=second_editor, version=fresh.version)
    with pytest.raises(Conflict, match="Hers"):
        undo(article=claim.article, by=editor)


def opinion(evidence: object) -> tuple[object, ...]:
    evidence.refresh_from_db()
    return evidence.decision, evidence.human_stance, evidence.note, evidence.curated_by_id, evidence.curated_at


def test_a_decision_on_a_passage_is_undone_to_what_it_was(claim: Claim, editor: User, reviewer: User) -> None:
    evidence = make_evidence(claim=claim)
    before = opinion(evidence)
    reject_evidence(evidence=evidence, by=editor, note="No.")
    undo(article=claim.article, by=editor)
    assert opinion(evidence) == before
    accept_evidence(evidence=evidence, by=reviewer)
    hers = opinion(evidence)
    reject_evidence(evidence=evidence, by=editor, note="No.")
    undo(article=claim.article, by=editor)
    assert opinion(evidence) == hers


def test_a_passage_added_by_hand_is_rejected_and_one_decided_since_stays(
    claim: Claim, editor: User, reviewer: User
) -> None:
    passage = make_document().passages.get()
    evidence = add_evidence_by_hand(claim=claim, passage=passage, stance="contradicts", by=editor)
    undo(article=claim.article, by=editor)
    assert opinion(evidence)[:3] == ("rejected", "contradicts", "Taken back.")
    other = make_evidence(claim=claim, passage=make_document(text="Another text.").passages.get())
    accept_evidence(evidence=other, by=editor)
    reject_evidence(evidence=other, by=reviewer)
    with pytest.raises(Conflict):
        undo(article=claim.article, by=editor)


def test_a_blind_reviewer_who_took_back_sees_what_the_machine_left(claim: Claim, editor: User, reviewer: User) -> None:
    from sources.services.opinions import sealed_for

    evidence = make_evidence(claim=claim)
    accept_evidence(evidence=evidence, by=reviewer)
    undo(article=claim.article, by=reviewer)
    accept_evidence(evidence=evidence, by=editor)
    evidence.refresh_from_db()
    [seen] = sealed_for(reviewer, [evidence])
    assert (seen.decision, seen.human_stance, seen.curated_by) == ("suggested", "", None)


def test_sentences_and_sign_off_are_undone(editor: User) -> None:
    article = make_article(body="The pier is old.")
    signoff.clear_sentences(article=article, spans=[Span(0, 16)], reason="Known.", by=editor)
    signoff.sign_off(article=article, by=editor)
    undo(article=article, by=editor)
    assert not article.sign_offs.filter(undone_at__isnull=True).exists()
    undo(article=article, by=editor)
    assert not article.cleared_sentences.filter(taken_back_at__isnull=True).exists()


def test_an_answer_stays_and_says_what_to_do_instead(claim: Claim, editor: User) -> None:
    from reviews.services.lifecycle import cancel_review

    cancel_review(review=make_review(claim=claim), by=editor, reason="Not needed.")
    [deed] = deeds(claim.article, by=editor)
    assert "“Open again” on its page" in deed.may_undo.reason
    with pytest.raises(IllegalTransition, match="stays closed"):
        undo(article=claim.article, by=editor, sequence=deed.entry.sequence)


@pytest.mark.parametrize("name", ["words", "split", "merge"])
def test_only_editors_change_claims(client: Client, claim: Claim, reviewer: User, name: str) -> None:
    client.force_login(reviewer)
    assert client.get(reverse(f"reviews:{name}", args=[claim.public_id])).status_code == 403
    with pytest.raises(NotAllowed):
        respan_claim(claim=claim, content=[Span(4, 17)], statement="x", by=reviewer, version=1)


def test_the_forms_split_merge_and_change_words_and_the_page_undoes(client: Client, claim: Claim, editor: User) -> None:
    client.force_login(editor)
    page = reverse("reviews:split", args=[claim.public_id])
    assert claim.quote in client.get(page).content.decode()
    sent = {"version": 1, "pieces": "The harbour board\nwill close the east pier", "statements": "One.\nTwo."}
    refused = client.post(page, sent | {"statements": "One."})
    assert "There are 2 claims and 1 statements." in refused.content.decode()
    client.post(page, sent)
    one, two = Claim.objects.live().filter(article=claim.article).order_by("start")
    assert (one.statement, two.statement) == ("One.", "Two.")
    client.post(
        reverse("reviews:merge", args=[one.public_id]), {"version": 2, "others": [two.public_id], "statement": "Both."}
    )
    one.refresh_from_db()
    assert one.content == [[0, 17], [18, 42]]
    client.post(
        reverse("reviews:words", args=[one.public_id]),
        {"version": 3, "content": "the east pier", "statement": "x", "at": 30},
    )
    one.refresh_from_db()
    assert one.content == [[29, 42]]
    for _ in range(3):
        client.post(reverse("reviews:undo", args=[claim.article.public_id]))
    assert state(claim.article)[str(claim.public_id)][3] == claim.quote
    assert (
        "Nothing that is not undone"
        in client.get(reverse("reviews:deeds", args=[claim.article.public_id])).content.decode()
    )


def test_words_that_stand_often_are_taken_where_they_were_selected(client: Client, editor: User) -> None:
    article = make_article(body="The pier. The pier. The pier.")
    client.force_login(editor)
    page = reverse("claims:add_claim", args=[article.public_id])
    sent = {"content": "The pier", "statement": "A pier.", "speaker_kind": "person"}
    assert client.post(page, sent).status_code == 400
    client.post(page, sent | {"at": "11"})
    assert article.claims.get().start == 10


def test_speakers_are_found_by_part_of_their_name(client: Client, claim: Claim, reviewer: User) -> None:
    client.force_login(reviewer)
    found = client.get(reverse("reviews:speaker_names"), {"words": "lindt"}).json()["speakers"]
    assert found == [{"name": claim.speaker.name, "kind": "person", "same_as": ""}]
    assert client.get(reverse("reviews:speaker_names"), {"words": " "}).json() == {"speakers": []}
