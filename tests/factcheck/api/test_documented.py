"""What ``docs/api.md`` says about addresses and codes is what there is."""

import json
from pathlib import Path

import pytest

from factcheck.api.errors import CODES

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs/api.md").read_text()
OPENAPI = json.loads((ROOT / "tests/data/openapi.json").read_text())
PATHS = OPENAPI["paths"]
FIELDS = OPENAPI["components"]["schemas"]["ArticleIn"]["properties"]


@pytest.mark.parametrize("path", PATHS)
def test_every_address_is_in_the_guide(path: str) -> None:
    short = path.removeprefix("/api/v1/").replace("{public_id}", "{id}")

    methods = [method.upper() for method in PATHS[path] if f"{method.upper()} {short}" in GUIDE]
    assert methods == [method.upper() for method in PATHS[path] if method in ("get", "post")]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_an_article_is_in_the_guide(field: str) -> None:
    assert f"`{field}`" in GUIDE


@pytest.mark.parametrize("code", CODES.values())
def test_codes_that_stand_for_others_are_in_the_guide(code: str) -> None:
    assert f"`{code}`" in GUIDE
