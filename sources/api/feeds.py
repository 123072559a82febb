"""Feeds and sitemaps that are followed."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.fields import TextField, WebAddressField
from claims.choices import RunStatus
from factcheck.api.filters import read_filters
from factcheck.api.idempotency import KEY, once
from factcheck.api.serializers import StrictSerializer, answers, moment_field
from factcheck.api.views import IF_MATCH, Endpoint
from sources.choices import FeedKind
from sources.models import Document, Feed
from sources.services.feeds import MOST_BACKLOG, follow_feed, pause_feed, poll_now, resume_feed, unfollow_feed


class FeedOut(serializers.Serializer[Any]):
    """Something that is followed, and how it answered last."""

    id = serializers.UUIDField(source="public_id")
    url = serializers.CharField()
    kind = serializers.ChoiceField(choices=FeedKind.choices, allow_blank=True, help_text="Empty until it answered.")
    title = serializers.CharField(help_text="What it calls itself.")
    publisher = serializers.UUIDField(source="source.public_id")
    enabled = serializers.BooleanField(help_text="False while it is paused.")
    polled_at = moment_field(allow_null=True, help_text="When it last answered.")
    next_poll_at = moment_field()
    error = serializers.CharField(help_text="Why it failed last, in words.")
    entries = serializers.IntegerField(source="entry_count", help_text="Pages that it has named.")
    waiting = serializers.IntegerField(source="waiting_count", help_text="Those that are still to be fetched.")


class FeedEntryOut(serializers.Serializer[Any]):
    """A page that was named, and what became of it."""

    url = serializers.CharField()
    title = serializers.CharField()
    published_at = moment_field(allow_null=True)
    wanted = serializers.BooleanField(help_text="False for what was named before anybody followed the feed.")
    status = serializers.ChoiceField(source="intake.status", choices=RunStatus.choices, default=None, allow_null=True)
    error = serializers.CharField(source="intake.error", default="", help_text="Why it could not be taken in.")
    document = serializers.UUIDField(source="intake.document.public_id", default=None, allow_null=True)


class FeedIn(StrictSerializer):
    """What is to be followed."""

    url = WebAddressField(max_length=2000, help_text="RSS, Atom, a sitemap, an index of sitemaps, or a robots.txt.")
    publisher = TextField(required=False, max_length=200, help_text="Whose it is; the host when you do not say.")
    backlog = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_BACKLOG,
        help_text="How many of the pages that it names now come in, the newest; 100 when you do not say.",
    )


class FeedViewSet(Endpoint):
    """What fills the library by itself."""

    rights_of = Document

    @extend_schema(summary="List feeds", responses=answers(ok=FeedOut(many=True)))
    def list(self, request: Request) -> Response:
        """What is followed."""
        read_filters(request, paged=True)
        return self.page(self._readable(), FeedOut)

    @extend_schema(summary="Read a feed", responses=answers(404, ok=FeedOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One feed."""
        return self.one(self._readable(), FeedOut)

    @extend_schema(
        summary="Follow a feed or a sitemap",
        description="It is asked at once; look at it again for what it brought or why it failed.",
        parameters=[KEY],
        request=FeedIn,
        responses=answers(409, created=FeedOut),
    )
    @once
    def create(self, request: Request) -> Response:
        """Follow what stands at an address."""
        read_filters(request)
        feed = follow_feed(by=request.user, **self.body(FeedIn))
        where = reverse("api:feed-detail", [feed.public_id], request=request)
        return Response(self._shape(feed), status=status.HTTP_201_CREATED, headers={"Location": where})

    @extend_schema(summary="List the pages that a feed named", responses=answers(404, ok=FeedEntryOut(many=True)))
    @action(detail=True, methods=["get"])
    def entries(self, request: Request, public_id: Any) -> Response:
        """Its pages, newest first."""
        read_filters(request, paged=True)
        feed = get_object_or_404(Feed.objects.visible_to(request.user), public_id=public_id)
        return self.page(feed.entries.for_list(), FeedEntryOut)

    @extend_schema(summary="Pause a feed", parameters=[IF_MATCH], request=None, responses=answers(404, 412, ok=FeedOut))
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, public_id: Any) -> Response:
        """Ask it no more for a while."""
        return self._act(pause_feed)

    @extend_schema(
        summary="Resume a feed", parameters=[IF_MATCH], request=None, responses=answers(404, 412, ok=FeedOut)
    )
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, public_id: Any) -> Response:
        """Ask a paused feed again."""
        return self._act(resume_feed)

    @extend_schema(
        summary="Ask a feed at once",
        description="409 within a minute of the last time.",
        request=None,
        responses=answers(404, 409, ok=FeedOut),
    )
    @action(detail=True, methods=["post"])
    def poll(self, request: Request, public_id: Any) -> Response:
        """Ask it now."""
        return self._act(poll_now)

    @extend_schema(
        summary="Unfollow a feed",
        description="What it named is forgotten; the documents that it brought stay.",
        request=None,
        responses=answers(404, no_content=None),
    )
    @action(detail=True, methods=["post"])
    def unfollow(self, request: Request, public_id: Any) -> Response:
        """Follow it no longer."""
        unfollow_feed(feed=self.named(self._readable()), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _act(self, act: Callable[..., Any]) -> Response:
        feed = self.named(self._readable())
        self.require_unchanged(feed, FeedOut)
        act(feed=feed, by=self.request.user)
        return Response(self._shape(feed))

    def _readable(self) -> Any:
        return Feed.objects.visible_to(self.request.user).for_list()

    def _shape(self, feed: Feed) -> Any:
        return FeedOut(self._readable().get(pk=feed.pk)).data
