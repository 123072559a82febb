"""One attribution as the rules find it, in token positions of its frame."""

from dataclasses import dataclass

from claims.extraction.base import Force
from claims.extraction.cues.inflections import Form
from claims.extraction.cues.matches import CueMatch
from claims.extraction.parsing.phrases import Range

_STRENGTH = {"q": 0.95, "t": 0.85, "c": 0.75, "p": 0.85, "i": 0.6, "o": 0.5, "s": 0.5}
"""How sure a rule is by what the cue governs, after the share of right ones on training articles."""


@dataclass(frozen=True, slots=True)
class Found:
    """Token ranges of source, cue and content in one frame; ``kind`` is the complement as in the lexicon.

    ``source`` is None where the article names none ("it was announced that").
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    force: Force
    kind: str
    confidence: float
    verb: str = ""
    negated: bool = False
    hedged: bool = False
    is_gerund: bool = False

    def clashes(self, other: "Found") -> bool:
        """Whether the cue of one lies inside the content or the cue of the other, or their contents overlap."""
        mine, theirs = (self.cue, *self.content), (other.cue, *other.content)
        return any(a[0] < b[1] and b[0] < a[1] for a in mine for b in theirs)


def found_by(match: CueMatch, source: Range | None, content: tuple[Range, ...], kind: str, cue_end: int) -> Found:
    """An attribution with a verb as its cue, which ends at ``cue_end``."""
    return Found(
        source=source,
        cue=(match.start, cue_end),
        content=content,
        force=match.force,
        kind=kind,
        confidence=_STRENGTH[kind],
        verb=match.entry.lemma,
        negated=match.negated,
        hedged=match.hedged,
        is_gerund=match.form is Form.GERUND,
    )
