"""Whatever the description allows is asked: no answer is a 5xx, or outside of what the description says.

SCHEMATHESIS_EXAMPLES asks more often than the few times that every run has time for.
"""

import os
from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from django.contrib.auth.models import Group, User
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from knox.models import AuthToken
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from claims.models import Article, Claim, Speaker
from claims.services.snapshots import keep_snapshot
from exports.models import Delivery, Publication, Subscriber
from exports.services.publishing import publish_verdict
from exports.services.subscribers import Wanted, add_subscriber
from reviews.models import Review
from sources.models import Document, Evidence, Feed, Passage, Source
from sources.services.feeds import follow_feed
from tests.conftest import make_person
from tests.exports.cases import decide, make_cited, make_known_claim

EACH = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "3"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
]  # fmt: skip
ROWS = {
    "articles": Article, "claims": Claim, "speakers": Speaker, "reviews": Review, "publications": Publication,
    "documents": Document, "evidence": Evidence, "passages": Passage, "publishers": Source, "feeds": Feed,
    "subscribers": Subscriber, "deliveries": Delivery,
}  # fmt: skip
asked = settings(
    max_examples=EACH, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def headers(editor: User, reviewer: User, fake_components: None) -> Mapping[str, str]:
    """A token of somebody who may do all that the API offers, in a newsroom with something of most kinds."""
    claim = make_known_claim()
    document = make_cited(claim, editor).passage.document
    document.snapshot = keep_snapshot(b"Engineers counted.", media_type="text/plain", url="https://port.example/")
    document.save()
    add_subscriber(connector="webhook", wanted=Wanted("gazette", "https://cms.gazette.example/hooks/"), by=editor)
    publish_verdict(review=decide(claim, reviewer), by=editor)
    follow_feed(url="https://port.example/feed.xml", by=editor)
    person = make_person("ada-all", None)
    person.groups.add(*Group.objects.all())
    _, token = AuthToken.objects.create(user=person)
    return {"Authorization": f"Token {token}"}


@pytest.fixture
def open_connection() -> Any:
    """The application closes its connection after each request; here that is the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("open_connection")
def test_no_request_that_the_description_allows_breaks_the_api_or_the_description(headers: Mapping[str, str]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", WSGIHandler(), headers=dict(headers))
    there = {name: str(model.objects.values_list("public_id", flat=True)[0]) for name, model in ROWS.items()}
    flaws, operations = [], 0
    for found in schema.get_all_operations():
        operation = found.ok()
        operations += 1
        try:
            ask(operation, headers, there)
        except (AssertionError, schemathesis.errors.SchemathesisError, BaseExceptionGroup) as error:
            flaws.append(f"{operation.label}: {error}")

    assert flaws == []
    assert operations > 40


def ask(operation: Any, headers: Mapping[str, str], there: Mapping[str, str]) -> None:
    """Ask one operation some times with made-up ids, and some times for what is there, by the kind in its address."""

    @asked
    @given(case=operation.as_strategy())
    def with_ids_that_may_be_any(case: Any) -> None:
        check(case, headers)

    @asked
    @given(case=operation.as_strategy())
    def with_ids_that_are_there(case: Any) -> None:
        case.path_parameters = {**case.path_parameters, "public_id": there[kind]}
        check(case, headers)

    with_ids_that_may_be_any()
    kind = operation.path.split("/")[3]
    if "{public_id}" in operation.path and kind in there:
        with_ids_that_are_there()


def check(case: Any, headers: Mapping[str, str]) -> None:
    case.validate_response(case.call(headers=dict(headers)), checks=CHECKS)
