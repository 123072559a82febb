"""Entries and an article whose every value is known, without a database."""

from typing import Any

from exports.formats.entries import Entry, House, MarkedArticle, MarkedClaim

HOUSE = House("The Meridian Desk", "https://meridian.example")
FEED = "https://desk.example/api/v1/publications/"
TEXT = (
    "The harbour board will close the east pier, its chair Mara Lindt said on Monday.\n\n"
    "“We counted 1,200 cracks,” Lindt said, “and each one is growing.”\n\n"
    "The pier was opened in 1958."
)


def claim(number: int = 2, **over: Any) -> dict[str, Any]:
    values = {
        "id": f"00000000-0000-4000-8000-00000000000{number}",
        "statement": "The harbour board will close the east pier.",
        "quote": TEXT[:42],
        "spans": [[0, 42]],
        "speaker": {"name": "Mara Lindt", "kind": "person", "role": "chair", "affiliation": "harbour board"},
        "attribution": "indirect",
        "said": {"on": "2026-03-02", "until": "2026-03-02", "precision": "day", "value": "2026-03-02", "text": "x"},
    }
    return values | over


ARTICLE = {
    "id": "00000000-0000-4000-8000-000000000001",
    "external_id": "cms-17",
    "headline": "East pier to close",
    "url": "https://gazette.example/pier",
    "outlet": "Harbour Gazette",
    "language": "en",
    "published_at": "2026-03-06T08:00:00Z",
}


def piece(**over: Any) -> dict[str, Any]:
    document = {
        "title": "Inspection of the east pier",
        "url": "https://port.example/inspection",
        "publisher": "Port Authority",
        "published_at": "2026-03-01T08:00:00Z",
        "sha256": "ab" * 32,
    }
    values = {
        "document": document | over.pop("document", {}),
        "quote": "Engineers counted 1,200 cracks in the east pier.",
        "locator": "page 3",
        "offsets": [10, 58],
        "stance": "corroborates",
    }
    return values | over


def verdict(**over: Any) -> dict[str, Any]:
    rating = {"slug": "mostly-true", "name": "mostly true", "value": 4, "best": 5, "worst": 1}
    return {
        "rating": rating | over.pop("rating", {}),
        "rationale": "The port authority counted the same cracks.",
        "version": 1,
        "decided_at": "2026-03-06T09:00:00Z",
    } | over


def entry(**over: Any) -> Entry:
    payload = {
        "claim": over.pop("claim", claim()),
        "article": ARTICLE | over.pop("article", {}),
        "verdict": over.pop("verdict", verdict()),
        "evidence": over.pop("evidence", [piece()]),
        "review": {"id": "00000000-0000-4000-8000-000000000003"},
    }
    number = over.pop("number", 7)
    public_id = f"00000000-0000-4000-8000-0000000000{number:02d}"
    values = {
        "url": f"{FEED}{public_id}/",
        "at": "2026-03-06T10:00:00Z",
        "correction": "",
        "payload": payload,
        "id": public_id,
        "sequence": number,
    }
    return Entry(**values | over)


def correction() -> Entry:
    return entry(kind="corrected", note="The year was wrong.", correction="The year was wrong.", number=8,
                 supersedes=f"{FEED}old/")  # fmt: skip


def retraction() -> Entry:
    return entry(kind="retracted", note="Wrong person.", verdict=None, evidence=[], number=9, supersedes=f"{FEED}old/")


def unrated() -> Entry:
    """Nobody named said it, the rating is no place on the scale, and nothing is cited or known of the article."""
    nothing = dict.fromkeys(("external_id", "url", "outlet", "language"), "") | {"published_at": None}
    said = {"on": None, "until": None, "precision": "unknown", "value": "", "text": ""}
    return entry(
        claim=claim(speaker=None, said=said),
        article=nothing,
        verdict=verdict(rating={"slug": "unproven", "name": "unproven", "value": None}),
        evidence=[piece(document={"url": "", "sha256": None, "published_at": None})],
        number=6,
    )


def hostile() -> Entry:
    """Markup, formulas, control characters and an address that must not be linked."""
    bad = '=HYPERLINK("x")<script>alert(1)</script>&\x0b\x00"\''
    document = {"title": bad, "publisher": bad, "url": "javascript:alert(1)"}
    return entry(
        claim=claim(statement=bad, quote=bad, speaker={"name": bad, "kind": "person", "role": bad, "affiliation": ""}),
        article={"headline": bad, "url": "javascript:alert(1)", "outlet": bad},
        verdict=verdict(rationale=bad),
        evidence=[piece(quote=bad, document=document)],
        number=5,
    )


ENTRIES = {
    "published": entry(),
    "corrected": correction(),
    "retracted": retraction(),
    "unrated": unrated(),
    "hostile": hostile(),
}


def marked_article() -> MarkedArticle:
    """Three claims: one judged, one retracted, one that overlaps both of its neighbours and crosses a paragraph."""
    long = claim(4, spans=[[30, 100]], quote=TEXT[30:100], speaker=None)
    around = piece(before="In its report: ", after=" It was wet.")
    return MarkedArticle(
        url="https://desk.example/api/v1/articles/1/",
        facts=ARTICLE,
        text=TEXT,
        claims=(
            MarkedClaim(claim(), entry(), (around,)),
            MarkedClaim(long, None),
            MarkedClaim(claim(5, spans=[[83, 105], [123, 146]], quote="x … y"), retraction()),
        ),
    )
