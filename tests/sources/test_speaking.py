"""Whether a passage has no more than what a speaker says."""

import pytest

from sources.speaking import only_says


@pytest.mark.parametrize(
    "passage",
    [
        "“It will close,” Mara Lindt said on Thursday.",
        "According to Lindt, it will close.",
        "The pier will close, according to board chair Mara Lindt.",
        "“The pier will close,” said board chair Mara Lindt. “There is no money for it.”",
        "Lindt, who has led the board since 2019, has repeatedly said that the pier would close.",
        "Mara Lindt told the council on Monday that the pier will close. She added that nobody had objected.",
    ],
)
def test_what_the_speaker_says_is_his(passage: str) -> None:
    assert only_says(passage, "Mara Lindt")


@pytest.mark.parametrize(
    "passage",
    [
        "Engineer Brenn said Lindt opened the pier in 1998.",
        "Lindt's office said that the pier would close.",
        "Brenn said on Monday that he had met Lindt.",
        "Lindt opened the pier in 1998. The survey found 120 cracks, and divers went down twice in May.",
        "Lindt said so. The survey of the harbour authority found 120 cracks, and divers went down twice.",
        "“It is safe,” said Brenn of Lindt's plan.",
        "",
    ],
)
def test_a_name_beside_a_verb_of_saying_is_not_enough(passage: str) -> None:
    assert not only_says(passage, "Mara Lindt")


def test_no_speaker_says_nothing() -> None:
    assert not only_says("It will close, she said.", "")
    assert not only_says("It will close, she said.", "…")
