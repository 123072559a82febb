"""Words, their alignment, and furniture."""

import random
from datetime import timedelta
from itertools import pairwise

import pytest

from sources.drift.aligning import align
from sources.drift.beside import changed_rows
from sources.drift.furniture import is_furniture, is_label
from sources.drift.pacing import FIRST, LONGEST, SOON, next_interval
from sources.drift.words import read_words


def test_words_are_the_same_however_they_are_set() -> None:
    plain = read_words("The pier's 1,200 cracks, 5 percent, -3 degrees, 3rd café & bar")
    fine = read_words("The pier’s 1\u202f200 cracks, 5 %, −3 degrees, 3 cafe\u0301 and b\u00adar")
    assert list(plain.forms) == list(fine.forms)


@pytest.mark.parametrize(
    ("one", "other"), [("1.200", "1,200"), ("-5", "5"), ("4.7", "47"), ("$5", "€5"), ("5%", "5"), ("won't", "will")]
)
def test_numbers_and_signs_that_differ_stay_apart(one: str, other: str) -> None:
    assert list(read_words(one).forms) != list(read_words(other).forms)


def test_runs_are_shared_rise_in_both_and_miss_little() -> None:
    chance = random.Random(3)
    old = [chance.choice("abcdefghijklmnop") * chance.randint(1, 5) for _ in range(3_000)]
    new = [word for word in old if chance.random() > 0.05]
    runs = align(old, new)
    assert all(old[run.old : run.old + run.size] == new[run.new : run.new + run.size] for run in runs)
    assert all(a.old + a.size <= b.old and a.new + a.size <= b.new for a, b in pairwise(runs))
    assert sum(run.size for run in runs) == len(new)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "Read more: Ferry delayed again", "Last updated: 2 hours ago", "3 March 2026", "142 comments",
        "Share on Facebook", "Sign up for our daily newsletter", "Photo: A. Lund / Harbour Gazette", "4 min read",
        "© 2026 Harbour Gazette", "Home > News > Harbour", "Story continues below advertisement", "1.2k shares", "",
    ],
)  # fmt: skip
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Updated figures show that 5 percent of the piers are unsafe.", "The pier was closed on 3 March 2026.",
        "Related parties own 5 percent of the company, the report said.", "Share prices fell on Monday.", "In 2019",
        "Comments by the chair were withdrawn.", "Home prices rose 5 percent.", "Join the queue, she said.",
        "Support for the bill fell", "Read the report, the chair said.", "Continues to fall",
    ],
)  # fmt: skip
def test_sentences_that_begin_like_furniture_are_none(line: str) -> None:
    assert not is_furniture(line)


def test_before_a_sentence_only_a_label_is_furniture() -> None:
    assert is_label("Advertisement")
    assert not is_label("More")
    assert not is_label("3 March 2026")


def test_pages_are_asked_ever_later_but_soon_near_publication_and_when_in_doubt() -> None:
    waits = [next_interval(steady) for steady in (0, 1, 2, 3, 50)]
    assert waits[:2] == [FIRST, FIRST]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST
    assert next_interval(50, publication_in=timedelta(hours=20)) < FIRST
    assert next_interval(50, publication_in=timedelta(days=9)) == LONGEST
    assert next_interval(50, in_doubt=True) == SOON


def test_versions_stand_side_by_side_by_paragraphs() -> None:
    kept = "One stays as it is.\n\nTwo counts 5 ships.\n\nThree goes away for good."
    found = "One stays as it is.\n\nTwo counts 6 ships.\n\nFour is new in here."
    rows = [
        ("".join(p.text for p in row.kept), "".join(p.text for p in row.found)) for row in changed_rows(kept, found)
    ]
    assert ("Two counts 5 ships.", "Two counts 6 ships.") in rows
    assert {"Three goes away for good."} <= {kept for kept, _ in rows}
    assert {"Four is new in here."} <= {found for _, found in rows}
    assert changed_rows(kept, kept) == []
