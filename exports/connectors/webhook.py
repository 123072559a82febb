"""A webhook after the Standard Webhooks specification: the whole entry of the feed, signed."""

from collections.abc import Mapping
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
)
from exports.formats.entries import Entry
from exports.formats.payload import moment
from exports.webhooks import signed_headers
from factcheck.lib.http import Request

LARGEST: Final = 20_000  # the specification's advice; a larger entry is sent thin
SUCCESS: Final = range(200, 300)


class WebhookConnector(Connector):
    """Signed JSON. A receiver can not be asked what it has: it knows a message that came twice by its id."""

    name = "webhook"
    version = "1"
    title = "Webhook (signed JSON)"
    options: tuple[Option, ...] = ()

    def can_ask(self, options: Mapping[str, str]) -> bool:
        """It can not be asked."""
        return False

    def render(self, message: Message, remote: Remote | None) -> dict[str, Any]:
        """``{type, timestamp, data}``; without the payload when that would be over 20 kB: fetch it at ``data.url``."""
        if message.about is None:
            return _body(message, {"message": "This is a test; nothing was published."})
        full = _body(message, _data(message, message.entry, message.entry.payload))
        return full if len(as_json(full)) <= LARGEST else _body(message, _data(message, message.entry, None))

    def reconcile(self, message: Message, remote: Remote | None, target: Target) -> Receipt | None:
        """Unknown, so it is sent again under the same id."""
        return None

    def send(self, message: Message, remote: Remote | None, target: Target) -> Receipt:
        """Any status of 2xx is a receipt."""
        body = as_json(self.render(message, remote))
        headers = signed_headers(message.id, body, valid=target.secrets, at=target.now)
        response = target.door(Request("POST", target.url, body, {"Content-Type": JSON, **headers}))
        check_taken(response, good=SUCCESS)
        return Receipt(remote=None, status=response.status)


def _body(message: Message, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": message.type, "timestamp": moment(message.at), "data": data}


def _data(message: Message, entry: Entry, payload: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "id": entry.id,
        "sequence": entry.sequence,
        "kind": entry.kind,
        "note": entry.note,
        "supersedes": message.supersedes or None,
        "url": entry.url,
        "schema_version": message.schema_version,
        "payload": payload,
    }
