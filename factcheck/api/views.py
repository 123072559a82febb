"""What every endpoint shares, and the answers for what is no endpoint."""

from collections.abc import Mapping, Sequence
from hashlib import md5
from types import MappingProxyType
from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags, quote_etag
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import APIException, NotFound
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from factcheck.api.authentication import CmsToken
from factcheck.api.filters import read_filters
from factcheck.api.parsers import ShallowJSONParser
from factcheck.api.sparse import keep_fields
from factcheck.lib.errors import Stale

IF_MATCH = OpenApiParameter(
    "If-Match",
    location=OpenApiParameter.HEADER,
    description="The ETag under which you read it: the change is refused (412) when it was changed since.",
)


class LengthRequired(APIException):
    """The body came in chunks, without a word about its length."""

    status_code = 411
    default_code = "length_required"
    default_detail = "Send the body with its Content-Length and not in chunks."


class Endpoint(GenericViewSet[Any]):
    """Rows under their public ids. A subclass names the model whose rights count and the order of its lists."""

    authentication_classes: Sequence[type[BaseAuthentication]] = (CmsToken, SessionAuthentication)
    parser_classes = (ShallowJSONParser,)
    http_method_names = ("get", "post", "head")
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    rights_of: type[models.Model]
    ordering: tuple[str, ...] = ("-pk",)
    sparse_actions: tuple[str, ...] = ("retrieve",)  # whose answers ``fields=`` makes smaller, besides the lists
    rate_headers: Mapping[str, str] = MappingProxyType({})

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a body of unknown length: the server would take it for an empty one."""
        super().initial(request, *args, **kwargs)
        if "Transfer-Encoding" in request.headers:
            raise LengthRequired

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Tell how many requests are left."""
        answered = super().finalize_response(request, response, *args, **kwargs)
        for name, value in self.rate_headers.items():
            answered[name] = value
        return answered

    def page(self, rows: Any, shape: type[BaseSerializer[Any]]) -> Response:
        """One page of ``rows`` in the order of the endpoint."""
        serializer: Any = shape(self.paginate_queryset(rows), many=True, context=self.get_serializer_context())
        keep_fields(serializer.child, self.request)
        return self.get_paginated_response(serializer.data)

    def body(self, shape: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """What was sent, checked by ``shape``; ``ValidationError`` says at each member what is wrong."""
        arriving = shape(data=self.request.data)
        arriving.is_valid(raise_exception=True)
        return dict(arriving.validated_data)

    def named(self, rows: Any) -> Any:
        """The row of ``rows`` that the address of an action names, or 404. Takes no query parameters."""
        read_filters(self.request)
        return get_object_or_404(rows, public_id=self.kwargs["public_id"])

    def one(self, rows: Any, shape: type[BaseSerializer[Any]]) -> Response:
        """The row of ``rows`` that the address names, or 404. Takes no query parameter but ``fields``."""
        read_filters(self.request, sparse=True)
        return self.shown(get_object_or_404(rows, public_id=self.kwargs["public_id"]), shape)

    def shown(self, row: Any, shape: type[BaseSerializer[Any]]) -> Response:
        """``row`` with the members that are asked for."""
        serializer = shape(row, context=self.get_serializer_context())
        keep_fields(serializer, self.request)
        return Response(serializer.data)

    def require_unchanged(self, row: Any, shape: type[BaseSerializer[Any]]) -> None:
        """Refuse a change with ``If-Match`` when ``row`` as a GET answers it now has another tag; ``Stale``."""
        named = parse_etags(self.request.headers.get("If-Match", ""))
        if not named or named == ["*"]:
            return
        content = JSONRenderer().render(shape(row, context=self.get_serializer_context()).data)
        if quote_etag(md5(content, usedforsecurity=False).hexdigest()) not in named:
            message = "This was changed since you read it. Read it again, and send your change with its new ETag."
            raise Stale(message)


class SchemaView(SpectacularAPIView):
    """The OpenAPI description, for whoever may call the API."""

    authentication_classes = Endpoint.authentication_classes
    permission_classes = (IsAuthenticated,)


class DocsView(SpectacularSwaggerSplitView):
    """The OpenAPI description to read and try; its scripts are files, so the content policy of the site holds."""

    authentication_classes = (SessionAuthentication,)
    permission_classes = (IsAuthenticated,)
    template_name = "api/docs.html"
    url_name = "api:schema"


@extend_schema(exclude=True)
class NoSuchAddress(APIView):
    """Everything under the API that is no endpoint: a problem document, not a page."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse before anything is looked at, whatever the method."""
        message = "There is nothing at this address. Ids are UUIDs, and every address ends with a slash."
        raise NotFound(message)
