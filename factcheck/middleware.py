"""What pages answer beyond their views: business errors, and fragments for whom the session has ended."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.template.loader import select_template

from factcheck.lib.errors import DomainError
from factcheck.lib.fragments import is_fragment

API = "/api/"


class DomainErrorMiddleware:
    """Answers a ``DomainError`` of a page view; the API answers its own in ``factcheck.api.errors``.

    The template is the one of the status, such as ``409.html``, or ``error.html``. It is given ``status``, ``message``
    (the sentence for the person) and ``fields`` (``{"input": "what is wrong with it"}``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for ``exception``, or ``None`` for what is not ours to answer."""
        if not isinstance(exception, DomainError) or request.path_info.startswith(API):
            return None
        template = select_template([f"{exception.status}.html", "error.html"])
        context = {"status": exception.status, "message": exception.message, "fields": exception.fields}
        return HttpResponse(template.render(context, request), status=exception.status)


class FragmentMiddleware:
    """Answers 401 to a page that asks for a part of itself when the session has ended.

    A redirect to the login would put the form for it into the middle of the page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        place = response.headers.get("Location", "")
        if is_fragment(request) and place and place.startswith(f"{resolve_url(settings.LOGIN_URL)}?"):
            return HttpResponse("Your session has ended.", status=401, content_type="text/plain")
        return response
