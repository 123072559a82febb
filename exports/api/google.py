"""What we published in the shape of Google's Fact Check Tools API, ``/v1alpha1/``, read only.

The parameters, paths and members are those of its discovery document, so its client libraries read from here. The
token of a client is its ``key``.
"""

import datetime as dt
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from exports.api.entries import entry_of, feed_address, house
from exports.api.formats import AsAddressed
from exports.formats.factchecktools import claim, page, site_of
from exports.models import Publication
from factcheck.api.authentication import CmsToken, TokenAsKey, TokenAsPassword
from factcheck.api.errors import answer
from factcheck.api.filters import BadParameter, as_number, as_text, as_uuid, one_of, read_filters
from factcheck.api.views import Endpoint
from factcheck.lib.ingestion.urls import canonical_url, is_web_url

PAGE_SIZE: Final = 10
MOST_ON_A_PAGE: Final = 100
# What Google's clients send to every one of its APIs.
COMMON: Final[Mapping[str, Callable[[str], Any]]] = {
    "key": str, "alt": one_of(("json",)), "prettyPrint": one_of(("true", "false")), "quotaUser": str,
}  # fmt: skip
PAGED: Final[Mapping[str, Callable[[str], Any]]] = {
    **COMMON, "pageSize": as_number, "pageToken": as_text, "offset": as_number,
}  # fmt: skip
STATUSES: Final = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    405: "UNIMPLEMENTED", 429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE",
}  # fmt: skip
NOT_OF_THIS_LIST: Final = "The pageToken is not one of this list. Start again without it."


def _google_error(error: Exception, context: Mapping[str, Any]) -> Response:
    """An error as clients of Google's APIs read it."""
    answered = answer(error, context)
    problem: Any = answered.data
    status = STATUSES.get(answered.status_code, "INTERNAL")
    content = {"error": {"code": answered.status_code, "message": problem["detail"], "status": status}}
    told = ("WWW-Authenticate", "Retry-After")
    headers = {name: answered.headers[name] for name in told if name in answered.headers}
    context["request"].accepted_renderer = JSONRenderer()
    context["request"].accepted_media_type = JSONRenderer.media_type
    return Response(content, status=answered.status_code, headers=headers)


class GoogleEndpoint(Endpoint):
    """What the two kinds of addresses share."""

    authentication_classes = (TokenAsKey, TokenAsPassword, CmsToken, SessionAuthentication)
    content_negotiation_class = AsAddressed
    rights_of = Publication

    def get_exception_handler(self) -> Any:
        """Errors in Google's shape and not in ours."""
        return _google_error

    def standing(self) -> Any:
        """The verdicts that stand, as far as the client may read them."""
        return Publication.objects.visible_to(self.request.user).standing()


class ClaimSearchViewSet(GoogleEndpoint):
    """``claims:search``: the claims that we have checked."""

    @extend_schema(exclude=True)
    def list(self, request: Request) -> Response:
        """Standing verdicts with the words of ``query``, newest first."""
        allowed = {
            **PAGED,
            "query": as_text,
            "languageCode": as_text,
            "reviewPublisherSiteFilter": as_text,
            "maxAgeDays": as_number,
        }
        given = read_filters(request, allowed)
        if not given.keys() & {"query", "reviewPublisherSiteFilter"}:
            raise _bad("query", "Send a query, or the site whose reviews you want in reviewPublisherSiteFilter.")
        rows = _searched(self.standing(), given).newest_first().for_export()
        found, token = _page_of(rows, given, request)
        base = feed_address(request)
        claims = [claim(entry_of(row, base), house()) for row in found]
        return Response(({"claims": claims} if claims else {}) | token)


