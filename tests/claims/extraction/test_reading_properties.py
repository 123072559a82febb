"""What holds for the reading and wording of any spans of any text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.base import DateReading, Precision, SpeakerKind
from claims.extraction.cues.reading import read_cue
from claims.extraction.own_voice.facts import own_claims
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from claims.extraction.wording.edits import Worded
from claims.extraction.wording.nesting import nested_in
from claims.extraction.wording.rewording import own_worded, worded
from claims.extraction.wording.substance import says_something
from factcheck.lib.spans import Span
from tests.claims.extraction.marked import Bearer

WORDS = st.sampled_from(
    [
        "Ann Lee", "SAID", "said", "that", "according to", "“", "”", '"', "'", "’", ",", ".", "?", "\n\n", "yesterday",
        "I", "I’m", "my", "we", "he", "she said", "the dam", "was", "and was", ", which was built in 1950,", "(", "—",
        ":", ";", "\u200b", "😀", "vowing", "to win", "4 million", "had told him that", "refused", "would", "’s plan",
        "not",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), st.text(min_size=1, max_size=120))
KINDS = st.sampled_from([SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED, SpeakerKind.UNRESOLVED])
NAMES = st.sampled_from(["Ann Lee", "NHU", "", "the men", "😀"])


@st.composite
def attributions(draw: st.DrawFn) -> tuple[Layout, Said]:
    """A text with spans that are in order and overlap nowhere, in roles drawn at random."""
    text = draw(TEXTS)
    places = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=10)))
    spans = [Span(start, end) for start, end in pairwise(places)]
    roles = draw(st.lists(st.sampled_from(["source", "cue", "content"]), min_size=len(spans), max_size=len(spans)))
    found = {
        name: [s for s, role in zip(spans, roles, strict=True) if role == name] for name in ("source", "cue", "content")
    }
    cue, content = found["cue"] or [spans[0]], found["content"] or [spans[-1]]
    return Layout.of(text), Said(tuple(found["source"]), tuple(cue), tuple(content))


def is_exact(found: Worded) -> bool:
    ends = [0, *(change.end for change in found.changes)]
    in_order = all(end <= change.start < change.end for end, change in zip(ends, found.changes, strict=False))
    return in_order and ends[-1] <= len(found.statement)


@settings(max_examples=300, deadline=None)
@given(attributions(), NAMES, KINDS)
def test_any_spans_are_read_and_give_a_statement_with_exact_changes(
    example: tuple[Layout, Said], name: str, kind: SpeakerKind
) -> None:
    layout, said = example
    cue = read_cue(layout, said)
    assert cue.how
    assert cue.head.cut(layout.text)
    days = [DateReading(None, Precision.DAY, span=span) for span in said.content]
    found = worded(layout, said, cue, Bearer(name, kind), days)
    assert found.statement
    assert is_exact(found)
    assert says_something(layout, said, cue) in (True, False)


@settings(max_examples=200, deadline=None)
@given(attributions())
def test_a_nested_statement_lies_within_the_content(example: tuple[Layout, Said]) -> None:
    layout, said = example
    found = nested_in(layout, said)
    for span in (*found.source, *found.cue, *found.content) if found else ():
        assert any(piece.contains(span) for piece in said.content)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=3))
def test_own_claims_touch_no_attribution_and_cut_their_own_text(text: str, drawn: list[tuple[int, int]]) -> None:
    layout = Layout.of(text)
    spans = [Span(start, start + length) for start, length in drawn if start + length <= len(text)]
    for claim in own_claims(layout, [Said((), (span,), (span,)) for span in spans]):
        assert all(span.cut(text).strip() for span in claim.content)
        assert not any(span.overlaps(other) for span in claim.content for other in spans)
        found = own_worded(layout, claim)
        assert found.statement
        assert is_exact(found)
