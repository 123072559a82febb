"""Dates of a claim and of a passage compared: which are given for the same, and whether they fit. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.stance.dates import DateMention
from sources.stance.moments import Life
from sources.stance.outcomes import Outcome
from sources.stance.setting import LITTLE, Setting, likely, share
from sources.stance.words import FAINT_STEMS

_RELATED = 0.4  # of the claim's words: with less in common, an equal date is chance
_SAME_AFFAIR = 0.85  # of the claim's words: with less, another weekday must be told of the same happening
_SAME = 0.08  # how likely two dates must be given for the same for a clash
_PERHAPS = 0.04  # and for saying that it can not be told
_PARTS = 3  # year, month, day
_ENDS = frozenset({"by", "before"})
_BEFORE, _AFTER = frozenset({"before", "by", "until", "till"}), frozenset({"after", "since"})

TRAITS = (
    "one", "head around", "head", "around", "named", "parts", "precise", "only", "few", "passage", "sentence", "names",
    "limit", "life", "other life", "closest", "precision", "weekday",
)  # fmt: skip
# Fitted like those of ``quantities.alignment``.
WEIGHTS: Sequence[float] = (
    -3.51,
    0.19,
    0.45,
    0.98,
    0.33,
    2.41,
    -0.8,
    0.68,
    1.08,
    0.91,
    0.58,
    -0.05,
    1.17,
    0.57,
    -1.14,
    0.33,
    -0.3,
    -0.26,
)


@dataclass(frozen=True, slots=True)
class DateComparison:
    """A date of the claim, one of the passage, and what comes of it; ``days`` lie between them where both are whole.

    ``likely`` is how likely both are given for the same (0..1).
    """

    claimed: DateMention
    found: DateMention
    outcome: Outcome
    days: int | None = None
    likely: float = 1.0


def compare(claimed: Sequence[DateMention], found: Sequence[DateMention], setting: Setting) -> list[DateComparison]:
    """Each date of the claim beside one of the passage: one that agrees, or else the one for the same happening.

    The day on which somebody spoke is compared with nothing but such a day.
    """
    return [made for date in claimed if (made := _compare_one(date, claimed, found, setting)) is not None]


def _compare_one(
    date: DateMention, claimed: Sequence[DateMention], found: Sequence[DateMention], setting: Setting
) -> DateComparison | None:
    comparable = [other for other in found if are_comparable(date, other)]
    agreeing = [other for other in comparable if agree(date, other)]
    finer = _finer(date, comparable, agreeing)
    for other in () if finer else agreeing:
        if _is_one_affair(date, other, setting):
            return DateComparison(date, other, Outcome.AGREES, _days(date, other))
    others = [other for other in finer or comparable if clash(date, other) and not _is_taken(date, other, claimed)]
    if not others or (agreeing and not finer):
        return None
    sure, best = max(align(date, others, setting), key=lambda scored: scored[0])
    if sure < _PERHAPS:
        return None
    outcome = Outcome.DIFFERS if sure >= _SAME else Outcome.UNKNOWN
    return DateComparison(date, best, outcome, _days(date, best), sure)


def _finer(date: DateMention, comparable: Sequence[DateMention], agreeing: Sequence[DateMention]) -> list[DateMention]:
    """Those that differ in one part only, where what agrees is no more than a year."""
    if not agreeing or any(_common(date, other) > 1 for other in agreeing):
        return []
    return [other for other in comparable if _equal_parts(date, other) == _PARTS - 1 and clash(date, other)]


def _common(a: DateMention, b: DateMention) -> int:
    return sum(_both(x, y) for x, y in _fields(a, b))


def _is_taken(date: DateMention, other: DateMention, claimed: Sequence[DateMention]) -> bool:
    """Whether another date of the claim is the one that the passage's confirms."""
    return any(agree(rival, other) for rival in claimed if rival is not date)


def align(date: DateMention, others: Sequence[DateMention], setting: Setting) -> list[tuple[float, DateMention]]:
    """How likely each of some dates is given for the same as one of the claim."""
    closest = max((share(date.around, other.around) for other in others), default=0.0)
    return [(_likely(date, other, len(others), closest, setting), other) for other in others]


