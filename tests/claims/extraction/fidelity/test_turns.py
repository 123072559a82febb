"""Speaker labels of transcripts."""

import pytest

from claims.extraction.fidelity.turns import Transcript, surname


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("MR DILLON: Yes.\nMS. VARGA: No.", ["MR DILLON", "MS. VARGA"]),
        ("Dillon: Yes.\n\nQ: Why?\nA: Because.", ["Dillon", "Q", "A"]),
        ("THE PRESIDENT: Yes.\nQ   Why?\n", ["THE PRESIDENT", "Q"]),
        ("[00:12] Speaker 2: Yes.\n00:01:15 Ida Rudd (via interpreter): No.", ["Speaker 2", "Ida Rudd"]),
        ("Mayor of Velmar: Yes.", ["Mayor of Velmar"]),
        ("An opening line.\nHolm: Yes.", ["", "Holm"]),
        ("We met at 10:30: it was late.\nThe problem is this: money.\nNote: cut here.", [""]),
        ("", []),
    ],
)
def test_labels_at_the_start_of_lines_are_turns(text: str, labels: list[str]) -> None:
    held = Transcript.of(text)

    assert [turn.label for turn in held.turns] == labels
    assert all(turn.span.end <= len(text) for turn in held.turns)


def test_labels_are_no_words_of_the_transcript() -> None:
    held = Transcript.of("Holm: Yes.\nRudd: No.")

    assert [word.form for word in held.words] == ["yes", "no"]
    assert [held.turn(number).label for number in (0, 1)] == ["Holm", "Rudd"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MR DILLON", "dillon"),
        ("Colonel Ryan Dillon", "dillon"),
        ("Ryan Dillon Jr.", "dillon"),
        ("Dillon, spokesman", "dillon"),
        ("Mara O’Hara", "o'hara"),
        ("Q", ""),
        ("THE PRESIDENT", ""),
        ("Speaker 2", ""),
    ],
)
def test_a_surname_is_known_in_every_form_of_the_name(name: str, expected: str) -> None:
    assert surname(name) == expected
