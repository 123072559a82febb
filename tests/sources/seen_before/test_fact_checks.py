"""ClaimReview markup is read in the forms in which it is found; what is missing is said for each item."""

import datetime as dt
import json
from typing import Any

import pytest

from factcheck.lib.errors import InvalidInput
from sources.seen_before.fact_checks import claim_reviews, fact_check
from sources.seen_before.markup import items

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "@id": "https://checks.example/1#review",
    "url": "https://checks.example/1",
    "claimReviewed": "The east pier has 1,200 cracks.",
    "datePublished": "2026-03-04T10:00:00+01:00",
    "inLanguage": "en-GB",
    "author": {"@type": "Organization", "name": "Harbour Checks"},
    "reviewRating": {
        "@type": "Rating", "ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "Mostly false",
    },
    "itemReviewed": {
        "@type": "Claim", "author": {"@type": "Person", "name": "Mara Lindt"}, "datePublished": "2026-03-02",
    },
}  # fmt: skip


def read(**over: Any) -> Any:
    node = {name: value for name, value in (REVIEW | over).items() if value is not None}
    (found,) = claim_reviews(node)
    return fact_check(found)


def one(content: str) -> Any:
    (item,) = items(content.encode())
    return item


def test_all_that_a_review_says_is_read() -> None:
    check = read()
    assert (check.statement, check.speaker, check.said_on) == (
        "The east pier has 1,200 cracks.", "Mara Lindt", dt.date(2026, 3, 2),
    )  # fmt: skip
    assert (check.publisher, check.url, check.reviewed_on) == (
        "Harbour Checks", "https://checks.example/1", dt.date(2026, 3, 4),
    )  # fmt: skip
    rating = (check.rating_words, check.rating_value, check.rating_best, check.rating_worst)
    assert rating == ("Mostly false", 2.0, 5.0, 1.0)
    assert check.language == "en"
    assert len(check.raw_id) == 64


@pytest.mark.parametrize(
    ("over", "speaker"),
    [
        ({"itemReviewed": {"@type": "CreativeWork", "author": {"name": "Mara Lindt"}}}, "Mara Lindt"),
        ({"itemReviewed": [{"@type": "Claim", "author": [{"name": ["Mara Lindt", "M. L."]}]}]}, "Mara Lindt"),
        ({"itemReviewed": {"@type": "Claim", "author": "Mara Lindt"}}, "Mara Lindt"),
        ({"itemReviewed": "The east pier has 1,200 cracks."}, ""),
        ({"itemReviewed": None}, ""),
        ({"itemReviewed": {"@type": "Claim", "author": {"@id": "https://x.example/lindt"}}}, ""),
        (
            {"itemReviewed": {"@type": "Claim", "author": {"name": {"@value": "Mara Lindt", "@language": "en"}}}},
            "Mara Lindt",
        ),
    ],
)
def test_the_speaker_is_read_from_every_form(over: dict[str, Any], speaker: str) -> None:
    assert read(**over).speaker == speaker


@pytest.mark.parametrize(
    ("rating", "words", "value"),
    [
        ({"alternateName": "Pants on fire"}, "Pants on fire", None),
        ({"alternateName": "False", "ratingValue": "1", "bestRating": "5", "worstRating": "1"}, "False", 1.0),
        ({"alternateName": ["Half true"], "ratingValue": "2,5", "bestRating": 5}, "Half true", 2.5),
        ({"alternateName": "Misleading", "ratingValue": -1, "bestRating": -1, "worstRating": -1}, "Misleading", None),
        ({"name": "True", "ratingValue": 7, "bestRating": 5, "worstRating": 1}, "True", None),
        ({"alternateName": "False", "ratingValue": "NaN", "bestRating": "inf"}, "False", None),
        ([{"alternateName": "False"}], "False", None),
        ("False", "False", None),
        (None, "", None),
        (3, "3", None),
    ],
)
def test_ratings_have_words_and_a_number_only_on_a_scale(rating: Any, words: str, value: float | None) -> None:
    check = read(reviewRating=rating)
    assert (check.rating_words, check.rating_value) == (words, value)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2026-03-04", dt.date(2026, 3, 4)),
        ("2026-03-04T23:30:00Z", dt.date(2026, 3, 4)),
        ("March 4, 2026", dt.date(2026, 3, 4)),
        ("4 March 2026", dt.date(2026, 3, 4)),
        ("20260304", dt.date(2026, 3, 4)),
        ("03/04/2026", None),
        ("soon", None),
        (17, None),
        ("", None),
    ],
)
def test_a_day_is_read_where_it_is_certain(stated: Any, day: dt.date | None) -> None:
    assert read(datePublished=stated).reviewed_on == day


