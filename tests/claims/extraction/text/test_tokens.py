from hypothesis import example, given
from hypothesis import strategies as st

from claims.extraction.text.tokens import Tokenized, tokens

WORDS = st.sampled_from(
    [
        "Mr.",
        "U.S.",
        "he's",
        "that’s",
        "1.2.3x",
        "Corp.",
        " ",
        "_",
        "—",
        "–",
        "-",
        ".",
        "'",
        "s",
        "a&b",
        "“",
        "”",
        "\n",
        "İ",
    ]
)
TEXTS = st.lists(WORDS, max_size=30).map("".join)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
@example("at Corp. now", 0, 8)
@example("one – two", 0, 5)
@example("say 's_x", 0, 6)
def test_a_stretch_of_a_text_read_whole_has_the_tokens_of_the_stretch_read_alone(
    text: str, first: int, more: int
) -> None:
    start, end = min(first, len(text)), min(first + more, len(text))
    assert Tokenized(text).tokens(start, end) == tokens(text, start, end)


def test_a_shortening_is_no_shortening_where_the_stretch_ends() -> None:
    words = Tokenized("the Corvel Corp. said")
    assert [token.text for token in words.tokens(4, 16)] == ["Corvel", "Corp", "."]
    assert [token.text for token in words.tokens(4, 21)] == ["Corvel", "Corp.", "said"]
