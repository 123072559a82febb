"""Claims as plain values: the one place that writes and reads the shapes that command, API and rows share."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from claims.extraction.base import (
    Change,
    DateReading,
    ExtractedClaim,
    Force,
    Nested,
    Part,
    Precision,
    SpeakerKind,
    Step,
)
from factcheck.lib.spans import Span, cut_all, from_pairs, pairs

Record = dict[str, Any]


def claim_record(claim: ExtractedClaim) -> Record:
    """One claim as JSON-ready values; spans are ``[[start, end], ...]`` in code points of the text."""
    return {
        "content": pairs(claim.content),
        "source": pairs(claim.source),
        "cue": pairs(claim.cue),
        "statement": claim.statement,
        "speaker": claim.speaker,
        "speaker_kind": claim.speaker_kind.value,
        "role": claim.role,
        "affiliation": claim.affiliation,
        "members": list(claim.members),
        "candidates": list(claim.candidates),
        "attribution": claim.attribution.value,
        "force": claim.force.value,
        "lemma": claim.lemma,
        "hedged": claim.hedged,
        "negated": claim.negated,
        "conditional": claim.conditional,
        "said_on": _iso(claim.said.day),
        "said_until": _iso(claim.said.until),
        "said_precision": claim.said.precision.value,
        "said_value": claim.said.value,
        "said_text": claim.said.text,
        "times": [date_record(time) for time in claim.times],
        "nested": nested_record(claim.nested) if claim.nested else None,
        "changes": [change_record(change) for change in claim.changes],
        "checkworthiness": claim.checkworthiness,
        "confidence": claim.confidence,
        "explanation": [step_record(step) for step in claim.steps],
    }


def date_record(date: DateReading) -> Record:
    """A date as JSON-ready values; ``span`` is ``[start, end]`` or null."""
    return {
        "on": _iso(date.day),
        "until": _iso(date.until),
        "precision": date.precision.value,
        "value": date.value,
        "text": date.text,
        "anchor": _iso(date.anchor),
        "span": date.span.pair() if date.span else None,
    }


def read_date(record: Mapping[str, Any]) -> DateReading:
    """The date of a record; ``ValueError`` or ``KeyError`` for what ``date_record`` does not write."""
    return DateReading(
        day=_day(record["on"]),
        precision=Precision(record["precision"]),
        text=_text(record["text"]),
        value=_text(record["value"]),
        until=_day(record["until"]),
        anchor=_day(record["anchor"]),
        span=Span(*record["span"]) if record["span"] else None,
    )


def nested_record(nested: Nested) -> Record:
    """What somebody else is said to have said, as JSON-ready values."""
    return {
        "speaker": nested.speaker,
        "speaker_kind": nested.speaker_kind.value,
        "source": pairs(nested.source),
        "cue": pairs(nested.cue),
        "content": pairs(nested.content),
        "force": nested.force.value,
    }


def read_nested(record: Mapping[str, Any]) -> Nested:
    """The nested attribution of a record; ``ValueError`` or ``KeyError`` for what ``nested_record`` does not write."""
    return Nested(
        speaker=_text(record["speaker"]),
        speaker_kind=SpeakerKind(record["speaker_kind"]),
        source=from_pairs(record["source"]),
        cue=from_pairs(record["cue"]),
        content=from_pairs(record["content"]),
        force=Force(record["force"]),
    )


def change_record(change: Change) -> Record:
    """A changed stretch of a statement as JSON-ready values."""
    return {"start": change.start, "end": change.end, "original": change.original}


def read_change(record: Mapping[str, Any]) -> Change:
    """The change of a record; ``ValueError`` or ``KeyError`` for what ``change_record`` does not write."""
    start, end = int(record["start"]), int(record["end"])
    if not 0 <= start <= end:
        message = f"a change needs 0 <= start <= end, not {start} and {end}"
        raise ValueError(message)
    return Change(start, end, _text(record["original"]))


def step_record(step: Step) -> Record:
    """One explained decision as JSON-ready values."""
    return {"part": step.part.value, "how": step.how, "confidence": step.confidence, "spans": pairs(step.spans)}


def read_step(record: Mapping[str, Any]) -> Step:
    """The decision of a record; ``ValueError`` or ``KeyError`` for what ``step_record`` does not write."""
    confidence = record["confidence"]
    if confidence is not None and not 0 <= confidence <= 1:
        message = f"a confidence lies between 0 and 1, not at {confidence}"
        raise ValueError(message)
    return Step(Part(record["part"]), _text(record["how"]), confidence, from_pairs(record["spans"]))


def spans_of(claim: ExtractedClaim) -> Sequence[Span]:
    """Every span of the text that ``claim`` names, in whatever role."""
    nested = claim.nested
    dates = [date.span for date in (claim.said, *claim.times) if date.span]
    inner = (*nested.source, *nested.cue, *nested.content) if nested else ()
    steps = [span for step in claim.steps for span in step.spans]
    return [*claim.content, *claim.source, *claim.cue, *dates, *inner, *steps]


def claim_text(claim: ExtractedClaim, text: str) -> str:
    """One claim as a few lines for a person."""
    if claim.speaker_kind == SpeakerKind.ARTICLE:
        return f"[own voice] {claim.statement}\n    worth {claim.checkworthiness:.2f}\n"
    return (
        f"{_who(claim)} [{claim.speaker_kind}] {claim.force}{_marks(claim)}{_when(claim.said)}\n"
        f"    {claim.statement}\n"
        f"    {claim.attribution}: {cut_all(text, claim.content)!r}, cue {cut_all(text, claim.cue)!r}, "
        f"worth {claim.checkworthiness:.2f}, sure {claim.confidence:.2f}\n"
        + "".join(f"    {step.part}: {step.how}\n" for step in claim.steps)
    )


def _who(claim: ExtractedClaim) -> str:
    parts = [claim.speaker or "(nobody named)", claim.role, claim.affiliation]
    candidates = f" (may be {' or '.join(claim.candidates)})" if claim.candidates else ""
    return ", ".join(filter(None, parts)) + candidates


def _marks(claim: ExtractedClaim) -> str:
    return "".join(f" {mark}" for mark in ("hedged", "negated", "conditional") if getattr(claim, mark))


def _when(said: DateReading) -> str:
    return f" on {said.day} ({said.precision}, “{said.text}”)" if said.day else ""


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = f"{value!r} is no text"
        raise ValueError(message)
    return value
