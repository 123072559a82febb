"""How much a statement asks to be checked: a score from 0 to 1 with its reasons.

The weights are those of a logistic regression over the sentences of public debates, rounded (CheckThat! 2024 English,
after ClaimBuster, CC BY 4.0); ``docs/extraction.md`` tells how good they are.
"""

import math
import re
from dataclasses import dataclass

from claims.extraction.text.word_lists import word_set

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Feature:
    """What speaks for a check, or against it: any of the ``words`` in lower case, or else the ``pattern``."""

    name: str
    weight: float
    words: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None


def _any(name: str, weight: float, listed: str) -> _Feature:
    return _Feature(name, weight, word_set(listed))


def _like(name: str, weight: float, pattern: str) -> _Feature:
    return _Feature(name, weight, pattern=re.compile(pattern))


_FEATURES = (
    _like("number", 1.2, r"\d"),
    _any(
        "number word",
        1.3,
        """hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens half
        twice""",
    ),
    _Feature(
        "share or money",
        1.25,
        word_set("percent percentage dollars pounds euros"),
        re.compile(r"[%$£€]|\b[Pp](?i:er cent)\b"),
    ),
    _like("date", 0.15, r"\b(?:1[89]|20)\d\d\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    _like("name", 0.6, r"(?<=[a-z,’'”\"] )[A-Z][\w’'-]+|-[A-Z]\w|\b[A-Z][A-Z]{1,6}\b"),
    _any(
        "comparison",
        0.45,
        """more less fewer most least highest lowest largest biggest worst first record rose fell increased
        decreased grew dropped cut higher lower""",
    ),
    _any(
        "event",
        0.85,
        """was were had has have did voted killed died signed passed built paid spent arrested attacked bombed won
        lost met approved banned caused occupied reached pushed liberated seized captured""",
    ),
    _any(
        "deed",
        0.85,
        """voted supported opposed promised cut raised increased created lost doubled tripled passed signed vetoed
        balanced proposed spent paid went took made gave came left sent brought""",
    ),
    _any(
        "public matter",
        0.65,
        """tax taxes jobs unemployment deficit debt budget economy economic trade wages income crime health
        insurance education schools oil energy war troops nuclear immigration border welfare inflation poverty
        population prices spending""",
    ),
    _any("country or period", 0.25, "country nation world state states government percent year years"),
    _any("third person", 0.35, "he she his her they their"),
    _like("twelve words or more", 0.3, r"\A\s*+(?:\S++\s++){11}"),
    _any("general rule", 0.2, "all every always never none only"),
    _any("opinion or wish", -0.85, "should must ought love great terrible wonderful beautiful hope thank"),
    _any("future", -0.45, "will would may might could"),
    _any("first person", -0.65, "i we my our"),
    _any("second person", -0.35, "you your"),
    _any("manner of speaking", -0.45, "let me good tonight question ask say think know well look"),
    _like("question", -2.1, r"\?[\"'”’)]{0,4}\s{0,4}\Z"),
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
    words = frozenset(map(str.lower, _WORD.findall(read)))
    hits = [one for one in _FEATURES if not one.words.isdisjoint(words) or (one.pattern and one.pattern.search(read))]
    value = 1 / (1 + math.exp(-_BIAS - sum(feature.weight for feature in hits)))
    reasons = tuple(feature.name if feature.weight > 0 else f"less: {feature.name}" for feature in hits)
    return Score(round(value, 3), reasons)
