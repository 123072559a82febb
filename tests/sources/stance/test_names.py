from collections import Counter

from sources.stance.names import Name, clashes, names
from sources.stance.words import tokens


def read(text: str) -> list[Name]:
    return names(tokens(text), frozenset({0}))


def rivals(claim: str, passage: str) -> list[tuple[str, str]]:
    words = Counter(token.lower for token in tokens(passage))
    found = clashes(read(claim), read(passage), words, 1.0)
    return [(clash.claimed.span.cut(claim), clash.found.span.cut(passage)) for clash in found]


def test_a_name_is_a_run_of_capitalised_words() -> None:
    text = "Yesterday mayor Ida Kranz met the Bank of Ostrau in Lehde."
    assert [name.span.cut(text) for name in read(text)] == ["Ida Kranz", "Bank of Ostrau", "Lehde"]


def test_one_capitalised_word_at_the_start_is_no_name() -> None:
    assert read("Ferries sank.") == []


def test_titles_are_not_part_of_a_name() -> None:
    assert [name.words for name in read("They saw President Ida Kranz.")] == [("ida", "kranz")]


def test_another_first_name_clashes() -> None:
    assert rivals("The bridge was built by Karl Berg.", "The engineer Anna Berg built it.") == [
        ("Karl Berg", "Anna Berg")
    ]


def test_an_initial_or_a_short_form_does_not_clash() -> None:
    assert rivals("It was built by Anna Berg.", "It was built by A. Berg.") == []
    assert rivals("It was built by Alexander Berg.", "It was built by Alex Berg.") == []


def test_a_surname_that_also_stands_alone_does_not_clash() -> None:
    assert rivals("The firm is led by Anna Berg.", "Mrs Berg and her son Karl Berg lead it, and Berg is tired.") == []


def test_another_place_in_the_same_phrase_clashes() -> None:
    assert rivals("She was born in Lehde.", "The mayor was born in Ostrau.") == [("Lehde", "Ostrau")]


def test_a_name_that_the_passage_has_does_not_clash() -> None:
    assert rivals("She was born in Lehde.", "Born in Ostrau? No, she comes from Lehde.") == []


def test_accents_make_no_difference() -> None:
    assert rivals("It was sung by Noël Karg.", "It was sung by Noel Karg.") == []
