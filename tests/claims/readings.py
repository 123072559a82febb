"""A claim with all that an extractor can tell of it, and the text that it stands in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from claims.extraction.base import (
    Attribution,
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
from factcheck.lib.spans import Span
from tests.fakes import FakeExtractor

TEXT = (
    "Mara Lindt and Ida Roe met the press. They said on Monday that the engineers had warned of new cracks "
    "next week, if it rains."
)
STATEMENT = "The engineers had warned of new cracks in the week of 9 March 2026, if it rains."


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def full_claim(**over: Any) -> ExtractedClaim:
    """``over`` replaces fields."""
    week = "in the week of 9 March 2026"
    start = STATEMENT.index(week)
    claim = ExtractedClaim(
        content=(at("that the engineers had warned of new cracks next week, if it rains"),),
        source=(at("They"),),
        cue=(at("said on Monday"),),
        statement=STATEMENT,
        speaker="They",
        speaker_kind=SpeakerKind.UNRESOLVED,
        role="",
        attribution=Attribution.INDIRECT,
        force=Force.SAYS,
        hedged=False,
        negated=False,
        said=DateReading(
            dt.date(2026, 3, 2), Precision.DAY, "on Monday", "2026-03-02", dt.date(2026, 3, 2), dt.date(2026, 3, 6),
            at("on Monday"),
        ),
        checkworthiness=0.7,
        confidence=0.9,
        reasons=("a number",),
        affiliation="harbour board",
        members=("Mara Lindt", "Ida Roe"),
        candidates=("Mara Lindt", "Ida Roe"),
        lemma="say",
        conditional=True,
        times=(
            DateReading(
                dt.date(2026, 3, 9), Precision.WEEK, "next week", "2026-W11", dt.date(2026, 3, 15), dt.date(2026, 3, 6),
                at("next week"),
            ),
        ),
        nested=Nested(
            "the engineers", SpeakerKind.UNNAMED, (at("the engineers"),), (at("had warned"),), (at("of new cracks"),),
            Force.WARNS,
        ),
        changes=(Change(start, start + len(week), "next week"),),
        steps=(
            Step(Part.SPEAKER, "“They” are two people of the sentence before.", 0.55, (at("They"),)),
            Step(Part.DATE, "“on Monday” is counted from the day of publication.", 0.95, (at("on Monday"),)),
        ),
    )  # fmt: skip
    return replace(claim, **over)


class FullExtractor(FakeExtractor):
    """Finds ``found`` in every text."""

    found: Sequence[ExtractedClaim] = (full_claim(),)

    def extract(self, text: str, *, published: dt.date | None, language: str = "en") -> Sequence[ExtractedClaim]:
        return self.found
