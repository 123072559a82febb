"""Numbers read from tokens: digits with separators, number words, scales ("two dozen", "3.5 million"). Plain Python."""

from collections.abc import Sequence

from sources.stance.words import Token

_DIGITS = 15  # longer is an identifier, not a quantity
_HUNDRED, _THOUSAND = 100, 1000
_GROUP = 3  # digits between two separators of thousands

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_UNITS.split())}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}


def read_number(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The number that begins at a token, and the index after it; ``None`` when none does.

    A lone "one" is no number: it is a pronoun more often.
    """
    token = listed[at]
    if token.is_number:
        value = _parse(token.text)
        return None if value is None else _scaled(listed, value, at + 1)
    if token.lower in {"a", "half"}:
        return _read_article(listed, at)
    return _read_words(listed, at)


def is_money_scale(listed: Sequence[Token], at: int) -> bool:
    """Whether a token is a scale glued to its number, as in "5m" or "3bn", that only money makes certain."""
    return listed[at].lower in _SHORT_SCALES and listed[at].start == listed[at - 1].end


def short_scale(token: Token) -> float:
    """What "k", "m", "bn" multiply by."""
    return _SHORT_SCALES[token.lower]


def _parse(text: str) -> float | None:
    """The value of digits: "1,200", "3.5", "12,5" (a decimal comma); ``None`` for what is no amount ("1.2.3")."""
    if len(text) > _DIGITS:
        return None
    whole, *groups = text.split(",")
    if groups and all(len(group.partition(".")[0]) == _GROUP for group in groups):
        text = whole + "".join(groups)
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _scaled(listed: Sequence[Token], value: float, at: int) -> tuple[float, int]:
    """A value with the scale words after it; two at most ("hundred thousand")."""
    for token in listed[at : at + 2]:
        if token.lower not in _SCALES:
            break
        value, at = value * _SCALES[token.lower], at + 1
    return value, at


def _read_words(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A number in words: "twenty-one", "two hundred and fifty thousand"."""
    start, total, group = at, 0.0, 0.0
    if listed[at].lower not in _SMALL:
        return None
    while at < len(listed) and at - start < _DIGITS:
        word = listed[at].lower
        if word in _SMALL:
            group += _SMALL[word]
        elif word in _SCALES and group:
            total, group = _apply_scale(total, group, _SCALES[word])
        elif word not in {"and", "-"} or not _continues(listed, at):
            break
        at += 1
    lone_one = at == start + 1 and listed[start].lower == "one"
    return None if at == start or lone_one else (total + group, at)


def _apply_scale(total: float, group: float, scale: float) -> tuple[float, float]:
    """In "two hundred thousand" the hundred waits for the thousand, which closes the group."""
    return (total, group * scale) if scale < _THOUSAND else (total + group * scale, 0.0)


def _continues(listed: Sequence[Token], at: int) -> bool:
    """Whether the "and" or the hyphen at a token stands between two parts of one number."""
    if at >= len(listed):
        return False
    before = listed[at - 1].lower if at else ""
    after = listed[at + 1].lower if at + 1 < len(listed) else ""
    joint = listed[at].lower
    joins = before in _SCALES if joint == "and" else joint == "-" and before in _SMALL
    return joins and after in _SMALL


def _read_article(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "a dozen", "half a million", "a hundred and forty"; a plain "a" or "half" is no number."""
    value = 1.0
    if listed[at].lower == "half":
        value, at = 0.5, at + 1
    if at < len(listed) and listed[at].lower == "a":
        at += 1
    if at >= len(listed) or listed[at].lower not in _SCALES:
        return None
    value, at = _scaled(listed, value, at)
    rest = _read_words(listed, at + 1) if value >= _HUNDRED and _continues(listed, at) else None
    return (value + rest[0], rest[1]) if rest and rest[0] < value else (value, at)
