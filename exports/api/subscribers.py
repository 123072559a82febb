"""Who is told of what is published, managed by programs: as in the browser, by the same services."""

from collections.abc import Callable, Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.choices import RunStatus
from exports.api.subscriber_shapes import (
    BackfillIn,
    BackfillOut,
    ConnectorsOut,
    DeliveryOut,
    StopIn,
    SubscriberChangeIn,
    SubscriberIn,
    SubscriberOut,
    SubscriberSecretOut,
)
from exports.choices import DeliveryKind
from exports.models import Backfill, Delivery, Subscriber
from exports.services.backfills import Stretch, request_backfill
from exports.services.connecting import connectors
from exports.services.deliveries import send_test
from exports.services.subscribers import (
    Made,
    Wanted,
    add_subscriber,
    change_subscriber,
    remove_subscriber,
    rotate_secret,
    start_subscriber,
    stop_subscriber,
)
from factcheck.api.filters import one_of, read_filters
from factcheck.api.idempotency import KEY, ShownOnce, once
from factcheck.api.serializers import answers
from factcheck.api.views import IF_MATCH, Endpoint
from factcheck.lib.errors import InvalidInput

LOG_FILTERS = {"status": one_of(RunStatus.values), "kind": one_of(DeliveryKind.values)}
LOG_PARAMETERS = [
    OpenApiParameter("status", OpenApiTypes.STR, enum=RunStatus.values),
    OpenApiParameter("kind", OpenApiTypes.STR, enum=DeliveryKind.values),
]


class ConnectorViewSet(Endpoint):
    """The kinds of systems that can be told."""

    rights_of = Subscriber
    pagination_class = None

    @extend_schema(
        summary="List the connectors",
        description="What a subscriber of each kind takes as `options`. Of a secret one only that it is one.",
        responses=answers(ok=forced_singular_serializer(ConnectorsOut)),  # type: ignore[no-untyped-call]
    )
    def list(self, request: Request) -> Response:
        """Every kind with its options."""
        read_filters(request)
        return Response(ConnectorsOut({"results": list(connectors().values())}).data)


