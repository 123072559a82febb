"""Plots as shapes on a small canvas; a template draws them as SVG, and the style sheet gives them their colours.

The canvas is as narrow as a telephone, so that the words in it stay readable there. Everything that a plot tells by
shape or colour stands in the table beside it as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Final

WIDTH: Final = 360
LEFT, RIGHT, TOP, BOTTOM = 38, 8, 10, 24
TALL: Final = 200
ROW: Final = 26
MOST_LABELS: Final = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that is drawn: its name, the name of its colour, and a value for each part."""

    name: str
    tone: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with what it says."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    says: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point, with the ends of its interval where it has one."""

    x: float
    y: float
    tone: str
    says: str
    x_low: float
    x_high: float
    y_low: float
    y_high: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; ``anchor`` is "start", "middle" or "end"."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Plot:
    """All shapes of one plot. ``says`` tells its gist to who can not see it; ``legend`` is names with their tones."""

    title: str
    says: str
    height: float
    boxes: Sequence[Box] = ()
    dots: Sequence[Dot] = ()
    lines: Sequence[tuple[str, str]] = ()
    rules: Sequence[tuple[float, float, float, float]] = ()
    labels: Sequence[Label] = ()
    legend: Sequence[tuple[str, str]] = field(default=())
    width: int = WIDTH


def stacked(title: str, says: str, names: Sequence[str], series: Sequence[Series]) -> Plot:
    """A column for each of ``names``, the series on top of each other in their order."""
    tops = [sum(each.values[place] or 0 for each in series) for place in range(len(names))]
    most = _round_up(max(tops, default=0))
    step = (WIDTH - LEFT - RIGHT) / max(len(names), 1)
    boxes = []
    for place, name in enumerate(names):
        base = 0.0
        for each in series:
            value = each.values[place] or 0
            top = _height(base + value, most)
            if value:
                says_it = f"{name}: {each.name}, {value:g}"
                tall = _height(base, most) - top
                boxes.append(Box(LEFT + step * (place + 0.1), top, step * 0.8, tall, each.tone, says_it))
            base += value
    rules, labels = _scale(most)
    legend = [(each.name, each.tone) for each in series if any(each.values)]
    middles = [LEFT + step * (place + 0.5) for place in range(len(names))]
    return Plot(title, says, TALL, boxes, rules=rules, labels=[*labels, *_along(names, middles)], legend=legend)


def lines(title: str, says: str, names: Sequence[str], series: Sequence[Series]) -> Plot:
    """A line for each series over ``names``; where a value is missing the line is broken."""
    most = _round_up(max((value for each in series for value in each.values if value is not None), default=0))
    step = (WIDTH - LEFT - RIGHT) / max(len(names), 1)
    middles = [LEFT + step * (place + 0.5) for place in range(len(names))]
    dots, drawn = [], []
    for each in series:
        for x, name, value in zip(middles, names, each.values, strict=True):
            if value is not None:
                dots.append(_dot(x, _height(value, most), each.tone, f"{name}: {each.name}, {value:.3g}"))
        drawn += [(each.tone, path) for path in _paths(list(zip(middles, each.values, strict=True)), most)]
    rules, labels = _scale(most)
    legend = [(each.name, each.tone) for each in series]
    return Plot(
        title, says, TALL, dots=dots, lines=drawn, rules=rules, labels=[*labels, *_along(names, middles)], legend=legend
    )


