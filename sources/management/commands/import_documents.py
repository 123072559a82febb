"""``import_documents FILE...``: documents of the library from JSON Lines."""

from django.utils.timezone import get_default_timezone

from factcheck.lib.importing import ImportCommand
from factcheck.lib.jsonlines import Line
from factcheck.lib.moments import parse_moment
from sources.services.documents import DocumentDraft, add_document


class Command(ImportCommand):
    """Adds every document of the files; one that is known already is not added again.

    A line is an object with ``text`` and, where known, ``id``, ``url``, ``title``, ``publisher``, ``published``,
    ``publisher_kind`` and ``primary``.
    """

    help = "Import documents from JSON Lines: text, id, url, title, publisher, published, publisher_kind, primary."

    def store(self, line: Line) -> bool:
        """Add one document."""
        return add_document(draft=_draft(line), by=None).created


def _draft(line: Line) -> DocumentDraft:
    return DocumentDraft(
        text=line.required("text"),
        title=line.text("title", "headline"),
        publisher=line.text("publisher", "outlet"),
        publisher_kind=line.text("publisher_kind"),
        primary=line.flag("primary"),
        external_id=line.label("id", "external_id"),
        url=line.text("url"),
        language=line.text("language"),
        published_at=parse_moment(line.text("published", "published_at", "date"), zone=get_default_timezone()),
    )
