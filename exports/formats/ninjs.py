"""A publication or an article as IPTC ninjs: 3.1, 2.2, 1.6, and the profile of 1.x that Superdesk takes in.

ninjs has no place for a verdict of its own. The rating is a subject with the relation ``verdict``, the one who said it
a person or organisation with the relation ``claimant``, evidence an info source with its stance as the role.
Superdesk reads times as ``2026-03-06T08:00:00Z`` alone, which is how the payload holds them.
"""

from collections.abc import Mapping
from typing import Any, Final

from exports.formats.claimreview import claim_uri
from exports.formats.entries import Entry, House, MarkedArticle, filled, is_web_address
from exports.formats.prose import body_html, body_text, headline, rating_words, shortened, summary

PROFILE: Final = "fact-check"
SCHEMA_3: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
SCHEMA_2: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json#"
SCHEMA_1: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#"
CANCELED: Final = "canceled"
USABLE: Final = "usable"


def ninjs_3(entry: Entry, house: House) -> dict[str, Any]:
    """A publication as ninjs 3.1; what was retracted is ``canceled``."""
    claim = entry.payload["claim"]
    return filled(
        {
            "uri": claim_uri(claim),
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA_3},
            "type": "text",
            "representationType": "full",
            "profile": PROFILE,
            "version": str(entry.sequence),
            "versionCreated": entry.at,
            "pubStatus": CANCELED if entry.is_retracted else USABLE,
            "language": entry.payload["article"]["language"],
            "edNote": entry.note,
            "title": shortened(claim["statement"]),
            "by": house.name,
            "headlines": [{"role": "main", "value": headline(entry)}],
            "descriptions": [{"role": "summary", "contentType": "text/plain", "value": summary(entry)}],
            "bodies": _bodies_3(entry),
            **_claimant_3(claim),
            "subjects": _verdict_3(entry, house),
            "infoSources": [_source_3(piece) for piece in entry.payload["evidence"]],
            "altIds": [{"role": "claimreview", "value": entry.url}],
            "genres": [{"name": "Fact check", "literal": PROFILE}],
            "associations": _article_3(entry.payload["article"]),
        }
    )


def ninjs_3_article(article: MarkedArticle, house: House) -> dict[str, Any]:
    """An article as ninjs 3.1 with the verdicts that stand as associated items."""
    facts = article.facts
    checks = [{"name": headline(entry), "rel": "factCheck", **ninjs_3(entry, house)} for entry in article.entries]
    return filled(
        {
            "uri": f"urn:uuid:{facts['id']}",
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA_3},
            "type": "text",
            "representationType": "full",
            "profile": "checked-article",
            "contentCreated": facts["published_at"],
            "pubStatus": USABLE,
            "language": facts["language"],
            "title": facts["headline"],
            "headlines": [{"role": "main", "value": facts["headline"]}],
            "bodies": [_plain_body_3(article.text)],
            "altIds": [{"role": "external", "value": facts["external_id"]}] if facts["external_id"] else [],
            "associations": [{name: each[name] for name in each if name != "standard"} for each in checks],
        }
    )


def ninjs_2(entry: Entry, house: House) -> dict[str, Any]:
    """A publication as ninjs 2.2."""
    return _as_2(ninjs_3(entry, house))


def ninjs_2_article(article: MarkedArticle, house: House) -> dict[str, Any]:
    """An article as ninjs 2.2 with the verdicts that stand as associated items."""
    return _as_2(ninjs_3_article(article, house))


def ninjs_1(entry: Entry, house: House) -> dict[str, Any]:
    """A publication as ninjs 1.6."""
    claim = entry.payload["claim"]
    text = body_text(entry)
    return filled(
        {
            "uri": claim_uri(claim),
            "$standard": {"name": "ninjs", "version": "1.6", "schema": SCHEMA_1},
            "type": "text",
            "mimetype": "text/html",
            "representationtype": "complete",
            "profile": PROFILE,
            "version": str(entry.sequence),
            "versioncreated": entry.at,
            "pubstatus": CANCELED if entry.is_retracted else USABLE,
            "language": entry.payload["article"]["language"],
            "ednote": entry.note,
            "headline": headline(entry),
            "slugline": shortened(claim["statement"], 60),
            "byline": house.name,
            "description_text": summary(entry),
            "body_text": text,
            "body_html": body_html(entry),
            "charcount": len(text),
            "wordcount": len(text.split()),
            **_claimant_1(claim),
            "subject": _verdict_1(entry, house),
            "genre": [{"name": "Fact check", "code": PROFILE}],
            "altids": filled({"claimreview": entry.url, "external": entry.payload["article"]["external_id"]}),
        }
    )


