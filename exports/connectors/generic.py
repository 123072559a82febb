"""Any system that takes JSON: an item for each claim is put at an address of its own.

``PUT {url}/{claim id}`` with the entry and ``Idempotency-Key``, so that sending twice is the same as once. The answer
may hold an ``id`` and a ``url``, which are kept in the receipt. ``GET`` of the same address, where it is allowed, tells
by ``sequence`` what is there. An optional token is sent as Bearer.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from exports.connectors.base import (
    JSON,
    Connector,
    DeliveryProblem,
    Message,
    Option,
    Receipt,
    Remote,
    Target,
    as_json,
    check_taken,
    read_json,
)
from exports.formats.payload import moment
from exports.formats.prose import body_html, body_text, headline, summary
from factcheck.lib.http import Request, Response

TAKEN: Final = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED, HTTPStatus.NO_CONTENT)
ASK: Final = (("", "no"), ("yes", "yes, with GET"))


class GenericConnector(Connector):
    """Plain JSON."""

    name = "generic"
    version = "1"
    title = "Any CMS (JSON)"
    options = (
        Option("password", "Token", help="Sent as Authorization: Bearer.", secret=True),
        Option("ask", "It can be asked for an item", choices=ASK, help="With GET at the address of the item."),
    )

    def can_ask(self, options: Mapping[str, str]) -> bool:
        """When it was said that it answers GET."""
        return bool(options.get("ask"))

    def render(self, message: Message, remote: Remote | None) -> dict[str, Any]:
        """The entry of the feed with a story to print."""
        entry = message.entry
        return {
            "id": entry.id,
            "claim": message.claim,
            "sequence": entry.sequence,
            "kind": entry.kind,
            "at": moment(message.at),
            "note": entry.note,
            "supersedes": message.supersedes or None,
            "url": entry.url,
            "story": {
                "title": headline(entry),
                "summary": summary(entry),
                "html": body_html(entry),
                "text": body_text(entry),
            },
            "payload": entry.payload,
        }

    def reconcile(self, message: Message, remote: Remote | None, target: Target) -> Receipt | None:
        """The item when it is there with this sequence or a later one."""
        if message.is_test or not self.can_ask(target.options):
            return None
        response = _ask(target, "GET", _place(message, target))
        if response.status == HTTPStatus.NOT_FOUND:
            return None
        check_taken(response, good=(HTTPStatus.OK,))
        item = read_json(response)
        if not isinstance(item, Mapping) or _number(item.get("sequence")) < message.entry.sequence:
            return None
        return Receipt(_remote(message, item, target), response.status, detail="It was there already.")

    def send(self, message: Message, remote: Remote | None, target: Target) -> Receipt:
        """Put the item. 202 says that it is taken and worked on; it is confirmed when it can be read."""
        if message.is_test:
            response = _ask(target, "PUT", _place(message, target), {"test": True}, key=message.id)
            check_taken(response, good=TAKEN)
            return Receipt(remote=None, status=response.status)
        response = _ask(target, "PUT", _place(message, target), self.render(message, remote), key=message.id)
        check_taken(response, good=TAKEN)
        later = response.status == HTTPStatus.ACCEPTED and self.can_ask(target.options)
        return Receipt(_remote(message, _answer(response), target), response.status, confirmed=not later)


def _place(message: Message, target: Target) -> str:
    return f"{target.url.rstrip('/')}/{message.claim or 'test'}"


def _answer(response: Response) -> Mapping[str, Any]:
    """What it says about the item; an answer without JSON says nothing."""
    try:
        found = read_json(response)
    except DeliveryProblem:
        return {}
    return found if isinstance(found, Mapping) else {}


def _remote(message: Message, item: Mapping[str, Any], target: Target) -> Remote:
    return Remote(str(item.get("id") or message.claim)[:200], str(item.get("url") or _place(message, target))[:2000])


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _ask(target: Target, method: str, url: str, body: Mapping[str, Any] | None = None, *, key: str = "") -> Response:
    headers = {"Accept": JSON}
    if target.secrets:
        headers["Authorization"] = f"Bearer {target.secrets[0]}"
    content = None
    if body is not None:
        content = as_json(body)
        headers |= {"Content-Type": JSON, "Idempotency-Key": key}
    return target.door(Request(method, url, content, headers))
