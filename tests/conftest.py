"""People with fixed roles, clients, and components that tests can set."""

from collections.abc import Generator

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from hypothesis import settings as hypothesis_settings
from knox.models import AuthToken
from pytest_django.plugin import blocking_manager_key
from rest_framework.test import APIClient

from factcheck.lib import components, guards

# Speed is measured in bench/, not in tests.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

PASSWORD = "a-long-test-password"
GUARDED = (
    "claims_ledgerentry",
    "reviews_replyrequest",
    "reviews_replytopic",
    "reviews_reply",
    "reviews_assessment",
    "reviews_assessmentcitation",
    "reviews_verdict",
    "reviews_verdictcitation",
    "reviews_deskrules",
    "exports_publication",
    "exports_attempt",
    "exports_receipt",
)


def flush_past_the_guards(*args: object, **kwargs: object) -> list[str]:
    """SQLite empties tables by deleting their rows, which tables that only grow refuse."""
    return [*guards.drop("sqlite", GUARDED), *plain_flush(*args, **kwargs), *guards.create("sqlite", GUARDED)]


plain_flush = DatabaseOperations.sql_flush
DatabaseOperations.sql_flush = flush_past_the_guards


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Put the rows of the migrations (groups, scale, feed) back after a test that emptied the whole database.

    Such a test is marked ``django_db(transaction=True, serialized_rollback=True)``.
    """
    result = yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("serialized_rollback"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    return result


def make_person(name: str, group: str | None) -> User:
    person = User.objects.create_user(name, email=f"{name}@desk.example", password=PASSWORD)
    if group:
        person.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=person.pk)


@pytest.fixture
def editor(db: None) -> User:
    return make_person("edda-editor", "editor")


@pytest.fixture
def second_editor(db: None) -> User:
    return make_person("emil-editor", "editor")


@pytest.fixture
def reviewer(db: None) -> User:
    return make_person("rosa-reviewer", "reviewer")


@pytest.fixture
def second_reviewer(db: None) -> User:
    return make_person("rolf-reviewer", "reviewer")


@pytest.fixture
def stranger(db: None) -> User:
    return make_person("stella-stranger", None)


@pytest.fixture
def cms(db: None) -> User:
    return make_person("cms", "cms")


@pytest.fixture
def cms_client(cms: User) -> APIClient:
    client = APIClient()
    _, token = AuthToken.objects.create(user=cms)
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


@pytest.fixture
def fake_components(settings: object) -> None:
    """The three slots filled with the fakes of ``tests.fakes``."""
    settings.FACTCHECK_COMPONENTS = {
        "extractor": {"BACKEND": "tests.fakes.FakeExtractor"},
        "retriever": {"BACKEND": "tests.fakes.FakeRetriever"},
        "stance": {"BACKEND": "tests.fakes.FakeStance"},
    }
    components.get.cache_clear()


@pytest.fixture
def run_on_commit(django_capture_on_commit_callbacks: object) -> object:
    """Run what was put off until commit, with all that it puts off in turn: ``with run_on_commit(): ...``."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
