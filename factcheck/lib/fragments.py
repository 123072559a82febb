"""Parts of pages for htmx: the same address answers with the whole page, or with the part that a page asks for."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

ASKED = "HX-Request"
REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY
"""The status of a fragment that shows a form again: htmx puts it into the page, as it does not with other errors."""


def is_fragment(request: HttpRequest) -> bool:
    """Whether a page asks for a part of itself."""
    return request.headers.get(ASKED) == "true"


def render_either(
    request: HttpRequest, *, page: str, fragment: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The template ``page``, or ``fragment`` for a page that asks for a part; a browser keeps the two apart."""
    answer = render(request, fragment if is_fragment(request) else page, dict(context), status=status)
    patch_vary_headers(answer, [ASKED])
    return answer
