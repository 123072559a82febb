"""The secrets of subscribers: stored encrypted, opened only to sign or to log in, never shown again.

The key is made from ``SECRET_KEY``, and those in ``SECRET_KEY_FALLBACKS`` still open what was stored with them.
"""

import base64
import hashlib
import json
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from exports.models import Subscriber
from factcheck.lib.errors import ComponentFailed
from factcheck.lib.sealing import WrongKey, seal, unseal

SECRET = "password"  # noqa: S105 - the name of the option
PREVIOUS = "previous"


def sealed(values: Mapping[str, str]) -> str:
    """``values`` encrypted as one text; empty for none."""
    kept = {name: value for name, value in values.items() if value}
    return seal(json.dumps(kept), _keys()) if kept else ""


def opened(subscriber: Subscriber) -> dict[str, str]:
    """The secrets of ``subscriber`` by name. Raises ``ComponentFailed`` when the key of the house was changed."""
    if not subscriber.sealed:
        return {}
    try:
        found: dict[str, str] = json.loads(unseal(subscriber.sealed, _keys()))
    except WrongKey as error:
        message = "Its secrets can not be opened: SECRET_KEY was changed. Set them again."
        raise ComponentFailed(message) from error
    return found


def valid_secrets(values: Mapping[str, str], subscriber: Subscriber) -> list[str]:
    """Those to sign with, the newest first: the old one stays valid for a while beside the new."""
    until = subscriber.previous_until
    names = [SECRET, *([PREVIOUS] if until and until > timezone.now() else [])]
    return [values[name] for name in names if values.get(name)]


def _keys() -> list[str]:
    return [_key(str(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str) -> str:
    digest = hashlib.sha256(f"factcheck.subscribers:{secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()
