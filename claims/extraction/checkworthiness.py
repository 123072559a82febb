"""How much a statement asks to be checked: a score from 0 to 1 with its reasons.

The weights are those of a logistic regression over the sentences of public debates, rounded (CheckThat! 2024 English,
after ClaimBuster, CC BY 4.0); ``docs/extraction.md`` tells how good they are.
"""

import math
import re
from dataclasses import dataclass


def _any(listed: str) -> re.Pattern[str]:
    """A pattern for any of the listed words, whatever their case."""
    return re.compile(rf"\b(?:{'|'.join(listed.split())})\b", re.IGNORECASE)


_FEATURES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("number", 1.2, re.compile(r"\d")),
    ("number word", 1.3, _any("hundreds? thousands? millions? billions? trillions? dozens? half twice")),
    ("share or money", 1.25, re.compile(r"[%$£€]|\b(?:per ?cent|percentage|dollars|pounds|euros)\b", re.IGNORECASE)),
    ("date", 0.15, re.compile(r"\b(?:1[89]|20)\d\d\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")),
    ("name", 0.6, re.compile(r"(?<=[a-z,’'”\"] )[A-Z][\w’'-]+|-[A-Z]\w|\b[A-Z][A-Z]{1,6}\b")),
    (
        "comparison",
        0.45,
        _any(
            """more less fewer most least highest lowest largest biggest worst first record rose fell increased
            decreased grew dropped cut higher lower"""
        ),
    ),
    (
        "event",
        0.85,
        _any(
            """was were had has have did voted killed died signed passed built paid spent arrested attacked bombed won
            lost met approved banned caused occupied reached pushed liberated seized captured"""
        ),
    ),
    (
        "deed",
        0.85,
        _any(
            """voted supported opposed promised cut raised increased created lost doubled tripled passed signed vetoed
            balanced proposed spent paid went took made gave came left sent brought"""
        ),
    ),
    (
        "public matter",
        0.65,
        _any(
            """tax taxes jobs unemployment deficit debt budget economy economic trade wages income crime health
            insurance education schools oil energy war troops nuclear immigration border welfare inflation poverty
            population prices spending"""
        ),
    ),
    ("country or period", 0.25, _any("country nation world states? government percent years?")),
    ("third person", 0.35, _any("he she his her they their")),
    ("twelve words or more", 0.3, re.compile(r"(?:\S{1,80}\s{1,9}){11}")),
    ("general rule", 0.2, _any("all every always never none only")),
    ("opinion or wish", -0.85, _any("should must ought love great terrible wonderful beautiful hope thank")),
    ("future", -0.45, _any("will would may might could")),
    ("first person", -0.65, _any("I we my our")),
    ("second person", -0.35, _any("you your")),
    ("manner of speaking", -0.45, _any("let me good tonight question ask say think know well look")),
    ("question", -2.1, re.compile(r"\?[\"'”’)]{0,4}\s{0,4}\Z")),
)
_BIAS = -2.0
_READ = 2000
"""Characters that are looked at: a longer statement is scored by its beginning."""


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` in 0..1; ``reasons`` names what raised it, and with a leading "less: " what lowered it."""

    value: float
    reasons: tuple[str, ...]


def checkworthiness(statement: str) -> Score:
    """Score ``statement``; names count only after its first word, so sentence case does not look like a name."""
    read = statement[:_READ]
    hits = [(name, weight) for name, weight, pattern in _FEATURES if pattern.search(read)]
    value = 1 / (1 + math.exp(-_BIAS - sum(weight for _, weight in hits)))
    reasons = tuple(name if weight > 0 else f"less: {name}" for name, weight in hits)
    return Score(round(value, 3), reasons)
