"""What tools for Node say of our formats: the ClaimReview preset of structured-data-testing-tool, and Arc's types."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from exports.formats.ans import ans_article, ans_story
from exports.formats.claimreview import claim_review
from tests.exports.formats.cases import ENTRIES, HOUSE, entry, marked_article

ROOT = Path(__file__).parents[3]
MODULES = ROOT / ".venv/node/node_modules"
TYPES = MODULES / "@code.store/arcxp-sdk-ts/dist/types/ans-types"
STANDING = [item for item in ENTRIES.values() if not item.is_retracted]
STORIES = [*(ans_story(item, HOUSE) for item in ENTRIES.values()), ans_article(marked_article(), HOUSE)]
OF_ELEMENTS = {"custom_embed": "CustomEmbed", "correction": "Correction"}

pytestmark = pytest.mark.node


def node(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    if not MODULES.is_dir():
        pytest.fail("The packages for Node are not installed: run `make setup-ci`, which needs Node and npm.")
    return subprocess.run(
        ["node", *map(str, arguments)], input=given, env={**os.environ, "NODE_PATH": str(MODULES)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def told(marks: list[dict[str, Any]]) -> list[dict[str, list[str]]]:
    done = node(Path(__file__).with_name("node") / "claimreview.cjs", given=json.dumps(marks))
    assert done.returncode == 0, done.stderr
    found: list[dict[str, list[str]]] = json.loads(done.stdout)
    return found


def test_the_claimreview_preset_finds_nothing_wrong_and_nothing_missing() -> None:
    for found in told([claim_review(item, HOUSE) for item in STANDING]):
        assert (found["failed"], found["warnings"]) == ([], [])
        assert {"ClaimReview[0].reviewRating", "ClaimReview[0].itemReviewed"} <= set(found["passed"])


def test_the_claimreview_preset_finds_what_is_missing() -> None:
    mark = claim_review(entry(), HOUSE)
    del mark["claimReviewed"], mark["author"]

    (found,) = told([mark])

    assert found["failed"] == ["ClaimReview[0].claimReviewed"]
    assert found["warnings"] == ["ClaimReview[0].author"]


def complaints(stories: list[dict[str, Any]], directory: Path) -> list[str]:
    """What the compiler says of stories as constants of Arc's types, which are made of the schemas of ANS 0.10.11."""
    lines = [f'import type {{ AStory, Correction, CustomEmbed }} from "{TYPES}";']
    for place, story in enumerate(stories):
        older = story | {"version": "0.10.11"}
        lines.append(f"export const story{place}: AStory = {json.dumps(older)};")
        for number, part in enumerate(story["content_elements"]):
            if part["type"] in OF_ELEMENTS:
                kind = OF_ELEMENTS[part["type"]]
                lines.append(f"export const part{place}_{number}: {kind} = {json.dumps(part)};")
    (directory / "stories.ts").write_text("\n".join(lines))
    options = {"noEmit": True, "strict": True, "target": "es2022", "types": []}
    (directory / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["stories.ts"]}))
    done = node(MODULES / "typescript/bin/tsc", "--project", directory)
    return [line for line in done.stdout.splitlines() if "error TS" in line]


def test_arcs_types_accept_every_story_and_refuse_what_ans_does_not_know(tmp_path: Path) -> None:
    wrong = STORIES[0] | {"verdict": "true"}
    untold = STORIES[0] | {"content_elements": [{"type": "correction", "correction_type": "retraction"}]}

    found = complaints([*STORIES, wrong, untold], tmp_path)

    assert len(found) == 2
    assert "'\"verdict\"' does not exist in type 'AStory'" in found[0]
    assert "Property 'text' is missing" in found[1]
