"""Publications in the shape of Google's Fact Check Tools API, v1alpha1 (discovery document of 2024-09-29)."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from exports.formats.entries import Entry, House, filled, is_web_address
from exports.formats.prose import rating_words


def claim(entry: Entry, house: House) -> dict[str, Any]:
    """One claim with our review of it, as ``claims:search`` lists it."""
    said, article = entry.payload["claim"], entry.payload["article"]
    review = {
        "publisher": {"name": house.name, "site": site_of(house.url)},
        "url": page_of(entry),
        "title": article["headline"],
        "reviewDate": entry.at,
        "textualRating": rating_words(entry),
        "languageCode": article["language"],
    }
    return filled(
        {
            "text": said["statement"],
            "claimant": _claimant(said, article),
            "claimDate": f"{said['said']['on']}T00:00:00Z" if said["said"]["precision"] == "day" else None,
            "claimReview": [filled(review)],
        }
    )


def page(entries: Sequence[Entry], house: House) -> dict[str, Any]:
    """The verdicts that stand on one article as a page of markup; there is at least one."""
    article = entries[0].payload["article"]
    newest = max(entries, key=lambda entry: entry.sequence)
    return {
        "name": f"pages/{article['id']}",
        "pageUrl": page_of(entries[0]),
        "publishDate": newest.at[:10],
        "versionId": str(newest.sequence),
        "claimReviewAuthor": {"name": house.name},
        "claimReviewMarkups": [_markup(entry) for entry in entries],
    }


def site_of(url: str) -> str:
    """The host of an address without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def page_of(entry: Entry) -> str:
    """Where the verdict is read: the article, or else the entry itself."""
    url = str(entry.payload["article"]["url"])
    return url if is_web_address(url) else entry.url


def _markup(entry: Entry) -> dict[str, Any]:
    said, article, verdict = (entry.payload[name] for name in ("claim", "article", "verdict"))
    rating = verdict["rating"]
    numbers = {"ratingValue": rating["value"], "bestRating": rating["best"], "worstRating": rating["worst"]}
    speaker = said["speaker"] or {"role": ""}
    return filled(
        {
            "url": page_of(entry),
            "claimReviewed": said["statement"],
            "claimDate": said["said"]["on"] if said["said"]["precision"] == "day" else None,
            "claimFirstAppearance": article["url"],
            "claimAuthor": filled({"name": _claimant(said, article), "jobTitle": speaker["role"]}),
            "rating": filled(
                {
                    "textualRating": rating["name"],
                    "ratingExplanation": verdict["rationale"],
                    **(numbers if rating["value"] is not None else {}),
                }
            ),
        }
    )


def _claimant(said: Mapping[str, Any], article: Mapping[str, Any]) -> str:
    return str(said["speaker"]["name"] if said["speaker"] else article["outlet"])
