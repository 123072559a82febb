"""ninjs and ANS hold to what their standards allow, and to the schemas of them that a package has."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource

from exports.formats.ans import ans_article, ans_story
from exports.formats.entries import Entry
from exports.formats.ninjs import (
    ninjs_1,
    ninjs_1_article,
    ninjs_2,
    ninjs_2_article,
    ninjs_3,
    ninjs_3_article,
    superdesk,
)
from tests.exports.formats.cases import ENTRIES, HOUSE, entry, marked_article, retraction
from tests.exports.formats.iptc import OF_1, OF_2, iptc_flaws
from tests.exports.formats.standards import NINJS_1, NINJS_2, NINJS_3, ninjs_flaws

# Where somebody has put schemas that no package has: ninjs-schema_3.1.json, _2.2.json, _1.6.json, and ans/*.json.
SCHEMAS = os.environ.get("FORMAT_SCHEMAS", "")
each_entry = pytest.mark.parametrize("item", ENTRIES.values(), ids=ENTRIES)


@each_entry
def test_ninjs_3_has_only_members_of_its_schema(item: Entry) -> None:
    assert ninjs_flaws(ninjs_3(item, HOUSE), NINJS_3) == []


@each_entry
def test_ninjs_2_has_only_members_of_its_schema(item: Entry) -> None:
    assert ninjs_flaws(ninjs_2(item, HOUSE), NINJS_2) == []


@each_entry
def test_ninjs_1_has_only_members_of_its_schema(item: Entry) -> None:
    assert ninjs_flaws(ninjs_1(item, HOUSE), NINJS_1) == []


def test_articles_as_ninjs_have_only_members_of_the_schemas() -> None:
    assert ninjs_flaws(ninjs_3_article(marked_article(), HOUSE), NINJS_3) == []
    assert ninjs_flaws(ninjs_2_article(marked_article(), HOUSE), NINJS_2) == []
    assert ninjs_flaws(ninjs_1_article(marked_article(), HOUSE), NINJS_1) == []


@each_entry
def test_the_schemas_of_iptc_accept_every_entry(item: Entry) -> None:
    assert iptc_flaws(ninjs_1(item, HOUSE), OF_1) == []
    assert iptc_flaws(ninjs_2(item, HOUSE), OF_2) == []


def test_the_schemas_of_iptc_accept_an_article_with_its_verdicts() -> None:
    assert iptc_flaws(ninjs_1_article(marked_article(), HOUSE), OF_1) == []
    assert iptc_flaws(ninjs_2_article(marked_article(), HOUSE), OF_2) == []


def test_the_schemas_of_iptc_refuse_what_is_no_member() -> None:
    assert iptc_flaws(ninjs_1(entry(), HOUSE) | {"verdict": "true"}, OF_1)
    assert iptc_flaws(ninjs_2(entry(), HOUSE) | {"pubstatus": "gone"}, OF_2) == [
        "'gone' is not one of ['usable', 'withheld', 'canceled']"
    ]
    assert iptc_flaws(ninjs_3(entry(), HOUSE), OF_2)


def test_ninjs_2_says_what_ninjs_3_says_under_the_names_of_its_time() -> None:
    item, newer = ninjs_2(entry(), HOUSE), ninjs_3(entry(), HOUSE)

    assert {name.lower() for name in newer} == item.keys()
    assert item["standard"]["version"] == "2.2"
    assert item["infosources"] == newer["infoSources"]
    assert item["bodies"][1]["wordcount"] == newer["bodies"][1]["wordCount"]
    assert "rel" not in item["associations"][0]
    assert newer["associations"][0]["rel"] == "claimReviewed"


def test_a_flaw_is_found() -> None:
    item = ninjs_3(entry(), HOUSE) | {"verdict": "true", "pubStatus": "gone"}

    assert ninjs_flaws(item, NINJS_3) == ["verdict is no member", "pubStatus is gone"]


def test_the_verdict_the_claimant_and_the_evidence_have_their_places_in_ninjs() -> None:
    item = ninjs_3(entry(), HOUSE)

    verdict = {"name": "mostly true", "rel": "verdict", "literal": "mostly-true", "creator": "The Meridian Desk"}
    assert item["subjects"] == [verdict]
    assert item["people"] == [{"name": "Mara Lindt", "rel": "claimant"}]
    assert item["infoSources"][0]["role"] == "corroborates"
    assert item["infoSources"][0]["uri"] == "https://port.example/inspection"
    assert item["altIds"] == [{"role": "claimreview", "value": entry().url}]


def test_a_correction_is_a_new_version_of_the_same_item_and_a_retraction_cancels_it() -> None:
    first, second, gone = (ninjs_3(ENTRIES[name], HOUSE) for name in ("published", "corrected", "retracted"))

    assert first["uri"] == second["uri"] == gone["uri"]
    assert [item["version"] for item in (first, second, gone)] == ["7", "8", "9"]
    assert [item["pubStatus"] for item in (first, second, gone)] == ["usable", "usable", "canceled"]
    assert second["edNote"] == "The year was wrong."
    assert "subjects" not in gone


@each_entry
def test_superdesk_reads_every_time_and_finds_what_it_copies(item: Entry) -> None:
    sent = superdesk(item, HOUSE)

    assert dt.datetime.strptime(sent["versioncreated"], "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007 - as its parser does
    assert sent["guid"] == sent["uri"]
    assert sent["type"] == "text"
    assert sent["priority"] == 5
    assert {"headline", "body_html", "slugline", "byline", "description_text", "profile"} <= sent.keys()
    assert sent["extra"]["kind"] == item.kind


def test_an_article_carries_the_verdicts_that_stand_and_no_other() -> None:
    item = ninjs_3_article(marked_article(), HOUSE)

    assert [check["version"] for check in item["associations"]] == ["7"]
    assert item["associations"][0]["rel"] == "factCheck"


def test_html_in_a_news_item_is_only_our_own() -> None:
    for text in (ninjs_3(ENTRIES["hostile"], HOUSE)["bodies"][0]["value"], ans_text(ENTRIES["hostile"])):
        assert "<script" not in text
        assert "javascript:" not in text
        assert "&lt;script&gt;" in text


def ans_text(item: Entry) -> str:
    return "".join(part["content"] for part in ans_story(item, HOUSE)["content_elements"] if part["type"] == "text")


def test_a_rating_with_a_number_is_a_numeric_rating_in_ans() -> None:
    elements = ans_story(entry(), HOUSE)["content_elements"]
    ratings = [part for part in elements if part["type"] == "numeric_rating"]

    assert ratings == [{"type": "numeric_rating", "numeric_rating": 4, "min": 1, "max": 5, "units": "mostly true"}]
    assert not [part for part in ans_story(ENTRIES["unrated"], HOUSE)["content_elements"] if "units" in part]


def test_the_embed_of_ans_can_be_fetched_again_and_names_nothing_that_arc_keeps_for_itself() -> None:
    (embed,) = (part["embed"] for part in ans_story(entry(), HOUSE)["content_elements"] if "embed" in part)

    assert embed["url"] + embed["id"] == entry().url
    assert not {"referent", "type", "version"} & embed["config"].keys()


def test_a_retraction_in_ans_says_so() -> None:
    last = ans_story(retraction(), HOUSE)["content_elements"][-1]

    assert last == {"type": "correction", "correction_type": "retraction", "text": "Wrong person."}


def test_an_article_in_ans_has_its_text_and_the_verdicts_that_stand() -> None:
    story = ans_article(marked_article(), HOUSE)
    kinds = [part["type"] for part in story["content_elements"]]

    assert kinds == ["text", "text", "text", "custom_embed", "numeric_rating"]


def validate(document: Any, schema: Any, registry: Any = None) -> None:
    kind = validator_for(schema, default=Draft202012Validator)
    options = {"registry": registry} if registry else {}
    flaws = [error.message for error in kind(schema, format_checker=FormatChecker(), **options).iter_errors(document)]
    assert flaws == []


if SCHEMAS:

    @each_entry
    @pytest.mark.parametrize(("write", "version"), [(ninjs_3, "3.1"), (ninjs_2, "2.2"), (ninjs_1, "1.6")])
    def test_the_newest_schemas_of_iptc_accept_every_entry(item: Entry, write: Any, version: str) -> None:
        validate(write(item, HOUSE), json.loads(Path(SCHEMAS, f"ninjs-schema_{version}.json").read_text()))

    @each_entry
    def test_the_schema_of_arc_accepts_every_entry(item: Entry) -> None:
        schemas = [json.loads(path.read_text()) for path in Path(SCHEMAS, "ans").rglob("*.json")]
        registry = Registry().with_resources((each["id"], Resource.from_contents(each)) for each in schemas)
        (story,) = (each for each in schemas if each["id"].endswith("/story.json"))
        validate(ans_story(item, HOUSE), story, registry)
