"""The words of the calendar and of counting."""

from claims.extraction.text.word_lists import word_set

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
COUNTS = {**{word: number for number, word in enumerate(_SMALL) if number}, **_TENS, "a": 1, "an": 1, "hundred": 100}
VAGUE_COUNTS = word_set("several few couple many some")


def weekday_number(word: str) -> int:
    """0 for Monday."""
    return next(number for number, name in enumerate(WEEKDAYS) if name[:3] == word[:3].title())


def month_number(word: str) -> int:
    """1 for January, also shortened."""
    return next(number for number, name in enumerate(MONTHS, start=1) if name[:3] == word[:3].title())


def count(words: str) -> int | None:
    """The number; None where the words give none ("several", "a few")."""
    lowered = words.lower()
    if lowered.isdecimal():
        return int(lowered)
    last = lowered.split()[-1] if lowered.split() else ""
    return COUNTS.get(last) if VAGUE_COUNTS.isdisjoint(lowered.split()) else None
