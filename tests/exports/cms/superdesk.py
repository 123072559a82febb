"""A system of the Superdesk family that takes ninjs by HTTP push, and gives items out by their guid."""

import datetime as dt
import hashlib
import hmac
from typing import Any
from urllib.parse import unquote

from tests.exports.cms.base import Answer, Call, FakeServer

KEY, TOKEN = "push-key", "news-api-token"
FORMS = ("%Y-%m-%dT%H:%M:%S+0000", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S+00:00")


def read_time(text: str) -> dt.datetime:
    """The three forms that the ninjs parser of Superdesk reads; anything else raises there, too."""
    for form in FORMS:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC)
        except ValueError:
            continue
    raise ValueError(text)


class FakeSuperdesk(FakeServer):
    """403 for a wrong signature, 400 for what is no ninjs, 200 for a push. ``slow`` items are shown only later."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, dict[str, Any]] = {}
        self.history: list[tuple[str, str]] = []
        self.slow = False
        self.hidden: dict[str, dict[str, Any]] = {}

    @property
    def item_url(self) -> str:
        return f"{self.url}/api/v1/news/item/{{id}}"

    def show(self) -> None:
        """What was taken is worked on now."""
        self.items |= self.hidden
        self.hidden = {}

    def answer(self, call: Call) -> Answer:
        if call.method == "GET":
            return self._item(call)
        digest = hmac.new(KEY.encode(), call.body, hashlib.sha1).hexdigest()
        if call.headers.get("x-superdesk-signature") != f"sha1={digest}":
            return Answer(403, {"error": "signature"})
        item = call.json
        if "guid" not in item or item.get("type") != "text":
            return Answer(400, {"error": "guid and type are needed"})
        read_time(item["versioncreated"])
        self.history.append((item["guid"], item["version"]))
        (self.hidden if self.slow else self.items)[item["guid"]] = item
        return Answer(200, {})

    def _item(self, call: Call) -> Answer:
        if call.headers.get("authorization") != TOKEN:
            return Answer(401, {"error": "token"})
        item = self.items.get(unquote(call.path.removeprefix("/api/v1/news/item/")))
        return Answer(200, item) if item else Answer(404, {"error": "not found"})
