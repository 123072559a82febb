"""Whether a number tells how much something changed, and which way: "rose by 5 %", "a fall of 12". Plain Python."""

from collections.abc import Sequence

from sources.stance.labels import lower_at
from sources.stance.words import Token, word_set

_UP = word_set(
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth gain "
    "gains gained jump jumps jumped climb climbs climbed climbing surge surges surged soar soared up raised raise "
    "raises warmed warming expand expanded added higher"
)
_DOWN = word_set(
    "fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop "
    "drops dropped dropping shrink shrank shrunk shrinking down reduce reduces reduced reduction cut cuts plunge "
    "plunged sank sink lowered slump slumped loss cooled lower"
)
_AFTER = {
    **dict.fromkeys(word_set("increase rise growth gain jump surge higher up more"), 1),
    **dict.fromkeys(word_set("decrease fall decline drop reduction cut loss lower down fewer less"), -1),
}
_BETWEEN = word_set(
    "by of about around some nearly almost more than at least over an a roughly approximately another up to estimated "
    "further only just - ~ average averaging annually year"
)
_REACH = 5  # tokens before a number


def change(listed: Sequence[Token], first: int, end: int) -> int:
    """1 for a rise by the number whose tokens are ``first`` to ``end``, -1 for a fall by it, 0 for no change."""
    following = lower_at(listed, end + (lower_at(listed, end) == "-"))
    if following in _AFTER:
        return _AFTER[following]
    if lower_at(listed, first - 1) in {"to", "from", "at"} and lower_at(listed, first - 2) != "up":
        return 0
    for token in reversed(listed[max(0, first - _REACH) : first]):
        if token.lower in _UP or token.lower in _DOWN:
            return 1 if token.lower in _UP else -1
        if token.lower not in _BETWEEN:
            return 0
    return 0
