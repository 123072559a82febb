"""The queue over time, as an SVG file that needs nothing else."""

import datetime as dt
from collections.abc import Sequence
from html import escape
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 960, 320, 56, 40, 36
INK, SOFT, LATE, LINE = "#211e19", "#5c564a", "#a3281a", "#1b5a97"


def draw(points: Sequence[tuple[dt.datetime, int, int]], marks: Sequence[tuple[dt.datetime, str]], out: Path) -> None:
    """``points`` are moments with the undecided and the overdue reviews then; ``marks`` are moments with a word."""
    first, last = points[0][0], points[-1][0]
    most = max(10, *(waiting for _, waiting, _ in points))
    span = max((last - first).total_seconds(), 1.0)

    def across(moment: dt.datetime) -> float:
        return LEFT + (moment - first).total_seconds() / span * (WIDTH - LEFT - 16)

    def up(count: float) -> float:
        return HEIGHT - BOTTOM - count / most * (HEIGHT - BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12">',
        f"<title>Reviews that wait, {first:%-d %B %Y} to {last:%-d %B %Y}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffefb"/>',
        f'<text x="{LEFT}" y="20" fill="{LINE}">undecided</text>',
        f'<text x="{LEFT + 80}" y="20" fill="{LATE}">of them overdue</text>',
    ]
    for step in range(5):
        count = round(most * step / 4)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - 16}" y1="{up(count):.1f}" y2="{up(count):.1f}" stroke="#e0dacd"/>'
        )
        parts.append(f'<text x="{LEFT - 8}" y="{up(count) + 4:.1f}" text-anchor="end" fill="{SOFT}">{count}</text>')
    for moment, word in marks:
        x = across(moment)
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" '
            f'stroke="{SOFT}" stroke-dasharray="3 3"/>'
        )
        parts.append(f'<text x="{x + 4:.1f}" y="{TOP + 10}" fill="{SOFT}">{escape(word)}</text>')
    waiting = " ".join(f"{across(at):.1f},{up(count):.1f}" for at, count, _ in points)
    late = " ".join(f"{across(at):.1f},{up(count):.1f}" for at, _, count in points)
    floor = up(0)
    parts.append(
        f'<polygon points="{across(first):.1f},{floor:.1f} {late} {across(last):.1f},{floor:.1f}" '
        f'fill="{LATE}" fill-opacity="0.35"/>'
    )
    parts.append(f'<polyline points="{waiting}" fill="none" stroke="{LINE}" stroke-width="1.2"/>')
    parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 16}" y1="{floor:.1f}" y2="{floor:.1f}" stroke="{INK}"/>')
    parts += _months(first, last, across)
    parts.append("</svg>")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(parts) + "\n")


def _months(first: dt.datetime, last: dt.datetime, across: object) -> list[str]:
    """The beginning of each month, or of each day where the time is short."""
    step = dt.timedelta(days=max(1, (last - first).days // 7))
    ticks, moment = [], first
    while moment <= last - step / 2:
        x = across(moment)  # type: ignore[operator]
        ticks.append(f'<text x="{x:.1f}" y="{HEIGHT - 16}" fill="{SOFT}">{moment:%-d %b}</text>')
        moment += step
    return ticks
