"""Any CMS that takes JSON: an item for each claim, put at its address, whatever dies on the way."""

import pytest
from django.contrib.auth.models import User

from exports.models import Attempt, Receipt
from exports.services.deliveries import send_test
from exports.services.publishing import publish_verdict, retract_publication
from reviews.models import Review
from tests.exports.cms.base import AT_LOST_ANSWER, AT_LOST_REQUEST, Answer
from tests.exports.cms.crashes import KINDS, STEPS, correct, deliver_until_done, die_at, follow_up
from tests.exports.cms.json_cms import FakeJsonCms
from tests.exports.cms.setting import add_json_cms, deliver, later

ASKED = pytest.mark.parametrize("ask", ["yes", ""])


def sequences(json_cms: FakeJsonCms) -> list[int]:
    return [sequence for _, sequence in json_cms.history]


def test_an_item_is_put_at_the_address_of_its_claim_with_a_story_to_print(
    decided: Review, editor: User, json_cms: FakeJsonCms
) -> None:
    subscriber = add_json_cms(json_cms, editor)
    entry = publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).status == "done"

    item = json_cms.items[str(decided.claim.public_id)]
    assert (item["sequence"], item["kind"], item["payload"]) == (1, "published", entry.payload)
    assert set(item["story"]) == {"title", "summary", "html", "text"}
    receipt = Receipt.objects.get()
    assert (receipt.remote_id, receipt.status) == (f"story-{str(decided.claim.public_id)[:8]}", 201)
    assert receipt.remote_url == f"https://cms.example/{decided.claim.public_id}"


def test_a_correction_and_a_retraction_take_the_place_of_the_item(
    decided: Review, editor: User, reviewer: User, json_cms: FakeJsonCms
) -> None:
    subscriber = add_json_cms(json_cms, editor)
    published = publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    corrected = correct(published, editor, reviewer)
    deliver(subscriber)
    (item,) = json_cms.items.values()
    assert (item["note"], item["supersedes"]) == ("The count was of another pier.", str(published.public_id))

    retract_publication(publication=corrected, by=editor, note="Wrong person.")
    deliver(subscriber)
    (item,) = json_cms.items.values()
    assert (item["kind"], item["payload"]["verdict"]) == ("retracted", None)
    assert sequences(json_cms) == [1, 2, 3]


@ASKED
@pytest.mark.parametrize("accident", [AT_LOST_REQUEST, AT_LOST_ANSWER])
def test_one_item_comes_of_an_answer_or_a_request_that_was_lost(
    decided: Review, editor: User, json_cms: FakeJsonCms, accident: str, ask: str
) -> None:
    json_cms.answers_get = bool(ask)
    subscriber = add_json_cms(json_cms, editor, ask=ask)
    json_cms.accidents = [accident]
    publish_verdict(review=decided, by=editor)

    assert deliver_until_done(subscriber).status == "done"
    assert sequences(json_cms) == [1]


@ASKED
@pytest.mark.parametrize("step", STEPS)
def test_the_cms_has_everything_once_after_a_crash_at_any_step_of_each_message(
    decided: Review, editor: User, reviewer: User, json_cms: FakeJsonCms, step: str, ask: str
) -> None:
    """One that can not be asked gets it again under its key, and works on it once."""
    json_cms.answers_get = bool(ask)
    subscriber = add_json_cms(json_cms, editor, ask=ask)
    entry = publish_verdict(review=decided, by=editor)
    for kind in KINDS:
        entry = entry if kind == "published" else follow_up(entry, kind, editor, reviewer)
        die_at(step, subscriber)

        assert deliver_until_done(subscriber).publication == entry
        assert sequences(json_cms) == list(range(1, entry.sequence + 1)), "each entry once"
        assert Receipt.objects.filter(delivery__publication=entry).count() == 1


def test_what_was_taken_with_202_is_confirmed_when_it_can_be_read(
    decided: Review, editor: User, json_cms: FakeJsonCms
) -> None:
    json_cms.slow = True
    subscriber = add_json_cms(json_cms, editor)
    publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).accepted_at
    later()
    assert deliver(subscriber).status == "pending"

    json_cms.show()
    later()
    assert deliver(subscriber).status == "done"
    assert [attempt.outcome for attempt in Attempt.objects.order_by("pk")] == ["accepted", "waiting", "found"]
    assert sequences(json_cms) == [1]


def test_a_202_of_one_that_can_not_be_asked_is_its_receipt(
    decided: Review, editor: User, json_cms: FakeJsonCms
) -> None:
    json_cms.slow = True
    subscriber = add_json_cms(json_cms, editor, ask="")
    publish_verdict(review=decided, by=editor)

    assert deliver(subscriber).status == "done"
    assert Receipt.objects.get().status == 202


def test_a_wrong_token_is_said(decided: Review, editor: User, json_cms: FakeJsonCms) -> None:
    subscriber = add_json_cms(json_cms, editor, password="wrong")
    publish_verdict(review=decided, by=editor)

    assert "401 Unauthorized" in deliver(subscriber).error
    assert json_cms.items == {}


def test_an_answer_without_json_is_a_receipt_all_the_same(decided: Review, editor: User, json_cms: FakeJsonCms) -> None:
    subscriber = add_json_cms(json_cms, editor)
    json_cms.accidents = [Answer(204)]
    publish_verdict(review=decided, by=editor)

    assert deliver(subscriber).status == "done"
    assert Receipt.objects.get().remote_id == str(decided.claim.public_id)


def test_a_test_makes_no_item(editor: User, json_cms: FakeJsonCms) -> None:
    subscriber = add_json_cms(json_cms, editor)
    send_test(subscriber=subscriber, by=editor)

    assert deliver(subscriber).status == "done"
    assert (json_cms.items, [call.path for call in json_cms.calls]) == ({}, ["/items/test"])
