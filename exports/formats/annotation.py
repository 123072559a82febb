"""Claims and evidence as W3C Web Annotations (Web Annotation Data Model, 2017).

Each stretch is named twice: by its words with those around it, and by its place in code points of the stored text.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from exports.formats.claimreview import claim_uri
from exports.formats.entries import Entry, House, MarkedArticle, filled, is_web_address
from exports.formats.prose import rating_words, summary

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Characters before and after a quotation that help to find it again."""


def annotations(entry: Entry, house: House, *, text: str) -> dict[str, Any]:
    """A publication as a collection: the claim in the article's ``text``, and each passage that is cited."""
    article = entry.payload["article"]
    items = [_claim_annotation(entry.payload["claim"], article, text, entry, house)]
    items += _evidence_annotations(entry.payload["claim"], entry.payload["evidence"], entry.url, house)
    return _collection(f"{entry.url}#annotations", items, label=f"Fact check {entry.sequence}")


def article_annotations(article: MarkedArticle, house: House) -> dict[str, Any]:
    """An article as a collection: every claim, and every passage that people accepted as evidence."""
    items: list[dict[str, Any]] = []
    for marked in article.claims:
        items.append(_claim_annotation(marked.claim, article.facts, article.text, marked.entry, house))
        base = f"{article.url}claims/{marked.claim['id']}"
        items += _evidence_annotations(marked.claim, marked.evidence, base, house)
    return _collection(f"{article.url}#annotations", items, label=str(article.facts["headline"]))


def _collection(uri: str, items: list[dict[str, Any]], *, label: str) -> dict[str, Any]:
    page = {"type": "AnnotationPage", "id": f"{uri}-page", "startIndex": 0, "items": items}
    about = {"@context": CONTEXT, "id": uri, "type": "AnnotationCollection", "label": label}
    return {**about, "total": len(items), "first": page}


def _claim_annotation(
    claim: Mapping[str, Any], article: Mapping[str, Any], text: str, entry: Entry | None, house: House
) -> dict[str, Any]:
    source = article["url"] if is_web_address(article["url"]) else f"urn:uuid:{article['id']}"
    targets = [_target(source, selectors) for selectors in _pieces(claim, text)]
    return filled(
        {
            "@context": CONTEXT,
            "id": claim_uri(claim),
            "type": "Annotation",
            "motivation": "assessing" if entry and not entry.is_retracted else "identifying",
            "created": entry.at if entry else None,
            "creator": _creator(house) if entry else None,
            "body": [*_statement(claim, article), *_verdict(entry)],
            "target": targets[0] if len(targets) == 1 else targets,
        }
    )


def _evidence_annotations(claim: Mapping[str, Any], evidence: Any, base: str, house: House) -> Iterator[dict[str, Any]]:
    for place, piece in enumerate(evidence, 1):
        document = piece["document"]
        uri = f"{base}#evidence-{place}"
        source = document["url"] if is_web_address(document["url"]) else _unnamed_source(document, uri)
        start, end = piece["offsets"]
        selectors = _selectors(piece["quote"], piece.get("before", ""), piece.get("after", ""), start, end)
        state = {"type": "TimeState", "sourceDate": document["published_at"]} if document["published_at"] else None
        yield {
            "@context": CONTEXT,
            "id": uri,
            "type": "Annotation",
            "motivation": "linking",
            "creator": _creator(house),
            "body": [
                {"type": "SpecificResource", "source": claim_uri(claim), "purpose": "linking"},
                {"type": "TextualBody", "value": piece["stance"], "format": "text/plain", "purpose": "classifying"},
            ],
            "target": filled({**_target(source, selectors), "state": state}),
        }


def _unnamed_source(document: Mapping[str, Any], uri: str) -> str:
    """A document without an address is named by its bytes, or by where it is cited."""
    return f"urn:sha256:{document['sha256']}" if document["sha256"] else uri


def _creator(house: House) -> dict[str, Any]:
    return {"type": "Organization", "name": house.name, "homepage": house.url}


def _statement(claim: Mapping[str, Any], article: Mapping[str, Any]) -> list[dict[str, Any]]:
    words = {"type": "TextualBody", "value": claim["statement"], "format": "text/plain", "purpose": "describing"}
    return [filled({**words, "language": article["language"]})]


def _verdict(entry: Entry | None) -> list[dict[str, Any]]:
    if entry is None:
        return []
    return [
        {"type": "TextualBody", "value": rating_words(entry), "format": "text/plain", "purpose": "classifying"},
        {"type": "TextualBody", "value": summary(entry), "format": "text/plain", "purpose": "assessing"},
    ]


def _pieces(claim: Mapping[str, Any], text: str) -> Iterator[list[dict[str, Any]]]:
    for start, end in claim["spans"]:
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        yield _selectors(text[start:end] or claim["quote"], before, after, start, end)


def _selectors(exact: str, before: str, after: str, start: int, end: int) -> list[dict[str, Any]]:
    words = filled({"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after})
    return [words, {"type": "TextPositionSelector", "start": start, "end": end}]


def _target(source: str, selectors: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": source, "selector": selectors}
