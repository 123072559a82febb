import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.blocks import blocks, in_blocks
from claims.extraction.rules import RuleExtractor
from tests.claims.extraction.articles import HARBOUR, PUBLISHED


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(2, 60))
def test_blocks_are_the_whole_text_in_order_and_none_is_too_long(text: str, size: int) -> None:
    cut = list(blocks(text, size))
    assert "".join(span.cut(text) for span in cut) == text
    assert all(len(span) <= size for span in cut)


def test_a_text_is_cut_where_a_paragraph_ends() -> None:
    text = "One word more. And one.\n\nAnother paragraph stands here."
    assert [span.cut(text) for span in blocks(text, 40)] == [
        "One word more. And one.\n\n",
        "Another paragraph stands here.",
    ]


def test_claims_of_later_blocks_have_their_places_in_the_whole_text() -> None:
    text = "\n\n".join([HARBOUR] * 3)

    def read(block: str, published: dt.date = PUBLISHED) -> list[object]:
        return list(RuleExtractor().extract(block, published=published))

    whole = list(in_blocks(text, read, len(HARBOUR) + 3))
    once = read(HARBOUR)
    assert len(whole) == 3 * len(once)
    for place, claim in enumerate(whole):
        one = once[place % len(once)]
        assert [span.cut(text) for span in claim.content] == [span.cut(HARBOUR) for span in one.content]
        assert [span.cut(text) for span in claim.cue] == [span.cut(HARBOUR) for span in one.cue]
        spans = [span for step in claim.steps for span in step.spans]
        assert [span.cut(text) for span in spans] == [s.cut(HARBOUR) for step in one.steps for s in step.spans]
        assert claim.said.span is None or claim.said.span.cut(text) == claim.said.text
