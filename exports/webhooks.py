"""Webhooks after the Standard Webhooks specification 1.0.0: secrets, signatures, and when to try again.

https://www.standardwebhooks.com. The signature is HMAC-SHA256 over ``id.timestamp.body``; a header holds one signature
for each secret that is valid, so that a receiver can change over at his own time.
"""

import base64
import binascii
import datetime as dt
import email.utils
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from typing import Final

PREFIX: Final = "whsec_"
SECRET_BYTES: Final = 32
SHORTEST_SECRET: Final = 24
LONGEST_SECRET: Final = 64

SCHEDULE: Final = (
    dt.timedelta(0),
    dt.timedelta(seconds=5),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=5),
    dt.timedelta(hours=10),
    dt.timedelta(hours=14),
    dt.timedelta(hours=20),
    dt.timedelta(hours=24),
)
"""The wait before each attempt; the first one is made at once. Together a little over three days."""

LONGEST_WAIT: Final = dt.timedelta(hours=24)
JITTER: Final = 0.1


def make_secret() -> str:
    """A new random secret, as it is shown to people."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def secret_bytes(secret: str) -> bytes:
    """The key in ``secret``; ``ValueError`` with a sentence for what is none."""
    message = f"A secret is {PREFIX} and {SHORTEST_SECRET} to {LONGEST_SECRET} bytes in base64."
    if not secret.startswith(PREFIX):
        raise ValueError(message)
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError(message) from error
    if not SHORTEST_SECRET <= len(key) <= LONGEST_SECRET:
        raise ValueError(message)
    return key


def signed_headers(message_id: str, body: bytes, *, valid: Iterable[str], at: dt.datetime) -> dict[str, str]:
    """The three headers of one attempt at the time ``at``, with a signature for each of the ``valid`` secrets.

    ``ValueError`` when the id holds a full stop, which separates what is signed.
    """
    if "." in message_id:
        message = "the id of a webhook holds no full stop"
        raise ValueError(message)
    stamp = str(int(at.timestamp()))
    signed = f"{message_id}.{stamp}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(_signature(signed, secret) for secret in valid),
    }


def _signature(signed: bytes, secret: str) -> str:
    digest = hmac.new(secret_bytes(secret), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def wait_after(attempts: int, *, chance: Callable[[], float]) -> dt.timedelta | None:
    """How long to wait after the attempt number ``attempts`` has failed; ``None`` when that was the last one.

    ``chance`` gives a number from 0 to 1; up to a tenth of the wait is added, so that what failed at the same time
    does not come back at the same time.
    """
    if attempts >= len(SCHEDULE):
        return None
    return jittered(SCHEDULE[max(attempts, 1)], chance=chance)


def jittered(wait: dt.timedelta, *, chance: Callable[[], float]) -> dt.timedelta:
    """``wait`` with up to a tenth of it added."""
    return wait * (1 + JITTER * chance())


def retry_after(value: str, *, now: dt.datetime) -> dt.timedelta | None:
    """What a Retry-After header asks for, seconds or a date (RFC 9110); at most a day. ``None`` for none."""
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return min(dt.timedelta(seconds=int(text)), LONGEST_WAIT)
    try:
        then = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = then if then.tzinfo else then.replace(tzinfo=dt.UTC)
    return max(min(aware - now, LONGEST_WAIT), dt.timedelta(0))
