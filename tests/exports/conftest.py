"""A claim with a verdict that waits to be published, and one that is."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User

from claims.models import Claim
from exports.models import Publication
from exports.services.publishing import publish_verdict
from reviews.models import Review
from tests.exports.cases import decide, make_cited, make_known_claim
from tests.exports.cms.arc import FakeArc
from tests.exports.cms.base import running
from tests.exports.cms.json_cms import FakeJsonCms
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.superdesk import FakeSuperdesk
from tests.exports.cms.wordpress import FakeWordPress


@pytest.fixture
def claim(db: None) -> Claim:
    return make_known_claim()


@pytest.fixture
def decided(claim: Claim, editor: User, reviewer: User) -> Review:
    make_cited(claim, editor)
    return decide(claim, reviewer)


@pytest.fixture
def published(decided: Review, editor: User) -> Publication:
    return publish_verdict(review=decided, by=editor)


@pytest.fixture
def door(settings: object) -> None:
    """The door may reach servers on loopback for one test; what ``allow`` adds is put back with the settings."""
    settings.FETCH_ALLOWED_NETWORKS = ("127.0.0.0/8",)
    settings.FETCH_ALLOWED_PORTS = frozenset({80, 443})


@pytest.fixture
def receiver(door: None) -> Iterator[FakeReceiver]:
    with running(FakeReceiver()) as server:
        yield server


@pytest.fixture
def wordpress(door: None) -> Iterator[FakeWordPress]:
    with running(FakeWordPress()) as server:
        yield server


@pytest.fixture
def superdesk(door: None) -> Iterator[FakeSuperdesk]:
    with running(FakeSuperdesk()) as server:
        yield server


@pytest.fixture
def arc(door: None) -> Iterator[FakeArc]:
    with running(FakeArc()) as server:
        yield server


@pytest.fixture
def json_cms(door: None) -> Iterator[FakeJsonCms]:
    with running(FakeJsonCms()) as server:
        yield server
