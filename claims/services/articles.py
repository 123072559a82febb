"""Taking articles in, and filling in what was not known about them."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import Article, ArticleIntake, Snapshot, Submission
from claims.policies import can_complete, can_submit
from claims.services import ledger
from claims.services.drafts import carry_claims
from claims.services.extraction import request_extraction
from claims.services.snapshots import keep_snapshot
from claims.services.texts import check_draft, check_time, checked_text
from claims.signals import publication_moved, topic_changed
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.fingerprints import hash_text
from factcheck.lib.ingestion.language import guess_language
from factcheck.lib.ingestion.urls import canonical_url

HEADLINE_WORDS = 12
NO_HEADLINE = "No headline was found; the first words stand in its place."


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """What is known of an article that comes in; only ``body`` must be there. Empty means not known."""

    body: str
    headline: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    topic: str = ""
    published_at: dt.datetime | None = None
    external_id: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submitted:
    """The article, and whether it is new; ``replayed`` when the answer repeats that to an earlier request."""

    article: Article
    created: bool
    replayed: bool = False


@transaction.atomic(durable=True)
def submit_article(
    *,
    draft: ArticleDraft,
    by: Any,
    content: bytes | None = None,
    media_type: str = "text/plain",
    key: str = "",
    request_hash: str = "",
) -> Submitted:
    """Store an article and ask for its claims. The same article twice, or the same ``key``, gives the first one.

    ``content`` is the original bytes, where they are not just the body. Raises ``InvalidInput`` for an empty body or
    what ``check_draft`` refuses, ``TooLarge`` over the limit, ``NotAllowed``, and ``Conflict`` when ``key`` was used
    for another request.
    """
    can_submit(by).enforce()
    check_draft(draft)
    earlier = find_submission(by=by, key=key, request_hash=request_hash)
    if earlier and earlier.article:
        return Submitted(earlier.article, created=earlier.created, replayed=True)
    snapshot = keep_snapshot(content or draft.body.encode(), media_type=media_type, url=draft.url)
    article, created = store_article(draft=draft, snapshot=snapshot, by=by)
    remember_submission(by=by, key=key, request_hash=request_hash, article=article, created=created)
    return Submitted(article, created=created)


def find_submission(*, by: Any, key: str, request_hash: str) -> Submission | None:
    """What ``by`` sent under ``key`` before; ``Conflict`` when that was another request."""
    if not key:
        return None
    found = Submission.objects.select_related("article", "intake").filter(client=by, key=key).first()
    if found and found.request_hash != request_hash:
        message = "This Idempotency-Key was used for another request; use a new key for a new article."
        raise Conflict(message)
    return found


def remember_submission(*, by: Any, key: str, request_hash: str, **made: Article | ArticleIntake | bool) -> None:
    """Keep what was ``made`` of a request under ``key``, in the caller's transaction.

    ``Conflict`` when two requests with the key come at the same time.
    """
    if not key:
        return
    try:
        with transaction.atomic():
            Submission.objects.create(client=by, key=key, request_hash=request_hash, **made)
    except IntegrityError as error:
        message = "A request with this Idempotency-Key is being handled right now; send it again in a moment."
        raise Conflict(message) from error


def store_article(
    *, draft: ArticleDraft, snapshot: Snapshot, by: Any, supersedes: Article | None = None
) -> tuple[Article, bool]:
    """Write the article and the request for its claims in the caller's transaction.

    An article that is known already gets the facts that it lacks; those that it has stay as they are. A new draft, of
    ``supersedes`` or of what came in under the same id, takes over the claims whose words are still there.
    """
    check_draft(draft)
    check_time(draft.published_at)
    body = checked_text(draft.body, field="body")
    url = canonical_url(draft.url) if draft.url else ""
    body_hash = hash_text(body)
    known = Article.objects.same_text(body_hash=body_hash, external_id=draft.external_id, url=url).first()
    if known:
        return _fill_in(known, draft, by), False
    article = Article.objects.create(
        external_id=draft.external_id,
        url=url,
        headline=_headline(draft.headline, body),
        byline=draft.byline[:300],
        outlet=draft.outlet[:200],
        language=draft.language[:12] or guess_language(body),
        language_recognised=not draft.language,
        topic=draft.topic[:60],
        published_at=draft.published_at,
        published_on=publication_day(draft.published_at),
        body=body,
        body_hash=body_hash,
        snapshot=snapshot,
        notes=[*draft.notes, *_notes(draft)],
        submitted_by=by,
        supersedes=supersedes or Article.objects.newest_under(draft.external_id),
    )
    ledger.record(
        "article.submitted", by=by, article=article, headline=article.headline, snapshot=snapshot.sha256, url=url
    )
    if article.supersedes:
        carry_claims(before=article.supersedes, after=article, by=by)
    request_extraction(article=article)
    return article, True


def _headline(given: str, body: str) -> str:
    """The headline that was given, or the first words of the text in its place."""
    if given.strip():
        return " ".join(given.split())[:500]
    words = body.split(maxsplit=HEADLINE_WORDS)
    return (" ".join(words[:HEADLINE_WORDS]) + (" …" if len(words) > HEADLINE_WORDS else ""))[:500]


def _notes(draft: ArticleDraft) -> list[str]:
    return [] if draft.headline.strip() else [NO_HEADLINE]


def publication_day(published_at: dt.datetime | None) -> dt.date | None:
    """The day of ``published_at`` where the article was published: by its own offset, or the desk's for a UTC time."""
    if published_at is None:
        return None
    if published_at.utcoffset():
        return published_at.date()
    return timezone.localtime(published_at, timezone.get_default_timezone()).date()


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What a person fills in; ``None`` leaves a fact as it is."""

    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    language: str | None = None
    topic: str | None = None
    published_at: dt.datetime | None = None


@transaction.atomic(durable=True)
def complete_article(*, article: Article, facts: ArticleFacts, by: Any) -> Article:
    """Fill in or correct what is known about an article.

    Another publication time or language asks for another reading, because relative dates count from it. Raises
    ``InvalidInput`` for an empty headline or a time more than a year ahead.
    """
    can_complete(by, article).enforce()
    return _complete(_lock(article), facts, by)


def _lock(article: Article) -> Article:
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


def _fill_in(known: Article, draft: ArticleDraft, by: Any) -> Article:
    """``known`` with the facts of ``draft`` that it lacked."""
    if not _missing(known, draft):
        return known
    locked = _lock(known)
    return _complete(locked, ArticleFacts(**_missing(locked, draft)), by)


def _missing(article: Article, draft: ArticleDraft) -> dict[str, Any]:
    """The facts of ``draft`` that ``article`` lacks; first words in the place of a headline are none."""
    brought = {
        "headline": " ".join(draft.headline.split())[:500],
        "byline": draft.byline[:300],
        "outlet": draft.outlet[:200],
        "language": draft.language[:12],
        "topic": draft.topic[:60],
        "published_at": draft.published_at,
    }
    lacks = {
        name for name in brought if not getattr(article, name) or (name == "headline" and NO_HEADLINE in article.notes)
    }
    return {name: value for name, value in brought.items() if value and name in lacks}


def _complete(locked: Article, facts: ArticleFacts, by: Any) -> Article:
    changes = _changes(locked, facts)
    if not changes:
        return locked
    before = {name: str(getattr(locked, name) or "") for name in changes}
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.notes = [note for note in locked.notes if "headline" not in changes or note != NO_HEADLINE]
    locked.language_recognised = locked.language_recognised and "language" not in changes
    locked.save(update_fields=[*changes, "notes", "language_recognised"])
    changed = {name: [before[name], str(value)] for name, value in changes.items()}
    ledger.record("article.completed", by=by, article=locked, changes=changed)
    if "published_at" in changes:
        publication_moved.send(sender=Article, article=locked)
    if "topic" in changes:
        topic_changed.send(sender=Article, article=locked)
    if changes.keys() & {"published_at", "language"}:
        request_extraction(article=locked)
    return locked


def _changes(article: Article, facts: ArticleFacts) -> dict[str, Any]:
    """The facts that differ from what is stored, checked."""
    given = {name: value for name, value in asdict(facts).items() if value is not None}
    changes = {name: value for name, value in given.items() if value != getattr(article, name)}
    if "headline" in changes and not changes["headline"].strip():
        message = "An article needs a headline."
        raise InvalidInput(message, fields={"headline": message})
    if "published_at" in changes:
        check_time(changes["published_at"])
        changes["published_on"] = publication_day(changes["published_at"])
    return changes
