"""WordPress by its REST API: one post for each claim, made, corrected and retracted in place.

``POST /wp-json/wp/v2/posts`` answers 201 with the post, ``POST /wp-json/wp/v2/posts/{id}`` 200. An application password
is sent with Basic authentication. Times are in UTC without an offset (``date_gmt``). What a post holds of ours is known
by a mark in its content, which WordPress keeps also where the ``meta`` keys are not registered.
"""

import base64
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

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
    read_object,
)
from exports.formats.claimreview import claim_review
from exports.formats.payload import moment
from exports.formats.prose import body_html, headline, summary
from factcheck.lib.http import Request, Response

POSTS: Final = "/wp-json/wp/v2/posts"
ME: Final = "/wp-json/wp/v2/users/me?context=edit"
ANY_STATUS: Final = "publish,future,draft,pending,private"
STATUSES: Final = (("publish", "publish at once"), ("draft", "keep as draft"), ("pending", "wait for review"))


class WordPressConnector(Connector):
    """Posts with meta."""

    name = "wordpress"
    version = "1"
    title = "WordPress"
    options = (
        Option("username", "User name", help="Whose application password it is.", required=True),
        Option(
            "password",
            "Application password",
            help="Made under Users, Profile in WordPress.",
            required=True,
            secret=True,
        ),
        Option("status", "A new post", choices=STATUSES, help="A correction never changes what an editor chose since."),
    )

    def can_ask(self, options: Mapping[str, str]) -> bool:
        """Always."""
        return True

    def render(self, message: Message, remote: Remote | None) -> dict[str, Any]:
        """The post. A new one also has its slug, time and status; an old one keeps those that it has."""
        entry = message.entry
        post: dict[str, Any] = {
            "title": headline(entry),
            "content": f"{mark(message)}\n{body_html(entry)}",
            "excerpt": summary(entry),
            "meta": _meta(message),
        }
        if remote is None:
            at = moment(message.at) or ""
            post |= {"slug": slug(message), "date_gmt": at.removesuffix("Z")}
        return post

    def reconcile(self, message: Message, remote: Remote | None, target: Target) -> Receipt | None:
        """The post of the claim when it holds this entry or a later one."""
        if message.is_test:
            return None
        post = _find(message, remote, target)
        if post is None or _held(post) < message.entry.sequence:
            return None
        return _receipt(post, HTTPStatus.OK, "It was there already.")

    def send(self, message: Message, remote: Remote | None, target: Target) -> Receipt:
        """Make the post of the claim, or change it. A retraction of what is not there any more is done."""
        if message.is_test:
            return _try(target)
        known = _find(message, remote, target)
        if known is None and message.entry.is_retracted:
            return Receipt(remote=None, status=HTTPStatus.NOT_FOUND, detail="There is no post to retract.")
        if known is not None:
            return self._change(message, _remote(known), target)
        post = self.render(message, None) | {"status": target.options.get("status") or STATUSES[0][0]}
        response = _ask(target, "POST", POSTS, post)
        check_taken(response, good=(HTTPStatus.CREATED,))
        return self._alone(message, read_object(response), target)

    def _change(self, message: Message, remote: Remote, target: Target) -> Receipt:
        response = _ask(target, "POST", f"{POSTS}/{remote.id}", self.render(message, remote))
        check_taken(response, good=(HTTPStatus.OK,))
        return _receipt(read_object(response), response.status)

    def _alone(self, message: Message, post: Mapping[str, Any], target: Target) -> Receipt:
        """The receipt of a new post, unless another one has its slug: an attempt that was thought lost.

        WordPress numbers a slug that is taken. The newer post goes to the trash, the older one stays.
        """
        if str(post.get("slug", "")) == slug(message) or post.get("status") == "draft":
            return _receipt(post, HTTPStatus.CREATED)
        older = _find(message, None, target)
        if older is None or _remote(older).id == _remote(post).id:
            return _receipt(post, HTTPStatus.CREATED)
        check_taken(_ask(target, "DELETE", f"{POSTS}/{_remote(post).id}"), good=(HTTPStatus.OK,))
        return _receipt(older, HTTPStatus.CREATED, "An earlier attempt had arrived; the second post was trashed.")


