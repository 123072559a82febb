"""Handing in a new draft of an article that is there."""

from typing import Any

from django.db import transaction

from claims.models import Article
from claims.policies import can_submit
from claims.services.articles import ArticleDraft, store_article
from claims.services.snapshots import keep_snapshot
from factcheck.lib.errors import Conflict


@transaction.atomic(durable=True)
def submit_draft(*, article: Article, body: str, headline: str, by: Any) -> Article:
    """Hand in a new version of ``article``: another article in its place, with the facts that are known of it.

    Raises what ``submit_article`` raises, and ``Conflict`` when nothing changed or a newer draft is there.
    """
    can_submit(by).enforce()
    locked = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if locked.superseded_by.exists():
        message = "A newer draft of this article is there already; hand the new version in on its page."
        raise Conflict(message)
    draft = ArticleDraft(
        body=body, headline=headline or locked.headline, byline=locked.byline, outlet=locked.outlet,
        language=locked.language, published_at=locked.published_at, external_id=locked.external_id, url=locked.url,
        topic=locked.topic,
    )  # fmt: skip
    snapshot = keep_snapshot(body.encode(), media_type="text/plain", url=locked.url)
    stored, created = store_article(draft=draft, snapshot=snapshot, by=by, supersedes=locked)
    if not created:
        message = "This text was handed in before; nothing changed."
        raise Conflict(message)
    return stored
