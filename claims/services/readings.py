"""What an extractor found, as the columns of a claim; and what of a stored claim follows a newer reading."""

from typing import Any, Final

from claims.choices import SaidPrecision
from claims.extraction.base import ExtractedClaim, Part
from claims.extraction.records import change_record, date_record, nested_record, step_record
from claims.models import Claim, ExtractionRun
from claims.services.speakers import Said
from factcheck.lib.spans import Span, cut_all, pairs

RENEWED: Final = (
    "statement", "machine_statement", "changes", "affiliation", "members", "candidates", "lemma", "conditional",
    "nested", "said_on", "said_until", "said_precision", "said_value", "said_text", "said_spans", "said_anchor",
    "times", "steps", "run",
)  # fmt: skip
"""The columns that ``renew`` may write."""


def new_claim(run: ExtractionRun, mark: str, found: ExtractedClaim, said: Said) -> Claim:
    """A claim that is not stored yet."""
    hull = Span.hull(found.content)
    return Claim(
        article=run.article,
        content=pairs(found.content),
        start=hull.start,
        end=hull.end,
        source_spans=pairs(found.source),
        cue_spans=pairs(found.cue),
        quote=cut_all(run.article.body, found.content),
        speaker=said.speaker,
        named_as=said.named_as,
        role=found.role[:300],
        attribution=found.attribution.value,
        force=found.force.value,
        hedged=found.hedged,
        negated=found.negated,
        checkworthiness=found.checkworthiness,
        confidence=found.confidence,
        reasons=list(found.reasons),
        run=run,
        fingerprint=mark,
        **_worded(found),
        **_explained(found),
        **_dated(found),
    )


def _worded(found: ExtractedClaim) -> dict[str, Any]:
    return {
        "statement": found.statement,
        "machine_statement": found.statement,
        "changes": [change_record(change) for change in found.changes],
    }


def _explained(found: ExtractedClaim) -> dict[str, Any]:
    return {
        "affiliation": found.affiliation[:300],
        "members": list(found.members),
        "candidates": list(found.candidates),
        "lemma": found.lemma[:100],
        "conditional": found.conditional,
        "nested": nested_record(found.nested) if found.nested else None,
        "steps": [step_record(step) for step in found.steps],
    }


def _dated(found: ExtractedClaim) -> dict[str, Any]:
    """What hangs on the day of publication."""
    said = found.said
    return {
        "said_on": said.day,
        "said_until": said.until,
        "said_precision": said.precision.value,
        "said_value": said.value[:40],
        "said_text": said.text[:300],
        "said_spans": pairs([said.span]) if said.span else [],
        "said_anchor": said.anchor,
        "times": [date_record(time) for time in found.times],
    }


def renew(claim: Claim, found: ExtractedClaim, run: ExtractionRun) -> dict[str, list[str]]:
    """Let a claim that no person touched follow a newer reading; its changed facts, as ``claim_revised`` tells them.

    The same component on a new date or language may word it anew. Another component only dates it anew where it would
    word it otherwise: its taste is no reason to withdraw a review.
    """
    before = _facts(claim)
    is_same_reader = claim.run is not None and claim.run.component == run.component
    values = _dated(found)
    if is_same_reader:
        values |= _worded(found)
    if is_same_reader or (claim.run and claim.statement == found.statement):
        values |= _explained(found) | {"machine_statement": found.statement, "changes": _worded(found)["changes"]}
        claim.run = run
    else:
        values["steps"] = _with_date_of(claim.steps, found)
    for name, value in values.items():
        setattr(claim, name, value)
    return {name: [before[name], value] for name, value in _facts(claim).items() if value != before[name]}


def _with_date_of(steps: list[dict[str, Any]], found: ExtractedClaim) -> list[dict[str, Any]]:
    """The stored ``steps`` with those of the new reading for the date."""
    kept = [step for step in steps if step["part"] != Part.DATE]
    return [*kept, *(step_record(step) for step in found.steps if step.part is Part.DATE)]


def until_of(claim: Claim) -> str:
    """The last day of a range of days; empty for any other period, whose end follows from its beginning."""
    is_range = claim.said_precision == SaidPrecision.RANGE
    return claim.said_until.isoformat() if is_range and claim.said_until else ""


def _facts(claim: Claim) -> dict[str, str]:
    return {
        "statement": claim.statement,
        "said_on": claim.said_on.isoformat() if claim.said_on else "",
        "said_until": until_of(claim),
        "said_precision": claim.said_precision,
    }
