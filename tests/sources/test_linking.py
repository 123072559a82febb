"""Claims get evidence from the library: never from the article itself or its copies, and never over a person's head."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.services.claims import Revision, discard_claim, restore_claim, revise_claim
from factcheck.lib.errors import ComponentFailed, ComponentUnavailable, Conflict, InvalidInput, NotAllowed
from sources.models import ArticleCopy, Evidence, LinkingRun
from sources.retrieval.base import Hit
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence, restate_evidence
from sources.services.linking import request_linking, request_new_search, run_linking
from sources.signals import claims_linked
from tests.factories import BODY, make_article, make_claim, make_document, make_evidence
from tests.fakes import FakeRetriever, FakeStance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]


@pytest.fixture
def heard() -> Any:
    calls: list[list[Any]] = []

    def hear(*, claims: Any, **_kwargs: Any) -> None:
        calls.append(list(claims))

    claims_linked.connect(hear)
    yield calls
    claims_linked.disconnect(hear)


def link(claim: Any) -> None:
    request_linking(article=claim.article, claims=[claim])
    run_linking(article_id=claim.article_id)


def test_passages_become_evidence_with_stance_and_rank(heard: list[Any]) -> None:
    claim = make_claim()
    make_document()
    link(claim)
    evidence = claim.evidence.get()
    assert (evidence.rank, evidence.stance, evidence.decision) == (1, "corroborates", "suggested")
    assert LinkingRun.objects.get().evidence_found == 1
    assert heard == [[claim]]


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_quotation_is_laid_beside_the_document_it_is_from(editor: User, by_hand: bool) -> None:
    claim = make_claim(quote="“The pier will be safe by the summer”", attribution="direct")
    document = make_document(text="MARA LINDT: The pier will not be safe by the summer. We regret that.")
    if by_hand:
        add_evidence_by_hand(claim=claim, passage=document.passages.get(), stance="contradicts", by=editor)
    else:
        link(claim)
    (record,) = claim.evidence.get().quotation_checks
    assert record["harmful"]
    assert [edit["before"] for edit in record["edits"]] == ["not"]


def test_nothing_found_is_a_result(heard: list[Any]) -> None:
    claim = make_claim()
    link(claim)
    run = LinkingRun.objects.get()
    assert (run.status, run.evidence_found) == ("done", 0)
    assert heard == [[claim]]


def test_linking_twice_changes_nothing() -> None:
    claim = make_claim()
    make_document()
    link(claim)
    before = list(Evidence.objects.values())
    link(claim)
    assert list(Evidence.objects.values()) == before


LONG = " ".join(
    f"The board heard witness number {n} speak about beam {n * 7} of the old pier on that day." for n in range(40)
)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (BODY, ""),
        (BODY.upper(), ""),
        ("Quite another text.", "https://gazette.example/pier"),
    ],
)
def test_the_article_itself_is_never_evidence(text: str, url: str) -> None:
    claim = make_claim(article=make_article(url="https://gazette.example/pier"))
    make_document(text=text, url=url)
    link(claim)
    assert not claim.evidence.exists()


@pytest.mark.parametrize(
    "text", [f"WIRE — {LONG}", LONG[: len(LONG) // 3], LONG.replace("old pier", "ancient pier", 3)]
)
def test_a_copy_of_the_article_is_never_evidence_and_is_noted(text: str) -> None:
    claim = make_claim(article=make_article(body=LONG))
    copy = make_document(text=text)
    other = make_document(text="Engineers saw the old pier and counted beams.")
    link(claim)
    assert {row.passage.document for row in claim.evidence.all()} == {other}
    assert ArticleCopy.objects.get().document == copy


def test_a_copy_is_no_evidence_even_when_a_retriever_gives_back_what_it_was_told_to_leave_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim = make_claim(article=make_article(body=LONG))
    passage = make_document(text=LONG).passages.first()
    monkeypatch.setattr(FakeRetriever, "search", lambda *_args, **_kwargs: [Hit(passage_id=passage.pk, score=1.0)])
    link(claim)
    assert not claim.evidence.exists()


def test_a_revised_statement_is_searched_again_and_a_persons_decision_stays(editor: User) -> None:
    claim = make_claim()
    make_document()
    link(claim)
    evidence = claim.evidence.get()
    reject_evidence(evidence=evidence, by=editor, note="another pier")
    revised = revise_claim(claim=claim, revision=Revision(statement="The west pier closes."), by=editor, version=1)
    assert LinkingRun.objects.filter(claim=claim, status="pending").count() == 1
    run_linking(article_id=revised.article_id)
    evidence.refresh_from_db()
    assert (evidence.decision, evidence.note) == ("rejected", "another pier")
    assert claim.evidence.count() == 1


def test_a_statement_that_is_as_it_once_was_is_searched_again(editor: User, heard: list[Any]) -> None:
    claim = make_claim()
    link(claim)
    for version, statement in enumerate(("The west pier closes.", claim.statement), 1):
        revise_claim(claim=claim, revision=Revision(statement=statement), by=editor, version=version)
        run_linking(article_id=claim.article_id)
    assert heard == [[claim]] * 3


def test_a_suggestion_that_a_newer_search_does_not_find_is_kept_but_not_current(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = make_claim()
    make_document()
    link(claim)
    monkeypatch.setattr(FakeRetriever, "search", lambda *_args, **_kwargs: [])
    request_new_search(claim=claim, by=editor)
    run_linking(article_id=claim.article_id)
    assert claim.evidence.count() == 1
    assert not claim.evidence.filter(missing_since__isnull=True).exists()


def test_a_claim_discarded_meanwhile_is_not_linked_until_it_is_restored(editor: User) -> None:
    claim = make_claim()
    make_document()
    request_linking(article=claim.article, claims=[claim])
    discard_claim(claim=claim, by=editor, reason="no claim")
    run_linking(article_id=claim.article_id)
    assert LinkingRun.objects.get().status == "stale"
    assert not claim.evidence.exists()
    restore_claim(claim=claim, by=editor)
    run_linking(article_id=claim.article_id)
    assert claim.evidence.count() == 1


def test_a_stance_model_that_is_away_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> Any:
        message = "loading"
        raise ComponentUnavailable(message)

    claim = make_claim()
    make_document()
    with monkeypatch.context() as patched:
        patched.setattr(FakeStance, "judge", fail)
        patched.setattr("claims.querysets.MOST_ATTEMPTS", 1)
        link(claim)
    assert not claim.evidence.exists()
    assert LinkingRun.objects.get().error == "loading"


def test_a_search_that_can_not_be_done_is_recorded_and_the_claim_goes_on_to_people(
    heard: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> Any:
        message = "this model is broken"
        raise ComponentFailed(message)

    monkeypatch.setattr(FakeStance, "judge", fail)
    claim = make_claim()
    make_document()
    link(claim)
    run = LinkingRun.objects.get()
    assert (run.status, run.error) == ("failed", "this model is broken")
    assert heard == [[claim]]


def test_many_claims_are_linked_in_batches_with_one_announcement_each(heard: list[Any]) -> None:
    article = make_article()
    claims = [make_claim(article=article) for _ in range(60)]
    make_document()
    request_linking(article=article, claims=claims)
    run_linking(article_id=article.pk)
    assert Evidence.objects.count() == 60
    assert [len(batch) for batch in heard] == [25, 25, 10]


def test_people_accept_reject_and_restate_and_the_machines_own_answer_stays(reviewer: User) -> None:
    evidence = make_evidence()
    accepted = accept_evidence(evidence=evidence, by=reviewer)
    assert (accepted.decision, accepted.human_stance, accepted.curated_by) == ("accepted", "corroborates", reviewer)
    restated = restate_evidence(evidence=evidence, by=reviewer, stance="contradicts", note="120, not 1,200")
    assert (restated.stance, restated.machine_stance) == ("contradicts", "corroborates")
    assert reject_evidence(evidence=evidence, by=reviewer, note="off topic").decision == "rejected"
    with pytest.raises(InvalidInput, match="is no stance"):
        restate_evidence(evidence=evidence, by=reviewer, stance="perhaps")


def test_a_stranger_can_not_decide_on_evidence(stranger: User) -> None:
    with pytest.raises(NotAllowed, match="Only editors and reviewers"):
        accept_evidence(evidence=make_evidence(), by=stranger)


def test_a_person_can_set_a_passage_against_a_claim_once_but_never_a_copy_of_the_article(reviewer: User) -> None:
    claim = make_claim()
    passage = make_document().passages.get()
    evidence = add_evidence_by_hand(claim=claim, passage=passage, stance="contradicts", by=reviewer)
    assert (evidence.origin, evidence.stance, evidence.rank) == ("human", "contradicts", 0)
    with pytest.raises(Conflict, match="already"):
        add_evidence_by_hand(claim=claim, passage=passage, stance="context", by=reviewer)
    own = make_document(text=claim.article.body).passages.first()
    with pytest.raises(InvalidInput, match="the article itself"):
        add_evidence_by_hand(claim=claim, passage=own, stance="context", by=reviewer)
