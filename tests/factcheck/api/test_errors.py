import json
import logging

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from factcheck.api.errors import pointer
from factcheck.api.filters import BadParameter
from factcheck.lib.errors import ComponentUnavailable, Conflict, DomainError, InvalidInput, NotAllowed, TooLarge


def answer_to(error: Exception, accept: str = "application/json") -> Response:
    class Failing(APIView):
        permission_classes = (AllowAny,)
        throttle_classes = ()

        def get(self, request: Request) -> Response:
            raise error

    return Failing.as_view()(APIRequestFactory().get("/api/v1/x/", HTTP_ACCEPT=accept)).render()


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (DomainError("No."), 400, "domain_error"),
        (InvalidInput("No."), 400, "invalid_input"),
        (BadParameter("No."), 400, "invalid_parameter"),
        (TooLarge("No."), 413, "too_large"),
        (NotAllowed("No."), 403, "not_allowed"),
        (Conflict("No."), 409, "conflict"),
        (ComponentUnavailable("No."), 503, "component_unavailable"),
        (Http404("inside"), 404, "not_found"),
        (PermissionDenied("inside"), 403, "not_allowed"),
        (RequestDataTooBig("inside"), 413, "too_large"),
        (exceptions.NotFound(), 404, "not_found"),
        (exceptions.PermissionDenied(), 403, "not_allowed"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.NotAcceptable(), 406, "not_acceptable"),
        (exceptions.UnsupportedMediaType("text/x"), 415, "unsupported_media_type"),
        (exceptions.Throttled(wait=7), 429, "throttled"),
        (exceptions.ParseError("No."), 400, "parse_error"),
        (exceptions.APIException(), 500, "internal_error"),
        (exceptions.ValidationError("No."), 400, "invalid_input"),
    ],
)
def test_every_error_is_a_problem_document(error: Exception, status: int, code: str) -> None:
    answer = answer_to(error)
    content = json.loads(answer.content)

    assert answer["Content-Type"] == "application/problem+json"
    assert list(content) == ["type", "title", "status", "code", "detail", "errors"]
    assert (answer.status_code, content["status"], content["code"]) == (status, status, code)
    assert content["type"] == "about:blank"
    assert content["detail"]
    assert "inside" not in content["detail"]


def test_the_title_is_that_of_the_status() -> None:
    assert json.loads(answer_to(Conflict("No.")).content)["title"] == "Conflict"


def test_an_error_is_json_also_for_who_asked_for_something_else() -> None:
    answer = answer_to(Conflict("No."), accept="text/html")

    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")


def test_the_fields_of_a_business_error_become_pointers() -> None:
    error = InvalidInput("The note is missing.", fields={"note": "Say why."})

    assert json.loads(answer_to(error).content)["errors"] == [{"pointer": "/note", "detail": "Say why."}]


def test_nested_messages_point_to_their_places() -> None:
    error = exceptions.ValidationError(
        {"speaker": {"name": ["Too long."]}, "spans": [{}, {"end": ["Missing."]}], "non_field_errors": ["Not both."]}
    )

    assert json.loads(answer_to(error).content)["errors"] == [
        {"pointer": "/speaker/name", "detail": "Too long."},
        {"pointer": "/spans/1/end", "detail": "Missing."},
        {"pointer": "", "detail": "Not both."},
    ]


def test_the_detail_names_the_first_fault_and_counts_the_others() -> None:
    error = exceptions.ValidationError({"body": ["Too short."], "url": ["Wrong."]})

    assert json.loads(answer_to(error).content)["detail"] == "/body: Too short. (1 more in errors)"


def test_a_pointer_escapes_what_has_a_meaning_in_it() -> None:
    assert pointer("a/b", "c~d", 0) == "/a~1b/c~0d/0"


def test_who_asks_too_often_is_told_how_long_to_wait() -> None:
    assert answer_to(exceptions.Throttled(wait=6.6))["Retry-After"] == "7"


def test_a_busy_database_is_worth_another_try() -> None:
    answer = answer_to(OperationalError("database is locked"))

    assert (answer.status_code, json.loads(answer.content)["code"]) == (503, "busy")
    assert int(answer["Retry-After"]) > 0
    assert b"locked" not in answer.content


def test_an_unexpected_error_is_logged_and_told_without_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="factcheck.api.errors"):
        answer = answer_to(ZeroDivisionError("secret of the house"))

    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert "secret of the house" in caplog.text
