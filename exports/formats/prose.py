"""An entry of the feed in words: what stands in news items and feeds. Everything is escaped where it becomes HTML."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from exports.formats.entries import CORRECTED, Entry, is_web_address

OWN_VOICE: Final = "the article"
SHORT: Final = 120
STANCES: Final = {"corroborates": "Corroborates", "contradicts": "Contradicts", "context": "Context"}


def rating_words(entry: Entry) -> str:
    """The rating as it is displayed; "retracted" where the verdict was taken back."""
    return "retracted" if entry.is_retracted else str(entry.payload["verdict"]["rating"]["name"])


def headline(entry: Entry) -> str:
    """One line: the rating and the claim."""
    mark = {CORRECTED: "Corrected: "}.get(entry.kind, "")
    return f"{mark}{rating_words(entry).capitalize()}: {shortened(entry.payload['claim']['statement'])}"


def speaker_name(claim: Mapping[str, Any]) -> str:
    """Who says it; the article where it speaks for itself."""
    return str(claim["speaker"]["name"]) if claim["speaker"] else OWN_VOICE


def summary(entry: Entry) -> str:
    """One or two sentences: who said what, and what came of it."""
    if entry.is_retracted:
        return f"This verdict was retracted. {entry.note}".strip()
    text = str(entry.payload["verdict"]["rationale"])
    return f"Correction: {entry.correction} {text}" if entry.correction else text


def body_text(entry: Entry) -> str:
    """The entry as plain text, paragraphs separated by an empty line."""
    claim = entry.payload["claim"]
    parts = [f"“{claim['quote']}” ({speaker_name(claim)})", f"Verdict: {rating_words(entry)}.", summary(entry)]
    return "\n\n".join([*parts, *(_evidence_text(piece) for piece in entry.payload["evidence"])])


def body_html(entry: Entry) -> str:
    """The entry as HTML of paragraphs, a quotation and a list; no script, no style, no attribute but ``href``."""
    claim = entry.payload["claim"]
    rows = "".join(f"<li>{_evidence_html(piece)}</li>" for piece in entry.payload["evidence"])
    return (
        f"<blockquote><p>{escape(claim['quote'])}</p></blockquote><p>{escape(speaker_name(claim))}</p>"
        f"<p><strong>{escape(rating_words(entry).capitalize())}.</strong> {escape(summary(entry))}</p>"
    ) + (f"<ul>{rows}</ul>" if rows else "")


def shortened(text: str, most: int = SHORT) -> str:
    """``text`` on one line, cut at a word where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def _evidence_text(piece: Mapping[str, Any]) -> str:
    return f"{STANCES[piece['stance']]}: “{piece['quote']}” ({_where(piece)})"


def _evidence_html(piece: Mapping[str, Any]) -> str:
    where, url = escape(_where(piece)), piece["document"]["url"]
    link = f'<a href="{escape(url)}">{where}</a>' if is_web_address(url) else where
    return f"{STANCES[piece['stance']]}: <q>{escape(piece['quote'])}</q> {link}"


def _where(piece: Mapping[str, Any]) -> str:
    document = piece["document"]
    return ", ".join(part for part in (document["publisher"], document["title"], piece["locator"]) if part)
