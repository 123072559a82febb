"""Log-in, health and the pages for what went wrong."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse
from django.urls.resolvers import URLPattern

from factcheck import urls, views
from factcheck.lib.errors import Conflict, DomainError, NotAllowed, TooLarge
from factcheck.middleware import DomainErrorMiddleware
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns: list[URLPattern] = [*urls.urlpatterns, path("broken/", broken)]  # type: ignore[list-item]


def test_a_person_logs_in_and_out(client: Client, editor: User) -> None:
    answer = client.post(reverse("login"), {"username": editor.get_username(), "password": PASSWORD})
    assert answer.url == reverse("reviews:desk")
    assert client.post(reverse("logout")).url == reverse("login")
    assert client.get(reverse("reviews:desk")).status_code == 302


def test_a_wrong_password_is_told_and_the_name_is_kept(client: Client, editor: User) -> None:
    answer = client.post(reverse("login"), {"username": editor.get_username(), "password": "wrong"})
    assert b"Please enter a correct username" in answer.content
    assert editor.get_username().encode() in answer.content


def test_an_address_that_does_not_exist_gets_a_page(client: Client, editor: User) -> None:
    client.force_login(editor)
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert b"There is nothing here" in answer.content


@override_settings(ROOT_URLCONF="tests.factcheck.test_pages")
def test_a_fault_of_ours_gets_a_page_without_any_context(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert b"Something broke here" in answer.content


@pytest.mark.parametrize("error", [Conflict("Look again."), NotAllowed("Look again."), TooLarge("Look again.")])
def test_a_refusal_is_shown_with_its_message(editor: User, error: DomainError) -> None:
    request = RequestFactory().get("/somewhere/")
    request.user = editor
    answer = DomainErrorMiddleware(lambda _request: HttpResponse()).process_exception(request, error)
    assert answer.status_code == error.status
    assert b"Look again." in answer.content


@pytest.mark.parametrize("status", [400, 403, 404])
def test_the_pages_of_django_itself_say_what_to_do(status: int, editor: User) -> None:
    request = RequestFactory().get("/somewhere/")
    request.user = editor
    assert "To the desk" in render_to_string(f"{status}.html", {}, request)


def test_a_request_that_is_too_large_is_told_the_limit(client: Client, editor: User, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    client.force_login(editor)
    answer = client.post(reverse("claims:add"), {"body": "x" * 1_100_000})
    assert answer.status_code == 413
    assert b"At most 1 MB are taken at once." in answer.content


def test_a_form_of_another_session_is_told_what_to_do(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post(reverse("claims:add"), {"body": "x"})
    assert answer.status_code == 403
    assert b"This page was open for too long" in answer.content


def test_health_asks_for_no_login_and_tells_what_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_broker_answers", lambda: False)
    answer = client.get(reverse("health"))
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "broker": "down", "search": "ok"}


def test_health_is_well_when_both_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_broker_answers", lambda: True)
    assert client.get(reverse("health")).status_code == 200


def test_health_notices_that_there_is_no_broker(client: Client, settings: object) -> None:
    assert client.get(reverse("health")).json()["broker"] == "down"
