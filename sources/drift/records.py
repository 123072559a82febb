"""A comparison as it is stored: plain JSON, read again by pages and the API."""

from collections.abc import Mapping
from typing import Any

from sources.drift.base import Comparison, PassageFinding, Sign

MOST_PIECES = 60


def comparison_record(comparison: Comparison, names: Mapping[tuple[int, int], str]) -> dict[str, Any]:
    """``{"share", "passages": {name: finding}, "signs": [...]}``; ``names`` are those of the passages by their span.

    Of the passages only those are kept that are not word for word where they were.
    """
    return {
        "share": round(comparison.share, 4),
        "passages": {
            names[finding.span.start, finding.span.end]: finding_record(finding)
            for finding in comparison.passages
            if finding.outcome != "unchanged"
        },
        "signs": [sign_record(sign) for sign in comparison.signs],
    }


def finding_record(finding: PassageFinding) -> dict[str, Any]:
    """``{"outcome", "sentence", "kinds", "pieces": [[mark, text], ...]}``."""
    return {
        "outcome": finding.outcome.value,
        "sentence": finding.sentence,
        "kinds": sorted({change.kind.value for change in finding.changes}),
        "pieces": [[piece.mark, piece.text] for piece in finding.pieces[:MOST_PIECES]],
    }


def sign_record(sign: Sign) -> dict[str, str]:
    """``{"kind", "sentence", "text"}``."""
    return {"kind": sign.kind.value, "sentence": sign.sentence, "text": sign.text}