def intervals(title: str, says: str, rows: Sequence[tuple[str, str, float, float, float]]) -> Plot:
    """A dot with its interval for each row of name, tone, value, low and high, from -1 or 0 to 1."""
    least = -1.0 if any(low < 0 for _, _, _, low, _ in rows) else 0.0
    wide = WIDTH - 2 * RIGHT
    across = [RIGHT + wide * (value - least) / (1 - least) for value in (least, (least + 1) / 2, 1.0)]
    bottom = len(rows) * ROW * 1.5 + TOP
    dots, labels = [], []
    for place, (name, tone, value, low, high) in enumerate(rows):
        y = TOP + ROW * 1.5 * place + ROW
        x, x_low, x_high = (RIGHT + wide * (each - least) / (1 - least) for each in (value, low, high))
        dots.append(Dot(x, y, tone, f"{name}: {value:.2f}, {low:.2f} to {high:.2f}", x_low, x_high, y, y))
        labels.append(Label(RIGHT, y - 9, name, "start"))
    ends = zip(across, (least, (least + 1) / 2, 1.0), ("start", "middle", "end"), strict=True)
    labels += [Label(x, bottom + 14, f"{value:g}".replace("-", "−"), anchor) for x, value, anchor in ends]
    rules = [(x, TOP, x, bottom) for x in across]
    return Plot(title, says, bottom + BOTTOM, dots=dots, rules=rules, labels=labels)


def reliability(title: str, says: str, bands: Sequence[tuple[float, float, float, float]]) -> Plot:
    """Stated confidence across, what held upwards with its interval; on the slanting rule the two are the same."""
    square = WIDTH - LEFT - RIGHT
    tall = square + TOP

    def up(value: float) -> float:
        return tall - square * value

    dots = []
    for stated, held, low, high in bands:
        x = LEFT + square * stated
        words = f"{stated:.0%} sure: {held:.0%} held, {low:.0%} to {high:.0%}"
        dots.append(Dot(x, up(held), "assigned", words, x, x, up(low), up(high)))
    marks = (0.0, 0.25, 0.5, 0.75, 1.0)
    rules = [(LEFT, up(mark), LEFT + square, up(mark)) for mark in marks]
    labels = [Label(LEFT - 5, up(mark) + 4, f"{mark:.0%}", "end") for mark in marks]
    labels += [
        Label(LEFT + square * mark, tall + 16, f"{mark:.0%}", "end" if mark == 1 else "middle") for mark in marks
    ]
    slant = ("rule", f"M{LEFT} {up(0)}L{LEFT + square} {up(1)}")
    return Plot(title, says, tall + BOTTOM, dots=dots, lines=[slant], rules=rules, labels=labels)


def _dot(x: float, y: float, tone: str, says: str) -> Dot:
    return Dot(x, y, tone, says, x, x, y, y)


def _height(value: float, most: float) -> float:
    """Where ``value`` lies on the canvas, which counts from above."""
    return TALL - BOTTOM - (TALL - TOP - BOTTOM) * value / most


def _round_up(value: float) -> float:
    """A round number that is not below ``value``: 1, 2, 5 or 10 times a power of ten, and 4 at least."""
    if value <= 4:
        return 4
    power = 10 ** floor(log10(value))
    return float(next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value))


def _scale(most: float) -> tuple[list[tuple[float, float, float, float]], list[Label]]:
    """The rules across the canvas and the numbers at them."""
    marks = [most * quarter / 4 for quarter in (0, 2, 4)]
    rules = [(float(LEFT), _height(mark, most), float(WIDTH - RIGHT), _height(mark, most)) for mark in marks]
    return rules, [Label(LEFT - 5, _height(mark, most) + 4, f"{mark:,g}", "end") for mark in marks]


def _along(names: Sequence[str], middles: Sequence[float]) -> list[Label]:
    """The names under the canvas, as many as fit."""
    every = max(1, ceil(len(names) / MOST_LABELS))
    shown = list(zip(names, middles, strict=True))[::every]
    return [Label(min(max(x, LEFT + 12), WIDTH - 24), TALL - 8, name) for name, x in shown]


def _paths(points: Sequence[tuple[float, float | None]], most: float) -> list[str]:
    """The stretches without a gap, as paths."""
    stretches: list[list[str]] = [[]]
    for x, value in points:
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{x:.1f} {_height(value, most):.1f}")
    return ["M" + "L".join(stretch) for stretch in stretches if len(stretch) > 1]
