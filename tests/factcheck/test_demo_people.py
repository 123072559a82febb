"""The accounts of the demo newsroom."""

import json
import stat
from pathlib import Path

import pytest
from knox.models import AuthToken
from rest_framework.test import APIClient

from factcheck.demo.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def credentials(tmp_path: Path) -> Path:
    return tmp_path / "demo-credentials.json"


def stored(credentials: Path) -> dict[str, str]:
    return {row["username"]: row["password"] for row in json.loads(credentials.read_text())["people"]}


def test_everybody_can_log_in_with_the_password_in_the_file(credentials: Path) -> None:
    cast = make_people(credentials)
    passwords = stored(credentials)
    assert sorted(passwords) == ["edda", "emil", "rolf", "rosa"]
    assert all(getattr(cast, name).check_password(password) for name, password in passwords.items())


def test_people_have_the_rights_of_their_group(credentials: Path) -> None:
    cast = make_people(credentials)
    assert [person.has_perm("reviews.publish_review") for person in (cast.edda, cast.emil, cast.rosa, cast.rolf)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_the_service_account_has_a_token_and_no_password(credentials: Path) -> None:
    cast = make_people(credentials)
    token = json.loads(credentials.read_text())["cms_token"]
    client = APIClient(headers={"authorization": f"Token {token}"})
    assert client.get("/api/v1/publications/").status_code == 200
    assert not cast.cms.has_usable_password()


def test_only_the_owner_can_read_the_file(credentials: Path) -> None:
    make_people(credentials)
    assert stat.S_IMODE(credentials.stat().st_mode) == 0o600


def test_a_second_run_changes_nothing(credentials: Path) -> None:
    make_people(credentials)
    before = credentials.read_text()
    make_people(credentials)
    assert credentials.read_text() == before
    assert AuthToken.objects.count() == 1


def test_two_installations_have_different_passwords(credentials: Path, tmp_path: Path) -> None:
    make_people(credentials)
    make_people(tmp_path / "other.json")
    assert not set(stored(credentials).values()) & set(stored(tmp_path / "other.json").values())


def test_when_the_file_is_gone_the_people_get_new_passwords_that_work(credentials: Path) -> None:
    make_people(credentials)
    credentials.unlink()
    cast = make_people(credentials)
    assert cast.rosa.check_password(stored(credentials)["rosa"])
    assert AuthToken.objects.count() == 1


def test_when_the_database_is_gone_the_file_still_holds(credentials: Path) -> None:
    make_people(credentials)
    before = stored(credentials)
    AuthToken.objects.all().delete()
    type(make_people(credentials).rosa).objects.all().delete()
    cast = make_people(credentials)
    assert stored(credentials) == before
    assert cast.rosa.check_password(before["rosa"])
