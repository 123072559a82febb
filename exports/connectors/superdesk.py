"""Superdesk and Newshub by HTTP push: a ninjs item for each claim, under the same guid in every version.

The body is signed with HMAC-SHA1 in ``x-superdesk-signature``, the way in which Superdesk itself pushes; 200 and 201
say that it was taken, 403 that the key is wrong, 503 that the same item is being worked on. A push with a known guid is
a new version of the item. Where the address of items is set, what was pushed is looked up until it is there.
"""

import hashlib
import hmac
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

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
from exports.formats.claimreview import claim_uri
from exports.formats.ninjs import superdesk
from exports.formats.payload import moment
from factcheck.lib.http import Request

PLACE: Final = "{id}"


class SuperdeskConnector(Connector):
    """ninjs 1.x, as the ingest of Superdesk reads it."""

    name = "superdesk"
    version = "1"
    title = "Superdesk or Newshub (ninjs push)"
    options = (
        Option("password", "Push key", help="PUSH_KEY there; it signs every push.", required=True, secret=True),
        Option(
            "item_url",
            "Address of an item",
            help=f"With {PLACE} in it, such as https://newshub.example/api/v1/news/item/{PLACE}. "
            "What was pushed is then looked up until it is there.",
        ),
        Option("item_token", "Token for looking up", help="Sent as Authorization.", secret=True),
    )

    def can_ask(self, options: Mapping[str, str]) -> bool:
        """When it is known where items are."""
        return bool(options.get("item_url"))

    def render(self, message: Message, remote: Remote | None) -> dict[str, Any]:
        """The item; ``version`` is the number of the entry in the feed."""
        return superdesk(message.entry, message.house)

    def reconcile(self, message: Message, remote: Remote | None, target: Target) -> Receipt | None:
        """The item when it is there in this version or a later one."""
        if message.is_test or not self.can_ask(target.options):
            return None
        url = target.options["item_url"].replace(PLACE, quote(guid(message), safe=""))
        headers = {"Accept": JSON}
        if token := target.options.get("item_token"):
            headers["Authorization"] = token
        response = target.door(Request("GET", url, None, headers))
        if response.status == HTTPStatus.NOT_FOUND:
            return None
        check_taken(response, good=(HTTPStatus.OK,))
        if _version(read_json(response)) < message.entry.sequence:
            return None
        return Receipt(Remote(guid(message), url), response.status, detail="It was looked up and is there.")

    def send(self, message: Message, remote: Remote | None, target: Target) -> Receipt:
        """Push the item. It counts as confirmed only when it can not be looked up."""
        body = as_json(ninjs_test(message) if message.is_test else self.render(message, remote))
        digest = hmac.new(target.secrets[0].encode(), body, hashlib.sha1).hexdigest()
        headers = {"Content-Type": JSON, "Accept": JSON, "x-superdesk-signature": f"sha1={digest}"}
        response = target.door(Request("POST", target.url, body, headers))
        check_taken(response, good=(HTTPStatus.OK, HTTPStatus.CREATED))
        if message.is_test:
            return Receipt(None, response.status, detail="It took a cancelled test item.")
        asked = self.can_ask(target.options)
        return Receipt(Remote(guid(message)), response.status, confirmed=not asked)


def guid(message: Message) -> str:
    """The item's name: the same for every entry about a claim."""
    return claim_uri(message.entry.payload["claim"])


def ninjs_test(message: Message) -> dict[str, Any]:
    """An item that nobody prints: cancelled, and it says that it is a test."""
    return {
        "guid": f"urn:uuid:{message.id.removeprefix('msg_')}",
        "type": "text",
        "version": "1",
        "versioncreated": moment(message.at),
        "pubstatus": "canceled",
        "headline": "Test of the connection. Nothing was published.",
    }


def _version(item: Any) -> int:
    text = str(item.get("version", "")) if isinstance(item, Mapping) else ""
    return int(text) if text.isascii() and text.isdigit() else 0
