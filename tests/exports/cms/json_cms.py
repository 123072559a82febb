"""A CMS of one's own that follows what docs/connectors.md asks of one."""

from typing import Any

from tests.exports.cms.base import Answer, Call, FakeServer

TOKEN = "token-of-the-cms"
ITEMS = "/items/"


class FakeJsonCms(FakeServer):
    """Items under ``/items/{id}``: 201 for a new one, 200 for a change, 202 while ``slow``; works on a key once."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, dict[str, Any]] = {}
        self.hidden: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, Answer] = {}
        self.history: list[tuple[str, int]] = []
        self.slow = False
        self.answers_get = True

    def show(self) -> None:
        """What was taken is worked on now."""
        self.items |= self.hidden
        self.hidden = {}

    def answer(self, call: Call) -> Answer:
        if call.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer(401, {"error": "token"})
        name = call.path.removeprefix(ITEMS)
        if call.method == "GET":
            return self._read(name)
        if call.method != "PUT" or call.headers.get("content-type") != "application/json":
            return Answer(405, {"error": "PUT of JSON"})
        return self.keys.setdefault(call.headers["idempotency-key"], self._put(name, call))

    def _read(self, name: str) -> Answer:
        if not self.answers_get:
            return Answer(405, {"error": "GET"})
        item = self.items.get(name)
        return Answer(200, self._named(name) | {"sequence": item["sequence"]}) if item else Answer(404, {})

    def _put(self, name: str, call: Call) -> Answer:
        if call.headers["idempotency-key"] in self.keys:
            return Answer(200)  # never given out: the first answer is
        if call.json.get("test"):
            return Answer(204)
        status = 202 if self.slow else 200 if name in self.items else 201
        self.history.append((name, call.json["sequence"]))
        (self.hidden if self.slow else self.items)[name] = call.json
        return Answer(status, self._named(name))

    def _named(self, name: str) -> dict[str, str]:
        return {"id": f"story-{name[:8]}", "url": f"https://cms.example/{name}"}