def _likely(date: DateMention, other: DateMention, of_kind: int, closest: float, setting: Setting) -> float:
    """How likely two dates are given for the same: not at all where no word speaks for it."""
    near = date.around & other.around - FAINT_STEMS
    if not near and date.life is Life.NEITHER and max(setting.sentence(other.span), setting.subject) < LITTLE:
        return 0.0
    if (date.is_weekday or other.is_weekday) and date.head not in other.around and setting.words < _SAME_AFFAIR:
        return 0.0
    return likely(traits(date, other, of_kind, closest, setting), WEIGHTS)


def traits(date: DateMention, other: DateMention, of_kind: int, closest: float, setting: Setting) -> tuple[float, ...]:
    """What speaks for two dates being given for the same, in the order of ``TRAITS``."""
    around = share(date.around - FAINT_STEMS, other.around)
    lives = {date.life, other.life}
    return (
        1.0,
        float(bool(date.head) and date.head in other.around),
        float(bool(date.head) and date.head == other.head),
        around,
        float(bool(date.named & other.named)),
        float(min(date.precision, other.precision) > 1 and _equal_parts(date, other) > 0),
        float(min(date.precision, other.precision) > 1),
        float(of_kind == 1),
        1 / of_kind,
        setting.subject,
        setting.sentence(other.span),
        setting.names,
        float(date.limit == other.limit),
        float(date.life is other.life and date.life is not Life.NEITHER),
        float(lives == {Life.BORN, Life.DIED}),
        float(around >= closest),
        float(date.precision == other.precision),
        float(date.is_weekday or other.is_weekday),
    )


def are_comparable(a: DateMention, b: DateMention) -> bool:
    """Whether two dates are of one kind, and neither a weekday beside no more than a month or a year."""
    if a.is_of_saying != b.is_of_saying:
        return False
    if a.is_weekday or b.is_weekday:
        return bool(a.day and b.day) or (_weekday(a) is not None and _weekday(b) is not None)
    return True


def _weekday(date: DateMention) -> int | None:
    """The weekday as written, or that of the day."""
    if date.weekday is not None:
        return date.weekday
    return date.date.weekday() if date.date else None


def _is_one_affair(date: DateMention, other: DateMention, setting: Setting) -> bool:
    """Whether an equal date is more than chance, and the passage does not merely give the year of the claim's day."""
    if date.precision == len(_fields(date, other)) and other.precision == 1:
        return False
    return setting.words >= _RELATED or bool((date.around & other.around) - FAINT_STEMS)


def _equal_parts(a: DateMention, b: DateMention) -> int:
    return sum(_both(x, y) and x == y for x, y in _fields(a, b))


def agree(a: DateMention, b: DateMention) -> bool:
    """Whether nothing differs that both give, and both give something."""
    told = any(_both(x, y) for x, y in _fields(a, b)) or (a.is_weekday and a.weekday == b.weekday)
    return told and not clash(a, b) and not _is_within_limit(a, b) and not _is_within_limit(b, a)


def clash(a: DateMention, b: DateMention) -> bool:
    """Whether something differs that both give; what a limit ("since 1990") leaves open does not differ."""
    if _is_within_limit(b, a) and b.limit in _ENDS:
        return False
    return not _is_within_limit(a, b) and (_parts_differ(a, b) or _sides_differ(a, b))


def _sides_differ(a: DateMention, b: DateMention) -> bool:
    """ "Before 1887" and "after 1887"."""
    return {a.limit, b.limit} == {"before", "after"} and (a.year, a.month, a.day) == (b.year, b.month, b.day)


def _parts_differ(a: DateMention, b: DateMention) -> bool:
    if a.year and b.year:
        first, second = sorted((a, b), key=lambda date: date.year or 0)
        if (second.year or 0) - (first.year or 0) >= first.years:
            return True
    if any(_both(x, y) and x != y for x, y in _fields(a, b)[1:]):
        return True
    return (a.is_weekday or b.is_weekday) and not (a.day and b.day) and _weekday(a) != _weekday(b)


def _is_within_limit(limit: DateMention, other: DateMention) -> bool:
    """Whether the claim's is an end ("by 2030", "since 1990") and the other a moment that lies on its side."""
    if other.limit or limit.year is None or other.year is None:
        return False
    earlier, later = other.year < limit.year, other.year > limit.year
    return (earlier and limit.limit in _BEFORE) or (later and limit.limit in _AFTER)


def _days(a: DateMention, b: DateMention) -> int | None:
    return abs((a.date - b.date).days) if a.date and b.date else None


def _fields(a: DateMention, b: DateMention) -> list[tuple[int | None, int | None]]:
    return [(a.year, b.year), (a.month, b.month), (a.day, b.day)]


def _both(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None
