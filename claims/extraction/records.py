"""Claims as plain values, for JSON and for reading."""

from typing import Any

from claims.extraction.base import ExtractedClaim
from factcheck.lib.spans import cut_all, pairs


def claim_record(claim: ExtractedClaim) -> dict[str, Any]:
    """One claim as JSON-ready values; spans are ``[[start, end], ...]`` in code points of the text."""
    return {
        "content": pairs(claim.content),
        "source": pairs(claim.source),
        "cue": pairs(claim.cue),
        "statement": claim.statement,
        "speaker": claim.speaker,
        "speaker_kind": claim.speaker_kind.value,
        "role": claim.role,
        "attribution": claim.attribution.value,
        "force": claim.force.value,
        "hedged": claim.hedged,
        "negated": claim.negated,
        "said_on": claim.said.day.isoformat() if claim.said.day else None,
        "said_precision": claim.said.precision.value,
        "said_text": claim.said.text,
        "checkworthiness": claim.checkworthiness,
        "confidence": claim.confidence,
    }


def claim_text(claim: ExtractedClaim, text: str) -> str:
    """One claim as a few lines for a person."""
    role = f", {claim.role}" if claim.role else ""
    when = f" on {claim.said.day} ({claim.said.precision}, “{claim.said.text}”)" if claim.said.day else ""
    marks = "".join(f" {mark}" for mark in ("hedged", "negated") if getattr(claim, mark))
    who = claim.speaker or "(nobody named)"
    if claim.speaker_kind == "article":
        return f"[own voice] {claim.statement}\n    worth {claim.checkworthiness:.2f}\n"
    return (
        f"{who}{role} [{claim.speaker_kind}] {claim.force}{marks}{when}\n"
        f"    {claim.statement}\n"
        f"    {claim.attribution}: {cut_all(text, claim.content)!r}, cue {cut_all(text, claim.cue)!r}, "
        f"worth {claim.checkworthiness:.2f}, sure {claim.confidence:.2f}\n"
    )