def superdesk(entry: Entry, house: House) -> dict[str, Any]:
    """A publication as Superdesk's ninjs parser takes it in: 1.x with a stable ``guid``; the facts are in ``extra``."""
    verdict = entry.payload["verdict"]
    extra = filled(
        {
            "claim": entry.payload["claim"]["statement"],
            "rating": verdict and verdict["rating"]["slug"],
            "rating_value": verdict and verdict["rating"]["value"],
            "kind": entry.kind,
            "article": entry.payload["article"]["external_id"] or entry.payload["article"]["id"],
            "publication": entry.url,
        }
    )
    item = ninjs_1(entry, house)
    item["slugline"] = item.pop("slugline", "") or PROFILE
    return {"guid": claim_uri(entry.payload["claim"]), "source": house.name, "priority": 5, "extra": extra, **item}


def ninjs_1_article(article: MarkedArticle, house: House) -> dict[str, Any]:
    """An article as ninjs 1.6 with the verdicts that stand as associated items."""
    facts = article.facts
    checks = {f"factcheck_{place}": ninjs_1(entry, house) for place, entry in enumerate(article.entries, 1)}
    return filled(
        {
            "uri": f"urn:uuid:{facts['id']}",
            "$standard": {"name": "ninjs", "version": "1.6", "schema": SCHEMA_1},
            "type": "text",
            "representationtype": "complete",
            "profile": "checked-article",
            "contentcreated": facts["published_at"],
            "pubstatus": USABLE,
            "language": facts["language"],
            "headline": facts["headline"],
            "body_text": article.text,
            "altids": filled({"external": facts["external_id"]}),
            "associations": checks,
        }
    )


def _as_2(item: Mapping[str, Any]) -> dict[str, Any]:
    """A ninjs 3.1 item as 2.2: the same members in lower case; what an associated item is to this one has no place."""
    found = _in_lower_case(item)
    found["standard"] = {"name": "ninjs", "version": "2.2", "schema": SCHEMA_2}
    for associated in found.get("associations", []):
        associated.pop("rel", None)
    return found


def _in_lower_case(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): _values_in_lower_case(value) for name, value in members.items()}


def _values_in_lower_case(value: Any) -> Any:
    if isinstance(value, list):
        return [_values_in_lower_case(each) for each in value]
    return _in_lower_case(value) if isinstance(value, Mapping) else value


def _bodies_3(entry: Entry) -> list[dict[str, Any]]:
    return [
        {"role": "main", "contentType": "text/html", "value": body_html(entry)},
        _plain_body_3(body_text(entry)),
    ]


def _plain_body_3(text: str) -> dict[str, Any]:
    counts = {"charCount": len(text), "wordCount": len(text.split())}
    return {"role": "plain", "contentType": "text/plain", **counts, "value": text}


def _claimant_3(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {"people": _named(claim, "person"), "organisations": _named(claim, "organisation")}


def _claimant_1(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {"person": _named(claim, "person"), "organisation": _named(claim, "organisation")}


def _named(claim: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    speaker = claim["speaker"]
    if speaker is None or speaker["kind"] != kind:
        return []
    return [{"name": speaker["name"], "rel": "claimant"}]


def _verdict_3(entry: Entry, house: House) -> list[dict[str, Any]]:
    if entry.is_retracted:
        return []
    slug = entry.payload["verdict"]["rating"]["slug"]
    return [{"name": rating_words(entry), "rel": "verdict", "literal": slug, "creator": house.name}]


def _verdict_1(entry: Entry, house: House) -> list[dict[str, Any]]:
    if entry.is_retracted:
        return []
    slug = entry.payload["verdict"]["rating"]["slug"]
    return [{"name": rating_words(entry), "rel": "verdict", "code": slug, "creator": house.name}]


def _source_3(piece: Mapping[str, Any]) -> dict[str, Any]:
    document = piece["document"]
    url = document["url"] if is_web_address(document["url"]) else ""
    literal = ", ".join(part for part in (document["title"], piece["locator"]) if part)
    return filled({"name": document["publisher"], "role": piece["stance"], "uri": url, "literal": literal})


def _article_3(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    about = {"name": facts["headline"], "rel": "claimReviewed", "uri": f"urn:uuid:{facts['id']}", "type": "text"}
    return [filled({**about, "language": facts["language"], "contentCreated": facts["published_at"]})]
