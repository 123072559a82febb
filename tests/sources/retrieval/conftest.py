"""An index of each test's own, in a temporary folder."""

from pathlib import Path

import pytest

from factcheck.lib import components
from sources.retrieval import condition


@pytest.fixture
def index_root(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for the index; its condition is looked at for every search."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    settings.FACTCHECK_COMPONENTS = {
        **settings.FACTCHECK_COMPONENTS,
        "retriever": {"BACKEND": "sources.retrieval.indexed.IndexRetriever"},
    }
    components.get.cache_clear()
    monkeypatch.setattr(condition, "CHECKED_EVERY", 1e-9)
    condition._hindrance.cache_clear()
    return settings.SEARCH_INDEX_DIR
