"""Shares told without a percent sign: "four in ten", "two thirds", "a quarter of". Plain Python."""

from collections.abc import Sequence

from sources.stance.numerals import read_number
from sources.stance.words import Token, word_set

WRITTEN = "share"
_WHOLES = frozenset({3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 100.0, 1000.0})
_PARTS = {"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
_HOW_MANY = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_NO_WHOLE = word_set("minutes hours days weeks months years games matches minute seconds")


def read_share(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The percentage that a share beginning at a token comes to, and the index after it; ``None`` when none does."""
    return _read_part(listed, at) or _read_ratio(listed, at)


def _read_part(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "Half of", "a third of", "two thirds"; "a third bridge" is no share."""
    if listed[at].lower == "half" and at + 1 < len(listed) and listed[at + 1].lower == "of":
        return 50.0, at + 1
    count = _HOW_MANY.get(listed[at].lower)
    following = [token.lower for token in listed[at + 1 : at + 4]]
    following = following[following[:1] == ["-"] :]
    if count is None or not following or following[0] not in _PARTS:
        return None
    parts = _PARTS[following[0]]
    if count >= parts or (count == 1 and following[1:2] != ["of"]):
        return None
    return 100 * count / parts, at + 2 + (listed[at + 1].text == "-")


def _read_ratio(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "Four in ten", "nine out of 10"; "four in ten days" is no share."""
    first = (1.0, at + 1) if listed[at].lower == "one" else read_number(listed, at)
    if first is None:
        return None
    part, end = first
    link = [token.lower for token in listed[end : end + 2]]
    skipped = 2 if link == ["out", "of"] else 1
    if (skipped == 1 and link[:1] != ["in"]) or end + skipped >= len(listed):
        return None
    whole, after = read_number(listed, end + skipped) or (0.0, 0)
    if whole not in _WHOLES or part >= whole or (after < len(listed) and listed[after].lower in _NO_WHOLE):
        return None
    return 100 * part / whole, after
