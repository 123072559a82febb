"""What every endpoint shares, and the answers for what is no endpoint."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import APIException, NotFound
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from factcheck.api.authentication import CmsToken
from factcheck.api.filters import read_filters
from factcheck.api.parsers import ShallowJSONParser


class LengthRequired(APIException):
    """The body came in chunks, without a word about its length."""

    status_code = 411
    default_code = "length_required"
    default_detail = "Send the body with its Content-Length and not in chunks."


class Endpoint(GenericViewSet[Any]):
    """Rows under their public ids. A subclass names the model whose rights count and the order of its lists."""

    authentication_classes = (CmsToken, SessionAuthentication)
    parser_classes = (ShallowJSONParser,)
    http_method_names = ("get", "post", "head")
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    rights_of: type[models.Model]
    ordering: tuple[str, ...] = ("-pk",)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a body of unknown length: the server would take it for an empty one."""
        super().initial(request, *args, **kwargs)
        if "Transfer-Encoding" in request.headers:
            raise LengthRequired

    def page(self, rows: Any, shape: type[BaseSerializer[Any]]) -> Response:
        """One page of ``rows`` in the order of the endpoint."""
        found = self.paginate_queryset(rows)
        return self.get_paginated_response(shape(found, many=True, context=self.get_serializer_context()).data)

    def one(self, rows: Any, shape: type[BaseSerializer[Any]]) -> Response:
        """The row of ``rows`` that the address names, or 404. Takes no query parameters."""
        read_filters(self.request)
        row = get_object_or_404(rows, public_id=self.kwargs["public_id"])
        return Response(shape(row, context=self.get_serializer_context()).data)


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
