"""Claims are compared with what is settled and with each other, once, and what a person says of a match stays."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.choices import RunStatus
from claims.models import LedgerEntry
from claims.services.claims import Revision, discard_claim, revise_claim
from factcheck.lib.errors import NotAllowed
from factcheck.lib.fingerprints import hash_parts
from sources.models import ClaimMatch, SeenBeforeRun, SettledClaim, SettledWord
from sources.pages.seen_before import contradictions, seen_before
from sources.seen_before.fact_checks import FactCheck
from sources.services.seen_before import (
    dismiss_match,
    repeat_stalled_comparisons,
    request_comparison,
    request_new_comparison,
    restore_match,
    run_comparison,
)
from sources.services.settled import OwnRating, import_fact_checks, settle_claim, withdraw_verdict
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db

BUDGET = "The council of Kest approved a budget of 48 million euros in March 2021."


def compare(*claims: Any) -> None:
    request_comparison(article=claims[0].article, claims=list(claims))
    run_comparison(article_id=claims[0].article_id)


def settle(*statements: str, **over: Any) -> list[SettledClaim]:
    checks = [FactCheck(hash_parts([text]), text, **{"rating_words": "False"} | over) for text in statements]
    import_fact_checks(checks=checks, by=None)
    return [SettledClaim.objects.get(raw_id=check.raw_id) for check in checks]


def found(claim: Any) -> list[tuple[str, str]]:
    rows = ClaimMatch.objects.of_claim(claim).current().best_first()
    return [(row.relation, row.settled.statement if row.settled else "in the article") for row in rows]


def test_a_claim_finds_the_settled_one_and_the_one_with_another_number() -> None:
    settle(BUDGET, BUDGET.replace("48", "58"), "Oil from Marhaven killed 40 seals.")
    claim = make_claim(statement="In March 2021, a budget of €48 million was passed by the council of Kest.")
    compare(claim)
    assert found(claim) == [("same", BUDGET), ("other_number", BUDGET.replace("48", "58"))]
    run = SeenBeforeRun.objects.get()
    assert (run.status, run.matches_found) == (RunStatus.DONE, 2)
    assert LedgerEntry.objects.filter(verb="claims.compared").count() == 1


def test_not_seen_before_is_a_result() -> None:
    claim = make_claim(statement=BUDGET)
    compare(claim)
    assert SeenBeforeRun.objects.get().matches_found == 0


def test_comparing_twice_changes_nothing() -> None:
    settle(BUDGET)
    claim = make_claim(statement=BUDGET)
    compare(claim)
    before = list(ClaimMatch.objects.values())
    compare(claim)
    run_comparison(article_id=claim.article_id)
    assert list(ClaimMatch.objects.values()) == before


def test_a_contradiction_inside_an_article_is_one_row_for_both_claims(editor: User) -> None:
    article = make_article()
    first = make_claim(article=article, statement="The port authority counted 1,200 cracks in the east pier.")
    second = make_claim(
        article=article, content=[[41, 80]], statement="The port authority counted 900 cracks in the east pier."
    )
    compare(first, second)
    row = ClaimMatch.objects.get()
    assert (row.claim, row.other_claim, row.relation) == (first, second, "other_number")
    (shown,) = contradictions(article, user=editor)
    assert (shown.claim, shown.other) == (first, second.statement)
    (seen,) = seen_before(second, user=editor).in_article
    assert seen.other == first.statement
    assert all(mark.end <= len(first.statement) for mark in seen.other_marks)
    assert seen.other_marks[0].end > seen.other_marks[0].start


def test_two_claims_of_an_article_that_are_only_related_are_no_match() -> None:
    article = make_article()
    first = make_claim(article=article, statement="The port authority closed the east pier.")
    second = make_claim(article=article, content=[[41, 80]], statement="The port authority will repair the east pier.")
    compare(first, second)
    assert not ClaimMatch.objects.exists()


def test_a_discarded_claim_contradicts_nothing(editor: User) -> None:
    article = make_article()
    first = make_claim(article=article, statement="The authority counted 1,200 cracks in the pier.")
    second = make_claim(article=article, content=[[41, 80]], statement="The authority counted 900 cracks in the pier.")
    compare(first, second)
    discard_claim(claim=second, by=editor, reason="said in jest")
    assert contradictions(article, user=editor) == []
    assert found(first) == []


def test_a_revised_claim_is_compared_again_and_old_matches_go(editor: User, run_on_commit: Any) -> None:
    settle(BUDGET)
    claim = make_claim(statement=BUDGET)
    compare(claim)
    with run_on_commit():
        revise_claim(
            claim=claim, by=editor, version=claim.version, revision=Revision(statement="The mayor of Orlin resigned.")
        )
    claim.refresh_from_db()
    assert found(claim) == []
    assert SeenBeforeRun.objects.filter(claim=claim, status=RunStatus.DONE).count() == 2


def test_a_run_for_words_that_changed_meanwhile_is_out_of_date() -> None:
    claim = make_claim(statement=BUDGET)
    request_comparison(article=claim.article, claims=[claim])
    type(claim).objects.filter(pk=claim.pk).update(statement="Another statement.")
    run_comparison(article_id=claim.article_id)
    assert SeenBeforeRun.objects.get().status == RunStatus.STALE


def test_what_is_settled_later_is_found_when_asked_again(editor: User) -> None:
    claim = make_claim(statement=BUDGET)
    compare(claim)
    settle(BUDGET)
    request_new_comparison(claim=claim, by=editor)
    run_comparison(article_id=claim.article_id)
    assert found(claim) == [("same", BUDGET)]


def test_a_comparison_left_behind_is_taken_up_again(run_on_commit: Any) -> None:
    claim = make_claim(statement=BUDGET)
    request_comparison(article=claim.article, claims=[claim])
    SeenBeforeRun.objects.update(asked_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with run_on_commit():
        repeat_stalled_comparisons()
    assert SeenBeforeRun.objects.get().status == RunStatus.DONE


def test_a_dismissed_match_stays_dismissed_until_it_says_something_else(editor: User) -> None:
    (settled,) = settle(BUDGET)
    claim = make_claim(statement=BUDGET)
    compare(claim)
    match = dismiss_match(match=ClaimMatch.objects.get(), by=editor, reason=" another council ")
    request_new_comparison(claim=claim, by=editor)
    run_comparison(article_id=claim.article_id)
    match.refresh_from_db()
    assert (match.dismissed_by, match.dismiss_reason) == (editor, "another council")
    import_fact_checks(checks=[FactCheck(settled.raw_id, BUDGET.replace("48", "58"))], by=None)
    request_new_comparison(claim=claim, by=editor)
    run_comparison(article_id=claim.article_id)
    match.refresh_from_db()
    assert (match.relation, match.dismissed_at) == ("other_number", None)


def test_a_dismissal_is_recorded_and_can_be_taken_back(editor: User) -> None:
    settle(BUDGET)
    claim = make_claim(statement=BUDGET)
    compare(claim)
    match = dismiss_match(match=ClaimMatch.objects.get(), by=editor, reason="another town")
    assert [row.reason for row in seen_before(claim, user=editor).dismissed] == ["another town"]
    match = restore_match(match=match, by=editor)
    assert match.dismissed_at is None
    verbs = LedgerEntry.objects.filter(claim=claim, actor=editor).values_list("verb", flat=True)
    assert list(verbs) == ["evidence.match_dismissed", "evidence.match_restored"]


def test_a_stranger_dismisses_nothing(stranger: User) -> None:
    settle(BUDGET)
    claim = make_claim(statement=BUDGET)
    compare(claim)
    with pytest.raises(NotAllowed):
        dismiss_match(match=ClaimMatch.objects.get(), by=stranger)


def test_a_reviewer_does_not_see_what_another_set_aside(reviewer: User, second_reviewer: User, editor: User) -> None:
    settle(BUDGET)
    claim = make_claim(statement=BUDGET)
    compare(claim)
    dismiss_match(match=ClaimMatch.objects.get(), by=reviewer, reason="my opinion")
    for person, standing in ((reviewer, 0), (second_reviewer, 1), (editor, 0)):
        assert len(seen_before(claim, user=person).settled) == standing
    assert [row.reason for row in seen_before(claim, user=second_reviewer).settled] == [""]


def test_a_claim_never_matches_its_own_verdict(editor: User) -> None:
    claim = make_claim(statement=BUDGET)
    settle_claim(claim=claim, rating=OwnRating("False", 1, 5, 1), on=dt.date(2026, 3, 9))
    other = make_claim(statement=BUDGET)
    compare(claim)
    compare(other)
    assert found(claim) == []
    assert found(other) == [("same", BUDGET)]


def test_a_verdict_taken_back_is_not_found_and_one_given_again_is() -> None:
    claim, other = make_claim(statement=BUDGET), make_claim(statement=BUDGET)
    settle_claim(claim=claim, rating=OwnRating("False"), on=dt.date(2026, 3, 9))
    withdraw_verdict(claim=claim)
    compare(other)
    assert found(other) == []
    again = settle_claim(claim=claim, rating=OwnRating("True"), on=dt.date(2026, 3, 10))
    compare(other)
    assert found(other) == [("same", BUDGET)]
    assert (SettledClaim.objects.get(), again.rating_words) == (again, "True")


def test_importing_twice_doubles_nothing_and_a_change_is_taken_over() -> None:
    check = FactCheck(hash_parts(["one"]), BUDGET, rating_words="False")
    first = import_fact_checks(checks=[check, check], by=None)
    again = import_fact_checks(checks=[check], by=None)
    changed = import_fact_checks(checks=[FactCheck(check.raw_id, BUDGET, rating_words="Mostly true")], by=None)
    assert (first.new, again.known, changed.changed) == (1, 1, 1)
    assert SettledClaim.objects.get().rating_words == "Mostly true"
    assert SettledWord.objects.get(word="council").claims == 1


def test_words_are_counted_once_for_each_claim_that_has_them() -> None:
    settle("The council of Kest met.", "The council of Orlin met.", "Seals died near Orlin.")
    counts = dict(SettledWord.objects.values_list("word", "claims"))
    assert (counts["council"], counts["kest"], counts["orlin"]) == (2, 1, 2)
