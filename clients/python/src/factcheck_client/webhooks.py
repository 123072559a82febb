"""Taking webhooks of the desk: the signature is checked after the Standard Webhooks specification."""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Final, cast

from factcheck_client.shapes import Event

PREFIX: Final = "whsec_"
TOLERANCE: Final = 300
"""Seconds by which the clocks of the two sides may differ."""


class BadSignature(Exception):
    """It was not signed with the secret, is too old, or is no webhook at all: answer 400 and do nothing."""


def read_webhook(headers: Mapping[str, str], body: bytes, *, secret: str, now: float | None = None) -> Event:
    """The event in ``body``, which is what came in, byte for byte. Raises ``BadSignature``.

    Answer with a status of 2xx when you have stored it, and remember its ``webhook-id``: a message may come twice.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    message_id, stamp = lower.get("webhook-id", ""), lower.get("webhook-timestamp", "")
    if not message_id or not (stamp.isascii() and stamp.isdigit()):
        message = "the headers webhook-id and webhook-timestamp are missing"
        raise BadSignature(message)
    if abs((time.time() if now is None else now) - int(stamp)) > TOLERANCE:
        message = "it is too old, or comes from the future"
        raise BadSignature(message)
    right = _signature(f"{message_id}.{stamp}.".encode() + body, secret)
    given = [part.removeprefix("v1,") for part in lower.get("webhook-signature", "").split() if part.startswith("v1,")]
    if not any(hmac.compare_digest(right.encode(), one.encode()) for one in given):
        message = "no signature fits"
        raise BadSignature(message)
    return cast("Event", json.loads(body))


def _signature(signed: bytes, secret: str) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        message = "the secret is none"
        raise BadSignature(message) from error
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
