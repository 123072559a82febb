"""WordPress as its REST handbook describes it, as far as posts go."""

import base64
import re
from typing import Any

from tests.exports.cms.base import Answer, Call, FakeServer

LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\Z")
KNOWN = {"title", "content", "excerpt", "status", "slug", "date_gmt", "meta"}
STATUSES = {"publish", "future", "draft", "pending", "private"}
USER, PASSWORD = "desk", "abcd EFGH 1234 ijkl MNOP 5678"


def error(status: int, code: str) -> Answer:
    return Answer(status, {"code": code, "message": code, "data": {"status": status}})


class FakeWordPress(FakeServer):
    """Posts with application passwords: 201 with Location for a new one, 200 for a change, errors with their codes.

    ``meta`` that is not registered is dropped; a slug that is taken gets a number; a deleted post goes to the trash.
    """

    def __init__(self, *, registered: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.posts: dict[int, dict[str, Any]] = {}
        self.registered = registered

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The posts that do not lie in the trash."""
        return [post for post in self.posts.values() if post["status"] != "trash"]

    def answer(self, call: Call) -> Answer:
        if not self._is_known(call):
            return error(401, "rest_not_logged_in")
        if call.path == "/wp-json/wp/v2/users/me":
            return Answer(200, {"id": 7, "name": "Fact desk"})
        found = re.fullmatch(r"/wp-json/wp/v2/posts(?:/(\d+))?", call.path)
        if not found:
            return error(404, "rest_no_route")
        if found[1] is None:
            return self._list(call) if call.method == "GET" else self._create(call)
        post = self.posts.get(int(found[1]))
        if post is None:
            return error(404, "rest_post_invalid_id")
        return self._one(call, post)

    def _is_known(self, call: Call) -> bool:
        login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        return call.headers.get("authorization") == f"Basic {login}"

    def _list(self, call: Call) -> Answer:
        wanted = set(call.query.get("status", "publish").split(","))
        if wanted - STATUSES:
            return error(400, "rest_invalid_param")
        rows = [post for post in self.posts.values() if post["status"] in wanted and post["slug"] == call.query["slug"]]
        return Answer(200, [self._out(post, call) for post in sorted(rows, key=lambda row: row["id"])])

    def _one(self, call: Call, post: dict[str, Any]) -> Answer:
        if call.method == "DELETE":
            post["status"] = "trash"
            post["slug"] += "__trashed"
        elif call.method in {"POST", "PUT"}:
            if refusal := self._refuse(call.json):
                return refusal
            self._fill(post, call.json)
        return Answer(200, self._out(post, call))

    def _create(self, call: Call) -> Answer:
        if refusal := self._refuse(call.json):
            return refusal
        number = max(self.posts, default=100) + 1
        post = {
            "id": number,
            "status": "draft",
            "slug": str(number),
            "title": "",
            "content": "",
            "excerpt": "",
            "meta": {},
        }
        self._fill(post, call.json)
        taken = {other["slug"] for other in self.posts.values()}
        if post["slug"] in taken:
            post["slug"] += "-2"
        self.posts[number] = post
        return Answer(201, self._out(post, call), {"Location": f"{self.url}/wp-json/wp/v2/posts/{number}"})

    def _refuse(self, body: dict[str, Any]) -> Answer | None:
        if set(body) - KNOWN:
            return error(400, f"unknown:{sorted(set(body) - KNOWN)}")
        if "status" in body and body["status"] not in STATUSES:
            return error(400, "rest_invalid_param")
        if "date_gmt" in body and not LOCAL_TIME.match(body["date_gmt"]):
            return error(400, "rest_invalid_date")
        return None

    def _fill(self, post: dict[str, Any], body: dict[str, Any]) -> None:
        for name, value in body.items():
            kept = {key: value[key] for key in self.registered if key in value} if name == "meta" else value
            post[name] = post["meta"] | kept if name == "meta" else kept

    def _out(self, post: dict[str, Any], call: Call) -> dict[str, Any]:
        """Raw texts are given out in the context ``edit`` alone; an answer to a change always is in it."""
        texts = {name: {"rendered": post[name]} for name in ("title", "content", "excerpt")}
        if call.query.get("context") == "edit" or call.method != "GET":
            texts = {name: {**value, "raw": post[name]} for name, value in texts.items()}
        link = f"{self.url}/?p={post['id']}"
        return {
            "id": post["id"],
            "status": post["status"],
            "slug": post["slug"],
            "link": link,
            "meta": post["meta"],
            **texts,
        }
