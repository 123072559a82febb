"""Whoever changes a judgement, a reply or a publication past the workbench is found beside the ledger."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.services import ledger
from claims.services.ledger_checks import verify_everything
from exports.models import Publication
from factcheck.lib import guards
from reviews.models import Assessment, AssessmentCitation, Reply, Verdict, VerdictCitation
from reviews.services import replies
from tests.conftest import GUARDED
from tests.reviews.test_replies import asking

pytestmark = pytest.mark.django_db


def behind_its_back(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        for statement in guards.drop(connection.vendor, GUARDED):
            cursor.execute(statement)
        cursor.execute(sql, values)


@pytest.fixture
def attested(published: Publication, editor: User) -> Publication:
    """A published verdict on a claim about which somebody was asked and answered."""
    claim = published.review.claim
    request = replies.ask_for_reply(article=claim.article, asking=asking([claim], contact=""), by=editor)
    answering = replies.Answering("answered", text="From the port.", channel="mail")
    replies.log_reply(reply_request=request, answering=answering, by=editor)
    return published


def found() -> list[str]:
    return [flaw.sentence for flaw in verify_everything()]


def test_what_nobody_touched_is_as_recorded(attested: Publication) -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE reviews_verdict SET rationale = 'Another.'", "its rating or rationale is not the one"),
        ("UPDATE reviews_verdict SET rating_id = rating_id + 1", "its rating or rationale is not the one"),
        ("UPDATE reviews_verdict SET version = 2", "the ledger does not know of it"),
        ("UPDATE reviews_verdictcitation SET stance = 'context'", "it cites other evidence"),
        ("DELETE FROM reviews_verdictcitation", "it cites other evidence"),
        ("UPDATE reviews_assessment SET rationale = 'Another.'", "it is not the one that was recorded"),
        ("UPDATE reviews_assessment SET round = 7", "the ledger does not know of it"),
        ("DELETE FROM reviews_assessmentcitation", "it is not the one that was recorded"),
        ("UPDATE reviews_replyrequest SET question = 'Another?'", "it is not the one that was recorded"),
        ("UPDATE reviews_reply SET text = 'Another.'", "it is not the one that was recorded"),
        ("UPDATE exports_publication SET payload = '{}'", "publication 1: it is not the one that was recorded"),
        ("UPDATE exports_publication SET note = 'Another.'", "publication 1: it is not the one that was recorded"),
        ("UPDATE exports_publication SET sequence = 2", "publication 2: the entry before it is 0"),
    ],
)
def test_a_row_that_was_changed_is_found(attested: Publication, sql: str, sentence: str) -> None:
    behind_its_back(sql)
    assert any(sentence in one for one in found())


def test_a_row_that_was_put_in_is_found(attested: Publication, second_editor: User) -> None:
    verdict = attested.verdict
    forged = Verdict.objects.create(
        review=verdict.review, version=9, rating=verdict.rating, rationale="So be it.", decided_by=second_editor
    )
    Reply.objects.create(
        request=verdict.review.claim.reply_requests.get(), outcome="declined", at=attested.at, logged_by=second_editor
    )
    first, second = found()
    assert first.startswith(f"the verdict {forged.pk} of review")
    assert second.endswith("the ledger does not know of it")


def test_the_command_names_the_row_and_the_entry(attested: Publication) -> None:
    with transaction.atomic():
        ledger.record("document.added")
    behind_its_back("UPDATE reviews_verdict SET rationale = 'Another.'")
    err = StringIO()
    with pytest.raises(CommandError, match="1 flaws"):
        call_command("verify_ledger", stdout=StringIO(), stderr=err)
    assert err.getvalue().startswith(f"article:{attested.article_public_id}, entry ")
    assert f"the verdict {attested.verdict_id} of review {attested.review.public_id}" in err.getvalue()


def test_there_is_something_to_compare(attested: Publication) -> None:
    """Or the tests above would find nothing in an empty table."""
    assert all(model.objects.exists() for model in (Assessment, AssessmentCitation, Verdict, VerdictCitation, Reply))
