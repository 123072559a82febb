"""Fact checks of others, in and out: what is settled, so that it is found when it is claimed again."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.fields import TextField
from claims.api.incoming import check_contents
from factcheck.api.filters import as_text, read_filters
from factcheck.api.idempotency import KEY, once
from factcheck.api.serializers import StrictSerializer, answers
from factcheck.api.views import Endpoint
from factcheck.lib.errors import InvalidInput
from sources.api.matches import SettledClaimOut
from sources.models import Document, SettledClaim
from sources.policies import can_add_document
from sources.seen_before.fact_checks import FactCheck
from sources.seen_before.markup import Item, items
from sources.services.settled import Imported, import_fact_checks

BATCH: Final = 500
MOST_REFUSED: Final = 100
CONTENTS: Final = ("markup", "html")


@extend_schema_field({"oneOf": [{"type": "object", "additionalProperties": True}, {"type": "array", "items": {}}]})
class MarkupField(serializers.JSONField):
    """JSON-LD as it is."""


class FactChecksIn(StrictSerializer):
    """What others published, as exactly one of ``markup`` and ``html``."""

    markup = MarkupField(
        required=False,
        help_text="ClaimReview JSON-LD (one, a list, a graph, a DataFeed), or an answer of the Fact Check Tools API.",
    )
    html = TextField(required=False, trim_whitespace=False, help_text="A page whose JSON-LD is taken.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the two is given."""
        return check_contents(attrs, CONTENTS)


class RefusedOut(serializers.Serializer[Any]):
    """Something that could not be taken."""

    place = serializers.CharField(help_text="Where it stands in what was sent.")
    error = serializers.CharField(help_text="What is wrong with it, in words.")


class ImportedOut(serializers.Serializer[Any]):
    """What became of what was sent."""

    new = serializers.IntegerField()
    changed = serializers.IntegerField(help_text="Known before, and renewed because they say something else now.")
    known = serializers.IntegerField(help_text="Known before as they are.")
    refused = RefusedOut(many=True, help_text="The first hundred that could not be taken.")


class FactCheckViewSet(Endpoint):
    """Claims that are settled, by us or by others."""

    rights_of = Document

    @extend_schema(
        summary="List settled claims",
        description="Newest first: verdicts of our own that stand, and fact checks of others that were imported.",
        parameters=[OpenApiParameter("words", description="All of them held by statement, speaker or publisher.")],
        responses=answers(ok=SettledClaimOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """Settled claims, newest first."""
        given = read_filters(request, {"words": as_text}, paged=True)
        rows = SettledClaim.objects.visible_to(request.user).standing().holding(given.get("words", ""))
        return self.page(rows.select_related("claim"), SettledClaimOut)

    @extend_schema(
        summary="Import fact checks",
        description="What is known is renewed where it says something else and never doubled.",
        parameters=[KEY],
        request=FactChecksIn,
        responses=answers(409, 413, 415, ok=ImportedOut),
    )
    @once
    def create(self, request: Request) -> Response:
        """Take fact checks of others in."""
        read_filters(request)
        can_add_document(request.user).enforce()
        sent = self.body(FactChecksIn)
        found = list(items(_content(sent)))
        checks = [item.check for item in found if item.check is not None]
        refused = [item for item in found if item.check is None]
        if not checks:
            raise _nothing(refused, next(iter(sent)))
        total = _imported(iter(checks), request.user)
        shown = {"new": total.new, "changed": total.changed, "known": total.known, "refused": refused[:MOST_REFUSED]}
        return Response(ImportedOut(shown).data)


def _content(data: dict[str, Any]) -> bytes:
    return data["html"].encode() if "html" in data else json.dumps(data["markup"]).encode()


def _nothing(refused: Sequence[Item], name: str) -> InvalidInput:
    first = refused[0] if refused else Item("it", error="there is no ClaimReview in it.")
    message = f"Nothing in this can be taken. {first.place.capitalize()}: {first.error}"
    return InvalidInput(message, fields={name: message})


def _imported(checks: Iterator[FactCheck], by: Any) -> Imported:
    total = Imported()
    while batch := list(islice(checks, BATCH)):
        done = import_fact_checks(checks=batch, by=by)
        total = Imported(total.new + done.new, total.changed + done.changed, total.known + done.known)
    return total
