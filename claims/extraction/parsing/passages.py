"""The attributions of a whole article: frames put together, quotations that go on, and character spans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.cues.inflections import Form
from claims.extraction.cues.matches import cue_matches
from claims.extraction.parsing.attribution import attributions
from claims.extraction.parsing.clauses import complement
from claims.extraction.parsing.found import Found
from claims.extraction.parsing.frames import Frame
from claims.extraction.parsing.phrases import Range
from factcheck.lib.spans import Span

_BARE_CUE_REACH = 10
_SENTENCE_END = (".", "!", "?", "…")


@dataclass(slots=True)
class Attributed:
    """One attribution with its frame; ``more`` holds quotations of later frames that go on with it."""

    found: Found
    frame: Frame
    more: list[Span]

    def spans(self, ranges: Sequence[Range]) -> tuple[Span, ...]:
        """Character spans of token ranges, in order."""
        tokens = self.frame.tokens
        return tuple(sorted(Span(tokens[start].start, tokens[end - 1].end) for start, end in ranges))

    @property
    def source(self) -> tuple[Span, ...]:
        """Who says it; empty where the article names nobody."""
        return self.spans([self.found.source]) if self.found.source else ()

    @property
    def content(self) -> tuple[Span, ...]:
        """All pieces of what is said."""
        return tuple(sorted((*self.spans(self.found.content), *self.more)))


def _ends_in_finished_quote(frame: Frame) -> bool:
    last = frame.tokens[-1] if frame.tokens else None
    return bool(last and last.kind == "quote" and last.text.rstrip("\"'”’» ")[-1:] in ("?", "!", "…", ".", ","))


def _starts_with_bare_cue(frame: Frame) -> bool:
    """Whether the frame begins ``Surname asked.``: a source and a verb with nothing said."""
    match = next(cue_matches(frame.tokens), None)
    if match is None or not 0 < match.start <= _BARE_CUE_REACH or "q" not in match.entry.complements:
        return False
    return match.form is Form.FINITE and complement(frame.tokens, match).kind == ""


def _is_followed_by_cue(before: Frame, frame: Frame) -> bool:
    return before.paragraph == frame.paragraph and _ends_in_finished_quote(before) and _starts_with_bare_cue(frame)


def _leads_to(before: Frame, frame: Frame) -> bool:
    """Whether a paragraph ends with a colon and the next one begins with the quotation."""
    return bool(before.tokens and frame.tokens) and before.tokens[-1].text == ":" and frame.tokens[0].kind == "quote"


def joined_frames(frames: Sequence[Frame], limit: int) -> list[Frame]:
    """Frames, with a quotation that ends in a mark of its own put together with the ``she asked`` after it."""
    joined: list[Frame] = []
    for frame in frames:
        before = joined[-1] if joined else None
        if (
            before
            and len(before.tokens) + len(frame.tokens) <= limit
            and (_leads_to(before, frame) or _is_followed_by_cue(before, frame))
        ):
            joined[-1] = Frame([*before.tokens, *frame.tokens], frame.paragraph)
        else:
            joined.append(frame)
    return joined


def _only_quote(frame: Frame) -> Span | None:
    """The quotation when the frame is nothing else."""
    quotes = [token for token in frame.tokens if token.kind == "quote"]
    rest = [token for token in frame.tokens if token.kind == "word"]
    if len(quotes) == 1 and not rest:
        return Span(quotes[0].start, quotes[0].end)
    return None


def _goes_on(last: Attributed, frame: Frame, *, unclosed: bool) -> bool:
    """Whether a lone quotation in ``frame`` goes on with ``last``: the same paragraph, or no closing mark before."""
    ends_quoted = any(last.frame.tokens[end - 1].kind == "quote" for _, end in last.found.content) or bool(last.more)
    return ends_quoted and (last.frame.paragraph == frame.paragraph or unclosed)


def attributed(frames: Sequence[Frame], unclosed: frozenset[int]) -> Iterator[tuple[Frame, list[Attributed]]]:
    """Each frame with its attributions. ``unclosed`` holds the ends of quotations that run into the next paragraph."""
    last: Attributed | None = None
    last_end = -1
    for frame in frames:
        lone = _only_quote(frame)
        if lone and last and _goes_on(last, frame, unclosed=last_end in unclosed):
            last.more.append(lone)
            last_end = lone.end
            yield frame, [last]
            continue
        found = [Attributed(item, frame, []) for item in attributions(frame.tokens)]
        last = found[-1] if found else None
        last_end = last.content[-1].end if last else -1
        yield frame, found
