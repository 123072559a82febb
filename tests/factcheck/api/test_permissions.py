import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient, APIRequestFactory, force_authenticate

from claims.models import Article
from factcheck.api.permissions import ModelRights, right_for
from factcheck.api.views import Endpoint
from tests.factories import make_article

ADDRESSES = ("/api/v1/articles/", "/api/v1/publications/", "/api/v1/schema/")


def make_client(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_open_without_a_token(address: str) -> None:
    answer = APIClient().get(address)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "wrong", "two words", "\xff\xfe", "x" * 5000])
def test_a_wrong_token_is_refused(token: str) -> None:
    answer = APIClient().get("/api/v1/articles/", HTTP_AUTHORIZATION=f"Token {token}")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")
    assert answer["Content-Type"] == "application/problem+json"


def test_an_account_that_was_closed_is_refused(cms: User, cms_client: APIClient) -> None:
    User.objects.filter(pk=cms.pk).update(is_active=False)

    assert cms_client.get("/api/v1/articles/").status_code == 401


def test_rights_are_asked_for_by_name(stranger: User) -> None:
    client = make_client(stranger)

    assert "claims.view_article" in client.get("/api/v1/articles/").json()["detail"]
    assert "claims.add_article" in client.post("/api/v1/articles/", {"body": "x"}).json()["detail"]


def test_reading_and_sending_are_different_rights(reviewer: User) -> None:
    client = make_client(reviewer)

    assert client.get("/api/v1/articles/").status_code == 200
    assert client.post("/api/v1/articles/", {"body": "Some words."}).status_code == 403


def test_an_endpoint_that_names_no_model_is_closed(rf: APIRequestFactory) -> None:
    class Forgotten(Endpoint):
        def list(self, request: object) -> None:
            raise AssertionError

    request = rf.get("/x/")
    force_authenticate(request, User(is_superuser=True, is_active=True))

    assert Forgotten.as_view({"get": "list"})(request).status_code == 403


def test_a_method_without_a_right_is_closed() -> None:
    class View:
        rights_of = Article

    assert right_for("DELETE", View()) == ""
    assert right_for("HEAD", View()) == "claims.view_article"
    assert ModelRights.message == ""


def test_a_session_needs_the_csrf_token_to_send(editor: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.get("/api/v1/articles/").status_code == 200
    assert client.post("/api/v1/articles/", {"body": "Some words."}).status_code == 403


def test_who_asks_too_often_has_to_wait(cms_client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.cache import cache
    from rest_framework.throttling import UserRateThrottle

    cache.clear()
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": "2/min"})
    codes = [cms_client.get("/api/v1/articles/").status_code for _ in range(3)]
    last = cms_client.get("/api/v1/articles/")
    cache.clear()

    assert codes == [200, 200, 429]
    assert (last["Content-Type"], last.json()["code"]) == ("application/problem+json", "throttled")
    assert 0 < int(last["Retry-After"]) <= 60


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/nothing/", "/api/v1/articles", "/api/v1/articles/17/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_what_is_no_address_is_a_problem_document(cms_client: APIClient, address: str, method: str) -> None:
    answer = getattr(cms_client, method)(address)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_article_that_did_not_change_is_not_sent_again(cms_client: APIClient) -> None:
    address = f"/api/v1/articles/{make_article().public_id}/"
    tag = cms_client.get(address)["ETag"]

    assert cms_client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304
