import pytest

from claims.extraction.text.paragraphs import paragraphs
from claims.extraction.text.sentences import sentences


def split(text: str) -> list[str]:
    return [span.cut(text) for span in sentences(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One stands. Two fall.", ["One stands.", "Two fall."]),
        ("Mr. Lee met Dr. Roe at 5 p.m. on Monday.", ["Mr. Lee met Dr. Roe at 5 p.m. on Monday."]),
        ("J. R. Roe left. He ran.", ["J. R. Roe left.", "He ran."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("They left the U.S. The ship sank.", ["They left the U.S.", "The ship sank."]),
        ("It cost $3.5 million. Why? Nobody knows!", ["It cost $3.5 million.", "Why?", "Nobody knows!"]),
        ("“It is.” He left.", ["“It is.”", "He left."]),
        ("Roe Inc. closed. It was old.", ["Roe Inc. closed.", "It was old."]),
        ("A headline without a stop\n\nThe text.", ["A headline without a stop", "The text."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, found: list[str]) -> None:
    assert split(text) == found


def test_a_hard_wrapped_text_is_not_cut_at_its_line_ends() -> None:
    text = "The harbour of\nVelmar closed after\nMonday when a storm\nhit it. Nobody was\nhurt."
    assert split(text) == ["The harbour of\nVelmar closed after\nMonday when a storm\nhit it.", "Nobody was\nhurt."]
