"""How fast agreement is: ``python -m bench.agreement [--assessments 100000] [--runs 7]``.

Protocol. Half as many blind reviews as assessments are written into an empty database (``DATABASE_URL``, by default a
SQLite file in a temporary folder), each with two answers on the default scale that agree seven times in ten, spread
over a year and four outlets. Then the runs take turns: the section of the insight page (pairs counted by the database,
all figures with 2,000 bootstrap draws, the drift against the year before, and the same figures for each outlet, topic,
language, kind of claim and month), and the reference, which only reads the rows. Medians are printed, those of the
figures for as many pairs alone too.
"""

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

OUTLETS = ("City", "Politics", "Science", "Sport")
AGREE = 0.7
BATCH = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--assessments", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ.setdefault("DATA_DIR", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
        import django

        django.setup()
        measure(given.assessments, given.runs)


def measure(assessments: int, runs: int) -> None:
    """Fill the database, take turns, print."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    fill(assessments // 2)
    contenders = {"section of the page": section, "reading the rows only": read, "the figures alone": figures}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for turn in range(runs + 1):  # the first one is not counted: it loads modules
        for name, contender in contenders.items():
            seconds = timed(contender)
            if turn:
                times[name].append(seconds)
    print(f"{assessments:,} assessments in {assessments // 2:,} blind reviews, {connection.vendor}, median of {runs}")
    for name, taken in times.items():
        wall, processor = (statistics.median(each) for each in zip(*taken, strict=True))
        print(f"  {name:<24}{wall:8.3f} s by the clock{processor:8.3f} s of the processor")


def timed(contender: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor: on a machine with other work the second one tells more."""
    start = time.perf_counter(), time.process_time()
    contender()
    return time.perf_counter() - start[0], time.process_time() - start[1]


def year():  # noqa: ANN201 - the type can be named only after the settings are read
    from reviews.insight.periods import Period

    return Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1))


def section() -> object:
    """What the page shows, tables of every group and month included."""
    from reviews.pages.insight import Desk
    from reviews.pages.insight.agreeing import agreeing

    return agreeing(Desk(), year())


def read() -> object:
    """The rows that the section is about, and nothing else."""
    from reviews.models import Assessment
    from reviews.pages.insight.rows import GROUPS

    rows = Assessment.objects.filter(round=1, review__blind=True, review__trial__isnull=True)
    groups = (f"review__{path}" for path in GROUPS.values())
    found = rows.order_by("review", "pk").values_list("review", "rating__slug", "at", *groups)
    return sum(1 for _ in found.iterator(chunk_size=10_000))


def figures() -> object:
    """All four figures with their intervals for one table of as many pairs, no database."""
    from reviews.agreement import agreement, pair_table

    return agreement(pair_table(*PAIRS, 7), ordered=range(5))


PAIRS: tuple[list[int], list[int]] = ([], [])


def fill(reviews: int) -> None:
    """Write the reviews with their two answers."""
    from django.contrib.auth import get_user_model

    from reviews.models import Assessment, Rating, Review

    draw = random.Random(1960)
    people = [get_user_model().objects.create_user(f"reviewer-{number}") for number in range(12)]
    ratings = list(Rating.objects.filter(scale__is_default=True).order_by("order"))
    claims = _claims(reviews)
    start = dt.datetime(2025, 1, 1, 12, tzinfo=dt.UTC)
    rows = [
        Review(claim=claim, state="decided", blind=True, assignee=people[0], second_assignee=people[1], due_at=start)
        for claim in claims
    ]
    Review.objects.bulk_create(rows, batch_size=BATCH)
    answers = []
    for number, review in enumerate(rows):
        first = draw.randrange(len(ratings))
        second = first if draw.random() < AGREE else draw.randrange(len(ratings))
        PAIRS[0].append(first)
        PAIRS[1].append(second)
        one, other = draw.sample(people, 2)
        at = start + dt.timedelta(seconds=number * 364 * 86_400 / reviews)
        answers += [_answer(review, one, ratings[first], at), _answer(review, other, ratings[second], at)]
    Assessment.objects.bulk_create(answers, batch_size=BATCH)


def _answer(review, person, rating, at):  # noqa: ANN001, ANN202
    from reviews.models import Assessment

    return Assessment(review=review, round=1, reviewer=person, rating=rating, rationale="As drawn.", at=at)


def _claims(number: int) -> list:  # type: ignore[type-arg]
    from claims.models import Article, Claim

    articles = [
        Article(
            headline=f"{outlet} {place}", body="A text.", body_hash=f"{outlet}{place}", outlet=outlet, language="en"
        )
        for outlet in OUTLETS
        for place in range(25)
    ]
    Article.objects.bulk_create(articles)
    kinds = ("direct", "indirect", "mixed", "own_voice")
    claims = [
        Claim(
            article=articles[place % len(articles)],
            content=[[0, 6]],
            start=0,
            end=6,
            quote="A text",
            statement="A text.",
            attribution=kinds[place % 4],
            force="says",
            fingerprint=f"{place:064d}",
        )
        for place in range(number)
    ]
    return Claim.objects.bulk_create(claims, batch_size=BATCH)


if __name__ == "__main__":
    main()
