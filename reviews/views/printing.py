"""The annotated galley for paper: a page, a PDF, a Word file."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from claims.models import Article
from reviews.formats.docx import galley_docx
from reviews.formats.pdf import galley_pdf
from reviews.pages.printed import printed_galley

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_GET
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The annotated galley as a page to print."""
    found = _article(request, public_id)
    shown = {"article": found, "printed": printed_galley(found, user=request.user)}
    return render(request, "reviews/print.html", shown)


@login_required
@require_GET
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The annotated galley as a PDF."""
    found = _article(request, public_id)
    content = galley_pdf(printed_galley(found, user=request.user), fonts=settings.PRINT_FONTS)
    return _file(content, found, "application/pdf", "pdf")


@login_required
@require_GET
def docx(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The annotated galley as a Word file."""
    found = _article(request, public_id)
    return _file(galley_docx(printed_galley(found, user=request.user)), found, _DOCX, "docx")


def _article(request: HttpRequest, public_id: UUID) -> Article:
    articles = Article.objects.visible_to(request.user).select_related("stands_in_for")
    found: Article = get_object_or_404(articles, public_id=public_id)
    return found.stands_in_for or found


def _file(content: bytes, article: Article, media_type: str, ending: str) -> HttpResponse:
    name = slugify(article.headline)[:60] or "galley"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)
