"""How much a statement asks to be checked: a score from 0 to 1 with its reasons."""

import re
from dataclasses import dataclass

_FEATURES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("number", 0.25, re.compile(r"\d|\b(?:hundred|thousand|million|billion|trillion|dozen|half|twice|double|triple)s?\b", re.IGNORECASE)),
    ("share or money", 0.15, re.compile(r"%|[$£€]|\b(?:per ?cent|percentage|dollars?|pounds?|euros?)\b", re.IGNORECASE)),
    ("date", 0.05, re.compile(r"\b(?:(?:1[89]|20)\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December)\b")),
    ("name", 0.12, re.compile(r"(?<=[a-z,’'”\"] )[A-Z][\w’'-]+|\b[A-Z][A-Z]{1,6}\b")),
    ("comparison", 0.1, re.compile(r"\b(?:more|less|fewer|most|least|highest|lowest|largest|biggest|worst|first|record|rose|fell|increased|decreased|grew|dropped|tripled|doubled|cut)\b", re.IGNORECASE)),
    ("event", 0.1, re.compile(r"\b(?:was|were|had|has|have|did|voted|killed|died|signed|passed|built|paid|spent|arrested|attacked|bombed|won|lost|met|approved|banned|caused|occupied|reached)\b", re.IGNORECASE)),
    ("general rule", 0.05, re.compile(r"\b(?:all|every|always|never|none|no one|only)\b", re.IGNORECASE)),
    ("opinion or wish", -0.12, re.compile(r"\b(?:I think|I believe|I hope|we hope|should|must|ought|love|great|terrible|wonderful|beautiful|hope|want|feel|thank)\b", re.IGNORECASE)),
    ("future", -0.08, re.compile(r"\b(?:will|would|going to|may|might|could)\b", re.IGNORECASE)),
    ("question", -0.25, re.compile(r"\?[\"'”’)]*\s*\Z")),
)  # fmt: skip
_BASE = 0.3
_SHORT, _SHORT_PENALTY = 5, -0.15
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
    if len(read.split()) < _SHORT:
        hits.append(("very short", _SHORT_PENALTY))
    value = _BASE + sum(weight for _, weight in hits)
    reasons = tuple(name if weight > 0 else f"less: {name}" for name, weight in hits)
    return Score(round(min(1.0, max(0.0, value)), 3), reasons)