class MarkupPageViewSet(GoogleEndpoint):
    """``pages``: the verdicts that stand, by the article that they are about."""

    @extend_schema(exclude=True)
    def list(self, request: Request) -> Response:
        """Articles with a verdict that stands, in the order in which they got their first."""
        given = read_filters(request, {**PAGED, "url": as_text, "organization": as_text})
        rows = self._first_of_articles(given)
        found, token = _page_of(rows, given, request)
        pages = self._pages([row.article_public_id for row in found])
        return Response(({"claimReviewMarkupPages": pages} if pages else {}) | token)

    @extend_schema(exclude=True)
    def retrieve(self, request: Request, name: str) -> Response:
        """One article by the id in its name, ``pages/{id}``."""
        read_filters(request, COMMON)
        try:
            pages = self._pages([as_uuid(name)])
        except ValueError as error:
            raise Http404 from error
        if not pages:
            raise Http404
        return Response(pages[0])

    def _first_of_articles(self, given: Mapping[str, Any]) -> Any:
        """One row for each article, newest first: the one with the smallest number of those that stand."""
        rows = self.standing().first_of_articles()
        if "url" in given:
            url = canonical_url(given["url"]) if is_web_url(given["url"]) else given["url"]
            rows = rows.at_address(url)
        if "organization" in given and not _is_ours(given["organization"]):
            return rows.none()
        return rows.newest_first()

    def _pages(self, articles: Sequence[Any]) -> Sequence[dict[str, Any]]:
        base = feed_address(self.request)
        entries: dict[Any, list[Any]] = {article: [] for article in articles}
        for row in self.standing().of_articles(articles).in_feed_order().for_export():
            entries[row.article_public_id].append(entry_of(row, base))
        return [page(of_one, house()) for of_one in entries.values() if of_one]


def _searched(rows: Any, given: Mapping[str, Any]) -> Any:
    if "query" in given:
        rows = rows.holding(given["query"])
    if "languageCode" in given:
        rows = rows.in_language(given["languageCode"])
    if "maxAgeDays" in given:
        rows = rows.since(_days_ago(given["maxAgeDays"]))
    if "reviewPublisherSiteFilter" in given and not _is_ours(given["reviewPublisherSiteFilter"]):
        return rows.none()
    return rows


def _days_ago(days: int) -> dt.datetime:
    """The moment so many days ago; the first of the calendar for more days than there were."""
    try:
        return timezone.now() - dt.timedelta(days=days)
    except OverflowError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)


def _is_ours(site: str) -> bool:
    """Whether ``site`` is our host, written as a host or as an address, or our name."""
    written = site if "://" in site else f"https://{site}"
    try:
        host = site_of(written)
    except ValueError:
        return False
    return site_of(house().url) == host or site.casefold() == house().name.casefold()


def _page_of(rows: Any, given: Mapping[str, Any], request: Request) -> tuple[list[Any], dict[str, str]]:
    """The rows of the page that is asked for, newest first, and the token of the next one where there is one."""
    size = given.get("pageSize") or PAGE_SIZE
    size = min(size, MOST_ON_A_PAGE)
    key = _list_key(given, request)
    if "pageToken" in given:
        rows, start = rows.before(_read_token(given["pageToken"], key)), 0
    else:
        start = given.get("offset", 0)
    found = list(rows[start : start + size + 1])
    if len(found) <= size:
        return found, {}
    return found[:size], {"nextPageToken": _token(key, found[size - 1].sequence)}


def _list_key(given: Mapping[str, Any], request: Request) -> str:
    asked = sorted((name, str(value)) for name, value in given.items() if name not in PAGED)
    return hashlib.sha256(repr((request.path, asked)).encode(errors="backslashreplace")).hexdigest()[:12]


def _token(key: str, sequence: int) -> str:
    return urlsafe_b64encode(f"{key}.{sequence}".encode()).decode()


def _read_token(token: str, key: str) -> int:
    try:
        owner, _, sequence = urlsafe_b64decode(token).decode().partition(".")
        number = as_number(sequence)
    except ValueError as error:
        raise _bad("pageToken", NOT_OF_THIS_LIST) from error
    if owner != key:
        raise _bad("pageToken", NOT_OF_THIS_LIST)
    return number


def _bad(name: str, message: str) -> BadParameter:
    return BadParameter(message, fields={name: message})
