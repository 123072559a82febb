"""A publication as schema.org ClaimReview in JSON-LD.

Vocabulary: schema.org 30.0, types ClaimReview, Claim and Rating, and the fields that readers of fact-check markup
document. A rating that is no place on the scale ("unproven") has words and no number.
"""

from collections.abc import Mapping
from typing import Any

from exports.formats.entries import Entry, House, MarkedArticle, filled, is_web_address

__all__ = ("Entry", "House", "claim_ld", "claim_review", "claim_reviews", "claim_uri", "claims_ld")

CONTEXT = "https://schema.org"
PERSON = "Person"
ORGANISATION = "Organization"
AUTHOR_TYPES = {"person": PERSON, "organisation": ORGANISATION}


def claim_review(entry: Entry, house: House) -> dict[str, Any]:
    """The ClaimReview of a verdict that stands. ``ValueError`` for a retraction: nothing is left to mark."""
    payload = entry.payload
    if payload["verdict"] is None:
        message = "a retracted verdict has no ClaimReview"
        raise ValueError(message)
    publisher = {"@type": ORGANISATION, "name": house.name, "url": house.url}
    return filled(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "@id": entry.url,
            "url": payload["article"]["url"] if is_web_address(payload["article"]["url"]) else entry.url,
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


def claim_ld(entry: Entry) -> dict[str, Any]:
    """The schema.org Claim alone, without what anybody made of it; there is one for a retraction too."""
    about = _claim(entry.payload["claim"], entry.payload["article"])
    return {"@context": CONTEXT, "@id": claim_uri(entry.payload["claim"]), **about}


def claim_reviews(article: MarkedArticle, house: House) -> dict[str, Any]:
    """The ClaimReviews that stand on the claims of an article, as one graph."""
    marks = [claim_review(entry, house) for entry in article.entries]
    return {"@context": CONTEXT, "@graph": [{key: mark[key] for key in mark if key != "@context"} for mark in marks]}


def claims_ld(article: MarkedArticle) -> dict[str, Any]:
    """All claims of an article, judged or not, as one graph."""
    graph = [{"@id": claim_uri(marked.claim), **_claim(marked.claim, article.facts)} for marked in article.claims]
    return {"@context": CONTEXT, "@graph": graph}


def claim_uri(claim: Mapping[str, Any]) -> str:
    """What names a claim in every format and for ever."""
    return f"urn:uuid:{claim['id']}"


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
    return filled(
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
    return filled({"@type": kind, "name": speaker["name"], "jobTitle": job})


def _appearance(article: Mapping[str, Any]) -> dict[str, Any]:
    outlet = article["outlet"]
    return filled(
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
    return filled(
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
