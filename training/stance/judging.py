"""The figures of stance: weighted F1, expected calibration error."""

from collections.abc import Sequence


def f1(gold: Sequence[int], given: Sequence[int], label: int, weights: Sequence[float]) -> float:
    """F1 of one label, each row with its weight."""
    rows = list(zip(gold, given, weights, strict=True))
    hits = sum(weight for wanted, found, weight in rows if wanted == found == label)
    either = sum(weight * ((wanted == label) + (found == label)) for wanted, found, weight in rows)
    return 2 * hits / either if either else 0.0


def macro_f1(gold: Sequence[int], given: Sequence[int], weights: Sequence[float] = ()) -> float:
    """The mean of the F1 of the labels that occur in ``gold``."""
    weighted = weights or [1.0] * len(gold)
    labels = sorted(set(gold))
    return sum(f1(gold, given, label, weighted) for label in labels) / max(1, len(labels))


def calibration_error(confidence: Sequence[float], right: Sequence[bool], weights: Sequence[float] = ()) -> float:
    """Expected calibration error over ten bins of confidence, each row with its weight."""
    weighted = weights or [1.0] * len(right)
    total, error = sum(weighted), 0.0
    for low in range(10):
        inside = [(sure, ok, weight) for sure, ok, weight in zip(confidence, right, weighted, strict=True)
                  if low <= min(9.999, sure * 10) < low + 1]  # fmt: skip
        error += abs(sum(weight * (sure - ok) for sure, ok, weight in inside))
    return error / total if total else 0.0
