"""How firmly and of how many something is said: will, may, should; all, most, some, only. Plain Python."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sources.seen_before.tense import is_past
from sources.stance.words import Token, word_set


class Force(StrEnum):
    """How a claim says that something is so."""

    FUTURE = "that it will be"
    POSSIBLE = "that it may be"
    WANTED = "that it should be"
    CONDITIONAL = "on a condition"
    TRIED = "that it was tried or begun"
    OVER = "that it is over"


class Extent(StrEnum):
    """Of how many a claim says it."""

    ALL = "all"
    MOST = "most"
    SOME = "some"
    MANY = "many"
    FEW = "few"
    ONLY = "only"
    MORE = "more"
    LESS = "less"
    OFTEN = "often"
    SELDOM = "seldom"


_FORCES: Mapping[str, Force] = {
    **dict.fromkeys(("will", "shall", "won't", "would", "wouldn't", "i'll", "we'll", "he'll", "she'll"), Force.FUTURE),
    **dict.fromkeys(("plans", "planned", "intends", "promises", "promised", "vows", "vowed", "pledged"), Force.FUTURE),
    **dict.fromkeys(("may", "might", "could", "can", "possibly", "perhaps", "maybe", "probably"), Force.POSSIBLE),
    **dict.fromkeys(("likely", "allegedly", "reportedly", "suspected", "alleged", "potentially"), Force.POSSIBLE),
    **dict.fromkeys(("should", "must", "ought", "shouldn't", "wants", "wanted", "urged", "demanded"), Force.WANTED),
    **dict.fromkeys(("recommended", "recommends", "proposed", "proposes", "calls"), Force.WANTED),
    **dict.fromkeys(("if", "unless", "provided"), Force.CONDITIONAL),
    **dict.fromkeys(("tried", "attempted", "tries", "attempts", "failed", "almost", "nearly"), Force.TRIED),
    **dict.fromkeys(("formerly", "former", "ex", "longer"), Force.OVER),
}
_BE = word_set("is are was were be been")
_AHEAD = word_set("going set due about expected scheduled poised")  # "is due to close"
_WANTING = word_set("has have had needs need")  # "has to close"
_EXTENTS: Mapping[str, Extent] = {
    **dict.fromkeys(("all", "every", "each", "everyone", "everybody", "always", "both", "everything"), Extent.ALL),
    **dict.fromkeys(("most", "majority", "mostly"), Extent.MOST),
    **dict.fromkeys(("some", "several", "certain", "sometimes", "someone"), Extent.SOME),
    **dict.fromkeys(("many", "numerous", "countless"), Extent.MANY),
    **dict.fromkeys(("few", "minority"), Extent.FEW),
    **dict.fromkeys(("only", "solely", "exclusively", "alone"), Extent.ONLY),
    **dict.fromkeys(("more",), Extent.MORE),
    **dict.fromkeys(("less", "fewer"), Extent.LESS),
    **dict.fromkeys(("often", "frequently", "usually"), Extent.OFTEN),
    **dict.fromkeys(("rarely", "seldom", "hardly"), Extent.SELDOM),
}
_NEGATIONS = word_set(
    "not no never neither nor without cannot none nobody nothing denied denies refused refuses failed fails lack lacks "
    "lacked hardly"
)
_TAKES_BACK = word_set("only just merely doubt fewer less later longer more")
_CONTRARY = (
    ("first", "last"), ("first", "second"), ("second", "third"), ("new", "old"), ("early", "late"), ("next", "last"),
    ("earlier", "later"), ("most", "least"), ("without", "with"), ("inside", "outside"), ("up", "down"),
    ("above", "below"), ("before", "after"), ("newest", "oldest"), ("in", "out"), ("on", "off"),
)  # fmt: skip
_COUNTED_OFF = word_set("year years month week day hour second third fourth fifth tenth time")
_NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion half dozen third quarter"
)


def forces(listed: Sequence[Token]) -> frozenset[Force]:
    """How firmly a claim speaks; nothing for a plain fact, past or present."""
    return frozenset(force for at in range(len(listed)) if (force := _force(listed, at)) is not None)


def is_negated(listed: Sequence[Token]) -> bool:
    """Whether a claim denies something; two negations cancel out."""
    negations = 0
    for at, token in enumerate(listed):
        following = listed[at + 1].lower if at + 1 < len(listed) else ""
        negates = token.lower in _NEGATIONS or token.lower.endswith("n't")
        negations += negates and following not in _TAKES_BACK
        negations += token.lower == "yet" and following == "to"
    return negations % 2 == 1


def contrary(one: Sequence[Token], other: Sequence[Token]) -> tuple[Token, Token] | None:
    """The first two words of little weight that stand against each other: "the first", "the last"."""
    mine, theirs = ({token.lower: token for token in reversed(listed)} for listed in (one, other))
    for pair in _CONTRARY:
        for ours, others in (pair, pair[::-1]):
            if ours in mine and others in theirs and ours not in theirs and others not in mine:
                return mine[ours], theirs[others]
    return None


def extents(listed: Sequence[Token]) -> frozenset[Extent]:
    """Of how many a claim speaks; a word that only limits a number ("more than 40", "some 300") is none."""
    return frozenset(
        _EXTENTS[token.lower] for at, token in enumerate(listed) if token.lower in _EXTENTS and not _limits(listed, at)
    )


def _force(listed: Sequence[Token], at: int) -> Force | None:
    token = listed[at]
    lower = token.lower
    following = [each.lower for each in listed[at + 1 : at + 3]]
    if lower in _BE and (following[:1] == ["to"] or (following[:1] and following[0] in _AHEAD and "to" in following)):
        return Force.FUTURE
    if lower in _WANTING and following[:1] == ["to"]:
        return Force.WANTED
    if lower == "may" and token.is_capitalised and at > 0:
        return None
    if lower in {"almost", "nearly"} and not (following and is_past(listed[at + 1])):
        return None
    if lower == "longer" and (at == 0 or listed[at - 1].lower != "no"):
        return None
    return _FORCES.get(lower)


def _limits(listed: Sequence[Token], at: int) -> bool:
    """Whether a word of extent belongs to a number or a time: "more than 40", "at most", "every year", "one in all"."""
    before = listed[at - 1].lower if at else ""
    following = listed[at + 1 : at + 4]
    nearest = following[0] if following else None
    lower = listed[at].lower
    if before in {"at", "no"} or (before == "of" and lower == "all"):
        return True
    if nearest is None:
        return False
    if lower == "some":
        return nearest.is_number
    if lower in {"every", "each", "all"}:
        return nearest.lower in _COUNTED_OFF or nearest.is_number
    return lower in {"more", "less", "fewer"} and nearest.lower == "than" and _is_amount(following[1:])


def _is_amount(listed: Sequence[Token]) -> bool:
    """Whether some tokens begin with a number, an "a" or a "$" left aside."""
    words = [token for token in listed if token.is_word or token.is_number][:2]
    return any(token.is_number or token.lower in _NUMBERS for token in words)
