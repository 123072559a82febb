import base64
import datetime as dt
import json

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from exports import webhooks

BODY = json.dumps({"type": "verdict.published", "data": {"note": "“née” 🙂"}}, ensure_ascii=False).encode()


def now() -> dt.datetime:
    """The library refuses what is older than five minutes, so the time is that of the test itself."""
    return dt.datetime.now(tz=dt.UTC)


def test_the_library_of_the_specification_verifies_a_signature() -> None:
    secret = webhooks.make_secret()
    headers = webhooks.signed_headers("msg_1", BODY, valid=[secret], at=now())

    assert Webhook(secret).verify(BODY, headers) == json.loads(BODY)


def test_each_of_two_valid_secrets_verifies_during_a_rotation() -> None:
    old, new = webhooks.make_secret(), webhooks.make_secret()
    headers = webhooks.signed_headers("msg_1", BODY, valid=[new, old], at=now())

    assert Webhook(old).verify(BODY, headers) == Webhook(new).verify(BODY, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(webhooks.make_secret()).verify(BODY, headers)


@pytest.mark.parametrize("over", [{"webhook-id": "msg_2"}, {"webhook-timestamp": "1772784000"}])
def test_a_changed_id_or_time_is_not_verified(over: dict[str, str]) -> None:
    secret = webhooks.make_secret()
    headers = webhooks.signed_headers("msg_1", BODY, valid=[secret], at=now())

    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(BODY, headers | over)


def test_an_id_with_a_full_stop_is_refused() -> None:
    with pytest.raises(ValueError, match="full stop"):
        webhooks.signed_headers("msg.1", BODY, valid=[webhooks.make_secret()], at=now())


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_%%%", "whsec_" + base64.b64encode(b"x" * 23).decode(), "abc"])
def test_what_is_no_secret_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="whsec_"):
        webhooks.secret_bytes(secret)


def test_the_schedule_is_that_of_the_specification_and_ends() -> None:
    waits = [webhooks.wait_after(number, chance=lambda: 0) for number in range(1, 11)]

    hours = [wait.total_seconds() / 3600 if wait else None for wait in waits]
    assert [round(hour, 4) if hour else None for hour in hours] == [
        0.0014, 0.0833, 0.5, 2.0, 5.0, 10.0, 14.0, 20.0, 24.0, None,
    ]  # fmt: skip


def test_jitter_adds_at_most_a_tenth() -> None:
    assert webhooks.wait_after(4, chance=lambda: 1.0) == dt.timedelta(hours=2.2)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("999999999", 86_400),
        ("Fri, 06 Mar 2026 08:01:00 GMT", 60),
        ("Fri, 06 Mar 2026 07:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("１２", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(value: str, seconds: int | None) -> None:
    now = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
    found = webhooks.retry_after(value, now=now)

    assert found == (None if seconds is None else dt.timedelta(seconds=seconds))
