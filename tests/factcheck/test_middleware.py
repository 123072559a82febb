from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from factcheck.lib.errors import Conflict, InvalidInput

PAGE = "{{ status }}|{{ message }}|{% for name, text in fields.items %}{{ name }}={{ text }}{% endfor %}"


def taken(_request: HttpRequest) -> HttpResponse:
    message = "Somebody was <faster>."
    raise Conflict(message)


def wrong(_request: HttpRequest) -> HttpResponse:
    message = "The day is missing."
    raise InvalidInput(message, fields={"day": "Give one."})


def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("taken/", taken),
    path("wrong/", wrong),
    path("broken/", broken),
    path("api/taken/", taken),
]


@pytest.fixture(autouse=True)
def _pages(tmp_path: Path, settings: object) -> None:
    (tmp_path / "409.html").write_text(PAGE)
    (tmp_path / "error.html").write_text(f"fallback|{PAGE}")
    settings.ROOT_URLCONF = __name__
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path], "OPTIONS": {}, "APP_DIRS": False}]


def test_a_business_error_is_a_page_with_its_status_and_sentence(client: Client) -> None:
    answer = client.get("/taken/")

    assert answer.status_code == 409
    assert answer.content.decode() == "409|Somebody was &lt;faster&gt;.|"


def test_a_status_without_a_page_of_its_own_gets_the_common_one(client: Client) -> None:
    answer = client.get("/wrong/")

    assert (answer.status_code, answer.content.decode()) == (400, "fallback|400|The day is missing.|day=Give one.")


def test_other_errors_are_not_hidden(client: Client) -> None:
    with pytest.raises(ZeroDivisionError):
        client.get("/broken/")


def test_the_api_answers_for_itself(client: Client) -> None:
    with pytest.raises(Conflict):
        client.get("/api/taken/")
