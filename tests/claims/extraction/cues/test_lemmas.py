import pytest

from claims.extraction.cues.lemmas import lemma_of


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("reshuffling", "reshuffle"),
        ("grabbed", "grab"),
        ("rearranges", "rearrange"),
        ("relocated", "relocate"),
        ("overheated", "overheat"),
        ("marries", "marry"),
        ("washes", "wash"),
        ("series", "series"),
        ("sing", "sing"),
        ("", ""),
    ],
)
def test_the_base_form_of_a_word_is_found_from_lists_or_its_ending(word: str, lemma: str) -> None:
    assert lemma_of(word) == lemma
