"""Every error of the API as one shape: RFC 9457, ``application/problem+json``."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from factcheck.api.filters import BadParameter
from factcheck.lib.errors import DomainError

logger = logging.getLogger(__name__)

SECONDS_UNTIL_RETRY = "2"
CODES = {
    "permission_denied": "not_allowed",
    "authentication_failed": "not_authenticated",
    "invalid": "invalid_input",
    "error": "internal_error",
}


class ProblemRenderer(JSONRenderer):
    """JSON under the media type of RFC 9457."""

    media_type = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong; ``errors`` are ``{"pointer" or "parameter", "detail"}``, one for each input at fault."""

    status: int
    code: str
    detail: str
    errors: tuple[dict[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """The members of the answer, in the order in which a person reads them."""
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "errors": list(self.errors),
        }


def answer(error: Exception, context: Mapping[str, Any]) -> Response:
    """The answer to a request that ended in ``error``; the exception handler of the whole API.

    What nobody expected is logged with its traceback and answered without a word about the inside of the house.
    """
    problem = problem_of(error)
    request = context["request"]
    if problem.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.exception("unexpected error in %s %s", request.method, request.path, exc_info=error)
        got_request_exception.send(sender=type(context["view"]), request=request)
    # An error is JSON whatever the client asked for, also when it asked for what there is not.
    request.accepted_renderer = ProblemRenderer()
    request.accepted_media_type = ProblemRenderer.media_type
    return Response(problem.content(), status=problem.status, headers=dict(problem.headers))


@singledispatch
def problem_of(_error: Exception) -> Problem:
    """``error`` in the words of the API; an unknown one is an internal error."""
    return Problem(500, "internal_error", "The server made a mistake; it is logged. Try again or tell the desk.")


@problem_of.register
def _(error: DomainError) -> Problem:
    errors = tuple({"pointer": pointer(name), "detail": text} for name, text in error.fields.items())
    headers = {"Retry-After": SECONDS_UNTIL_RETRY} if error.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Problem(error.status, error.code, error.message, errors, headers)


@problem_of.register
def _(error: BadParameter) -> Problem:
    errors = tuple({"parameter": name, "detail": text} for name, text in error.fields.items())
    return Problem(error.status, error.code, error.message, errors)


@problem_of.register
def _(error: exceptions.APIException) -> Problem:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(getattr(error, "auth_header"))  # noqa: B009 - DRF sets it from outside
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(round(getattr(error, "wait")))  # noqa: B009 - only a throttled request has it
    given = error.get_codes() if isinstance(error, exceptions.PermissionDenied) else error.default_code
    code = CODES.get(str(given), str(given))
    return Problem(error.status_code, code, str(error.detail), headers=headers)


@problem_of.register
def _(error: exceptions.ValidationError) -> Problem:
    errors = tuple({"pointer": place, "detail": text} for place, text in _flat(error.detail))
    return Problem(400, "invalid_input", _summary(errors), errors)


@problem_of.register
def _(_error: Http404) -> Problem:
    return Problem(404, "not_found", "There is nothing with this id.")


@problem_of.register
def _(_error: PermissionDenied) -> Problem:
    return Problem(403, "not_allowed", "This account may not do that.")


@problem_of.register
def _(_error: RequestDataTooBig) -> Problem:
    limit = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,}"
    return Problem(413, "too_large", f"The request is too large; at most {limit} bytes are taken.")


@problem_of.register
def _(error: OperationalError) -> Problem:
    logger.warning("the database could not answer: %s", error)
    detail = "The database is busy. Nothing was stored; send the request again in a moment."
    return Problem(503, "busy", detail, headers={"Retry-After": SECONDS_UNTIL_RETRY})


def pointer(*path: object) -> str:
    """The JSON pointer (RFC 6901) to a place in the body; the empty one is the whole body."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _flat(detail: Any, path: tuple[object, ...] = ()) -> Iterator[tuple[str, str]]:
    """The messages of a validation error with the pointer to the place each is about."""
    if isinstance(detail, Mapping):
        for name, below in detail.items():
            yield from _flat(below, path if name == "non_field_errors" else (*path, name))
    elif isinstance(detail, list):
        for place, below in enumerate(detail):
            yield from _flat(below, (*path, place) if isinstance(below, Mapping | list) else path)
    else:
        yield pointer(*path), str(detail)


def _summary(errors: tuple[dict[str, str], ...]) -> str:
    first = errors[0]
    place = f"{first['pointer']}: " if first["pointer"] else ""
    more = f" ({len(errors) - 1} more in errors)" if len(errors) > 1 else ""
    return f"{place}{first['detail']}{more}"
