"""The annotated galley on paper."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Article
from factcheck.lib.spans import Span
from reviews.formats.docx import galley_docx
from reviews.formats.pdf import NO_FONT, galley_pdf
from reviews.formats.printed import Footnote, PrintedGalley, paragraphs_of
from reviews.models import Review
from reviews.services import signoff
from reviews.services.coverage import coverage_of
from tests.factories import make_article, make_claim

NOWHERE = Path("/nowhere")
FONTS = Path("/usr/share/fonts/truetype/dejavu")


def made(body: str, *notes: Footnote, headline: str = "A headline") -> PrintedGalley:
    return PrintedGalley(headline, "en", ("Printed.",), paragraphs_of(body, notes), notes, ("Not signed off.",))


def text_of(pdf: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def footnotes_of(file: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(file)).read("word/footnotes.xml").decode()


def test_the_number_stands_behind_the_last_piece_of_a_claim() -> None:
    note = Footnote(1, ("said",), "open", (Span(0, 3), Span(8, 13)))
    [runs] = paragraphs_of("One two three four", [note])
    assert [(run.text, run.tone, run.notes) for run in runs] == [
        ("One", "open", ()), (" two ", "", ()), ("three", "open", (1,)), (" four", "", ()),
    ]  # fmt: skip


def test_claims_that_overlap_keep_their_numbers_and_the_text_is_whole() -> None:
    notes = [Footnote(1, (), "open", (Span(0, 10),)), Footnote(2, (), "decided", (Span(4, 10),))]
    [runs] = paragraphs_of("0123456789 end", notes)
    assert [(run.text, run.tone) for run in runs] == [("0123", "open"), ("456789", "decided"), (" end", "")]
    assert runs[1].notes == (1, 2)


@given(
    body=st.text(alphabet="ab \n", max_size=50),
    places=st.lists(st.tuples(st.integers(0, 49), st.integers(1, 9)), max_size=6),
)
def test_no_word_is_lost(body: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in places if start + length <= len(body)]
    notes = [Footnote(number, (), "open", (span,)) for number, span in enumerate(spans, 1)]
    printed = "".join(run.text for runs in paragraphs_of(body, notes) for run in runs)
    assert printed.split() == body.split() or printed.replace("\n", "") == body.replace("\n", "").strip("\n")


@pytest.fixture
def printable(decided: Review, editor: User) -> Article:
    article = decided.claim.article
    bare = coverage_of(article).of("unaccounted")
    signoff.clear_sentences(article=article, spans=[bare[0].span], reason="Common knowledge.", by=editor)
    return article


def test_every_form_has_source_locator_who_checked_and_when(
    client: Client, printable: Article, decided: Review, reviewer: User
) -> None:
    client.force_login(reviewer)
    citation = decided.verdicts.get().citations.get()
    document = citation.evidence.passage.document
    page = client.get(reverse("reviews:print", args=[printable.public_id])).content.decode()
    pdf = text_of(client.get(reverse("reviews:print_pdf", args=[printable.public_id])).content)
    docx = footnotes_of(client.get(reverse("reviews:print_docx", args=[printable.public_id])).content)
    for shown in (page, " ".join(pdf.split()), docx):
        for words in (
            document.source.name,
            document.title,
            f"Checked by {reviewer.username}",
            "True.",
            str(decided.updated_at.year),
        ):
            assert words in shown, words
    for shown in (page, " ".join(pdf.split())):
        for words in ("Common knowledge.", "Not signed off.", "Unaccounted for:"):
            assert words in shown, words


def test_a_claim_nobody_decided_says_so(client: Client, editor: User) -> None:
    claim = make_claim()
    client.force_login(editor)
    page = client.get(reverse("reviews:print", args=[claim.article.public_id])).content.decode()
    assert "Not checked: being prepared." in page
    assert 'href="#note-1"' in page


def test_one_claim_and_thirty_cost_as_many_questions(
    client: Client, editor: User, django_assert_max_num_queries: Callable
) -> None:
    client.force_login(editor)
    seen = []
    for count in (1, 30):
        article = make_article()
        for _ in range(count):
            make_claim(article=article)
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse("reviews:print", args=[article.public_id]))
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_word_file_opens_and_its_footnotes_are_referred_to() -> None:
    import docx

    file = galley_docx(
        made("The pier closes. It is old.", Footnote(1, ("Lindt & <Sons>: it closes.",), "open", (Span(0, 15),)))
    )
    opened = docx.Document(io.BytesIO(file))
    assert "The pier closes. It is old." in [paragraph.text for paragraph in opened.paragraphs]
    assert 'footnoteReference w:id="1"' in opened.element.xml
    assert "Lindt &amp; &lt;Sons&gt;: it closes." in footnotes_of(file)


BAD = [
    "مرحبا بالعالم. شلوم",
    "👩‍👩‍👧 e\u0301 o\u0308",
    "w" * 10_000,
    "a\x00b\x0bc\x1f",
    "<script>alert(1)</script> & co",
    "\ud7ff￿",
]


@pytest.mark.parametrize("body", BAD)
@pytest.mark.parametrize("fonts", [FONTS, NOWHERE])
def test_hostile_text_is_printed(body: str, fonts: Path) -> None:
    galley = made(body, Footnote(1, (body,), "open", (Span(0, len(body)),)), headline=body[:300])
    assert galley_pdf(galley, fonts=fonts).startswith(b"%PDF")
    assert footnotes_of(galley_docx(galley))


LEFTWARDS = "قال المتحدث إن الجسر سيغلق يوم الاثنين.\n\nThe pier closes on Monday."


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not installed")
def test_arabic_is_joined_and_stands_at_the_right_of_the_page() -> None:
    from pypdf import PdfReader

    found: list[tuple[str, float]] = []
    note = Footnote(1, ("said",), "open", (Span(0, 10),))
    reader = PdfReader(io.BytesIO(galley_pdf(made(LEFTWARDS, note), fonts=FONTS)))
    reader.pages[0].extract_text(visitor_text=lambda text, _, place, *_rest: found.append((text, place[4])))
    [arabic] = [place for text, place in found if "\u0627" in text or "\ufe8d" in text][:1]
    [latin] = [place for text, place in found if "The pier closes" in text]
    assert arabic > latin + 100
    assert "[1]" in text_of(galley_pdf(made(LEFTWARDS, note), fonts=FONTS)).replace("]1[", "[1]")


def test_arabic_runs_leftwards_in_word_and_latin_does_not() -> None:
    document = zipfile.ZipFile(io.BytesIO(galley_docx(made(LEFTWARDS)))).read("word/document.xml").decode()
    assert document.count("<w:bidi/>") == 1
    assert document.count("<w:rtl/>") == 1


def test_a_pdf_without_fonts_says_what_is_missing() -> None:
    assert NO_FONT in " ".join(text_of(galley_pdf(made("Пирс закрыт."), fonts=NOWHERE)).split())
    assert NO_FONT not in " ".join(text_of(galley_pdf(made("“Plain” words – all there…"), fonts=NOWHERE)).split())


def test_a_stranger_prints_nothing(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    article = make_article()
    for name in ("print", "print_pdf", "print_docx"):
        assert client.get(reverse(f"reviews:{name}", args=[article.public_id])).status_code == 404
