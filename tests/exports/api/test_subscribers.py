"""Subscribers managed by programs: scopes, secrets, preconditions, keys, the log."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from exports.models import Delivery, Publication, Replay, Subscriber
from exports.services.clients import create_client
from exports.services.delivering import run_deliveries
from exports.services.publishing import publish_verdict
from exports.services.secrets import opened
from exports.services.subscribers import Wanted, add_subscriber
from reviews.models import Review
from tests.exports.cms.base import Answer
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import allow

SUBSCRIBERS = "/api/v1/subscribers/"
HOOK = {"connector": "webhook", "name": "Site", "url": "https://cms.example/hook"}
WORDPRESS = {
    "connector": "wordpress", "name": "Blog", "url": "https://blog.example",
    "options": {"username": "desk", "password": "abcd efgh", "status": "draft"},
}  # fmt: skip


def client_with(*scopes: str, name: str = "gazette") -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {create_client(name=name, scopes=scopes)}")
    return client


@pytest.fixture
def api(db: None) -> APIClient:
    return client_with("subscribers:read", "subscribers:write")


def post(client: APIClient, address: str, body: Any = None, **headers: str) -> Any:
    return client.post(address, body or {}, format="json", headers=headers)


def added(api: APIClient, body: Any = None) -> dict[str, Any]:
    answer = post(api, SUBSCRIBERS, body or HOOK)
    assert answer.status_code == 201, answer.content
    return answer.json()


def at(found: dict[str, Any], what: str = "") -> str:
    return f"{SUBSCRIBERS}{found['id']}/{what}"


# --- Adding and reading ---


def test_a_webhook_is_added_and_its_secret_shown_once(api: APIClient) -> None:
    answer = post(api, SUBSCRIBERS, HOOK)
    found = answer.json()
    subscriber = Subscriber.objects.get()

    assert (answer.status_code, answer["Location"].endswith(at(found))) == (201, True)
    assert answer["Cache-Control"] == "no-store"
    assert opened(subscriber) == {"password": found["secret"]}
    read = api.get(at(found)).json()
    assert "secret" not in read
    assert read["kinds"] == ["published", "corrected", "retracted"]
    assert [row["id"] for row in api.get(SUBSCRIBERS).json()["results"]] == [found["id"]]


def test_a_secret_is_in_no_answer_and_in_no_kept_one(api: APIClient) -> None:
    first = post(api, SUBSCRIBERS, HOOK, **{"Idempotency-Key": "one"}).json()
    again = post(api, SUBSCRIBERS, HOOK, **{"Idempotency-Key": "one"})

    assert Subscriber.objects.count() == 1
    assert (again.status_code, again["Idempotent-Replayed"], again.json()["secret"]) == (201, "true", "")
    assert again.json()["id"] == first["id"]
    assert first["secret"] not in str(Replay.objects.values())
    wordpress = added(api, WORDPRESS)
    assert wordpress["options"] == {"username": "desk", "status": "draft"}
    assert "abcd" not in str(wordpress) + str(api.get(at(wordpress)).json())


def test_a_key_that_was_used_for_something_else_is_refused(api: APIClient) -> None:
    post(api, SUBSCRIBERS, HOOK, **{"Idempotency-Key": "one"})
    assert post(api, SUBSCRIBERS, HOOK | {"name": "Other"}, **{"Idempotency-Key": "one"}).status_code == 409


def test_the_connectors_say_what_they_take(api: APIClient) -> None:
    found = {row["name"]: row for row in api.get("/api/v1/connectors/").json()["results"]}

    assert set(found) == {"webhook", "wordpress", "superdesk", "arc", "generic"}
    options = {option["name"]: option for option in found["wordpress"]["options"]}
    assert (options["password"]["secret"], options["password"]["required"]) == (True, True)
    assert options["status"]["choices"] == ["publish", "draft", "pending"]


@pytest.mark.parametrize(
    ("over", "pointer"),
    [
        ({"url": "ftp://cms.example"}, "/url"),
        ({"url": "http://127.0.0.1/hook"}, "/url"),
        ({"url": "http://localhost/hook"}, "/url"),
        ({"url": "http://2130706433/hook"}, "/url"),
        ({"url": "http://[::1]/hook"}, "/url"),
        ({"url": "http://169.254.169.254/latest"}, "/url"),
        ({"url": "https://cms.example:8080/hook"}, "/url"),
        ({"url": "https://desk:word@cms.example/hook"}, "/url"),
        ({"kinds": ["invented"]}, "/kinds/0"),
        ({"kinds": []}, "/kinds"),
        ({"connector": "invented"}, "/connector"),
        ({"name": ""}, "/name"),
        ({"nmae": "x"}, "/nmae"),
        ({"options": {"color": "red"}}, "/options/color"),
        ({"connector": "wordpress", "options": {"username": "desk"}}, "/options/password"),
    ],
)
def test_what_can_not_be_a_subscriber_is_named_by_its_pointer(
    api: APIClient, over: dict[str, Any], pointer: str
) -> None:
    answer = post(api, SUBSCRIBERS, HOOK | over)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert pointer in {flaw["pointer"] for flaw in answer.json()["errors"]}
    assert not Subscriber.objects.exists()


def test_a_name_that_is_taken_is_a_conflict(api: APIClient) -> None:
    added(api)
    assert post(api, SUBSCRIBERS, HOOK).status_code == 409


# --- Changing ---


def test_what_is_left_out_of_a_change_stays(api: APIClient) -> None:
    found = added(api, WORDPRESS)
    answer = post(api, at(found, "change/"), {"name": "Blog two", "options": {"status": "publish"}})

    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["url"]) == ("Blog two", "https://blog.example")
    assert answer.json()["options"] == {"username": "desk", "status": "publish"}
    assert opened(Subscriber.objects.get()) == {"password": "abcd efgh"}


def test_a_stored_password_is_never_sent_to_another_host(api: APIClient) -> None:
    found = added(api, WORDPRESS)
    refused = post(api, at(found, "change/"), {"url": "https://thief.example"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["pointer"] == "/options/password"
    assert "needed again" in refused.json()["detail"]

    body = {"url": "https://moved.example", "options": {"password": "new one"}}
    assert post(api, at(found, "change/"), body).status_code == 200
    assert post(api, at(found, "change/"), {"url": "https://moved.example/wp"}).status_code == 200
    assert opened(Subscriber.objects.get()) == {"password": "new one"}


def test_a_token_for_looking_up_goes_to_no_other_host_either(api: APIClient) -> None:
    options = {"password": "key", "item_url": "https://hub.example/{id}", "item_token": "reads"}
    found = added(api, {"connector": "superdesk", "name": "Hub", "url": "https://hub.example/push", "options": options})
    body = {"options": {"item_url": "https://thief.example/{id}", "password": "key"}}
    assert post(api, at(found, "change/"), body).status_code == 200

    assert opened(Subscriber.objects.get()) == {"password": "key"}


def test_a_webhook_that_moves_keeps_its_secret_which_is_never_sent(api: APIClient) -> None:
    found = added(api)
    assert post(api, at(found, "change/"), {"url": "https://other.example/hook"}).status_code == 200

    assert opened(Subscriber.objects.get()) == {"password": found["secret"]}


@pytest.mark.parametrize(
    ("action", "body"), [("change/", {"name": "New"}), ("stop/", {}), ("rotate/", {}), ("remove/", {})]
)
def test_a_change_of_what_was_changed_meanwhile_is_refused(api: APIClient, action: str, body: Any) -> None:
    found = added(api)
    tag = api.get(at(found))["ETag"]
    post(api, at(found, "change/"), {"name": "Somebody else's"})

    refused = post(api, at(found, action), body, **{"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (412, "precondition_failed")
    fresh = api.get(at(found))["ETag"]
    assert post(api, at(found, action), body, **{"If-Match": fresh}).status_code in {200, 204}


def test_a_secret_is_rotated_and_shown_once(api: APIClient) -> None:
    found = added(api)
    rotated = post(api, at(found, "rotate/"), **{"Idempotency-Key": "turn"}).json()
    again = post(api, at(found, "rotate/"), **{"Idempotency-Key": "turn"}).json()

    stored = opened(Subscriber.objects.get())
    assert stored == {"password": rotated["secret"], "previous": found["secret"]}
    assert again["secret"] == "", "once, and nothing is kept of it"
    assert rotated["previous_secret_until"]
    assert post(api, at(added(api, WORDPRESS), "rotate/")).status_code == 400


def test_it_is_stopped_started_and_removed(api: APIClient) -> None:
    found = added(api)
    stopped = post(api, at(found, "stop/"), {"reason": "We move house."}).json()
    assert (stopped["enabled"], stopped["disabled_reason"]) == (False, "We move house.")
    assert post(api, at(found, "start/")).json()["enabled"] is True
    assert post(api, at(found, "remove/")).status_code == 204

    assert api.get(at(found)).status_code == 404
    assert Subscriber.objects.get().sealed == ""


# --- The log ---


def test_a_message_is_read_with_its_attempts_and_sent_again(
    api: APIClient, decided: Review, editor: User, receiver: FakeReceiver
) -> None:
    allow(receiver)
    found = added(api, HOOK | {"url": f"{receiver.url}/"})
    receiver.secret, receiver.accidents = found["secret"], [Answer(500)]
    entry = publish_verdict(review=decided, by=editor)
    run_deliveries(subscriber_id=Subscriber.objects.get().pk)

    (row,) = api.get(at(found, "deliveries/?status=pending")).json()["results"]
    assert (row["sequence"], row["publication"], row["failures"]) == (1, str(entry.public_id), 1)
    assert api.get(at(found, "deliveries/?status=done")).json()["results"] == []
    address = f"/api/v1/deliveries/{row['id']}/"
    assert post(api, f"{address}replay/").status_code == 202
    run_deliveries(subscriber_id=Subscriber.objects.get().pk)
    read = api.get(address).json()

    assert [attempt["outcome"] for attempt in read["attempts"]] == ["confirmed", "failed"]
    assert (read["status"], read["receipts"][0]["status"]) == ("done", 204)
    assert receiver.calls[0].headers["webhook-id"] == read["message_id"]


def test_a_test_is_sent_and_a_message_set_aside(
    api: APIClient, decided: Review, editor: User, receiver: FakeReceiver
) -> None:
    found = added(api)
    answer = post(api, at(found, "test/"))
    assert (answer.status_code, answer.json()["kind"], answer.json()["publication"]) == (202, "test", None)
    assert answer["Location"].endswith(f"/api/v1/deliveries/{answer.json()['id']}/")

    publish_verdict(review=decided, by=editor)
    delivery = Delivery.objects.get(kind="published")
    assert post(api, f"/api/v1/deliveries/{delivery.public_id}/set-aside/").json()["status"] == "stale"
    assert post(api, f"/api/v1/deliveries/{delivery.public_id}/set-aside/").status_code == 409


def test_what_was_published_before_is_asked_for(api: APIClient, published: Publication) -> None:
    found = added(api)
    answer = post(api, at(found, "backfill/"), {"after": 0}, **{"Idempotency-Key": "all"})
    again = post(api, at(found, "backfill/"), {"after": 0}, **{"Idempotency-Key": "all"})

    assert (answer.status_code, answer.json()["count"], answer.json()["waiting"]) == (202, 1, 1)
    assert again.json() == answer.json()
    assert [row["id"] for row in api.get(at(found, "backfills/")).json()["results"]] == [answer.json()["id"]]
    assert post(api, at(found, "backfill/"), {"since": "yesterday"}).status_code == 400
    assert post(api, at(found, "backfill/")).json()["errors"][0]["pointer"] == "/after"


# --- Who may ---


def test_scopes_are_asked_for(db: None, editor: User) -> None:
    reader, feed = client_with("subscribers:read"), client_with("publications:read", name="other")

    assert reader.get(SUBSCRIBERS).status_code == 200
    assert post(reader, SUBSCRIBERS, HOOK).json()["code"] == "insufficient_scope"
    assert feed.get(SUBSCRIBERS).status_code == post(feed, SUBSCRIBERS, HOOK).status_code == 403
    assert APIClient().get(SUBSCRIBERS).status_code == 401


def test_a_cms_without_the_scope_has_no_right(cms_client: APIClient) -> None:
    assert cms_client.get(SUBSCRIBERS).status_code == 403
    assert post(cms_client, SUBSCRIBERS, HOOK).status_code == 403


def test_a_system_sees_and_changes_only_what_it_added(api: APIClient, editor: User, published: Publication) -> None:
    theirs = add_subscriber(connector="webhook", wanted=Wanted("desk", "https://desk.example/"), by=editor).subscriber
    address = f"{SUBSCRIBERS}{theirs.public_id}/"
    assert api.get(SUBSCRIBERS).json()["results"] == []
    assert api.get(address).status_code == 404
    for action in ("change/", "rotate/", "test/", "stop/", "start/", "remove/", "backfill/"):
        assert post(api, f"{address}{action}").status_code == 404
    delivery = Delivery.objects.create(
        subscriber=theirs, publication=published, kind="published", sequence=1, component="webhook/1",
        next_attempt_at=published.at,
    )  # fmt: skip
    assert api.get(f"/api/v1/deliveries/{delivery.public_id}/").status_code == 404
    assert post(api, f"/api/v1/deliveries/{delivery.public_id}/replay/").status_code == 404


def test_an_editor_sees_all_and_manages_them_with_his_session(api: APIClient, editor: User) -> None:
    found = added(api)
    session = APIClient()
    session.force_login(editor)

    assert [row["id"] for row in session.get(SUBSCRIBERS).json()["results"]] == [found["id"]]
    assert post(session, at(found, "stop/")).status_code == 200
