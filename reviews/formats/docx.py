"""The annotated galley as a Word file, with real footnotes."""

from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from reviews.formats.printed import Footnote, PrintedGalley, Run, printable, runs_leftwards

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINES: Final = {"published": "single", "decided": "double", "disputed": "wave", "assigned": "single", "open": "dash"}


def galley_docx(galley: PrintedGalley) -> bytes:
    """The file's bytes."""
    import docx

    file = docx.Document()
    file.core_properties.title = printable(galley.headline)[:250]
    file.core_properties.author = ""
    file.add_heading(printable(galley.headline), level=1)
    for fact in galley.facts:
        file.add_paragraph(printable(fact), style="Subtitle")
    for paragraph in galley.paragraphs:
        written = file.add_paragraph()
        leftwards = runs_leftwards("".join(run.text for run in paragraph))
        if leftwards:
            _turn(written._p.get_or_add_pPr(), "w:bidi")
        for run in paragraph:
            _write(written, run, leftwards=leftwards)
    file.add_heading("Sign-off and sentences without a check", level=2)
    for line in galley.closing:
        file.add_paragraph(printable(line))
    _add_footnotes(file, galley.notes)
    stored = BytesIO()
    file.save(stored)
    return stored.getvalue()


def _turn(properties: Any, name: str) -> None:
    """Have a paragraph, or the words of one, run from right to left."""
    from docx.oxml import OxmlElement

    properties.append(OxmlElement(name))


def _write(paragraph: Any, run: Run, *, leftwards: bool) -> None:
    written = paragraph.add_run(run.text)
    if leftwards:
        _turn(written._r.get_or_add_rPr(), "w:rtl")
    if run.tone:
        _underline(written, _LINES.get(run.tone, "dotted"))
    for number in run.notes:
        _refer(paragraph, number)


def _underline(run: Any, line: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    underline = OxmlElement("w:u")
    underline.set(qn("w:val"), line)
    run._r.get_or_add_rPr().append(underline)


def _refer(paragraph: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _add_footnotes(file: Any, notes: tuple[Footnote, ...]) -> None:
    """Add the part that holds the footnotes, which the library has not; Word wants the first two for its lines."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    lines = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
        '<w:footnote w:type="continuationSeparator" w:id="0">'
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>",
        *(_footnote(note) for note in notes),
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}<w:footnotes xmlns:w="{_MAIN}">{"".join(lines)}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), file.part.package)
    file.part.relate_to(part, _RELATION)


def _footnote(note: Footnote) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    first, *others = [_text(line) for line in note.lines] or [""]
    paragraphs = [f"<w:p>{mark}{first}</w:p>", *(f"<w:p>{line}</w:p>" for line in others)]
    return f'<w:footnote w:id="{note.number}">{"".join(paragraphs)}</w:footnote>'


def _text(line: str) -> str:
    words = escape(" " + " ".join(printable(line).split()))
    return f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
