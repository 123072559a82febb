"""Documents of the library, in and out."""

from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.fields import MomentField, TextField, WebAddressField
from claims.api.incoming import check_contents, given_facts, incoming_of
from claims.choices import RunStatus
from claims.services.archives import archive_of
from factcheck.api.filters import as_text, as_uuid, read_filters
from factcheck.api.idempotency import KEY, once
from factcheck.api.serializers import StrictSerializer, answers, moment_field
from factcheck.api.views import Endpoint
from factcheck.lib.ingestion.urls import canonical_url, is_web_url
from sources.choices import SourceKind
from sources.models import Document, DocumentIntake
from sources.services.documents import DocumentDraft, add_document, take_in_document

MOST_IN_URL = 2_000
CONTENTS = ("text", "html", "url")
FACTS = ("title", "publisher", "publisher_kind", "primary", "published_at", "external_id")


def as_address(value: str) -> str:
    """An address of the web, in its canonical form."""
    if len(value) > MOST_IN_URL or not is_web_url(value):
        message = "must be the address of a page, such as https://port.example/report"
        raise ValueError(message)
    return canonical_url(value)


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
    publisher_id = serializers.UUIDField(source="source.public_id")
    publisher_kind = serializers.ChoiceField(source="source.kind", choices=SourceKind.choices)
    primary = serializers.BooleanField(source="source.primary")
    language = serializers.CharField()
    published_at = moment_field(allow_null=True)
    created_at = moment_field()


class DocumentOut(DocumentFactsOut):
    """A document with its text, to which the offsets of passages refer."""

    text = serializers.CharField(help_text="Frozen.")
    gone_since = moment_field(allow_null=True, help_text="When its page was first found gone; null while it is there.")
    retracted_at = moment_field(allow_null=True, help_text="When an editor said that nothing may rest on it any more.")
    retraction_note = serializers.CharField(help_text="Why; empty when it was not retracted.")
    next_check_at = moment_field(allow_null=True, help_text="When its address is asked again, if evidence rests on it.")
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
        parameters=[
            OpenApiParameter("external_id", description="Your own name for the document."),
            OpenApiParameter("url", description="Its canonical address; a page that changed is several documents."),
            OpenApiParameter("publisher", OpenApiTypes.UUID, description="The id of its publisher."),
        ],
        responses=answers(ok=DocumentFactsOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """Documents, newest first."""
        allowed = {"external_id": as_text, "url": as_address, "publisher": as_uuid}
        given = read_filters(request, allowed, paged=True)
        if "publisher" in given:
            given["source__public_id"] = given.pop("publisher")
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
        parameters=[KEY],
        request=DocumentIn,
        responses=answers(409, 413, 415, 503, created=DocumentOut, ok=DocumentOut, accepted=DocumentIntakeOut),
    )
    @once
    def create(self, request: Request) -> Response:
        """Take a document into the library."""
        read_filters(request)
        data = self.body(DocumentIn)
        return self._add(data) if "text" in data else self._take_in(data)

    @extend_schema(
        summary="Download a document as it was received",
        description="A web archive (WARC 1.1, packed) with the bytes, when and with which headers they came.",
        responses=answers(404) | {(200, "application/warc"): OpenApiTypes.BINARY},
    )
    @action(detail=True, methods=["get"])
    def warc(self, request: Request, public_id: Any) -> HttpResponse:
        """The web archive of one document."""
        document = self.named(Document.objects.visible_to(request.user).for_page())
        if document.snapshot is None:
            raise Http404
        name = f"{public_id}.warc.gz"
        content = archive_of(document.snapshot, filename=name, at=document.created_at)
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type="application/warc", headers=disposition)

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
