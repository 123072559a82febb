"""ClaimReview, Claim, Web Annotation and PROV: what their vocabularies know, and what others read back."""

import json
from typing import Any

import pytest
from prov.model import ProvDocument

from exports.formats.annotation import annotations, article_annotations
from exports.formats.claimreview import claim_ld, claim_review, claim_reviews, claims_ld
from exports.formats.entries import Entry
from exports.formats.provenance import MachineStep, Trail, provenance
from tests.exports.formats.cases import ENTRIES, HOUSE, TEXT, entry, marked_article, retraction
from tests.exports.formats.standards import schema_flaws
from tests.exports.formats.web_annotation import annotation_flaws, collection_flaws

STANDING = {name: item for name, item in ENTRIES.items() if not item.is_retracted}
TRAIL = Trail(
    extraction=MachineStep("trained/1", "2026-03-06T08:01:00Z", "2026-03-06T08:02:00Z"),
    search=MachineStep("indexed/1+trained/1", "2026-03-06T08:02:00Z", "2026-03-06T08:03:00Z"),
    opened="2026-03-06T08:03:00Z",
    assessed=("2026-03-06T08:30:00Z", "2026-03-06T08:40:00Z"),
    decided="2026-03-06T09:00:00Z",
    blind=True,
    settled=True,
)
each_entry = pytest.mark.parametrize("item", ENTRIES.values(), ids=ENTRIES)


@pytest.mark.parametrize("item", STANDING.values(), ids=STANDING)
def test_schema_org_knows_every_member_of_a_claimreview(item: Entry) -> None:
    assert schema_flaws(claim_review(item, HOUSE)) == []


@each_entry
def test_schema_org_knows_every_member_of_a_claim(item: Entry) -> None:
    assert schema_flaws(claim_ld(item)) == []


def test_a_member_that_schema_org_does_not_know_is_found() -> None:
    mark = claim_review(entry(), HOUSE) | {"verdict": "true", "author": {"@type": "Rating"}}

    assert schema_flaws(mark) == ["ClaimReview.author takes no Rating", "ClaimReview has no verdict"]


def test_an_article_has_one_graph_of_what_stands_and_one_of_all_claims() -> None:
    reviews, claims = claim_reviews(marked_article(), HOUSE), claims_ld(marked_article())

    assert [node["@type"] for node in reviews["@graph"]] == ["ClaimReview"]
    assert len(claims["@graph"]) == 3
    assert [flaw for node in (*reviews["@graph"], *claims["@graph"]) for flaw in schema_flaws(node)] == []


@each_entry
def test_every_annotation_of_an_entry_is_one(item: Entry) -> None:
    found = annotations(item, HOUSE, text=TEXT)

    assert found["total"] == len(found["first"]["items"]) == 1 + len(item.payload["evidence"])
    assert collection_flaws(found) == []
    assert len({each["id"] for each in found["first"]["items"]}) == found["total"]


BROKEN = [
    ({"@context": "https://schema.org"}, "3.1 @context"), ({"id": "no address"}, "3.1 id"),
    ({"type": "Note"}, "3.1 type"), ({"target": []}, "3.1 target"), ({"bodyValue": "x"}, "3.2.5 body or bodyValue"),
    ({"created": "2026-03-06"}, "3.3.1 created"), ({"motivation": "judging"}, "3.3.5 motivation"),
    ({"rights": "all ours"}, "3.3.6 rights"), ({"creator": {"type": "House"}}, "3.3.2 creator"),
    ({"body": [{"type": "Words"}]}, "3.2 known"), ({"body": [{"type": "TextualBody"}]}, "3.2.4 value"),
    ({"body": [{"type": "TextualBody", "value": "x", "source": "urn:x:1"}]}, "3.2.4 no source"),
    ({"body": [{"type": "TextualBody", "value": "x", "purpose": "judging"}]}, "3.3.5 purpose"),
]  # fmt: skip
BROKEN_TARGETS = [
    ({"source": "no address"}, "4 source"), ({"value": "x"}, "3.2.4 no text"), ({"type": "Place"}, "3.2 known"),
    ({"selector": [{"type": "WordSelector"}]}, "4.2 selector"), ({"state": {"type": "Mood"}}, "4.3 state"),
    ({"state": {"type": "TimeState", "sourceDate": "2026"}}, "4.3.1 sourceDate"),
    ({"selector": [{"type": "TextQuoteSelector"}]}, "4.2.4 exact"),
    ({"selector": [{"type": "TextPositionSelector", "start": 4, "end": 2}]}, "4.2.5 place"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "must"), BROKEN, ids=[must for _, must in BROKEN])