def test_text_is_unescaped_on_one_line_and_storable() -> None:
    assert read(claimReviewed=" A &amp; B\n are \x00 “one”\ud800 ").statement == "A & B are “one”"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda node: [node],
        lambda node: {"@graph": [{"@type": "WebPage", "name": "x"}, node]},
        lambda node: {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [node]}]},
        lambda node: {"@type": "NewsArticle", "review": node},
        lambda node: {**node, "@type": ["Review", "ClaimReview"]},
        lambda node: (
            {f"schema:{name}" if name[0] != "@" else name: value for name, value in node.items()}
            | {"@type": "schema:ClaimReview"}
        ),
    ],
)
def test_a_review_is_found_wherever_it_lies(wrap: Any) -> None:
    (found,) = claim_reviews(wrap(REVIEW))
    assert fact_check(found).raw_id == read().raw_id


def test_an_answer_of_the_search_interface_is_read() -> None:
    answer = {
        "claims": [
            {
                "text": "The pier is closed.",
                "claimant": "Mara Lindt",
                "claimDate": "2026-03-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Harbour Checks", "site": "checks.example"},
                        "url": "https://checks.example/2",
                        "reviewDate": "2026-03-05T00:00:00Z",
                        "textualRating": "False",
                        "languageCode": "en",
                    }
                ],
            }
        ],
        "nextPageToken": "x",
    }
    (found,) = claim_reviews(answer)
    check = fact_check(found)
    assert (check.speaker, check.publisher, check.rating_words) == ("Mara Lindt", "Harbour Checks", "False")


def test_two_claims_on_one_page_are_two_and_one_claim_twice_is_one() -> None:
    assert read().raw_id == read(datePublished="2026-04-01").raw_id
    assert read().raw_id != read(claimReviewed="The east pier is safe.").raw_id


@pytest.mark.parametrize(
    ("over", "told"),
    [({"claimReviewed": ""}, "no “claimReviewed”"), ({"claimReviewed": "x" * 6_000}, "6,000 characters")],
)
def test_what_is_missing_or_too_long_is_said(over: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read(**over)


def test_an_address_that_is_none_is_left_out() -> None:
    assert read(url="javascript:alert(1)").url == ""
    assert read(url="https://x.example/" + "a" * 3_000).url == ""


def test_a_page_is_read_with_its_broken_blocks_named() -> None:
    page = (
        "<html><head><script type='application/ld+json'>{broken</script>"
        f"<script type='application/ld+json'>{json.dumps(REVIEW)}</script></head><body><p>Text.</p></body></html>"
    )
    broken, good = items(page.encode())
    assert "broken" in broken.error
    assert good.check is not None
    assert "no JSON-LD" in one("<html><body><p>Nothing here.</p></body></html>").error


def test_lines_are_read_one_by_one_and_bad_ones_are_numbered() -> None:
    nameless = json.dumps({"@type": "ClaimReview", "url": "https://x.example"})
    lines = "\n".join([json.dumps(REVIEW), "{oops", "", json.dumps({"@type": "Article"}), nameless])
    found = list(items(lines.encode()))
    assert [(item.place, bool(item.check)) for item in found] == [
        ("line 1", True), ("line 2", False), ("line 4", False), ("line 5", False),
    ]  # fmt: skip
    assert "no “claimReviewed”" in found[3].error


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"   \n ", "empty"),
        (b"{oops", "not JSON"),
        (b'[1, 2, null, "x"]', "no ClaimReview"),
        (b"[" * 100_000, "deep"),
        (b"\x00\x01\x02\x03" * 200, ""),
    ],
)
def test_files_that_hold_nothing_say_so(content: bytes, told: str) -> None:
    (item,) = items(content)
    assert item.check is None
    assert told in item.error
    assert item.error
