"""Files that hold ClaimReview markup in any of its forms: JSON-LD, JSON Lines, HTML with JSON-LD. Plain Python."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.decoding import decode
from factcheck.lib.ingestion.pages import open_page
from sources.seen_before.fact_checks import FactCheck, claim_reviews, fact_check

_DEPTH = 512  # elements within one another in a page


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found in a file: where it stands, and the fact check in it or what is wrong with it."""

    place: str
    check: FactCheck | None = None
    error: str = ""


def items(content: bytes) -> Iterator[Item]:
    """Everything in a file, in order; never raises for what is in it. One item says so where there is no markup."""
    try:
        text = decode(content).text.strip()
    except InvalidInput as error:
        yield Item("the file", error=error.message)
        return
    if not text:
        yield Item("the file", error="it is empty.")
    elif text.startswith("<"):
        yield from _from_page(text)
    else:
        yield from _from_json(text)


def _from_page(text: str) -> Iterator[Item]:
    try:
        blocks = open_page(text, depth=_DEPTH).json_ld
    except InvalidInput as error:
        yield Item("the page", error=error.message)
        return
    found = [item for number, block in enumerate(blocks, 1) for item in _block(block, f"block {number}")]
    yield from found or [Item("the page", error="no JSON-LD in it holds a ClaimReview.")]


def _block(block: str, place: str) -> Iterator[Item]:
    try:
        data = json.loads(block, strict=False)
    except (ValueError, RecursionError) as error:
        yield Item(place, error=f"this JSON-LD is broken ({error}).")
        return
    yield from _reviews(data, place)


def _from_json(text: str) -> Iterator[Item]:
    """One document, or else one on each line."""
    try:
        data = json.loads(text, strict=False)
    except RecursionError:
        yield Item("the file", error="its objects lie too deep within one another.")
    except ValueError as error:
        yield from _from_lines(text, error)
    else:
        found = list(_reviews(data, "item"))
        yield from found or [Item("the file", error="there is no ClaimReview in it.")]


def _from_lines(text: str, whole: ValueError) -> Iterator[Item]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) == 1:
        yield Item("the file", error=f"this is not JSON ({whole}).")
        return
    for number, line in lines:
        try:
            data = json.loads(line, strict=False)
        except (ValueError, RecursionError) as error:
            yield Item(f"line {number}", error=f"this is not JSON ({error}).")
            continue
        found = list(_reviews(data, f"line {number}"))
        yield from found or [Item(f"line {number}", error="there is no ClaimReview in it.")]


def _reviews(data: Any, place: str) -> Iterator[Item]:
    for number, node in enumerate(claim_reviews(data), 1):
        where = f"{place} {number}" if place == "item" else place if number == 1 else f"{place}, review {number}"
        try:
            yield Item(where, fact_check(node))
        except InvalidInput as error:
            yield Item(where, error=error.message)
