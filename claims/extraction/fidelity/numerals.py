"""Numbers in one spelling: "three", "3" and "3.0"; "twenty-five"; "2.5 million" and "2,500,000"."""

import re
from collections.abc import Sequence
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate([*_UNITS.split(), "eighteen", "nineteen"])}
_SMALL |= {word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 10**9, "b": 10**9, "tn": 10**12}
_ORDINALS = dict(
    zip(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        range(1, 11),
        strict=True,
    )
)
_DIGITS = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,24})(?P<part>\.\d{1,12})?(?P<suffix>[a-z]{1,2})?\Z")
LONGEST = 12
"""Words of one number at most: "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has ten."""


def spelling(word: str) -> str:
    """One lower-case ``word`` in the normal spelling of numbers; every other word as it is."""
    if word in _SMALL:
        return str(_SMALL[word])
    if word in _SCALES:
        return str(_SCALES[word])
    if word in _ORDINALS:
        return f"{_ORDINALS[word]}th"
    return _digits(word) if word[0].isdigit() else word


def _digits(word: str) -> str:
    match = _DIGITS.match(word)
    if not match:
        return word
    suffix = match["suffix"] or ""
    if suffix in ("st", "nd", "rd", "th"):
        return f"{match['whole']}th"
    if suffix and suffix not in _SUFFIXES:
        return word
    return plain(Decimal(match["whole"].replace(",", "") + (match["part"] or "")) * _SUFFIXES.get(suffix, 1))


def plain(value: Decimal) -> str:
    """``value`` in digits, without a point or zeros that say nothing."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def is_number(form: str) -> bool:
    """Whether a word in its normal form is a number."""
    return form[0].isdigit()


def is_part(word: str) -> bool:
    """Whether a lower-case word may be part of a number of several words."""
    return word in _SMALL or word in _SCALES or word[0].isdigit()


def read(words: Sequence[str]) -> tuple[int, str]:
    """How many of the lower-case ``words`` make one number with the first one, and that number in digits.

    A number that can not go on ends: "two three" is two numbers, and so is "2020 three".
    """
    total, current, before, used = Decimal(0), Decimal(0), "", 0
    for position, word in enumerate(words[:LONGEST]):
        if word == "and" and before in _SCALES:
            continue
        value = _value(word)
        if value is None or (used and not _goes_on(word, before)):
            break
        current = max(current, Decimal(1)) * value if word in _SCALES else current + value
        if value > _SCALES["hundred"] and word in _SCALES:
            total, current = total + current, Decimal(0)
        before, used = word, position + 1
    return used, plain(total + current)


def _value(word: str) -> Decimal | None:
    if word in _SCALES:
        return Decimal(_SCALES[word])
    digits = spelling(word)
    match = _DIGITS.match(digits)
    return Decimal(digits) if match and not match["suffix"] else None


def _goes_on(word: str, before: str) -> bool:
    if word in _SCALES:
        return before not in _SCALES or _SCALES[word] > _SCALES[before]
    if before in _SCALES:
        return word in _SMALL
    return word in _SMALL and before in _TENS.split() and 0 < _SMALL[word] < _SMALL["ten"]
