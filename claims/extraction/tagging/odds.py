"""From log odds to a probability."""

import math

_FARTHEST = 30.0
"""Log odds beyond which a probability is 0 or 1 to every reader."""


def probability(odds: float) -> float:
    """The probability, in 0..1, whose log odds are ``odds``."""
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, odds))))
