"""The stretch of an article around a claim, with what belongs to the claim marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from claims.models import Claim
from claims.templatetags.spans import Mark
from factcheck.lib.spans import Span, from_pairs

CONTEXT_CHARACTERS = 900
CAPTIONS: Final = {"cue": "attributing words", "source": "speaker", "content": "claim", "date": "date"}


@dataclass(frozen=True, slots=True)
class Context:
    """The stretch of the article around a claim, with the claim, its source, its cue and its date marked."""

    text: str
    marks: tuple[Mark, ...]
    is_cut_before: bool
    is_cut_after: bool


def context_of(claim: Claim, *, captioned: bool = False) -> Context:
    """The paragraphs in which the claim stands, cut at about ``CONTEXT_CHARACTERS`` around it.

    ``captioned`` marks also say in words what they are.
    """
    body = claim.article.body
    hull = Span.hull([*claim.content_spans, *from_pairs(claim.source_spans), *from_pairs(claim.cue_spans)])
    room = max(0, CONTEXT_CHARACTERS - len(hull)) // 2
    start = max(body.rfind("\n\n", 0, hull.start) + 2, hull.start - room) if "\n\n" in body[: hull.start] else 0
    start = max(start, hull.start - room)
    stop = body.find("\n\n", hull.end)
    end = min(len(body) if stop < 0 else stop, hull.end + room)
    window = Span(start, end)
    marks = (
        *_placed(claim.said_spans, "date", window, captioned),
        *_placed(claim.cue_spans, "cue", window, captioned),
        *_placed(claim.source_spans, "source", window, captioned),
        *_placed(claim.content, "content", window, captioned),
    )
    return Context(
        text=body[start:end],
        marks=marks,
        is_cut_before=start > 0 and body[start - 1] != "\n",
        is_cut_after=end < len(body) and body[end] != "\n",
    )


def _placed(raw: Sequence[Sequence[int]], tone: str, window: Span, captioned: object) -> tuple[Mark, ...]:
    """The marks of one tone that lie in ``window``; the words of a date may stand elsewhere in the article."""
    caption = CAPTIONS[tone] if captioned else ""
    inside = (span.shift(-window.start) for span in from_pairs(raw) if window.contains(span))
    return tuple(Mark(span.start, span.end, tone, caption=caption) for span in inside)
