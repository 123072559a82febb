"""Evidence as one person may see it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from sources.models import Evidence, Passage
from sources.policies import can_see_decision
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence, restate_evidence
from sources.services.opinions import as_seen_by, cited_passages, sealed_for
from tests.factories import make_claim, make_document, make_evidence


@pytest.fixture
def evidence(db: None) -> Evidence:
    return make_evidence()


@pytest.mark.parametrize(
    ("name", "sees"), [("reviewer", True), ("second_reviewer", False), ("editor", True), ("cms", True)]
)
def test_a_reviewer_sees_no_decision_but_his_own(
    name: str, sees: bool, evidence: Evidence, reviewer: User, request: pytest.FixtureRequest
) -> None:
    accept_evidence(evidence=evidence, by=reviewer, note="Mine.", stance="context")
    evidence.refresh_from_db()
    person = request.getfixturevalue(name)
    assert bool(can_see_decision(person, evidence)) is sees
    (row,) = as_seen_by(person, [evidence])
    seen = ("accepted", "context", "Mine.", reviewer) if sees else ("suggested", "corroborates", "", None)
    assert (row.decision, row.stance, row.note, row.curated_by) == seen


def test_sealed_evidence_is_sealed_for_editors_too(evidence: Evidence, reviewer: User, editor: User) -> None:
    reject_evidence(evidence=evidence, by=reviewer)
    (row,) = sealed_for(editor, [Evidence.objects.get()])
    assert row.decision == "suggested"


def test_what_another_person_brought_in_is_not_there(reviewer: User, second_reviewer: User) -> None:
    passage = make_document().passages.get()
    add_evidence_by_hand(claim=make_claim(), passage=passage, by=reviewer, stance="context")
    assert as_seen_by(second_reviewer, Evidence.objects.all()) == []
    assert as_seen_by(reviewer, Evidence.objects.all()) == [Evidence.objects.get()]


def test_an_overwritten_decision_comes_from_the_ledger(
    evidence: Evidence, reviewer: User, second_reviewer: User
) -> None:
    restate_evidence(evidence=evidence, by=reviewer, stance="contradicts", note="First.")
    restate_evidence(evidence=evidence, by=reviewer, stance="context", note="Second.")
    reject_evidence(evidence=evidence, by=second_reviewer)
    (row,) = as_seen_by(reviewer, Evidence.objects.all())
    assert (row.decision, row.stance, row.note) == ("accepted", "context", "Second.")


def test_the_time_of_a_decision_does_not_tell_that_somebody_else_decided_since(
    evidence: Evidence, reviewer: User, second_reviewer: User
) -> None:
    accept_evidence(evidence=evidence, by=reviewer)
    (before,) = as_seen_by(reviewer, Evidence.objects.all())
    reject_evidence(evidence=evidence, by=second_reviewer)
    (after,) = as_seen_by(reviewer, Evidence.objects.all())
    assert before.curated_at == after.curated_at != Evidence.objects.get().curated_at


def test_a_passage_is_cited_for_a_reviewer_when_he_accepted_it(
    evidence: Evidence, reviewer: User, second_reviewer: User, editor: User
) -> None:
    accept_evidence(evidence=evidence, by=reviewer)
    for person, cited in ((reviewer, 1), (second_reviewer, 0), (editor, 1)):
        (shown,) = cited_passages(person, Passage.objects.all().with_citations())
        assert (len(shown.cited), len(shown.suggested)) == (cited, 1 - cited)


def test_the_library_counts_citations_only_for_those_who_may_see_them(
    evidence: Evidence, reviewer: User, editor: User, client: Client
) -> None:
    accept_evidence(evidence=evidence, by=reviewer)
    for person, told in ((reviewer, False), (editor, True)):
        client.force_login(person)
        assert (b"cited for 1 claim" in client.get(reverse("sources:library")).content) is told