def test_an_annotation_that_breaks_a_must_is_found(change: dict[str, Any], must: str) -> None:
    right = annotations(entry(), HOUSE, text=TEXT)["first"]["items"][0]

    assert annotation_flaws(right) == []
    assert annotation_flaws(right | change) == [must]


@pytest.mark.parametrize(("change", "must"), BROKEN_TARGETS, ids=[must for _, must in BROKEN_TARGETS])
def test_a_target_that_breaks_a_must_is_found(change: dict[str, Any], must: str) -> None:
    right = annotations(entry(), HOUSE, text=TEXT)["first"]["items"][0]

    assert must in annotation_flaws(right | {"target": right["target"] | change})


def test_a_collection_that_breaks_a_must_is_found() -> None:
    right = annotations(entry(), HOUSE, text=TEXT)

    assert collection_flaws(right | {"total": -1, "label": 3, "type": "List"}) == ["5.1 type", "5.1 label", "5.1 total"]
    assert collection_flaws(right | {"first": right["first"] | {"startIndex": -1}}) == ["5.1 first"]


def test_the_selectors_of_an_article_cut_its_text() -> None:
    found = article_annotations(marked_article(), HOUSE)

    claims = [each for each in found["first"]["items"] if each["motivation"] != "linking"]
    assert [each["motivation"] for each in claims] == ["assessing", "identifying", "identifying"]
    assert collection_flaws(found) == []
    for each in claims:
        for target in each["target"] if isinstance(each["target"], list) else [each["target"]]:
            words, place = target["selector"]
            around = words.get("prefix", "") + words["exact"] + words.get("suffix", "")
            assert TEXT[place["start"] : place["end"]] == words["exact"]
            assert around in TEXT


def test_a_split_claim_has_a_target_for_each_piece() -> None:
    found = article_annotations(marked_article(), HOUSE)["first"]["items"][-1]

    assert [target["selector"][0]["exact"] for target in found["target"]] == [TEXT[83:105], TEXT[123:146]]


def test_evidence_is_found_by_the_words_around_it() -> None:
    linked = article_annotations(marked_article(), HOUSE)["first"]["items"][1]

    words = linked["target"]["selector"][0]
    assert (words["prefix"], words["suffix"]) == ("In its report: ", " It was wet.")
    assert linked["body"][1]["value"] == "corroborates"


@each_entry
def test_the_prov_library_reads_the_provenance_and_writes_the_same(item: Entry) -> None:
    written = json.dumps(provenance(item, TRAIL, HOUSE))

    document = ProvDocument.deserialize(content=written, format="json")
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")

    assert document == again
    assert len(list(document.get_records())) == sum(
        len(part) for name, part in json.loads(written).items() if name != "prefix"
    )
    assert document.serialize(format="provn")


def test_provenance_tells_the_way_and_names_nobody() -> None:
    graph = provenance(entry(), TRAIL, HOUSE)

    assert graph["activity"]["fc:extraction"]["prov:endTime"] == "2026-03-06T08:02:00Z"
    labels = [agent["prov:label"] for agent in graph["agent"].values()]
    assert labels == ["trained/1", "indexed/1+trained/1", "Reviewer 1", "Reviewer 2", "The Meridian Desk", "Editor"]
    kinds = {name: len(graph[name]) for name in graph if name.startswith("was")}
    assert kinds["wasGeneratedBy"] == 3
    assert "wasInvalidatedBy" not in graph
    assert "wasInvalidatedBy" in provenance(retraction(), TRAIL, HOUSE)


def test_provenance_without_machines_is_one_too() -> None:
    bare = Trail(extraction=None, search=None, opened="2026-03-06T08:03:00Z", assessed=(), decided="")

    graph = provenance(entry(), bare, HOUSE)

    assert ProvDocument.deserialize(content=json.dumps(graph), format="json")
    assert "fc:extraction" not in graph["activity"]
