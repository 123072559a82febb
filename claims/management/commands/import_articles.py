"""``import_articles FILE...``: articles from JSON Lines."""

from django.utils.timezone import get_default_timezone

from claims.services.articles import ArticleDraft, submit_article
from factcheck.lib.importing import ImportCommand
from factcheck.lib.jsonlines import Line
from factcheck.lib.moments import parse_moment


class Command(ImportCommand):
    """Hands in every article of the files; one that is known already is not handed in again.

    A line is an object with ``text`` and, where known, ``id``, ``headline`` (or ``title``), ``byline`` (or
    ``author``), ``outlet`` (or ``publisher``), ``language``, ``published`` and ``url``.
    """

    help = "Import articles from JSON Lines: text, id, headline, byline, outlet, language, published, url."

    def store(self, line: Line) -> bool:
        """Hand in one article."""
        return submit_article(draft=_draft(line), by=None).created


def _draft(line: Line) -> ArticleDraft:
    return ArticleDraft(
        body=line.required("text", "body"),
        headline=line.text("headline", "title"),
        byline=line.text("byline", "author"),
        outlet=line.text("outlet", "publisher"),
        language=line.text("language"),
        published_at=parse_moment(line.text("published", "published_at", "date"), zone=get_default_timezone()),
        external_id=line.label("id", "external_id"),
        url=line.text("url"),
    )
