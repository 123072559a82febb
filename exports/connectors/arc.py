"""Arc XP by its Draft API: one story draft (ANS) for each claim, which people there publish.

The id of a story is made from the claim, so making it twice is impossible: ``POST /draft/v1/story`` with the story,
``GET /draft/v1/story/{id}/revision/draft`` to look, ``PUT`` the same to change, with the story in an envelope. An
access token is sent as Bearer. The organisation that owns the story is a part of the address.
"""

import base64
import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

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
    read_object,
)
from exports.formats.ans import ans_story
from factcheck.lib.http import Request, Response

STORY: Final = "/draft/v1/story"
ID_LETTERS: Final = 26
HOST_ENDS: Final = ("api.", ".arcpublishing.com")
MADE: Final = "A draft was made; people there publish it."
CHANGED: Final = "The draft was changed; what is published there stands until somebody publishes the draft."


class ArcConnector(Connector):
    """ANS drafts."""

    name = "arc"
    version = "2"
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
        revision = _draft(message, target)
        if revision is None or _held(revision) < message.entry.sequence:
            return None
        return Receipt(Remote(story_id(message)), HTTPStatus.OK, detail="It was there already.")

    def send(self, message: Message, remote: Remote | None, target: Target) -> Receipt:
        """Make the draft, or put this entry in its place. A retraction of what is not there is done."""
        if message.is_test:
            return _try(target)
        there = _draft(message, target) is not None
        if not there and message.entry.is_retracted:
            return Receipt(remote=None, status=HTTPStatus.NOT_FOUND, detail="There is no story to retract.")
        story = self.render(message, remote) | _belongs_to(target)
        response = _change(message, story, target) if there else _ask(target, "POST", STORY, story)
        check_taken(response, good=(HTTPStatus.OK, HTTPStatus.CREATED))
        return Receipt(Remote(story_id(message)), response.status, detail=CHANGED if there else MADE)


def story_id(message: Message) -> str:
    """26 letters and digits, as Arc names its documents, made from the claim."""
    digest = hashlib.sha256(f"factcheck:{message.claim}".encode()).digest()
    return base64.b32encode(digest).decode()[:ID_LETTERS]


def _draft(message: Message, target: Target) -> Mapping[str, Any] | None:
    """The newest draft of the story, ``None`` when there is no story."""
    response = _ask(target, "GET", _place(message))
    if response.status == HTTPStatus.NOT_FOUND:
        return None
    check_taken(response, good=(HTTPStatus.OK,))
    return read_object(response)


def _change(message: Message, story: Mapping[str, Any], target: Target) -> Response:
    envelope = {"document_id": story_id(message), "ans": story, "type": "DRAFT"}
    return _ask(target, "PUT", _place(message), envelope)


def _place(message: Message) -> str:
    return f"{STORY}/{story_id(message)}/revision/draft"


def _belongs_to(target: Target) -> dict[str, Any]:
    """Whose story it is: the website, and the organisation where the address is one of Arc's own."""
    website = {"canonical_website": target.options.get("website", "")}
    host = urlsplit(target.url).hostname or ""
    first, last = HOST_ENDS
    if not (host.startswith(first) and host.endswith(last)):
        return website
    return website | {"owner": {"id": host.removeprefix(first).removesuffix(last)}}


def _held(revision: Mapping[str, Any]) -> int:
    """The number of the entry that a draft holds; 0 when it does not say."""
    held: Any = revision
    for name in ("ans", "additional_properties", "sequence"):
        held = held.get(name) if isinstance(held, Mapping) else None
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
