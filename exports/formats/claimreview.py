"""A publication as schema.org ClaimReview in JSON-LD.

Vocabulary: schema.org 30.0, types ClaimReview, Claim and Rating, and the fields that readers of fact-check markup
document. A rating that is no place on the scale ("unproven") has words and no number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CONTEXT = "https://schema.org"
PERSON = "Person"
ORGANISATION = "Organization"
AUTHOR_TYPES = {"person": PERSON, "organisation": ORGANISATION}


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes the review."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry of the feed: its address, its time (ISO 8601), what was corrected, and the frozen payload."""

    url: str
    at: str
    correction: str
    payload: Mapping[str, Any]


def claim_review(entry: Entry, house: House) -> dict[str, Any]:
    """The ClaimReview of a verdict that stands. ``ValueError`` for a retraction: nothing is left to mark."""
    payload = entry.payload
    if payload["verdict"] is None:
        message = "a retracted verdict has no ClaimReview"
        raise ValueError(message)
    publisher = {"@type": ORGANISATION, "name": house.name, "url": house.url}
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "@id": entry.url,
            "url": payload["article"]["url"] or entry.url,
            "claimReviewed": payload["claim"]["statement"],
            "datePublished": entry.at,
            "inLanguage": payload["article"]["language"],
            "author": publisher,
            "publisher": publisher,
            "reviewRating": _rating(payload["verdict"]),
            "itemReviewed": _claim(payload["claim"], payload["article"]),
            "citation": [_citation(piece["document"]) for piece in _once_each(payload["evidence"])],
            "correction": _correction(entry),
        }
    )


def _rating(verdict: Mapping[str, Any]) -> dict[str, Any]:
    rating = verdict["rating"]
    words = {"@type": "Rating", "alternateName": rating["name"], "ratingExplanation": verdict["rationale"]}
    if rating["value"] is None:
        return words
    numbers = {"ratingValue": rating["value"], "bestRating": rating["best"], "worstRating": rating["worst"]}
    return words | numbers


def _claim(claim: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, Any]:
    said = claim["said"]
    speaker = claim["speaker"] or {"kind": "article"}
    return _filled(
        {
            "@type": "Claim",
            "text": claim["quote"],
            "datePublished": said["on"] if said["precision"] == "day" else None,
            "author": _author(claim["speaker"], article),
            "isBasedOn": {"@type": "CreativeWork", "name": speaker["name"]} if speaker["kind"] == "document" else None,
            "appearance": [_appearance(article)],
        }
    )


def _author(speaker: Mapping[str, Any] | None, article: Mapping[str, Any]) -> dict[str, Any] | None:
    """Who says it; nobody for an unnamed source, the outlet for the article's own voice."""
    if speaker is None:
        return {"@type": ORGANISATION, "name": article["outlet"]} if article["outlet"] else None
    if speaker["kind"] not in AUTHOR_TYPES:
        return None
    kind = AUTHOR_TYPES[speaker["kind"]]
    job = speaker["role"] if kind == PERSON else ""  # an organisation has no jobTitle in the vocabulary
    return _filled({"@type": kind, "name": speaker["name"], "jobTitle": job})


def _appearance(article: Mapping[str, Any]) -> dict[str, Any]:
    outlet = article["outlet"]
    return _filled(
        {
            "@type": "CreativeWork",
            "url": article["url"],
            "headline": article["headline"],
            "datePublished": article["published_at"],
            "publisher": {"@type": ORGANISATION, "name": outlet} if outlet else None,
        }
    )


def _once_each(evidence: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first piece of each document: two passages of one report are one citation."""
    return list(
        {(piece["document"]["url"], piece["document"]["title"]): piece for piece in reversed(evidence)}.values()
    )[::-1]


def _citation(document: Mapping[str, Any]) -> dict[str, Any]:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": document["title"],
            "url": document["url"],
            "datePublished": document["published_at"],
            "publisher": {"@type": ORGANISATION, "name": document["publisher"]},
        }
    )


def _correction(entry: Entry) -> dict[str, Any] | None:
    if not entry.correction:
        return None
    return {"@type": "CorrectionComment", "text": entry.correction, "datePublished": entry.at}


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    """``members`` without those of which nothing is known: an empty string is not a value in JSON-LD."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}
