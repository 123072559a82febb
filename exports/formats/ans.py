"""A publication or an article as an Arc XP ANS story, schema 0.10.12.

The schema takes no member it does not know. The verdict stands as a ``custom_embed``, which Arc can fetch again from
``embed.url`` + ``embed.id``, and as a ``numeric_rating`` where the rating has a number.
"""

from typing import Any, Final

from exports.formats.entries import Entry, House, MarkedArticle, filled
from exports.formats.prose import body_text, headline, rating_words, shortened, summary

VERSION: Final = "0.10.12"
SUBTYPE: Final = "fact-check"
SYSTEM: Final = "factcheck"


def ans_story(entry: Entry, house: House) -> dict[str, Any]:
    """A publication as a story of its own; a retraction is a story that says so."""
    article = entry.payload["article"]
    return filled(
        {
            "type": "story",
            "version": VERSION,
            "subtype": SUBTYPE,
            "language": article["language"],
            "created_date": entry.at,
            "last_updated_date": entry.at,
            "headlines": {"basic": headline(entry)},
            "description": {"basic": shortened(summary(entry), 300)},
            "credits": {"by": [{"type": "author", "name": house.name}]},
            "source": _source(entry.payload["claim"]["id"]),
            "label": {"basic": {"text": rating_words(entry).capitalize(), "display": True}},
            "taxonomy": {"tags": [{"text": SUBTYPE}]},
            "content_elements": [*_paragraphs(body_text(entry)), *_verdict(entry)],
            "additional_properties": {"publication": entry.url, "sequence": entry.sequence},
        }
    )


def ans_article(article: MarkedArticle, house: House) -> dict[str, Any]:
    """An article as a story with an embed for each verdict that stands."""
    facts = article.facts
    embeds = [element for entry in article.entries for element in _verdict(entry)]
    return filled(
        {
            "type": "story",
            "version": VERSION,
            "language": facts["language"],
            "display_date": facts["published_at"],
            "headlines": {"basic": facts["headline"]},
            "source": _source(facts["external_id"] or facts["id"]),
            "content_elements": [*_paragraphs(article.text), *embeds],
            "additional_properties": {"article": article.url, "checked_by": house.name},
        }
    )


def _source(source_id: str) -> dict[str, Any]:
    return {"system": SYSTEM, "source_id": source_id}


def _paragraphs(text: str) -> list[dict[str, Any]]:
    return [{"type": "text", "content": _escaped(part)} for part in text.split("\n\n") if part.strip()]


def _escaped(text: str) -> str:
    """Text as the content of an ANS paragraph, which is HTML."""
    return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _verdict(entry: Entry) -> list[dict[str, Any]]:
    if entry.is_retracted:
        return [{"type": "correction", "correction_type": "retraction", "text": entry.note}]
    elements = [_embed(entry)]
    rating = entry.payload["verdict"]["rating"]
    if rating["value"] is not None:
        ends = {"min": rating["worst"], "max": rating["best"]}
        elements.append({"type": "numeric_rating", "numeric_rating": rating["value"], **ends, "units": rating["name"]})
    if entry.correction:
        elements.append({"type": "correction", "correction_type": "correction", "text": entry.correction})
    return elements


def _embed(entry: Entry) -> dict[str, Any]:
    """The verdict by reference, with enough in it to be drawn when it can not be fetched."""
    claim, rating = entry.payload["claim"], entry.payload["verdict"]["rating"]
    base = entry.url.removesuffix(f"{entry.id}/")
    config = filled(
        {
            "claim": claim["statement"],
            "claimant": claim["speaker"] and claim["speaker"]["name"],
            "rating": rating["name"],
            "rating_slug": rating["slug"],
            "rationale": entry.payload["verdict"]["rationale"],
            "sequence": entry.sequence,
        }
    )
    embed = {"id": entry.url.removeprefix(base), "url": base, "config": config}
    return {"type": "custom_embed", "subtype": "claimreview", "embed": embed}
