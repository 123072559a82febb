"""The annotated galley: an article's text with its claims marked and numbered, and a footnote for each.

As JSON for a program, and as a fragment of HTML to put into a page: no script, no style, class names of its own.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from exports.formats.entries import MarkedArticle, MarkedClaim, is_web_address
from exports.formats.prose import STANCES, rating_words, speaker_name, summary


def galley(article: MarkedArticle) -> dict[str, Any]:
    """Text, marks and notes; the number of a mark is that of its note, counted from 1 in the order of the text."""
    return {
        "article": {**article.facts, "self": article.url},
        "text": article.text,
        "marks": [
            {"start": start, "end": end, "number": number, "claim": marked.claim["id"]}
            for number, marked in enumerate(article.claims, 1)
            for start, end in marked.claim["spans"]
        ],
        "notes": [_note(number, marked) for number, marked in enumerate(article.claims, 1)],
    }


def galley_html(article: MarkedArticle) -> bytes:
    """The same as one ``article`` element; every text in it is escaped."""
    notes = "".join(_note_html(number, marked) for number, marked in enumerate(article.claims, 1))
    head = f"<h1>{escape(str(article.facts['headline']))}</h1>"
    body = "".join(f"<p>{part}</p>" for part in _paragraphs(article))
    lang = f' lang="{escape(article.facts["language"])}"' if article.facts["language"] else ""
    listed = f'<ol class="fact-check-notes">{notes}</ol>'
    return f'<article class="fact-check-galley"{lang}>{head}{body}{listed}</article>\n'.encode()


def _note(number: int, marked: MarkedClaim) -> dict[str, Any]:
    entry = marked.entry
    stands = entry is not None and not entry.is_retracted
    return {
        "number": number,
        "claim": marked.claim,
        "state": "unpublished" if entry is None else entry.kind,
        "verdict": entry.payload["verdict"] if entry and stands else None,
        "evidence": entry.payload["evidence"] if entry and stands else [],
        "note": entry.note if entry else "",
        "at": entry.at if entry else None,
        "publication": entry.url if entry else None,
    }


def _note_html(number: int, marked: MarkedClaim) -> str:
    who = f"{escape(speaker_name(marked.claim))}: {escape(marked.claim['statement'])}"
    if marked.entry is None:
        verdict, sources = "Not published.", ""
    else:
        verdict = f"<strong>{escape(rating_words(marked.entry))}</strong> {escape(summary(marked.entry))}"
        sources = "".join(_source_html(piece) for piece in marked.entry.payload["evidence"])
    listed = f"<ul>{sources}</ul>" if sources else ""
    return f'<li id="fact-check-note-{number}"><p>{who}</p><p>{verdict}</p>{listed}</li>'


def _source_html(piece: Any) -> str:
    document = piece["document"]
    name = escape(", ".join(part for part in (document["publisher"], document["title"], piece["locator"]) if part))
    linked = f'<a href="{escape(document["url"])}">{name}</a>' if is_web_address(document["url"]) else name
    return f"<li>{STANCES[piece['stance']]}: <q>{escape(piece['quote'])}</q> {linked}</li>"


def _paragraphs(article: MarkedArticle) -> Iterator[str]:
    """Each paragraph with its marks; a mark that goes over a break is closed and opened again."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, marked in enumerate(article.claims, 1):
        for start, end in marked.claim["spans"]:
            starts.setdefault(start, []).append(number)
            ends.setdefault(end, []).append(number)
    cuts = sorted({0, len(article.text), *starts, *ends})
    open_now: list[int] = []
    rows, begun = [""], set[int]()
    for start, end in pairwise(cuts):
        open_now = [number for number in open_now if number not in ends.get(start, [])] + starts.get(start, [])
        begins = [number for number in starts.get(start, []) if number not in begun]
        begun.update(begins)
        pieces = article.text[start:end].split("\n\n")
        rows[-1] += _references(begins) + _marked(pieces[0], open_now)
        rows += [_marked(piece, open_now) for piece in pieces[1:]]
    return (row for row in rows if row.strip())


def _references(numbers: Sequence[int]) -> str:
    return "".join(f'<sup><a href="#fact-check-note-{number}">{number}</a></sup>' for number in numbers)


def _marked(words: str, numbers: Sequence[int]) -> str:
    if not words or not numbers:
        return escape(words)
    return f'<mark data-notes="{" ".join(map(str, sorted(set(numbers))))}">{escape(words)}</mark>'
