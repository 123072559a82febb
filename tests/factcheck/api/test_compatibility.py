"""Within version 1 nothing that a client could rely on goes away; the check is shown to find what would."""

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.factcheck.api.breaking import breaking_changes

ROOT = Path(__file__).parents[3]
KEPT = ROOT / "tests/data/openapi.json"
MOST_VERSIONS = 2
NEVER_SO = {"GET /api/v1/connectors/: in the 200: type array became object"}
"""What a description said once and no answer ever was."""
ARTICLE = "/api/v1/articles/{public_id}/"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(KEPT.read_text())
    return document


def test_nothing_that_was_described_is_gone_or_otherwise(
    kept: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("spectacular", "--format", "openapi-json")

    assert breaking_changes(kept, json.loads(capsys.readouterr().out)) == []


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone: there are no versions to compare with")
def test_nothing_that_was_ever_described_is_gone_even_where_the_snapshot_was_written_anew(kept: dict[str, Any]) -> None:
    commits = git("rev-list", "HEAD", "--", "tests/data/openapi.json").split()
    chosen = dict.fromkeys([*commits[:MOST_VERSIONS], commits[-1]])

    broken = {
        commit: breaking_changes(json.loads(git("show", f"{commit}:tests/data/openapi.json")), kept)
        for commit in chosen
    }

    assert {commit: flaws for commit, flaws in broken.items() if set(flaws) - NEVER_SO} == {}


def test_a_description_breaks_nothing_of_itself(kept: dict[str, Any]) -> None:
    assert breaking_changes(kept, kept) == []


def without(document: dict[str, Any], *path: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    place = changed
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return changed


def with_(document: dict[str, Any], value: Any, *path: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def test_what_goes_away_is_found(kept: dict[str, Any]) -> None:
    schemas = ("components", "schemas")
    found = {
        "GET /api/v1/claims/ is gone": without(kept, "paths", "/api/v1/claims/", "get"),
        f"GET {ARTICLE}: in the 200, headline is gone": without(kept, *schemas, "ArticleOut", "properties", "headline"),
        f"GET {ARTICLE}: in the 200, headline: type string became integer": with_(
            kept, {"type": "integer"}, *schemas, "ArticleOut", "properties", "headline"
        ),
        f"GET {ARTICLE}: in the 200, headline can be null now": with_(
            kept, {"type": "string", "nullable": True}, *schemas, "ArticleOut", "properties", "headline"
        ),
        "POST /api/v1/articles/: in the body, byline is gone": without(
            kept, *schemas, "ArticleIn", "properties", "byline"
        ),
        "POST /api/v1/articles/: in the body, headline is needed now": with_(
            kept, ["headline"], *schemas, "ArticleIn", "required"
        ),
        "GET /api/v1/publications/: the parameter after is gone": without_parameter(kept, "after"),
        "GET /api/v1/publications/: the parameter article is needed now": needing_parameter(kept, "article"),
    }
    assert [sentence for sentence, changed in found.items() if sentence not in breaking_changes(kept, changed)] == []


def without_parameter(document: dict[str, Any], name: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    operation = changed["paths"]["/api/v1/publications/"]["get"]
    operation["parameters"] = [each for each in operation["parameters"] if each["name"] != name]
    return changed


def needing_parameter(document: dict[str, Any], name: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    for each in changed["paths"]["/api/v1/publications/"]["get"]["parameters"]:
        if each["name"] == name:
            each["required"] = True
    return changed


def test_what_is_added_breaks_nothing(kept: dict[str, Any]) -> None:
    more = with_(kept, {"type": "string"}, "components", "schemas", "ArticleOut", "properties", "mood")
    more = with_(more, {"type": "string"}, "components", "schemas", "ArticleIn", "properties", "mood")
    more["paths"]["/api/v1/moods/"] = more["paths"]["/api/v1/articles/"]

    assert breaking_changes(kept, more) == []
