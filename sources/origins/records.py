"""Traces as JSON takes them."""

from typing import Any

from sources.origins.base import Naming, Trace


def trace_record(trace: Trace) -> dict[str, Any]:
    """``trace`` for storing."""
    return {
        "subject": sorted(trace.subject),
        "heading": sorted(trace.heading),
        "credits": [_naming_record(naming) for naming in trace.credits],
        "naming": [_naming_record(naming) for naming in trace.naming],
        "links": list(trace.links),
        "own_words": trace.own_words,
        "first_hand": trace.first_hand,
    }


def read_trace_record(record: dict[str, Any]) -> Trace:
    """The trace that ``trace_record`` wrote."""
    return Trace(
        subject=frozenset(record["subject"]),
        heading=frozenset(record["heading"]),
        credits=tuple(_naming(entry) for entry in record["credits"]),
        naming=tuple(_naming(entry) for entry in record["naming"]),
        links=tuple(record["links"]),
        own_words=record["own_words"],
        first_hand=record["first_hand"],
    )


def _naming_record(naming: Naming) -> list[Any]:
    return [naming.name, naming.words, naming.is_press]


def _naming(entry: list[Any]) -> Naming:
    name, words, is_press = entry
    return Naming(name, words, is_press)
