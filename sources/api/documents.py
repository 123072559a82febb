"""Documents of the library, in and out."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.fields import MomentField, TextField, WebAddressField
from claims.api.incoming import check_contents, given_facts, incoming_of
from claims.choices import RunStatus
from factcheck.api.filters import as_text, read_filters
from factcheck.api.serializers import StrictSerializer, answers, moment_field
from factcheck.api.views import Endpoint
from sources.choices import SourceKind
from sources.models import Document, DocumentIntake
from sources.services.documents import DocumentDraft, add_document, take_in_document

CONTENTS = ("text", "html", "url")
FACTS = ("title", "publisher", "publisher_kind", "primary", "published_at", "external_id")


class DocumentIn(StrictSerializer):
    """A document that comes in: exactly one of ``text``, ``html`` and ``url``, and what is known about it."""

    text = TextField(required=False, trim_whitespace=False, help_text="Plain text.")
    html = TextField(required=False, trim_whitespace=False, help_text="A whole page; its text is taken.")
    url = TextField(required=False, max_length=2000, help_text="A page or file to fetch.")
    title = TextField(required=False, max_length=500)
    publisher = TextField(required=False, max_length=200, help_text="Who published it, not who speaks in it.")
    publisher_kind = serializers.ChoiceField(required=False, choices=SourceKind.choices)
    primary = serializers.BooleanField(required=False, help_text="The publisher knows it at first hand.")
    published_at = MomentField(required=False, help_text="With an offset, or a day in the desk's time zone.")
    external_id = TextField(required=False, max_length=200, help_text="Your own name for the document.")
    page_url = WebAddressField(required=False, max_length=2000, help_text="Where it stands, with text or html.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the contents is given, and no second address beside an address."""
        return check_contents(attrs, CONTENTS)


class DocumentFactsOut(serializers.Serializer[Any]):
    """What is known of a document, without its text."""

    id = serializers.UUIDField(source="public_id")
    external_id = serializers.CharField()
    url = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField(source="source.name")
    publisher_kind = serializers.ChoiceField(source="source.kind", choices=SourceKind.choices)
    primary = serializers.BooleanField(source="source.primary")
    language = serializers.CharField()
    published_at = moment_field(allow_null=True)
    created_at = moment_field()


class DocumentOut(DocumentFactsOut):
    """A document with its text, to which the offsets of passages refer."""

    text = serializers.CharField(help_text="Frozen.")
    sha256 = serializers.CharField(source="snapshot.sha256", allow_null=True, help_text="Of the bytes as received.")


class DocumentIntakeOut(serializers.Serializer[Any]):
    """How far a document is on its way in."""

    id = serializers.UUIDField(source="public_id")
    status = serializers.ChoiceField(choices=RunStatus.choices)
    error = serializers.CharField(help_text="Why it could not be taken in, in words.")
    document = serializers.UUIDField(source="document.public_id", allow_null=True, default=None)
    self = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_self(self, intake: DocumentIntake) -> str:
        """Where to look again."""
        return reverse("api:document-intake-detail", [intake.public_id], request=self.context["request"])


class DocumentViewSet(Endpoint):
    """The newsroom's own library."""

    rights_of = Document

    @extend_schema(
        summary="List documents",
        description="Newest first, without their texts.",
        parameters=[OpenApiParameter("external_id", description="Your own name for the document.")],
        responses=answers(ok=DocumentFactsOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """Documents, newest first."""
        given = read_filters(request, {"external_id": as_text}, paged=True)
        return self.page(Document.objects.visible_to(request.user).for_list().filter(**given), DocumentFactsOut)

    @extend_schema(summary="Read a document", responses=answers(404, ok=DocumentOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One document with its text."""
        rows = Document.objects.visible_to(request.user).select_related("source", "snapshot").defer("shingles")
        return self.one(rows, DocumentOut)

    @extend_schema(
        summary="Add a document",
        description=(
            "With `text` the document is stored at once: 201 when it is new, 200 when it is known already. With `html` "
            "or `url` a worker reads or fetches it: 202 with an intake to follow."
        ),
        request=DocumentIn,
        responses=answers(409, 413, 415, 503, created=DocumentOut, ok=DocumentOut, accepted=DocumentIntakeOut),
    )
    def create(self, request: Request) -> Response:
        """Take a document into the library."""
        read_filters(request)
        arriving = DocumentIn(data=request.data)
        arriving.is_valid(raise_exception=True)
        data: dict[str, Any] = arriving.validated_data
        return self._add(data) if "text" in data else self._take_in(data)

    def _add(self, data: dict[str, Any]) -> Response:
        facts = {name: data[name] for name in FACTS if name in data}
        draft = DocumentDraft(text=data["text"], url=data.get("page_url", ""), **facts)
        stored = add_document(draft=draft, by=self.request.user)
        code = status.HTTP_201_CREATED if stored.created else status.HTTP_200_OK
        shown = DocumentOut(stored.document, context=self.get_serializer_context()).data
        where = reverse("api:document-detail", [stored.document.public_id], request=self.request)
        return Response(shown, status=code, headers={"Location": where})

    def _take_in(self, data: dict[str, Any]) -> Response:
        given = given_facts(data, FACTS)
        intake = take_in_document(
            incoming=incoming_of(data, filename="document.html"), given=given, by=self.request.user
        )
        shown = DocumentIntakeOut(intake, context=self.get_serializer_context()).data
        return Response(shown, status=status.HTTP_202_ACCEPTED, headers={"Location": shown["self"]})


class DocumentIntakeViewSet(Endpoint):
    """Documents on their way in."""

    rights_of = Document

    @extend_schema(summary="Follow a document on its way in", responses=answers(404, ok=DocumentIntakeOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One intake."""
        rows = DocumentIntake.objects.visible_to(request.user).select_related("document").defer("document__text")
        return self.one(rows, DocumentIntakeOut)
