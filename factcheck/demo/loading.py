"""The texts of the demo put in through the services, and the question what the workers still have to do with them."""

from typing import Any

from claims.choices import IntakeWay
from claims.models import Article, ArticleIntake, ExtractionRun
from claims.services.articles import ArticleDraft, submit_article
from claims.services.intake import Incoming, take_in_article
from factcheck.demo import content
from factcheck.demo.content import DemoFile, DemoText
from reviews.models import Review
from sources.models import DocumentIntake, LinkingRun
from sources.services.documents import DocumentDraft, add_document, take_in_document

PREFIX = content.PREFIX
UNDER_WAY = ("pending", "running")


def load_documents(*, by: Any) -> int:
    """Put the library in; the number of documents that are new."""
    new = sum(add_document(draft=_document_draft(text), by=by).created for text in content.documents())
    return new + sum(_take_in_document(file, by) for file in content.FILES)


def load_article(slug: str, *, by: Any) -> bool:
    """Hand in the article called ``slug``; whether it is new."""
    text = content.article(slug)
    return submit_article(draft=_article_draft(text), by=by).created


def load_page(*, by: Any) -> bool:
    """Upload the page of another outlet; whether it is new."""
    external_id = content.PAGE.given["external_id"]
    if ArticleIntake.objects.filter(given__external_id=external_id).exclude(status="failed").exists():
        return False
    take_in_article(incoming=_incoming(content.PAGE), given=dict(content.PAGE.given), by=by)
    return True


def find_article(slug: str) -> Article:
    """The article of the demo called ``slug``; ``Article.DoesNotExist`` when it has not come in."""
    found: Article = Article.objects.get(external_id=PREFIX + slug)
    return found


def is_loaded(slug: str) -> bool:
    """Whether the article of the demo called ``slug`` has come in."""
    return Article.objects.filter(external_id=PREFIX + slug).exists()


def missing_documents() -> str:
    """What the workers still have to read, in words; empty when they are done."""
    waiting = DocumentIntake.objects.filter(given__external_id__startswith=PREFIX, status__in=UNDER_WAY).count()
    return f"{waiting} documents to be read" if waiting else ""


def missing_work() -> str:
    """What the workers still have to do with the articles, in words; empty when every live claim has its review."""
    pages = ArticleIntake.objects.filter(given__external_id__startswith=PREFIX, status__in=UNDER_WAY).count()
    articles = ExtractionRun.objects.filter(article__external_id__startswith=PREFIX, status__in=UNDER_WAY).count()
    searches = LinkingRun.objects.filter(claim__article__external_id__startswith=PREFIX)
    claims = searches.filter(status__in=UNDER_WAY).count()
    linked = searches.filter(status__in=("done", "failed"), claim__discarded_at__isnull=True)
    reviews = linked.exclude(claim__in=Review.objects.values("claim")).values("claim").distinct().count()
    counts = {"pages to be read": pages, "articles to be taken apart": articles}
    counts |= {"claims to be looked up": claims, "reviews to be opened": reviews}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _document_draft(text: DemoText) -> DocumentDraft:
    return DocumentDraft(
        text=text.text,
        title=text.fact("title"),
        publisher=text.fact("publisher"),
        publisher_kind=text.fact("kind"),
        primary=text.fact("primary") == "yes",
        external_id=text.external_id,
        url=text.fact("url"),
        language="en",
        published_at=text.published_at,
    )


def _article_draft(text: DemoText) -> ArticleDraft:
    return ArticleDraft(
        body=text.text,
        headline=text.fact("headline"),
        byline=text.fact("byline"),
        outlet=text.fact("outlet"),
        language="en",
        published_at=text.published_at,
        external_id=text.external_id,
        url=text.fact("url"),
    )


def _take_in_document(file: DemoFile, by: Any) -> bool:
    external_id = file.given["external_id"]
    if DocumentIntake.objects.filter(given__external_id=external_id).exclude(status="failed").exists():
        return False
    take_in_document(incoming=_incoming(file), given=dict(file.given), by=by)
    return True


def _incoming(file: DemoFile) -> Incoming:
    return Incoming(way=IntakeWay.UPLOAD, content=file.content, filename=file.filename, media_type=file.media_type)
