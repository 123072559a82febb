"""CMS behind one protocol. The fakes follow the documented contracts; a crash at any step sends nothing twice."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from exports.connectors.base import Target
from exports.models import Attempt, Delivery, Receipt
from exports.services.connecting import connectors
from exports.services.deliveries import replay_delivery, send_test
from exports.services.delivering import run_deliveries
from exports.services.publishing import publish_verdict, retract_publication
from factcheck.checks import check_connectors
from reviews.models import Review
from tests.exports.cms.base import AT_LOST_ANSWER, AT_LOST_REQUEST, Answer
from tests.exports.cms.crashes import KINDS, STEPS, Killed, correct, die_at, follow_up, kill, wake_up
from tests.exports.cms.setting import add_superdesk, add_wordpress, deliver, later
from tests.exports.cms.superdesk import FakeSuperdesk
from tests.exports.cms.wordpress import FakeWordPress


def test_every_connector_names_itself_and_its_options() -> None:
    for name, connector in connectors().items():
        assert connector.name == name
        assert connector.version
        assert connector.title
        assert len({option.name for option in connector.options}) == len(connector.options)


# --- WordPress ---


def test_wordpress_gets_a_post_with_its_documented_fields(
    decided: Review, editor: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    entry = publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).status == "done"

    (post,) = wordpress.shown
    assert post["status"] == "publish"
    assert post["slug"] == f"fact-check-{decided.claim.public_id}"
    assert post["date_gmt"] == entry.at.strftime("%Y-%m-%dT%H:%M:%S")
    receipt = Receipt.objects.get()
    assert (receipt.remote_id, receipt.status, receipt.claim) == (str(post["id"]), 201, decided.claim)
    assert receipt.remote_url.endswith(f"?p={post['id']}")


def test_wordpress_keeps_meta_that_is_registered(decided: Review, editor: User, wordpress: FakeWordPress) -> None:
    wordpress.registered = ("factcheck_sequence", "factcheck_claimreview")
    subscriber = add_wordpress(wordpress, editor)
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)

    (post,) = wordpress.shown
    assert post["meta"]["factcheck_sequence"] == "1"
    assert '"@type": "ClaimReview"' in post["meta"]["factcheck_claimreview"]
    assert "<" not in post["meta"]["factcheck_claimreview"]


def test_a_correction_and_a_retraction_change_the_post_in_place(
    decided: Review, editor: User, reviewer: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    published = publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    corrected = correct(published, editor, reviewer)
    deliver(subscriber)
    (post,) = wordpress.shown
    assert "The count was of another pier." in post["content"]

    retract_publication(publication=corrected, by=editor, note="Wrong person.")
    deliver(subscriber)
    (post,) = wordpress.shown
    assert "retracted" in post["title"].lower()
    assert "Wrong person." in post["content"]
    assert len({receipt.remote_id for receipt in Receipt.objects.all()}) == 1


def test_an_editor_of_the_cms_keeps_the_status_he_chose(
    decided: Review, editor: User, reviewer: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor, status="draft")
    published = publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    (post,) = wordpress.shown
    assert post["status"] == "draft"
    post["status"] = "private"
    correct(published, editor, reviewer)
    deliver(subscriber)

    assert [one["status"] for one in wordpress.shown] == ["private"]


def test_a_post_that_was_trashed_is_made_anew_for_a_correction_and_left_alone_by_a_retraction(
    decided: Review, editor: User, reviewer: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    published = publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    wordpress.posts[101] |= {"status": "trash", "slug": "gone__trashed"}
    corrected = correct(published, editor, reviewer)
    deliver(subscriber)
    assert [post["id"] for post in wordpress.shown] == [102]

    wordpress.posts[102] |= {"status": "trash", "slug": "gone2__trashed"}
    retract_publication(publication=corrected, by=editor, note="Wrong person.")
    assert deliver(subscriber).status == "done"
    assert wordpress.shown == []
    assert "no post to retract" in Receipt.objects.first().detail


@pytest.mark.parametrize("accident", [AT_LOST_REQUEST, AT_LOST_ANSWER])
def test_one_post_comes_of_an_answer_or_a_request_that_was_lost(
    decided: Review, editor: User, wordpress: FakeWordPress, accident: str
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    wordpress.accidents = [accident]
    publish_verdict(review=decided, by=editor)
    waiting = deliver(subscriber)
    assert waiting.next_attempt_at - timezone.now() > dt.timedelta(seconds=50), "it may still be worked on"
    later()

    assert deliver(subscriber).status == "done"
    assert len(wordpress.shown) == 1
    found = Attempt.objects.filter(outcome="found").exists()
    assert found == (accident == AT_LOST_ANSWER)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kind", KINDS)
def test_wordpress_has_everything_once_after_a_crash_at_any_step(
    decided: Review, editor: User, reviewer: User, wordpress: FakeWordPress, step: str, kind: str
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    entry = publish_verdict(review=decided, by=editor)
    if kind != "published":
        deliver(subscriber)
        entry = follow_up(entry, kind, editor, reviewer)
    before = len(wordpress.writes())
    die_at(step, subscriber)

    assert deliver(subscriber).status == "done"
    assert len(wordpress.writes()) - before == 1, "sent once"
    (post,) = wordpress.shown
    assert f":{entry.sequence} -->" in post["content"]
    assert Receipt.objects.filter(delivery__publication=entry).count() == 1


def test_wordpress_has_everything_once_after_a_crash_while_it_was_asked(
    decided: Review, editor: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    publish_verdict(review=decided, by=editor)
    die_at("after sending, before the receipt", subscriber)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        patch.setattr(type(connectors()["wordpress"]), "reconcile", kill)
        run_deliveries(subscriber_id=subscriber.pk)
    wake_up()

    assert deliver(subscriber).status == "done"
    assert len(wordpress.writes()) == 1


def test_two_posts_of_one_claim_become_one_when_an_attempt_that_was_thought_lost_arrives_late(
    decided: Review, editor: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    publish_verdict(review=decided, by=editor)
    slug = f"fact-check-{decided.claim.public_id}"
    real = wordpress.answer

    def late(call: Any) -> Answer:
        """The earlier attempt is worked on between our question and our post."""
        if call.method == "POST" and not wordpress.posts:
            wordpress.posts[100] = {
                "id": 100, "status": "publish", "slug": slug, "title": "", "content": "", "excerpt": "", "meta": {},
            }  # fmt: skip
        return real(call)

    wordpress.answer = late  # type: ignore[method-assign]
    assert deliver(subscriber).status == "done"
    assert [post["id"] for post in wordpress.shown] == [100]
    assert Receipt.objects.get().remote_id == "100"


def test_a_wrong_password_is_said_and_nothing_is_asked_before_the_next_attempt(
    decided: Review, editor: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor, password="wrong")
    publish_verdict(review=decided, by=editor)
    delivery = deliver(subscriber)

    assert delivery.status == "pending"
    assert "401 Unauthorized" in delivery.error
    assert wordpress.shown == []


def test_a_test_of_wordpress_makes_no_post(editor: User, wordpress: FakeWordPress) -> None:
    subscriber = add_wordpress(wordpress, editor)
    send_test(subscriber=subscriber, by=editor)

    assert deliver(subscriber).status == "done"
    assert wordpress.writes() == []
    assert "Fact desk" in Receipt.objects.get().detail


def test_an_answer_that_is_no_post_is_a_failure(decided: Review, editor: User, wordpress: FakeWordPress) -> None:
    subscriber = add_wordpress(wordpress, editor)
    wordpress.accidents = [Answer(201, {"hello": "world"})]
    publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).status == "pending"


def test_an_address_that_is_none_is_not_kept_from_an_answer(
    decided: Review, editor: User, wordpress: FakeWordPress
) -> None:
    subscriber = add_wordpress(wordpress, editor)
    wordpress.accidents = [Answer(201, {"id": 7, "slug": "x", "status": "draft", "link": "javascript:alert(1)"})]
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)

    assert (Receipt.objects.get().remote_id, Receipt.objects.get().remote_url) == ("7", "")


# --- Superdesk ---


def test_superdesk_gets_a_signed_item_with_times_that_it_reads(
    decided: Review, editor: User, superdesk: FakeSuperdesk
) -> None:
    subscriber = add_superdesk(superdesk, editor, item_url="")
    publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).status == "done"

    (item,) = superdesk.items.values()
    assert item["guid"] == f"urn:uuid:{decided.claim.public_id}"
    assert item["version"] == "1"
    assert Receipt.objects.get().remote_id == item["guid"]


def test_what_superdesk_took_is_confirmed_only_when_it_can_be_looked_up(
    decided: Review, editor: User, superdesk: FakeSuperdesk
) -> None:
    superdesk.slow = True
    subscriber = add_superdesk(superdesk, editor)
    publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).accepted_at
    later()
    assert deliver(subscriber).status == "pending"
    assert not Receipt.objects.exists()

    superdesk.show()
    later()
    assert deliver(subscriber).status == "done"
    assert [attempt.outcome for attempt in Attempt.objects.order_by("pk")] == ["accepted", "waiting", "found"]
    assert len(superdesk.history) == 1, "pushed once"


def test_what_superdesk_took_and_lost_is_pushed_again(decided: Review, editor: User, superdesk: FakeSuperdesk) -> None:
    superdesk.slow = True
    subscriber = add_superdesk(superdesk, editor)
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    superdesk.hidden, superdesk.slow = {}, False
    Delivery.objects.update(accepted_at=timezone.now() - dt.timedelta(hours=1))
    later()
    given_up_on = deliver(subscriber)
    assert (given_up_on.accepted_at, given_up_on.failures) == (None, 1)
    assert "has not shown it for 15 minutes" in given_up_on.error
    for _ in range(2):
        later()
        deliver(subscriber)

    assert Delivery.objects.get().status == "done"
    assert len(superdesk.history) == 2


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kind", KINDS)
def test_superdesk_has_everything_once_after_a_crash_at_any_step(
    decided: Review, editor: User, reviewer: User, superdesk: FakeSuperdesk, step: str, kind: str
) -> None:
    subscriber = add_superdesk(superdesk, editor)
    entry = publish_verdict(review=decided, by=editor)
    if kind != "published":
        for _ in range(2):
            deliver(subscriber)
            later()
        entry = follow_up(entry, kind, editor, reviewer)
    before = len(superdesk.history)
    crashed = False
    for _ in range(3):  # pushed, looked up: some steps come in the second of these
        with pytest.MonkeyPatch.context() as patch:
            if not crashed:
                STEPS[step](patch)
            try:
                run_deliveries(subscriber_id=subscriber.pk)
            except Killed:
                crashed = True
        wake_up()
    while Delivery.objects.get(publication=entry).status != "done":
        deliver(subscriber)
        later()

    assert crashed
    assert len(superdesk.history) - before == 1, "pushed once"
    (item,) = superdesk.items.values()
    assert item["version"] == str(entry.sequence)
    assert item["pubstatus"] == ("canceled" if kind == "retracted" else "usable")
    assert Receipt.objects.filter(delivery__publication=entry).count() == 1


def test_a_wrong_push_key_is_said(decided: Review, editor: User, superdesk: FakeSuperdesk) -> None:
    subscriber = add_superdesk(superdesk, editor, password="wrong")
    publish_verdict(review=decided, by=editor)

    assert "403 Forbidden" in deliver(subscriber).error


def test_a_replayed_message_is_sent_though_the_other_side_has_it(
    decided: Review, editor: User, superdesk: FakeSuperdesk
) -> None:
    subscriber = add_superdesk(superdesk, editor, item_url="")
    publish_verdict(review=decided, by=editor)
    replay_delivery(delivery=deliver(subscriber), by=editor)
    deliver(subscriber)

    assert len(superdesk.history) == 2


def test_a_test_of_superdesk_is_a_cancelled_item(editor: User, superdesk: FakeSuperdesk) -> None:
    subscriber = add_superdesk(superdesk, editor)
    send_test(subscriber=subscriber, by=editor)

    assert deliver(subscriber).status == "done"
    assert [item["pubstatus"] for item in superdesk.items.values()] == ["canceled"]


def test_no_secret_is_seen_in_the_representation_of_a_target() -> None:
    """A target that lands in a traceback must not give its secrets away."""
    target = Target("https://cms.example", {}, ["whsec_secret"], timezone.now(), lambda request: request)  # type: ignore[arg-type,return-value]

    assert "whsec_secret" not in repr(target)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("nowhere.Connector", "factcheck.E020"),
        ("exports.connectors.webhook.WebhookConnector", "factcheck.E021"),
        ("tests.fakes.FakeExtractor", "factcheck.E021"),
    ],
)
def test_a_connector_that_is_none_is_found_at_start(settings: Any, path: str, problem: str) -> None:
    settings.FACTCHECK_CONNECTORS = {"mine": path}

    assert [found.id for found in check_connectors()] == [problem]
