"""The Idempotency-Key of a request: how a retry is told from another article."""

import json
from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request

from factcheck.lib.errors import InvalidInput
from factcheck.lib.fingerprints import hash_bytes

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending of a request: the client's key for it (empty when there is none) and the hash of what was sent."""

    key: str
    request_hash: str


def read_key(request: Request) -> str:
    """The key of ``request``, empty when it has none; ``InvalidInput`` when it is too long or not plain text."""
    key = request.headers.get(HEADER, "").strip()
    if len(key) > MOST_CHARACTERS or not (key.isascii() and key.isprintable()):
        message = f"The header {HEADER} takes 1 to {MOST_CHARACTERS} printable ASCII characters, such as a UUID."
        raise InvalidInput(message)
    return key


def hash_request(data: dict[str, Any]) -> str:
    """SHA-256 of the checked values as canonical JSON: the order and spacing of what was sent do not count."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hash_bytes(canonical.encode())
