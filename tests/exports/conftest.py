"""A claim with a verdict that waits to be published, and one that is."""

import pytest
from django.contrib.auth.models import User

from claims.models import Claim
from exports.models import Publication
from exports.services.publishing import publish_verdict
from reviews.models import Review
from tests.exports.cases import decide, make_cited, make_known_claim


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
