"""Pairs and judgements as lines of JSON: the shapes that the ``stance`` command reads and writes. Plain Python."""

import json
from dataclasses import dataclass
from typing import Any

from factcheck.lib.spans import Span
from sources.stance.base import Judgement, Pair, Reason


@dataclass(frozen=True, slots=True)
class Numbered:
    """One line read: its id (as given, else the line's number) with the pair, or with what is wrong with the line.

    A line that can not be read has no id.
    """

    id: str | int | None
    pair: Pair | None
    error: str = ""


def read_line(line: str, number: int) -> Numbered:
    """The pair of one line of JSON with "id", "claim", "passage" and perhaps "claim_date" and "passage_date".

    Other keys are ignored. A line that can not be used gives an error that says why, and never raises.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return _wrong(None, number, "this is not JSON.")
    if not isinstance(row, dict):
        return _wrong(None, number, "this is no JSON object.")
    name = row.get("id", number)
    if not isinstance(name, str | int) or isinstance(name, bool):
        return _wrong(None, number, '"id" must be a text or a whole number.')
    for key in ("claim", "passage"):
        if not isinstance(row.get(key), str):
            return _wrong(name, number, f'"{key}" must be a text.')
    return Numbered(name, Pair(row["claim"], row["passage"], _text(row, "claim_date"), _text(row, "passage_date")))


def write_line(name: str | int | None, judgement: Judgement) -> str:
    """One judgement as a line of JSON in plain ASCII, which no terminal garbles, without the line break."""
    shape = {
        "id": name,
        "stance": judgement.stance.value,
        "confidence": judgement.confidence,
        "reasons": [reason_record(reason) for reason in judgement.reasons],
        "dissent": judgement.dissent,
    }
    return json.dumps(shape)


def write_error(wrong: Numbered) -> str:
    """What is wrong with a line, as a line of JSON."""
    return json.dumps({"id": wrong.id, "error": wrong.error})


def _wrong(name: str | int | None, number: int, why: str) -> Numbered:
    return Numbered(name, None, f"line {number}: {why}")


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key, "")
    return value if isinstance(value, str) else ""


def reason_record(reason: Reason) -> dict[str, Any]:
    """A reason as it is stored and exported: kind, agrees, sentence, and where it stands in both texts."""
    return {
        "kind": reason.kind.value,
        "agrees": reason.agrees,
        "sentence": reason.sentence,
        "in_claim": _pair(reason.in_claim),
        "in_passage": _pair(reason.in_passage),
    }


def _pair(span: Span | None) -> list[int] | None:
    return span.pair() if span else None
