"""Messages to subscribers, managed by programs: what became of each, sent again, set aside."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from exports.api.subscriber_shapes import DeliveryDetailOut, DeliveryOut
from exports.models import Delivery, Subscriber
from exports.services.deliveries import replay_delivery, set_aside_delivery
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint


class DeliveryViewSet(Endpoint):
    """Messages to subscribers, and what became of each."""

    rights_of = Subscriber

    @extend_schema(summary="Read a delivery", responses=answers(404, ok=DeliveryDetailOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One message with its attempts and receipts, newest first."""
        return self.one(self._readable().prefetch_related("attempts_made", "receipts"), DeliveryDetailOut)

    @extend_schema(
        summary="Send a message again",
        description="Under its own id, whether it arrived or not. 409 while it is being sent.",
        request=None,
        responses=answers(404, 409, accepted=DeliveryOut),
    )
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, public_id: Any) -> Response:
        """Send it again."""
        return self._act(replay_delivery)

    @extend_schema(
        summary="Set a message aside",
        description="Those behind it are sent. It can still be sent again.",
        request=None,
        responses=answers(404, 409, accepted=DeliveryOut),
    )
    @action(detail=True, methods=["post"], url_path="set-aside")
    def set_aside(self, request: Request, public_id: Any) -> Response:
        """Let it go."""
        return self._act(set_aside_delivery)

    def _act(self, act: Callable[..., Delivery]) -> Response:
        changed = act(delivery=self.named(self._readable()), by=self.request.user)
        return Response(DeliveryOut(changed).data, status=status.HTTP_202_ACCEPTED)

    def _readable(self) -> Any:
        return Delivery.objects.visible_to(self.request.user).for_log()
