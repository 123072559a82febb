"""The language of a text, or none rather than a guess."""

import time

import pytest

from claims.extraction.language import recognise
from tests.claims.extraction.languages import PARAGRAPHS

EACH = [(code, paragraph) for code, paragraphs in PARAGRAPHS.items() for paragraph in paragraphs]


@pytest.mark.parametrize(("code", "paragraph"), EACH)
def test_a_paragraph_is_never_taken_for_another_language(code: str, paragraph: str) -> None:
    assert recognise(paragraph) in (code, None)


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_few_sentences_are_enough_to_know_the_language(code: str) -> None:
    assert recognise(" ".join(PARAGRAPHS[code])) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t",
        "Yes.",
        "Velmar Harbour",
        "1,234.50 88 % 12:30 … 7",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        "Mara Quist, Tomas Brel, Ilse Varga, Orlan",
        "def f(x):\n    return x + 1\n\nfor i in range(10):\n    print(f(i))",
        "qwzx vbnm plokj hgfds zxqw mnbv lkjh gfdsq" * 8,
        "x" * 5_000,
    ],
)
def test_what_is_too_short_or_no_language_is_left_open(text: str) -> None:
    assert recognise(text) is None


def test_the_main_language_wins_over_a_quotation_in_another() -> None:
    article = "\n".join([*PARAGRAPHS["en"] * 6, PARAGRAPHS["fr"][0], *PARAGRAPHS["en"] * 6])

    assert recognise(article) == "en"


def test_capitals_and_broken_characters_do_no_harm() -> None:
    assert recognise(PARAGRAPHS["en"][0].upper()) == "en"
    assert recognise("\ud800 " + PARAGRAPHS["en"][0]) == "en"


def test_a_long_text_takes_no_longer_than_a_short_one() -> None:
    recognise(PARAGRAPHS["en"][0])
    text = " ".join(PARAGRAPHS["en"] * 20_000)
    start = time.process_time()
    for _ in range(20):
        recognise(text)

    assert (time.process_time() - start) / 20 < 0.02
