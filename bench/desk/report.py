"""What a simulation prints."""

import datetime as dt
import statistics
from pathlib import Path

from bench.desk.drawing import draw
from bench.desk.plan import START
from bench.desk.simulation import Result
from reviews.forecast import reliability

TENTHS = tuple(n / 10 for n in range(10))
CHANGES = (
    (dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC), "clocks back"),
    (dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC), "clocks forward"),
)


def print_report(result: Result, seconds: float, out: Path) -> int:
    """Print and draw; 0 when everything holds, 1 when something does not."""
    counts, plan = result.counts, result.plan
    print(f"{plan.days} days, {result.claims:,} claims, {plan.reviewers + plan.editors} people, seed {plan.seed}")
    print(f"{seconds:.0f} s of real time, {seconds / max(result.claims, 1) * 1000:.0f} ms for a claim")
    print(f"tasks {counts.tasks:,}, of them killed half way {counts.kills:,}; messages lost {counts.lost:,}")
    print(
        f"answers {counts.answers:,} ({counts.answers / plan.days:.0f} a day), settled {counts.settled:,}, "
        f"published {counts.published:,}, publication times moved {counts.moved:,}"
    )
    print(
        f"mails {result.mails:,}, of them again under the same Message-ID because a worker died before it could note "
        f"that it had sent: {result.repeated:,}"
    )
    print(
        f"given to somebody in conflict on purpose {counts.conflicts_tried:,}, let through "
        f"{counts.conflicts_let_through}; refused otherwise: {counts.refused or 'nothing'}"
    )
    print("\nwhat must hold" + " " * 46 + "looked at   broken")
    for finding in result.findings:
        print(f"{finding.what:60}{finding.looked_at:9,}{finding.broken:9,}")
    _print_queue(result)
    _print_forecasts(result)
    _print_services(result)
    draw(result.queue, [mark for mark in CHANGES if mark[0] < plan.end], out)
    print(f"\nthe queue is drawn in {out}")
    broken = sum(finding.broken for finding in result.findings) + counts.conflicts_let_through
    return 1 if broken else 0


def _print_queue(result: Result) -> None:
    print("\nweek      undecided (mean, most)   overdue (mean, most)")
    weeks: dict[int, list[tuple[int, int]]] = {}
    for at, waiting, overdue in result.queue:
        weeks.setdefault((at - START).days // 7, []).append((waiting, overdue))
    for week, points in weeks.items():
        waiting, overdue = zip(*points, strict=True)
        late = f"{statistics.mean(overdue):17.1f}{max(overdue):8}"
        print(f"{week + 1:4}{statistics.mean(waiting):16.0f}{max(waiting):9}{late}")


def _print_forecasts(result: Result) -> None:
    """After the days in which the desk had no history of its own."""
    learnt = START.astimezone(dt.UTC) + dt.timedelta(days=result.plan.warm_up)
    past = [(chance, made) for at, chance, made in result.forecasts if at >= learnt]
    print(f"\nforecasts after {result.plan.warm_up} days: {len(past):,}, of {len(result.forecasts):,} in all")
    print("chance given       number   given   made it")
    for row in reliability(past, TENTHS):
        print(
            f"{row.least:.0%} to {row.least + 0.1:.0%}".ljust(14) + f"{row.count:11,}{row.given:8.1%}{row.share:10.1%}"
        )
    around = [(chance, made) for chance, made in past if 0.75 <= chance < 0.85]
    if around:
        made = sum(made for _, made in around) / len(around)
        print(f"of those given about 80 % (75 to 85 %): {made:.1%} of {len(around):,} made it")


def _print_services(result: Result) -> None:
    print("\nwhere the real time went          calls    ms each   seconds")
    spent = sorted(result.counts.seconds.items(), key=lambda item: -item[1])
    for what, seconds in spent[:14]:
        calls = result.counts.calls[what]
        print(f"{what:30}{calls:9,}{seconds / calls * 1000:11.1f}{seconds:10.1f}")
