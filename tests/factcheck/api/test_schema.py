import json

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from rest_framework.test import APIClient

from tests.snapshots import check_snapshot


def test_the_openapi_description_is_valid_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json")

    check_snapshot("openapi", json.loads(capsys.readouterr().out))


def test_whoever_may_call_the_api_may_read_its_description(cms_client: APIClient) -> None:
    answer = cms_client.get("/api/v1/schema/", HTTP_ACCEPT="application/vnd.oai.openapi+json")

    assert answer.status_code == 200
    assert "/api/v1/publications/" in answer.json()["paths"]


def test_the_description_is_closed_without_a_token(client: Client) -> None:
    answer = client.get("/api/v1/schema/")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")


@pytest.mark.django_db
def test_the_docs_ask_for_a_login(client: Client) -> None:
    answer = client.get("/api/v1/docs/")

    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_the_docs_need_nothing_that_the_content_policy_forbids(client: Client, editor: User) -> None:
    client.force_login(editor)

    page = client.get("/api/v1/docs/")
    script = client.get("/api/v1/docs/?script=")

    assert page.status_code == script.status_code == 200
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert "<style" not in page.content.decode()
    assert "<script>" not in page.content.decode()
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in script.content.decode()
