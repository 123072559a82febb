import pytest

from claims.extraction.tagging.linking import Found, Link, Weights, link
from claims.extraction.tagging.words import Words

SOURCES: Weights = {
    "none": -3.0,
    "before root": -1.0,
    "after root": -1.5,
    "before sentences": -4.0,
    "after sentences": -4.0,
}
CONTENTS: Weights = {
    "none": -5.0,
    "before root": -1.0,
    "after root": -1.0,
    "after sentences": -1.0,
    "cues between": -2.0,
}


def words(count: int, *, sentence: int = 100) -> Words:
    places = range(count)
    return Words(
        starts=[place * 2 for place in places],
        ends=[place * 2 + 1 for place in places],
        sentences=[place // sentence for place in places],
        paragraphs=[0] * count,
        quoted=[False] * count,
    )


def linked(found: Found, *, sentence: int = 100) -> list[Link]:
    return link(words(60, sentence=sentence), found, SOURCES, CONTENTS)


def test_a_cue_takes_the_source_and_the_content_beside_it() -> None:
    assert linked(Found([(0, 1)], [(2, 2)], [(3, 9)])) == [Link((0, 1), (2, 2), ((3, 9),))]


def test_both_pieces_of_a_split_content_are_one_attribution() -> None:
    assert linked(Found([(6, 6)], [(5, 5)], [(0, 4), (8, 12)])) == [Link((6, 6), (5, 5), ((0, 4), (8, 12)))]


def test_a_cue_without_a_source_near_it_borrows_none() -> None:
    found = linked(Found([(0, 1)], [(2, 2), (40, 40)], [(3, 9), (41, 50)]), sentence=20)
    assert found[1] == Link(None, (40, 40), ((41, 50),))


def test_two_cues_may_share_a_source() -> None:
    found = linked(Found([(0, 1)], [(2, 2), (8, 8)], [(3, 6), (9, 12)]))
    assert [item.source for item in found] == [(0, 1), (0, 1)]


def test_a_cue_that_no_content_wants_has_none() -> None:
    assert linked(Found([(0, 1)], [(2, 2)], [])) == [Link((0, 1), (2, 2), ())]


def test_a_stray_content_of_the_sentence_before_is_left_over() -> None:
    found = Found([(11, 11)], [(12, 12)], [(3, 8), (13, 18)])
    strict = {**CONTENTS, "unquoted in another sentence": -4.0}
    (item,) = link(words(60, sentence=10), found, SOURCES, strict)
    assert item.contents == ((13, 18),)


@pytest.mark.parametrize("found", [Found([], [], []), Found([(0, 0)], [], [(1, 2)])])
def test_without_a_cue_nothing_is_attributed(found: Found) -> None:
    assert linked(found) == []
