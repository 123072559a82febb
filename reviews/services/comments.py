"""Talking about a claim, or about some words of an article, in threads; whoever is mentioned is told.

What a reviewer writes about a claim is held while a blind review of it waits for answers: until then only its author
reads it, nobody is told of it, and it is counted nowhere. ``CommentQuerySet`` is where that is decided.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from claims.models import Article, Claim
from claims.services import ledger
from factcheck.lib.errors import IllegalTransition, InvalidInput
from factcheck.lib.fingerprints import hash_text, normalise
from factcheck.lib.spans import Span
from reviews.choices import CommentKind, NoticeKind
from reviews.models import Comment, Review
from reviews.policies import can_comment, can_resolve, sees_decisions
from reviews.services.notices import request_notices

TEXT_MOST: Final = 5_000
SWEEP_MOST: Final = 500
_MENTION: Final = re.compile(r"(?<![\w@.])@([\w.+-]{1,150})")


@dataclass(frozen=True, slots=True)
class About:
    """What a comment is about: a claim, or the words ``span`` of an article; of a reply, its thread."""

    article: Article
    claim: Claim | None = None
    span: Span | None = None
    parent: Comment | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that is stored, and the names that are mentioned in it and that nobody here has."""

    comment: Comment
    unknown: tuple[str, ...]


def about_claim(claim: Claim) -> About:
    """A thread about ``claim``."""
    return About(claim.article, claim=claim)


def reply_to(comment: Comment) -> About:
    """A reply in the thread of ``comment``."""
    root = comment.parent or comment
    span = Span(root.start, root.end) if root.start is not None and root.end is not None else None
    return About(root.article, claim=root.claim, span=span, parent=root)


@transaction.atomic(durable=True)
def add_comment(*, about: About, text: str, by: Any) -> Said:
    """Store a comment of ``by`` and tell those whom it mentions, now or when it is held no more.

    A reply opens a thread again that was resolved. Raises ``InvalidInput`` for a text of blanks or one over the limit.
    """
    can_comment(by).enforce()
    return store_comment(about=about, text=text, by=by)


def store_comment(*, about: About, text: str, by: Any, kind: CommentKind = CommentKind.COMMENT) -> Said:
    """What ``add_comment`` does, in the caller's transaction."""
    words = _checked(text)
    people, unknown = _mentioned(words)
    comment = Comment.objects.create(
        article=about.article,
        claim=about.claim,
        start=about.span.start if about.span else None,
        end=about.span.end if about.span else None,
        parent=about.parent,
        kind=kind.value,
        author=by,
        text=words,
        never_held=sees_decisions(by),
    )
    comment.mentions.set(people)
    _record("comment.added", comment, by=by, kind=kind.value, text_hash=hash_text(words))
    if about.parent and Comment.objects.unheld().filter(pk=comment.pk).exists():
        _store_resolution(_locked_root(comment), by=None)
    tell_mentioned(Comment.objects.filter(pk=comment.pk))
    return Said(comment, tuple(unknown))


@transaction.atomic(durable=True)
def resolve_thread(*, comment: Comment, by: Any) -> Comment:
    """Say that nothing is left to do about a thread."""
    root = _locked_root(comment)
    can_resolve(by, root).enforce()
    if root.resolved_at:
        message = "This thread is resolved already."
        raise IllegalTransition(message)
    _store_resolution(root, by=by)
    _record("comment.resolved", root, by=by)
    return root


@transaction.atomic(durable=True)
def reopen_thread(*, comment: Comment, by: Any) -> Comment:
    """Take back that a thread is resolved."""
    root = _locked_root(comment)
    can_resolve(by, root).enforce()
    if not root.resolved_at:
        message = "This thread is open."
        raise IllegalTransition(message)
    _store_resolution(root, by=None)
    _record("comment.reopened", root, by=by)
    return root


def tell_mentioned(comments: Any = None) -> int:
    """Tell those who are mentioned in ``comments``, or in any, that are held no more; how many comments. Safe twice.

    A notice belongs to a review, so a mention waits until the claim, or one near the words, has one.
    """
    untold = (Comment.objects.all() if comments is None else comments).untold()
    if not untold.exists():  # nearly always; whether one is held is far more to ask
        return 0
    rows = untold.unheld().select_related("author", "claim", "article").defer("article__body").order_by("pk")
    return sum(_tell(comment) for comment in list(rows[:SWEEP_MOST]))


def sweep_mentions() -> int:
    """Tell those who are mentioned in what was held until now; how many comments."""
    with transaction.atomic():
        return tell_mentioned()


def _tell(comment: Comment) -> bool:
    review = _review_near(comment)
    if review is None:
        return False
    if Comment.objects.filter(pk=comment.pk, told_at__isnull=True).update(told_at=timezone.now()) != 1:
        return False
    people = [person for person in comment.mentions.filter(is_active=True).order_by("pk") if person != comment.author]
    text = f"{comment.author} mentions you: “{Truncator(comment.text).chars(300)}”"
    request_notices(review, people, NoticeKind.MENTION, text=text, occasion=f"comment {comment.pk}")
    return True


def _review_near(comment: Comment) -> Review | None:
    """The newest review of the claim, or of the first claim that overlaps the words, or of any in the article."""
    reviews = Review.objects.filter(claim__article=comment.article_id).order_by("-pk")
    if comment.claim_id:
        return reviews.filter(claim=comment.claim_id).first()
    overlapping = reviews.filter(claim__start__lt=comment.end, claim__end__gt=comment.start)
    return overlapping.first() or reviews.first()


def _mentioned(text: str) -> tuple[list[Any], list[str]]:
    """The people whom ``text`` mentions and who may read it, and the names that nobody has."""
    names = list(dict.fromkeys(name.rstrip(".+-") for name in _MENTION.findall(text)))
    readers: Iterable[Any] = get_user_model()._default_manager.with_perm("reviews.view_review")
    known = {person.get_username().casefold(): person for person in readers} if names else {}
    people = [known[name.casefold()] for name in names if name.casefold() in known]
    return people, [name for name in names if name.casefold() not in known]


def _checked(text: str) -> str:
    words = text.strip()
    if not normalise(words):
        sentence = "Write something; blanks alone say nothing."
        raise InvalidInput(sentence, fields={"text": sentence})
    if len(words) > TEXT_MOST:
        sentence = f"This has {len(words):,} characters; at most {TEXT_MOST:,} are taken."
        raise InvalidInput(sentence, fields={"text": sentence})
    return words


def _locked_root(comment: Comment) -> Comment:
    root: Comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.parent_id or comment.pk)
    return root


def _store_resolution(root: Comment, *, by: Any) -> None:
    root.resolved_at, root.resolved_by = (timezone.now(), by) if by else (None, None)
    root.save(update_fields=["resolved_at", "resolved_by"])


def _record(verb: str, comment: Comment, *, by: Any, **details: Any) -> None:
    """The ledger has that somebody wrote, and a hash of what: the words themselves may be held."""
    about = {"claim": comment.claim} if comment.claim else {"article": comment.article}
    ledger.record(verb, by=by, comment=str(comment.public_id), **details, **about)
