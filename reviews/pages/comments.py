"""Threads of comments, as a person may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.models import Article, Claim
from factcheck.lib.decisions import Decision
from reviews.models import Comment
from reviews.policies import can_comment, can_resolve


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment; ``is_held`` says that only its author reads it as yet."""

    comment: Comment
    is_held: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its replies; ``words`` are those of the article that it is about, where it is about words."""

    root: CommentRow
    replies: tuple[CommentRow, ...]
    words: str
    may_resolve: Decision


@dataclass(frozen=True, slots=True)
class Threads:
    """The threads about a claim or an article, the open ones first."""

    open: tuple[Thread, ...]
    resolved: tuple[Thread, ...]
    may: Decision


def threads_about(claim: Claim, *, user: Any) -> Threads:
    """The threads about one claim."""
    return _threads(Comment.objects.filter(claim=claim), user, "")


def threads_in(article: Article, *, user: Any) -> Threads:
    """All threads of an article: about its claims, and about its words."""
    return _threads(Comment.objects.filter(article=article), user, article.body)


def _threads(comments: Any, user: Any, body: str) -> Threads:
    visible = list(comments.visible_to(user).for_page())
    open_to_all = set(comments.unheld().values_list("pk", flat=True))
    rows = [CommentRow(comment, comment.pk not in open_to_all) for comment in visible]
    found = [_thread(row, rows, user, body) for row in rows if row.comment.parent_id is None]
    return Threads(
        open=tuple(thread for thread in found if not thread.root.comment.resolved_at),
        resolved=tuple(thread for thread in found if thread.root.comment.resolved_at),
        may=can_comment(user),
    )


def _thread(root: CommentRow, rows: Iterable[CommentRow], user: Any, body: str) -> Thread:
    comment = root.comment
    replies = tuple(row for row in rows if row.comment.parent_id == comment.pk)
    words = body[comment.start : comment.end] if comment.start is not None else ""
    return Thread(root, replies, words, can_resolve(user, comment))
