"""Somebody who takes webhooks, and checks each with the library of the Standard Webhooks project."""

from typing import Any

from standardwebhooks import Webhook

from tests.exports.cms.base import Answer, Call, FakeServer


class FakeReceiver(FakeServer):
    """Refuses what is not signed with ``secret``, and works on an id once, as the specification asks."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = ""
        self.seen: dict[str, Any] = {}

    def answer(self, call: Call) -> Answer:
        content = Webhook(self.secret).verify(call.body, call.headers)
        self.seen.setdefault(call.headers["webhook-id"], content)
        return Answer(204)
