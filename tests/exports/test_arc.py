"""Arc XP by its Draft API: one story for each claim, whatever dies on the way."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from exports.connectors.arc import ArcConnector
from exports.connectors.base import Target
from exports.models import Attempt, Delivery, Receipt
from exports.services.deliveries import replay_delivery, send_test
from exports.services.messages import message_of
from exports.services.publishing import publish_verdict, retract_publication
from factcheck.lib.http import Request, Response
from reviews.models import Review
from tests.exports.cms.arc import TOKEN, WEBSITE, FakeArc
from tests.exports.cms.base import AT_LOST_ANSWER, AT_LOST_REQUEST, Answer
from tests.exports.cms.crashes import KINDS, STEPS, correct, deliver_until_done, die_at, follow_up
from tests.exports.cms.setting import add_arc, deliver, later


def held(arc: FakeArc) -> list[int]:
    """The number of the entry in each revision, in order."""
    return [ans["additional_properties"]["sequence"] for story in arc.drafts.values() for ans in story]


def test_arc_gets_a_story_of_the_website_with_the_claim_as_its_source(
    decided: Review, editor: User, arc: FakeArc
) -> None:
    subscriber = add_arc(arc, editor)
    publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).status == "done"

    ((name, (ans,)),) = arc.drafts.items()
    assert (ans["type"], ans["_id"]) == ("story", name)
    assert ans["source"]["source_id"] == str(decided.claim.public_id)
    assert (ans["canonical_website"], "owner" in ans) == (WEBSITE, False)
    receipt = Receipt.objects.get()
    assert (receipt.remote_id, receipt.status) == (name, 200)
    assert "people there publish it" in receipt.detail


def test_a_correction_and_a_retraction_are_new_revisions_of_the_story(
    decided: Review, editor: User, reviewer: User, arc: FakeArc
) -> None:
    subscriber = add_arc(arc, editor)
    published = publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    corrected = correct(published, editor, reviewer)
    deliver(subscriber)
    retract_publication(publication=corrected, by=editor, note="Wrong person.")
    deliver(subscriber)

    assert held(arc) == [1, 2, 3]
    (story,) = arc.drafts.values()
    told = [{part.get("text") for part in ans["content_elements"] if part["type"] == "correction"} for ans in story]
    assert told == [set(), {"The count was of another pier."}, {"Wrong person."}]
    assert {receipt.remote_id for receipt in Receipt.objects.all()} == set(arc.drafts)
    assert "until somebody publishes" in Receipt.objects.first().detail


@pytest.mark.parametrize("accident", [AT_LOST_REQUEST, AT_LOST_ANSWER])
def test_one_revision_comes_of_an_answer_or_a_request_that_was_lost(
    decided: Review, editor: User, arc: FakeArc, accident: str
) -> None:
    subscriber = add_arc(arc, editor)
    arc.accidents = [accident]
    publish_verdict(review=decided, by=editor)
    assert deliver_until_done(subscriber).status == "done"

    assert held(arc) == [1]
    assert Attempt.objects.filter(outcome="found").exists() == (accident == AT_LOST_ANSWER)


@pytest.mark.parametrize("step", STEPS)
def test_arc_has_everything_once_after_a_crash_at_any_step_of_each_message(
    decided: Review, editor: User, reviewer: User, arc: FakeArc, step: str
) -> None:
    subscriber = add_arc(arc, editor)
    entry = publish_verdict(review=decided, by=editor)
    for kind in KINDS:
        entry = entry if kind == "published" else follow_up(entry, kind, editor, reviewer)
        die_at(step, subscriber)

        assert deliver_until_done(subscriber).publication == entry
        assert held(arc) == list(range(1, entry.sequence + 1)), "each entry once"
        assert Receipt.objects.filter(delivery__publication=entry).count() == 1


def test_a_story_that_an_attempt_thought_lost_made_meanwhile_is_changed_and_not_made_twice(
    decided: Review, editor: User, arc: FakeArc
) -> None:
    subscriber = add_arc(arc, editor)
    publish_verdict(review=decided, by=editor)
    real = arc.answer

    def late(call: Any) -> Answer:
        """The earlier attempt is worked on between our question and our story."""
        if call.method == "POST" and not arc.drafts:
            arc.drafts[call.json["_id"]] = [call.json]
        return real(call)

    arc.answer = late  # type: ignore[method-assign]
    assert "a document with this id exists" in deliver(subscriber).error
    later()
    assert deliver(subscriber).status == "done"
    assert len(arc.drafts) == 1


def test_a_retraction_of_a_story_that_is_gone_is_done(decided: Review, editor: User, arc: FakeArc) -> None:
    subscriber = add_arc(arc, editor)
    published = publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    arc.drafts.clear()
    retract_publication(publication=published, by=editor, note="Wrong person.")

    assert deliver(subscriber).status == "done"
    assert arc.drafts == {}
    assert "no story to retract" in Receipt.objects.first().detail


@pytest.mark.parametrize(
    ("over", "said"), [({"password": "wrong"}, "401 Unauthorized"), ({"website": "other"}, "unknown website")]
)
def test_a_wrong_token_and_a_wrong_website_are_said(
    decided: Review, editor: User, arc: FakeArc, over: dict[str, str], said: str
) -> None:
    subscriber = add_arc(arc, editor, **over)
    publish_verdict(review=decided, by=editor)
    delivery = deliver(subscriber)

    assert (delivery.status, delivery.sending_at if over.get("website") else None) == ("pending", None)
    assert said in delivery.error
    assert arc.drafts == {}


def test_a_limit_of_arc_is_waited_for(decided: Review, editor: User, arc: FakeArc) -> None:
    subscriber = add_arc(arc, editor)
    arc.accidents = [Answer(429, {"error": "slow down"}, {"Retry-After": "900"})]
    publish_verdict(review=decided, by=editor)
    delivery = deliver(subscriber)

    assert 890 < (delivery.next_attempt_at - timezone.now()).total_seconds() <= 900
    assert deliver_until_done(subscriber).status == "done"
    assert held(arc) == [1]


def test_a_test_of_arc_makes_no_story_and_tells_of_a_wrong_token(editor: User, arc: FakeArc) -> None:
    good, bad = add_arc(arc, editor), add_arc(arc, editor, password="wrong")
    send_test(subscriber=good, by=editor)
    send_test(subscriber=bad, by=editor)

    assert deliver(good).status == "done"
    assert "401" in deliver(bad).error
    assert arc.writes() == []


def test_a_replay_makes_another_revision(decided: Review, editor: User, arc: FakeArc) -> None:
    subscriber = add_arc(arc, editor)
    publish_verdict(review=decided, by=editor)
    replay_delivery(delivery=deliver(subscriber), by=editor)
    deliver(subscriber)

    assert held(arc) == [1, 1]
    assert Delivery.objects.get().status == "done"


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://api.gazette.arcpublishing.com", {"id": "gazette"}),
        ("https://api.sandbox.gazette.arcpublishing.com/", {"id": "sandbox.gazette"}),
        ("https://arc.gazette.example", None),
    ],
)
def test_the_owner_of_a_story_is_the_organisation_in_the_address(
    decided: Review, editor: User, arc: FakeArc, url: str, owner: dict[str, str] | None
) -> None:
    add_arc(arc, editor)
    publish_verdict(review=decided, by=editor)
    asked: list[Request] = []

    def door(request: Request) -> Response:
        asked.append(request)
        return Response(request.url, 404 if request.method == "GET" else 200, {}, b"{}")

    message = message_of(Delivery.objects.get())
    target = Target(url, {"website": WEBSITE}, [TOKEN], timezone.now(), door)
    ArcConnector().send(message, None, target)

    assert json.loads(asked[-1].body or b"").get("owner") == owner
