"""The passages of the library, searched by words."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sources.forms import SearchForm
from sources.pages.found import found_passages


@login_required
@require_GET
def passages(request: HttpRequest) -> HttpResponse:
    """Passages that hold the words, with these marked; phrases in quotation marks, and a minus for what must not be."""
    search = SearchForm(request.GET)
    found = found_passages(user=request.user, typed=search.given())
    return render(request, "sources/passages.html", {"search": search, "found": found})
