import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from claims.extraction.tagging.model import shipped
from claims.extraction.tagging.pieces import KINDS, LONGEST_STRETCH, Place, Shape, kind_of, read_pieces, shape_of
from claims.extraction.tagging.words import words_of
from claims.extraction.text.layout import Layout

TEXT = "HARLOW BRIDGE\n\nMayor Weil said: “We paid 300 in 2019.” Nobody replied.\n\nThe Council (NBC) waited."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return shipped().tokenizer


def kinds(tokenizer: Tokenizer, text: str) -> dict[str, int]:
    layout = Layout.of(text)
    pieces = read_pieces(tokenizer, text, layout)
    words = words_of(pieces, layout)
    firsts = [kind for kind, opens in zip(pieces.kinds, pieces.opens_word, strict=True) if opens]
    return {text[start:end]: kind for start, end, kind in zip(words.starts, words.ends, firsts, strict=True)}


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("council", Shape.PLAIN),
        ("Weil", Shape.CAPITALISED),
        ("NBC", Shape.CAPITALS),
        ("I", Shape.CAPITALISED),
        ("2019", Shape.DIGITS),
        ("", Shape.PLAIN),
    ],
)
def test_a_word_has_a_shape(word: str, shape: Shape) -> None:
    assert shape_of(word) is shape


def test_kinds_have_numbers_of_their_own() -> None:
    numbers = {kind_of(s, p, quoted=q) for s in Shape for p in Place for q in (False, True)}
    assert numbers == set(range(KINDS))


def test_the_tagger_is_told_what_its_vocabulary_does_not_know(tokenizer: Tokenizer) -> None:
    found = kinds(tokenizer, TEXT)
    assert found["Mayor"] == kind_of(Shape.CAPITALISED, Place.PARAGRAPH_START, quoted=False)
    assert found["Nobody"] == kind_of(Shape.CAPITALISED, Place.SENTENCE_START, quoted=False)
    assert found["2019"] == kind_of(Shape.DIGITS, Place.INSIDE, quoted=True)
    assert found["NBC"] == kind_of(Shape.CAPITALS, Place.INSIDE, quoted=False)


def test_words_cut_the_text(tokenizer: Tokenizer) -> None:
    layout = Layout.of(TEXT)
    words = words_of(read_pieces(tokenizer, TEXT, layout), layout)
    cut = [TEXT[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert "".join(cut) == "".join(TEXT.split())
    assert words.paragraphs[0] == 0
    assert words.paragraphs[-1] == 2


def test_a_paragraph_without_end_is_read_in_stretches(tokenizer: Tokenizer) -> None:
    text = "word " * LONGEST_STRETCH
    pieces = read_pieces(tokenizer, text, Layout.of(text))
    assert len(pieces) == LONGEST_STRETCH
    assert pieces.ends[-1] == len(text) - 1


@given(st.text(max_size=300))
def test_whatever_stands_there_places_are_in_order_and_in_the_text(text: str) -> None:
    layout = Layout.of(text)
    pieces = read_pieces(shipped().tokenizer, text, layout)
    assert len(pieces.ids) == len(pieces.kinds) == len(pieces.starts) == len(pieces.opens_word)
    assert all(0 <= start <= end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert pieces.starts == sorted(pieces.starts)
    words = words_of(pieces, layout)
    assert all(start < end for start, end in zip(words.starts, words.ends, strict=True))
