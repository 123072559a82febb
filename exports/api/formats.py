"""Entries, articles and the feed in the formats of others. The address names the format; ``Accept`` chooses nothing."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from claims.models import Article
from exports.api.entries import entry_of, feed_address, house, marked
from exports.api.shapes import ANNOTATION, JSON, JSON_LD, NEEDS_MORE, OF_ARTICLE, OF_ENTRY, as_json
from exports.choices import PublicationKind
from exports.formats.annotation import annotations
from exports.formats.entries import Entry
from exports.formats.lines import RawEntry, dashed, ndjson, utc
from exports.formats.provenance import provenance
from exports.formats.syndication import Channel, atom, rss
from exports.formats.table import csv_lines
from exports.models import FeedHead, Publication
from exports.services.trails import trail_of
from factcheck.api.authentication import CmsToken, TokenAsPassword
from factcheck.api.filters import as_number, as_uuid, one_of, read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint

FILTERS: Final = {"article": as_uuid, "kind": one_of(PublicationKind.values)}
SHOWN: Final = 50
READ_AT_ONCE: Final = 1_000
OBJECT: Final = OpenApiTypes.OBJECT
ARTICLE: Final = OpenApiParameter("article", OpenApiTypes.UUID)
KIND: Final = OpenApiParameter("kind", enum=PublicationKind.values)
AFTER: Final = OpenApiParameter("after", OpenApiTypes.INT, description="Only entries with a greater sequence.")
BEFORE: Final = OpenApiParameter("before", OpenApiTypes.INT, description="Only entries with a smaller sequence.")


class AsAddressed(BaseContentNegotiation):
    """Takes what the address names, whatever a client would rather have."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        """The first one."""
        return next(iter(parsers))

    def select_renderer(self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None) -> Any:
        """The first one."""
        first = next(iter(renderers))
        return first, first.media_type


class FormatEndpoint(Endpoint):
    """What a program of others reads by its address; a token may come as the password of Basic, as feed readers do."""

    authentication_classes = (TokenAsPassword, CmsToken, SessionAuthentication)
    content_negotiation_class = AsAddressed
    rights_of = Publication
    pagination_class = None
    sparse_actions = ()


class EntryFormatViewSet(FormatEndpoint):
    """One entry of the feed in the format of others."""

    @extend_schema(
        operation_id="publications_as_retrieve",
        summary="Read an entry in another format",
        description="A retraction has no `claimreview` (406).",
        parameters=[OpenApiParameter("shape", enum=[*OF_ENTRY, *NEEDS_MORE], location=OpenApiParameter.PATH)],
        responses={(200, JSON): OBJECT, (200, JSON_LD): OBJECT, **answers(404)},
    )
    def retrieve(self, request: Request, public_id: Any, shape: str) -> HttpResponseBase:
        """One entry in the format ``shape``."""
        read_filters(request)
        if shape in NEEDS_MORE:
            return self._from_rows(public_id, shape)
        chosen = _chosen(shape, OF_ENTRY)
        rows = Publication.objects.visible_to(request.user).for_export()
        entry = entry_of(get_object_or_404(rows, public_id=public_id), feed_address(request))
        if entry.is_retracted and not chosen.of_retractions:
            message = f"A retracted verdict has no {shape}; ask for the entry itself."
            raise NotAcceptable(message)
        return HttpResponse(chosen.content(entry, house()), content_type=chosen.media_type)

    def _from_rows(self, public_id: Any, shape: str) -> HttpResponseBase:
        rows = Publication.objects.visible_to(self.request.user).for_export()
        rows = rows.select_related("supersedes", "verdict", "review__claim__run", "review__claim__article")
        row = get_object_or_404(rows.defer("supersedes__payload"), public_id=public_id)
        entry = entry_of(row, feed_address(self.request))
        if shape == "prov":
            return _json(provenance(entry, trail_of(row), house()), JSON)
        return _json(annotations(entry, house(), text=row.review.claim.article.body), ANNOTATION)


class ArticleFormatViewSet(FormatEndpoint):
    """One article with the verdicts that stand, in the format of others."""

    @extend_schema(
        operation_id="articles_as_retrieve",
        summary="Read an article in another format",
        description="With the verdicts that stand. Needs the rights to read articles, claims, evidence and the feed.",
        parameters=[OpenApiParameter("shape", enum=list(OF_ARTICLE), location=OpenApiParameter.PATH)],
        responses={(200, JSON): OBJECT, (200, JSON_LD): OBJECT, (200, "text/html"): OpenApiTypes.STR, **answers(404)},
    )
    def retrieve(self, request: Request, public_id: Any, shape: str) -> HttpResponseBase:
        """One article in the format ``shape``."""
        read_filters(request)
        chosen = _chosen(shape, OF_ARTICLE)
        article = get_object_or_404(Article.objects.visible_to(request.user), public_id=public_id)
        return HttpResponse(chosen.content(marked(article, request), house()), content_type=chosen.media_type)


class FeedFormatViewSet(FormatEndpoint):
    """The feed in the formats of others."""

    @extend_schema(
        operation_id="publications_as_atom",
        summary="Follow the feed as Atom",
        description="Newest first, 50 entries; the link `next` leads to older ones.",
        parameters=[ARTICLE, KIND, BEFORE],
        responses={(200, "application/atom+xml"): OpenApiTypes.STR, **answers()},
    )
    def atom(self, request: Request) -> HttpResponseBase:
        """The newest entries for a feed reader."""
        content = atom(*self._channel(request), house())
        return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")

    @extend_schema(
        operation_id="publications_as_rss",
        summary="Follow the feed as RSS",
        description="Newest first, 50 entries.",
        parameters=[ARTICLE, KIND, BEFORE],
        responses={(200, "application/rss+xml"): OpenApiTypes.STR, **answers()},
    )
    def rss(self, request: Request) -> HttpResponseBase:
        """The newest entries for a feed reader."""
        content = rss(*self._channel(request), house())
        return HttpResponse(content, content_type="application/rss+xml; charset=utf-8")

    @extend_schema(
        operation_id="publications_as_csv",
        summary="Export the feed as a table",
        description="CSV with a byte order mark, in the order of the feed, streamed. Cells that a spreadsheet would "
        "run as a formula begin with an apostrophe.",
        parameters=[ARTICLE, KIND, AFTER],
        responses={(200, "text/csv"): OpenApiTypes.STR, **answers()},
    )
    def csv(self, request: Request) -> HttpResponseBase:
        """All entries as a table."""
        rows, tag = self._export(request, "csv")
        base = feed_address(request)
        entries = (entry_of(row, base) for row in _in_steps(rows.for_export()))
        return _streamed(request, csv_lines(entries), tag, "text/csv; charset=utf-8", "publications.csv")

    @extend_schema(
        operation_id="publications_as_ndjson",
        summary="Export the feed as lines of JSON",
        description="One entry to a line, each as the feed shows it, in the order of the feed, streamed.",
        parameters=[ARTICLE, KIND, AFTER],
        responses={(200, "application/x-ndjson"): OpenApiTypes.STR, **answers()},
    )
    def ndjson(self, request: Request) -> HttpResponseBase:
        """All entries, one to a line."""
        rows, tag = self._export(request, "ndjson")
        return _streamed(request, ndjson(_raw(rows)), tag, "application/x-ndjson", "publications.ndjson")

    def _channel(self, request: Request) -> tuple[Channel, list[Entry]]:
        given = read_filters(request, {**FILTERS, "before": as_number})
        rows = _narrowed(Publication.objects.visible_to(request.user), given).newest_first().for_export()
        if "before" in given:
            rows = rows.before(given["before"])
        found = list(rows[: SHOWN + 1])
        entries = [entry_of(row, feed_address(request)) for row in found[:SHOWN]]
        url = request.build_absolute_uri()
        older = _with(request, before=entries[-1].sequence) if len(found) > SHOWN else ""
        return Channel(url, f"{settings.ORGANISATION_NAME}: fact checks", older), entries

    def _export(self, request: Request, name: str) -> tuple[Any, str]:
        """The rows asked for up to now, and the tag of their content: entries never change, so their end names it."""
        given = read_filters(request, {**FILTERS, "after": as_number})
        head = FeedHead.objects.order_by("pk").values_list("sequence", flat=True).first() or 0
        rows = _narrowed(Publication.objects.visible_to(request.user), given)
        words = [name, given.get("kind", ""), str(given.get("article", "")), str(given.get("after", 0)), str(head)]
        return rows.after(given.get("after", 0)).up_to(head), f'"{"-".join(words)}"'


def _chosen(shape: str, known: Any) -> Any:
    if shape not in known:
        raise Http404
    return known[shape]


def _json(written: Any, media_type: str) -> HttpResponse:
    return HttpResponse(as_json(written), content_type=media_type)


def _narrowed(rows: Any, given: dict[str, Any]) -> Any:
    if "article" in given:
        rows = rows.of_article(given["article"])
    return rows.of_kind(given["kind"]) if "kind" in given else rows


def _with(request: Request, **changes: object) -> str:
    query = request.query_params.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _in_steps(rows: Any) -> Iterator[Publication]:
    """The rows in the order of the feed, some at a time, so that neither memory nor a transaction grows with them."""
    last = 0
    while step := list(rows.after(last).in_feed_order()[:READ_AT_ONCE]):
        yield from step
        last = step[-1].sequence


def _raw(rows: Any) -> Iterator[RawEntry]:
    last = 0
    while step := list(rows.after(last).in_feed_order().as_text_values()[:READ_AT_ONCE]):
        for public_id, sequence, kind, at, note, before, version, payload in step:
            superseded = dashed(before) if before else None
            yield RawEntry(dashed(public_id), sequence, kind, utc(at), note, superseded, version, payload)
        last = step[-1][1]


def _streamed(request: Request, content: Iterator[bytes], tag: str, media_type: str, name: str) -> HttpResponseBase:
    response: Any = StreamingHttpResponse(content, content_type=media_type)
    response["ETag"] = tag
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return get_conditional_response(request, etag=tag, response=response) or response
