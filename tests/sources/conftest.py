"""What tests of the library share."""

from collections.abc import Iterator

import pytest

from tests.sources.sites import Site


@pytest.fixture
def site(settings: object) -> Iterator[Site]:
    """A publisher's site that may be fetched from."""
    site = Site()
    settings.FETCH_ALLOWED_NETWORKS = ("127.0.0.0/8",)
    settings.FETCH_ALLOWED_PORTS = frozenset({site.server.server_port})
    yield site
    site.close()