class SubscriberViewSet(Endpoint):
    """Systems that are told of every entry of the feed."""

    rights_of = Subscriber

    @extend_schema(summary="List subscribers", responses=answers(ok=SubscriberOut(many=True)))
    def list(self, request: Request) -> Response:
        """All for an editor; for a token of a system those that it added."""
        read_filters(request, paged=True)
        return self.page(self._readable(), SubscriberOut)

    @extend_schema(summary="Read a subscriber", responses=answers(404, ok=SubscriberOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """How it is set up and how it answers."""
        return self.one(self._readable(), SubscriberOut)

    @extend_schema(
        summary="Add a subscriber",
        description=(
            "It is told of what is published from now on. The `secret` of a webhook is in this answer and nowhere "
            "after; a retry under the same Idempotency-Key gets it empty: rotate it when this answer was lost."
        ),
        parameters=[KEY],
        request=SubscriberIn,
        responses=answers(409, created=SubscriberSecretOut),
    )
    @once
    def create(self, request: Request) -> Response:
        """Tell one more system."""
        read_filters(request)
        given = self.body(SubscriberIn)
        values = {name: given[name] for name in ("name", "url", "kinds") if name in given}
        made = _placed(
            lambda: add_subscriber(
                connector=given["connector"], wanted=Wanted(**values, values=given["options"]), by=request.user
            )
        )
        where = reverse("api:subscriber-detail", [made.subscriber.public_id], request=request)
        return _with_secret(made, status=status.HTTP_201_CREATED, headers={"Location": where})

    @extend_schema(
        summary="Change a subscriber",
        description=(
            "What is left out stays, secrets too, unless the address leads to another host: then they are needed again."
        ),
        parameters=[IF_MATCH],
        request=SubscriberChangeIn,
        responses=answers(404, 409, 412, ok=SubscriberOut),
    )
    @action(detail=True, methods=["post"])
    def change(self, request: Request, public_id: Any) -> Response:
        """Change how it is set up."""
        subscriber = self.named(self._readable())
        given = self.body(SubscriberChangeIn)
        self.require_unchanged(subscriber, SubscriberOut)
        wanted = Wanted(
            name=given.get("name", subscriber.name),
            url=given.get("url", subscriber.url),
            kinds=tuple(given.get("kinds", subscriber.kinds)),
            values={**subscriber.options, **given.get("options", {})},
        )
        return self._shown(_placed(lambda: change_subscriber(subscriber=subscriber, wanted=wanted, by=request.user)))

    @extend_schema(
        summary="Make another secret",
        description="For webhooks. It is in this answer and nowhere after. The old one signs beside it for a day.",
        parameters=[KEY, IF_MATCH],
        request=None,
        responses=answers(404, 409, 412, ok=SubscriberSecretOut),
    )
    @action(detail=True, methods=["post"])
    @once
    def rotate(self, request: Request, public_id: Any) -> Response:
        """Change over to another secret."""
        subscriber = self.named(self._readable())
        self.require_unchanged(subscriber, SubscriberOut)
        return _with_secret(rotate_secret(subscriber=subscriber, by=request.user), status=status.HTTP_200_OK)

    @extend_schema(
        summary="Send a test",
        description="It is on its way: read the delivery for what came of it.",
        parameters=[KEY],
        request=None,
        responses=answers(404, 409, accepted=DeliveryOut),
    )
    @action(detail=True, methods=["post"])
    @once
    def test(self, request: Request, public_id: Any) -> Response:
        """Try address and secrets; nothing is published there."""
        sent = send_test(subscriber=self.named(self._readable()), by=request.user)
        where = reverse("api:delivery-detail", [sent.public_id], request=request)
        return Response(DeliveryOut(sent).data, status=status.HTTP_202_ACCEPTED, headers={"Location": where})

    @extend_schema(
        summary="Stop a subscriber",
        description="What is published meanwhile waits for it.",
        parameters=[IF_MATCH],
        request=StopIn,
        responses=answers(404, 409, 412, ok=SubscriberOut),
    )
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, public_id: Any) -> Response:
        """Send it nothing for a while."""
        reason = self.body(StopIn)["reason"]
        return self._act(lambda **given: stop_subscriber(reason=reason, **given))

    @extend_schema(
        summary="Start a subscriber again",
        description="What waited is sent in the order of the feed.",
        parameters=[IF_MATCH],
        request=None,
        responses=answers(404, 409, 412, ok=SubscriberOut),
    )
    @action(detail=True, methods=["post"])
    def start(self, request: Request, public_id: Any) -> Response:
        """Send to it again."""
        return self._act(start_subscriber)

    @extend_schema(
        summary="Remove a subscriber",
        description="It is told nothing any more and its secrets are forgotten; the log stays.",
        parameters=[IF_MATCH],
        request=None,
        responses=answers(404, 409, 412, no_content=None),
    )
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, public_id: Any) -> Response:
        """Tell it nothing any more."""
        subscriber = self.named(self._readable())
        self.require_unchanged(subscriber, SubscriberOut)
        remove_subscriber(subscriber=subscriber, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Send what was published before",
        description=(
            "Entries after number `after` and from `since` on that it was never sent, in the order of the feed, so "
            "many a minute; with `standing` only verdicts that stand. Entries on a claim of which it knows a later one "
            "are left out."
        ),
        parameters=[KEY],
        request=BackfillIn,
        responses=answers(404, 409, accepted=BackfillOut),
    )
    @action(detail=True, methods=["post"])
    @once
    def backfill(self, request: Request, public_id: Any) -> Response:
        """Ask for what was published before."""
        stretch = Stretch(**self.body(BackfillIn))
        backfill = request_backfill(subscriber=self.named(self._readable()), stretch=stretch, by=request.user)
        shown = Backfill.objects.for_list().get(pk=backfill.pk)
        return Response(BackfillOut(shown).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(summary="List what was asked for of before", responses=answers(404, ok=BackfillOut(many=True)))
    @action(detail=True, methods=["get"])
    def backfills(self, request: Request, public_id: Any) -> Response:
        """Each with how far it is, newest first."""
        read_filters(request, paged=True)
        subscriber = get_object_or_404(self._readable(), public_id=public_id)
        return self.page(Backfill.objects.filter(subscriber=subscriber).for_list(), BackfillOut)

    @extend_schema(
        summary="Read the log of a subscriber",
        parameters=LOG_PARAMETERS,
        responses=answers(404, ok=DeliveryOut(many=True)),
    )
    @action(detail=True, methods=["get"])
    def deliveries(self, request: Request, public_id: Any) -> Response:
        """What it was sent, newest first."""
        given = read_filters(request, LOG_FILTERS, paged=True)
        subscriber = get_object_or_404(self._readable(), public_id=public_id)
        return self.page(Delivery.objects.filter(subscriber=subscriber, **given).for_log(), DeliveryOut)

    def _act(self, act: Callable[..., Any]) -> Response:
        subscriber = self.named(self._readable())
        self.require_unchanged(subscriber, SubscriberOut)
        return self._shown(act(subscriber=subscriber, by=self.request.user))

    def _shown(self, subscriber: Subscriber) -> Response:
        return Response(SubscriberOut(subscriber).data)

    def _readable(self) -> Any:
        return Subscriber.objects.visible_to(self.request.user).order_by("-pk")


def _placed(act: Callable[[], Any]) -> Any:
    """What ``act`` gives; the options that it refuses are named where they stand in the body."""
    try:
        return act()
    except InvalidInput as error:
        raise serializers.ValidationError(_in_body(error.fields) or {"non_field_errors": [error.message]}) from error


def _in_body(fields: Mapping[str, str]) -> dict[str, Any]:
    own = {name: [text] for name, text in fields.items() if name in SubscriberIn().fields}
    options = {name: [text] for name, text in fields.items() if name not in own}
    return own | ({"options": options} if options else {})


def _with_secret(made: Made, *, headers: Mapping[str, str] | None = None, **answer: Any) -> ShownOnce:
    shown: dict[str, Any] = dict(SubscriberOut(made.subscriber).data)
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return ShownOnce(shown | {"secret": made.secret}, kept=shown | {"secret": ""}, headers=kept, **answer)
