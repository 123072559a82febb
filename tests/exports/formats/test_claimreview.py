import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from exports.formats.claimreview import Entry, House, claim_review
from exports.formats.facts import (
    ArticleFacts,
    ClaimFacts,
    EvidenceFacts,
    Facts,
    RatingFacts,
    SpeakerFacts,
    VerdictFacts,
)
from exports.formats.payload import build_payload, moment, retract_payload
from tests.snapshots import check_snapshot

HOUSE = House("The Meridian Desk", "https://desk.example")
SPEAKER = SpeakerFacts("Mara Lindt", "person", "chair of the harbour board")
CLAIM = ClaimFacts(
    id="c-1",
    statement="The east pier has 1,200 cracks.",
    quote="We counted 1,200 cracks",
    spans=[[83, 106]],
    speaker=SPEAKER,
    attribution="direct",
    said_on=dt.date(2026, 3, 2),
    said_precision="day",
    said_text="on Monday",
)
ARTICLE = ArticleFacts(
    id="a-1",
    external_id="cms-17",
    headline="East pier to close",
    url="https://gazette.example/pier",
    outlet="Harbour Gazette",
    language="en",
    published_at=dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1))),
)
VERDICT = VerdictFacts(
    rating=RatingFacts("mostly-true", "Mostly true", 4, best=5, worst=1),
    rationale="The authority counted 1,184.",
    version=1,
    decided_at=dt.datetime(2026, 3, 7, 10, 0, 0, 123456, tzinfo=dt.UTC),
)
PIECE = EvidenceFacts(
    title="Inspection of the east pier",
    url="https://port.example/inspection",
    publisher="Port Authority",
    published_at=None,
    quote="1,184 cracks",
    locator="page 3",
    start=10,
    end=22,
    stance="corroborates",
    sha256="",
)
FACTS = Facts("r-1", CLAIM, ARTICLE, VERDICT, (PIECE, replace(PIECE, quote="Most are growing.", start=30, end=47)))


def mark(facts: Facts = FACTS, correction: str = "") -> dict[str, Any]:
    entry = Entry(
        "https://desk.example/api/v1/publications/p-1/", "2026-03-07T11:00:00Z", correction, build_payload(facts)
    )
    return claim_review(entry, HOUSE)


def test_the_markup_is_the_documented_one() -> None:
    check_snapshot("claimreview", mark())


def test_a_rating_without_a_place_on_the_scale_has_words_and_no_number() -> None:
    rating = RatingFacts("unproven", "Unproven", None, best=5, worst=1)

    found = mark(replace(FACTS, verdict=replace(VERDICT, rating=rating)))["reviewRating"]

    assert found == {"@type": "Rating", "alternateName": "Unproven", "ratingExplanation": VERDICT.rationale}


def test_an_unnamed_source_is_nobody_by_name() -> None:
    unnamed = SpeakerFacts("a senior official", "unnamed", "")

    assert "author" not in mark(replace(FACTS, claim=replace(CLAIM, speaker=unnamed)))["itemReviewed"]


def test_an_organisation_has_no_job_title() -> None:
    board = SpeakerFacts("Harbour Board", "organisation", "owner of the pier")

    author = mark(replace(FACTS, claim=replace(CLAIM, speaker=board)))["itemReviewed"]["author"]

    assert author == {"@type": "Organization", "name": "Harbour Board"}


def test_a_document_is_what_the_claim_is_based_on_and_not_its_author() -> None:
    report = SpeakerFacts("the annual report", "document", "")

    item = mark(replace(FACTS, claim=replace(CLAIM, speaker=report)))["itemReviewed"]

    assert item["isBasedOn"] == {"@type": "CreativeWork", "name": "the annual report"}
    assert "author" not in item


@pytest.mark.parametrize(
    ("outlet", "author"), [("Harbour Gazette", {"@type": "Organization", "name": "Harbour Gazette"}), ("", None)]
)
def test_the_articles_own_voice_is_that_of_the_outlet(outlet: str, author: dict[str, str] | None) -> None:
    facts = replace(FACTS, claim=replace(CLAIM, speaker=None), article=replace(ARTICLE, outlet=outlet))

    assert mark(facts)["itemReviewed"].get("author") == author


def test_a_date_that_is_only_a_month_is_not_given_as_a_day() -> None:
    claim = replace(CLAIM, said_on=dt.date(2026, 3, 1), said_precision="month")

    assert "datePublished" not in mark(replace(FACTS, claim=claim))["itemReviewed"]


def test_two_passages_of_one_document_are_one_citation() -> None:
    assert [citation["name"] for citation in mark()["citation"]] == ["Inspection of the east pier"]


def test_a_correction_says_what_was_wrong() -> None:
    found = mark(correction="The count was of another pier.")["correction"]

    assert (found["@type"], found["text"]) == ("CorrectionComment", "The count was of another pier.")
    assert "correction" not in mark()


def test_an_article_without_an_address_is_named_by_the_entry() -> None:
    found = mark(replace(FACTS, article=replace(ARTICLE, url="")))

    assert found["url"] == found["@id"] == "https://desk.example/api/v1/publications/p-1/"


def test_a_retraction_has_no_markup() -> None:
    entry = Entry("https://desk.example/p/", "2026-03-07T11:00:00Z", "", retract_payload(build_payload(FACTS)))

    with pytest.raises(ValueError, match="retracted"):
        claim_review(entry, HOUSE)


def test_moments_are_utc_without_fractions() -> None:
    assert moment(ARTICLE.published_at) == "2026-03-06T08:00:00Z"
    assert moment(VERDICT.decided_at) == "2026-03-07T10:00:00Z"
    assert moment(None) is None


def test_a_retraction_leaves_the_payload_it_was_made_from_alone() -> None:
    payload = build_payload(FACTS)

    retract_payload(payload)

    assert payload["verdict"]["rationale"] == VERDICT.rationale


def test_an_entry_from_before_affiliations_gives_the_same_markup() -> None:
    said = replace(CLAIM, speaker=replace(SPEAKER, affiliation="harbour board"), said_value="2026-03-02")
    payload = build_payload(replace(FACTS, claim=said))
    assert payload["claim"]["speaker"]["affiliation"] == "harbour board"
    assert payload["claim"]["said"]["value"] == "2026-03-02"
    del payload["claim"]["speaker"]["affiliation"], payload["claim"]["said"]["value"], payload["claim"]["said"]["until"]
    entry = Entry("https://desk.example/api/v1/publications/p-1/", "2026-03-07T11:00:00Z", "", payload)
    assert claim_review(entry, HOUSE) == mark()
