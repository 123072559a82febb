"""Arc XP by its Draft API: one story draft (ANS) for each claim, which people there publish.

The id of a story is made from the claim, so making it twice is impossible: ``POST /draft/v1/story`` with it,
``GET /draft/v1/story/{id}/revision/draft`` to look, ``PUT`` the same to change. An access token is sent as Bearer.
"""

import base64
import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from exports.connectors.base import (
    JSON,
    Connector,
    Message,
    Option,
    Receipt,
    Remote,
    Target,
    as_json,
    check_taken,
    read_json,
)
from exports.formats.ans import ans_story
from factcheck.lib.http import Request, Response

STORY: Final = "/draft/v1/story"
ID_LETTERS: Final = 26


class ArcConnector(Connector):
    """ANS drafts."""

    name = "arc"
    version = "1"
    title = "Arc XP (ANS draft)"
    options = (
        Option("password", "Access token", help="A developer access token.", required=True, secret=True),
        Option("website", "Website", help="The website of the organisation that owns the story.", required=True),
    )

    def can_ask(self, options: Mapping[str, str]) -> bool:
        """Always."""
        return True

    def render(self, message: Message, remote: Remote | None) -> dict[str, Any]:
        """The story."""
        return ans_story(message.entry, message.house) | {"_id": story_id(message)}

    def reconcile(self, message: Message, remote: Remote | None, target: Target) -> Receipt | None:
        """The draft when it holds this entry or a later one."""
        if message.is_test:
            return None
        response = _ask(target, "GET", f"{STORY}/{story_id(message)}/revision/draft")
        if response.status == HTTPStatus.NOT_FOUND:
            return None
        check_taken(response, good=(HTTPStatus.OK,))
        if _held(read_json(response)) < message.entry.sequence:
            return None
        return Receipt(Remote(story_id(message)), response.status, detail="It was there already.")

    def send(self, message: Message, remote: Remote | None, target: Target) -> Receipt:
        """Make the draft, or put this entry in its place."""
        if message.is_test:
            return _try(target)
        place = f"{STORY}/{story_id(message)}"
        there = _ask(target, "GET", f"{place}/revision/draft").status != HTTPStatus.NOT_FOUND
        if not there and message.entry.is_retracted:
            return Receipt(remote=None, status=HTTPStatus.NOT_FOUND, detail="There is no story to retract.")
        body = self.render(message, remote) | {"canonical_website": target.options.get("website", "")}
        way = ("PUT", f"{place}/revision/draft") if there else ("POST", STORY)
        response = _ask(target, *way, body)
        check_taken(response, good=(HTTPStatus.OK, HTTPStatus.CREATED))
        return Receipt(Remote(story_id(message)), response.status)


def story_id(message: Message) -> str:
    """26 letters and digits, as Arc names its documents, made from the claim."""
    digest = hashlib.sha256(f"factcheck:{message.claim}".encode()).digest()
    return base64.b32encode(digest).decode()[:ID_LETTERS]


def _held(revision: Any) -> int:
    held = revision.get("ans", {}).get("additional_properties", {}).get("sequence", 0)
    return held if isinstance(held, int) else 0


def _try(target: Target) -> Receipt:
    """Whether address and token are right: a story that is not there is answered with 404 and not with 401."""
    response = _ask(target, "GET", f"{STORY}/{'A' * ID_LETTERS}")
    check_taken(response, good=(HTTPStatus.OK, HTTPStatus.NOT_FOUND))
    return Receipt(remote=None, status=response.status, detail="The token was taken.")


def _ask(target: Target, method: str, path: str, body: Mapping[str, Any] | None = None) -> Response:
    headers = {"Authorization": f"Bearer {target.secrets[0]}", "Accept": JSON}
    content = None
    if body is not None:
        content, headers["Content-Type"] = as_json(body), JSON
    return target.door(Request(method, target.url.rstrip("/") + path, content, headers))
