"""The Idempotency-Key of a request that makes something: a retry is answered like the first, and nothing done twice.

What was answered is kept by whatever ``API_REPLAYS`` names, because this package knows no tables.
"""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.utils.module_loading import import_string
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.lib.errors import InvalidInput
from factcheck.lib.fingerprints import hash_bytes
from factcheck.lib.replays import Answered, Attempt, Replays

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotent-Replayed"
MOST_CHARACTERS: Final = 200
KEY: Final = OpenApiParameter(
    HEADER, OpenApiTypes.STR, OpenApiParameter.HEADER, description="1 to 200 characters; a retry sends the same."
)


class ShownOnce(Response):
    """An answer with a secret in it: ``kept`` is what a retry under the same key is answered with, without it."""

    def __init__(self, data: Any, *, kept: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.kept = kept


def read_key(request: Request) -> str:
    """The key of ``request``, empty when it has none; ``InvalidInput`` when it is too long or not plain text."""
    key = request.headers.get(HEADER, "").strip()
    if len(key) > MOST_CHARACTERS or not (key.isascii() and key.isprintable()):
        message = f"The header {HEADER} takes 1 to {MOST_CHARACTERS} printable ASCII characters, such as a UUID."
        raise InvalidInput(message)
    return key


def hash_request(data: Mapping[str, Any]) -> str:
    """SHA-256 of the values as canonical JSON: the order and spacing of what was sent do not count."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hash_bytes(canonical.encode())


def once(handler: Callable[..., Response]) -> Callable[..., Response]:
    """A handler of an endpoint whose retries under one key are answered and not done again."""

    @wraps(handler)
    def answer(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = read_key(request)
        if not key:
            return handler(view, request, *args, **kwargs)
        replays: Replays = import_string(settings.API_REPLAYS)()
        sent = {"route": request.path, "body": request.data}
        attempt = Attempt(key, hash_request(sent))
        earlier = replays.begin(client=request.user, attempt=attempt)
        if earlier is not None:
            headers = {REPLAYED: "true"} | ({"Location": earlier.location} if earlier.location else {})
            return Response(earlier.body, status=earlier.status, headers=headers)
        return _first(replays, request.user, attempt, lambda: handler(view, request, *args, **kwargs))

    return answer


def _first(replays: Replays, client: Any, attempt: Attempt, work: Callable[[], Response]) -> Response:
    done = False
    try:
        response = work()
        done = True
    finally:
        if not done:
            replays.give_up(client=client, attempt=attempt)
    # Through the renderer's own form: ids and moments are kept as the text that was sent.
    shown = response.kept if isinstance(response, ShownOnce) else response.data
    body = json.loads(json.dumps(shown, default=str))
    answered = Answered(response.status_code, body, response.headers.get("Location", ""))
    replays.keep(client=client, attempt=attempt, answered=answered)
    return response
