"""Who is told of what is published: webhooks and connectors, managed by a program."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from factcheck_client.shapes import Backfill, Delivery, Subscriber, SubscriberWithSecret
from factcheck_client.transport import Transport


class Subscribers:
    """The subscribers that this account added. Needs the scopes ``subscribers:read`` and ``subscribers:write``."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def connectors(self) -> list[dict[str, Any]]:
        """The kinds that there are, each with the options that it takes."""
        return cast("list[dict[str, Any]]", self._transport.ask("GET", "connectors/").content["results"])

    def add(
        self,
        *,
        connector: str,
        name: str,
        url: str,
        kinds: Sequence[str] = (),
        options: Mapping[str, str] | None = None,
    ) -> SubscriberWithSecret:
        """Add one. The ``secret`` of a webhook is in this answer alone: keep it."""
        values: dict[str, Any] = {"connector": connector, "name": name, "url": url, "options": dict(options or {})}
        if kinds:
            values["kinds"] = list(kinds)
        return cast("SubscriberWithSecret", self._send("subscribers/", values))

    def all(self) -> Iterator[Subscriber]:
        """Every one, the newest first."""
        return cast("Iterator[Subscriber]", self._transport.rows("subscribers/"))

    def read(self, subscriber_id: str) -> Subscriber:
        """One of them."""
        return cast("Subscriber", self._transport.ask("GET", f"subscribers/{subscriber_id}/").content)

    def change(self, subscriber_id: str, **values: Any) -> Subscriber:
        """Change ``name``, ``url``, ``kinds`` or ``options``; what is left out stays."""
        return cast("Subscriber", self._send(f"subscribers/{subscriber_id}/change/", values))

    def rotate(self, subscriber_id: str) -> SubscriberWithSecret:
        """Make another secret, which is in this answer alone. The old one signs beside it for a day."""
        return cast("SubscriberWithSecret", self._send(f"subscribers/{subscriber_id}/rotate/"))

    def test(self, subscriber_id: str) -> Delivery:
        """Send a test; ``delivery`` says later what came of it."""
        return cast("Delivery", self._send(f"subscribers/{subscriber_id}/test/"))

    def stop(self, subscriber_id: str, *, reason: str = "") -> Subscriber:
        """Have it sent nothing for a while; what is published meanwhile waits."""
        return cast("Subscriber", self._send(f"subscribers/{subscriber_id}/stop/", {"reason": reason}))

    def start(self, subscriber_id: str) -> Subscriber:
        """Have it sent again, beginning with what waited."""
        return cast("Subscriber", self._send(f"subscribers/{subscriber_id}/start/"))

    def remove(self, subscriber_id: str) -> None:
        """Have it told nothing any more; its secrets are forgotten."""
        self._send(f"subscribers/{subscriber_id}/remove/")

    def backfill(self, subscriber_id: str, *, after: int = 0, since: str = "", standing: bool = False) -> Backfill:
        """Have it sent what was published before, each entry once; ``since`` is a time in ISO 8601."""
        values: dict[str, Any] = {"after": after, "standing": standing}
        if since:
            values["since"] = since
        return cast("Backfill", self._send(f"subscribers/{subscriber_id}/backfill/", values))

    def backfills(self, subscriber_id: str) -> Iterator[Backfill]:
        """What was asked for of before, with how far it is."""
        return cast("Iterator[Backfill]", self._transport.rows(f"subscribers/{subscriber_id}/backfills/"))

    def deliveries(self, subscriber_id: str, *, status: str = "", kind: str = "") -> Iterator[Delivery]:
        """Its log, the newest first."""
        path = f"subscribers/{subscriber_id}/deliveries/"
        return cast("Iterator[Delivery]", self._transport.rows(path, status=status, kind=kind))

    def delivery(self, delivery_id: str) -> Delivery:
        """One message with its attempts and receipts."""
        return cast("Delivery", self._transport.ask("GET", f"deliveries/{delivery_id}/").content)

    def replay(self, delivery_id: str) -> Delivery:
        """Have a message sent again, under its own id."""
        return cast("Delivery", self._send(f"deliveries/{delivery_id}/replay/"))

    def set_aside(self, delivery_id: str) -> Delivery:
        """Let a message go, so that those behind it are sent."""
        return cast("Delivery", self._send(f"deliveries/{delivery_id}/set-aside/"))

    def _send(self, path: str, values: Mapping[str, Any] | None = None) -> Any:
        """Under a key of its own, so that a try whose answer was lost does nothing twice."""
        return self._transport.ask(
            "POST", path, dict(values or {}), headers={"Idempotency-Key": str(uuid.uuid4())}
        ).content
