"""Rows for tests: ``make_x(**over)`` with sensible defaults."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from claims.models import Article, Claim, ExtractionRun, Speaker
from factcheck.lib.fingerprints import hash_text, normalise
from reviews.models import Rating, Review
from sources.chunking import passages
from sources.copies import shingles
from sources.models import Document, Evidence, Passage, Source

BODY = (
    "The harbour board will close the east pier, its chair Mara Lindt said on Monday.\n\n"
    "“We counted 1,200 cracks,” Lindt said, “and each one is growing.”\n\n"
    "The pier was opened in 1958."
)
_numbers = itertools.count(1)


def make_article(**over: Any) -> Article:
    body = over.pop("body", BODY)
    values = {
        "headline": "East pier to close",
        "body": body,
        "body_hash": hash_text(body),
        "language": "en",
        "published_at": dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC),
        "published_on": dt.date(2026, 3, 6),
    }
    return Article.objects.create(**values | over)


def make_speaker(**over: Any) -> Speaker:
    name = over.pop("name", f"Mara Lindt {next(_numbers)}")
    return Speaker.objects.create(**{"name": name, "normal_name": normalise(name), "kind": "person"} | over)


def make_claim(**over: Any) -> Claim:
    article = over.pop("article", None) or make_article()
    content = over.pop("content", [[0, 40]])
    quote = article.body[content[0][0] : content[0][1]]
    values = {
        "article": article,
        "content": content,
        "start": content[0][0],
        "end": content[-1][1],
        "quote": quote,
        "statement": "The harbour board will close the east pier.",
        "speaker": over.pop("speaker", None) or make_speaker(),
        "attribution": "indirect",
        "force": "says",
        "fingerprint": f"{next(_numbers):064d}",
        "checkworthiness": 0.7,
        "confidence": 0.8,
    }
    return Claim.objects.create(**values | over)


def make_run(**over: Any) -> ExtractionRun:
    values = {"article": over.pop("article", None) or make_article(), "component": "fake/1", "input_hash": "0" * 64}
    return ExtractionRun.objects.create(**values | over)


def make_source(**over: Any) -> Source:
    name = over.pop("name", f"Harbour Gazette {next(_numbers)}")
    return Source.objects.create(**{"name": name, "normal_name": normalise(name), "kind": "outlet"} | over)


def make_document(**over: Any) -> Document:
    text = over.pop("text", "Engineers counted 1,200 cracks in the east pier, the port authority reported.")
    values = {
        "source": over.pop("source", None) or make_source(),
        "title": "Inspection of the east pier",
        "text": text,
        "text_hash": hash_text(text),
        "shingles": sorted(shingles(text)),
        "published_at": dt.datetime(2026, 3, 1, 8, 0, tzinfo=dt.UTC),
    }
    document = Document.objects.create(**values | over)
    for chunk in passages(text):
        make_passage(document=document, start=chunk.span.start, end=chunk.span.end, locator=chunk.locator)
    return document


def make_passage(**over: Any) -> Passage:
    document = over.pop("document")
    start, end = over.pop("start", 0), over.pop("end", len(document.text))
    return Passage.objects.create(document=document, start=start, end=end, text=document.text[start:end], **over)


def make_evidence(**over: Any) -> Evidence:
    passage = over.pop("passage", None) or make_document().passages.get()
    values = {
        "claim": over.pop("claim", None) or make_claim(),
        "passage": passage,
        "rank": 1,
        "machine_stance": "corroborates",
        "machine_confidence": 0.8,
    }
    return Evidence.objects.create(**values | over)


def make_review(**over: Any) -> Review:
    values = {"claim": over.pop("claim", None) or make_claim(), "due_at": timezone.now() + dt.timedelta(hours=24)}
    return Review.objects.create(**values | over)


def get_rating(slug: str) -> Rating:
    return Rating.objects.get(scale__is_default=True, slug=slug)
