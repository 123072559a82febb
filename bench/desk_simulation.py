"""Two hundred simulated days of a desk, over the real services and a real database, in simulated time.

Usage: ``python -m bench.desk_simulation [--days 200] [--claims 40000] [--seed 1] [--out docs/images/desk.svg]``

Twelve people: reviewers in early, late and night shifts with days off and absences, editors who hand out, settle and
publish. Claims come in with publication times that move. The jobs of the clock run every quarter of an hour, forecasts
every third hour; a hundredth of all tasks die half way, at any question to the database, and are delivered again; a
fiftieth of the messages are lost. The clocks change on 25 October and on 28 March. It prints what must hold,
throughput, the queue by week and how far the forecasts can be trusted, and draws the queue. Exit status 1 when
something does not hold. For a look: ``--days 12 --claims 700 --reviewers 3``.
"""

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path


def prepare(folder: str) -> None:
    """A database of its own, and the settings of the tests."""
    os.environ["DATA_DIR"] = folder
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/desk.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=200)
    parser.add_argument("--claims", type=int, default=40_000)
    parser.add_argument("--reviewers", type=int, default=10, help="fewer for fewer claims a day: one for twenty")
    parser.add_argument("--by-rule", action="store_true", help="the machine hands out reviews, not the editors alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="an SVG file for the queue over time")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        gc.freeze()  # what is loaded by now stays to the end
        gc.set_threshold(50_000, 50, 100)
        from bench.desk.plan import Plan
        from bench.desk.report import print_report
        from bench.desk.simulation import simulate

        started = time.perf_counter()
        plan = Plan(
            days=options.days,
            claims=options.claims,
            reviewers=options.reviewers,
            by_rule=options.by_rule,
            seed=options.seed,
        )
        result = simulate(plan)
        return print_report(result, time.perf_counter() - started, options.out or Path("var/desk_simulation.svg"))


if __name__ == "__main__":
    sys.exit(main())