def slug(message: Message) -> str:
    """The last part of the post's address: the same for every entry about a claim."""
    return f"fact-check-{message.claim}"


def mark(message: Message) -> str:
    """A comment in the content that says which entry of the feed the post holds."""
    return f"<!-- factcheck:{message.entry.id}:{message.entry.sequence} -->"


def _meta(message: Message) -> dict[str, str]:
    entry = message.entry
    return {
        "factcheck_claim": message.claim,
        "factcheck_entry": entry.id,
        "factcheck_sequence": str(entry.sequence),
        "factcheck_kind": entry.kind,
        "factcheck_rating": "" if entry.is_retracted else entry.payload["verdict"]["rating"]["slug"],
        "factcheck_claimreview": "" if entry.is_retracted else _claim_review(message),
    }


def _claim_review(message: Message) -> str:
    """JSON-LD for the head of the page; ``<`` is escaped, so it fits into a script."""
    marked = json.dumps(claim_review(message.entry, message.house), ensure_ascii=False)
    return marked.replace("<", "\\u003c")


def _find(message: Message, remote: Remote | None, target: Target) -> Mapping[str, Any] | None:
    """The post of the claim: the one that is known, else the one with its slug. Not one that lies in the trash."""
    if remote is not None:
        response = _ask(target, "GET", f"{POSTS}/{remote.id}?context=edit")
        if response.status not in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            check_taken(response, good=(HTTPStatus.OK,))
            post = read_object(response)
            return None if post.get("status") == "trash" else post
    query = urlencode({"slug": slug(message), "status": ANY_STATUS, "context": "edit", "orderby": "id", "order": "asc"})
    response = _ask(target, "GET", f"{POSTS}?{query}")
    check_taken(response, good=(HTTPStatus.OK,))
    found = read_json(response)
    if not isinstance(found, list) or not all(isinstance(post, Mapping) for post in found):
        sentence = "It answered a search for posts with what is no list of them."
        raise DeliveryProblem(sentence, answered=response.status)
    return found[0] if found else None


def _held(post: Mapping[str, Any]) -> int:
    """The number of the entry that a post holds; 0 when it does not say."""
    content = post.get("content")
    raw = str(content.get("raw", "")) if isinstance(content, Mapping) else ""
    _, _, rest = raw.partition("<!-- factcheck:")
    number = rest.partition(" -->")[0].rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() else 0


def _remote(post: Mapping[str, Any]) -> Remote:
    """What names a post; ``DeliveryProblem`` for what is none."""
    try:
        return Remote(id=str(int(post["id"])), url=str(post.get("link", "")))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        message = "It answered with what is no post."
        raise DeliveryProblem(message) from error


def _receipt(post: Mapping[str, Any], status: int, detail: str = "") -> Receipt:
    return Receipt(remote=_remote(post), status=status, detail=detail)


def _try(target: Target) -> Receipt:
    """Whether address, name and password are right, without making a post."""
    response = _ask(target, "GET", ME)
    check_taken(response, good=(HTTPStatus.OK,))
    return Receipt(remote=None, status=response.status, detail=f"Logged in as {read_object(response).get('name', '')}.")


def _ask(target: Target, method: str, path: str, body: Mapping[str, Any] | None = None) -> Response:
    login = f"{target.options['username']}:{target.secrets[0]}"
    headers = {"Authorization": f"Basic {base64.b64encode(login.encode()).decode()}", "Accept": JSON}
    content = None
    if body is not None:
        content, headers["Content-Type"] = as_json(body), JSON
    return target.door(Request(method, target.url.rstrip("/") + path, content, headers))
