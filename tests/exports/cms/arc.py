"""The Draft API of Arc XP as its documentation and its collection of sample calls describe it, as far as stories go."""

import re
from typing import Any

from tests.exports.cms.base import Answer, Call, FakeServer

TOKEN, WEBSITE = "arc-developer-token", "gazette"
STORY = re.compile(r"/draft/v1/story(?:/([A-Z2-7]{26})(?:/revision/(draft|published))?)?\Z")
NEEDED = ("type", "version", "canonical_website", "headlines")


def error(status: int, message: str) -> Answer:
    return Answer(status, {"error": message})


class FakeArc(FakeServer):
    """Stories with their revisions: each save makes one. ``POST`` takes ANS, ``PUT`` takes it in an envelope.

    An id is given once: a second ``POST`` with it is refused.
    """

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, list[dict[str, Any]]] = {}
        self.published: dict[str, dict[str, Any]] = {}

    @property
    def revisions(self) -> int:
        return sum(map(len, self.drafts.values()))

    def answer(self, call: Call) -> Answer:
        if call.headers.get("authorization") != f"Bearer {TOKEN}":
            return error(401, "Unauthorized")
        found = STORY.match(call.path)
        if not found:
            return error(404, "no such route")
        story, revision = found.groups()
        if story is None:
            return self._create(call) if call.method == "POST" else error(405, "method")
        if story not in self.drafts:
            return error(404, "document not found")
        return self._one(call, story, revision)

    def _create(self, call: Call) -> Answer:
        ans = call.json
        if refusal := self._refuse(ans):
            return refusal
        if ans["_id"] in self.drafts:
            return error(400, "a document with this id exists")
        self.drafts[ans["_id"]] = [ans]
        return Answer(200, {"id": ans["_id"], "type": "STORY", "draft_revision_id": "R1", "created_at": "2026-03-06"})

    def _one(self, call: Call, story: str, revision: str | None) -> Answer:
        if revision is None:
            return Answer(200, {"id": story, "type": "STORY", "draft_revision_id": f"R{len(self.drafts[story])}"})
        if call.method == "GET":
            return self._revision(story, revision)
        if call.method == "PUT" and revision == "draft":
            return self._save(call.json, story)
        return error(405, "method")

    def _revision(self, story: str, revision: str) -> Answer:
        ans = self.drafts[story][-1] if revision == "draft" else self.published.get(story)
        if ans is None:
            return error(404, "revision not found")
        return Answer(200, {"id": "R", "document_id": story, "type": revision.upper(), "ans": ans})

    def _save(self, envelope: dict[str, Any], story: str) -> Answer:
        if set(envelope) != {"document_id", "ans", "type"} or envelope["type"] != "DRAFT":
            return error(400, "document_id, ans and type are needed")
        if envelope["document_id"] != story or envelope["ans"].get("_id") != story:
            return error(400, "the id is another one")
        if refusal := self._refuse(envelope["ans"]):
            return refusal
        self.drafts[story].append(envelope["ans"])
        number = len(self.drafts[story])
        return Answer(200, {"id": f"R{number}", "document_id": story, "type": "DRAFT", "ans": envelope["ans"]})

    def _refuse(self, ans: dict[str, Any]) -> Answer | None:
        missing = [name for name in NEEDED if not ans.get(name)]
        if missing:
            return error(400, f"missing: {missing}")
        if ans["canonical_website"] != WEBSITE:
            return error(400, "unknown website")
        return None
