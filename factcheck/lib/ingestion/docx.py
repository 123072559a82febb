"""Word documents (DOCX)."""

import io
import zipfile
from typing import Any
from xml.etree.ElementTree import Element

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.archives import check_archive
from factcheck.lib.ingestion.base import Reading, ReadLimits, Upload
from factcheck.lib.ingestion.blocks import block_text
from factcheck.lib.ingestion.cleaning import one_line, tidy, without_headline
from factcheck.lib.ingestion.html import TRUNCATED
from factcheck.lib.ingestion.pages import open_page

_STYLES = "p[style-name='Title'] => h1:fresh"
_CORE = "docProps/core.xml"
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}


def read_docx(upload: Upload, limits: ReadLimits) -> Reading:
    """The text of a Word document; its headline is its title, or a first heading.

    The date in the file is that of its writing, not of publication, so it is only noted.
    """
    check_archive(upload.content, limits)
    page = open_page(f"<html><body><p></p>{_to_html(upload.content)}</body></html>", depth=limits.depth)
    text = tidy(block_text(page.tree))
    title, author, dated = _properties(upload.content)
    heading = next((one_line(element.text_content()) for element in page.tree.iter("h1")), "")
    headline = heading if heading and text.startswith(heading) else title
    notes = (
        TRUNCATED if page.truncated else "",
        f"The Word file is dated {dated}." if dated else "",
    )
    return Reading(
        text=without_headline(text, headline),
        headline=headline,
        byline=author,
        notes=tuple(note for note in notes if note),
    )


def _to_html(content: bytes) -> str:
    import mammoth

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_image)
        )
    except MemoryError:
        raise
    except Exception as error:  # a damaged document provokes errors of any kind
        message = "The Word document is damaged and can not be read. Save it again, or paste the text."
        raise InvalidInput(message) from error
    return str(result.value)


def _no_image(_image: Any) -> dict[str, str]:
    return {}


def _properties(content: bytes) -> tuple[str, str, str]:
    """Title, author and day of the file, empty where it does not say."""
    from defusedxml.ElementTree import ParseError, fromstring

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if _CORE not in archive.namelist():
            return "", "", ""
        try:
            root: Element = fromstring(archive.read(_CORE))
        except ParseError:
            return "", "", ""
    title, author = (one_line(root.findtext(name, "", _NAMES)) for name in ("dc:title", "dc:creator"))
    return title, author, root.findtext("dcterms:created", "", _NAMES)[:10]
