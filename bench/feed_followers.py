"""Readers that follow the feed while writers publish at the same time: does each see every entry once, in order?

    python -m bench.feed_followers [--minutes 10] [--writers 8] [--readers 4] [--database postgres|sqlite|URL]

Writers publish, correct and retract through the services; readers ask the API for what is new, keep the last number,
and never look back. The exit status is 1 when one of them missed an entry, saw one twice, or saw one out of order.
"""

import argparse
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from bench._server import newsroom

FEED = "/api/v1/publications/"
EACH_RETRACTED = 10
SIZE = 50
PAUSE = 0.05  # seconds that a reader waits who found nothing new


@dataclass(slots=True)
class Reader:
    """What one reader saw: the last number, how many entries and pages, and the first thing that was wrong."""

    last: int = 0
    entries: int = 0
    asked: int = 0
    flaw: str = ""
    slowest: float = 0.0


@dataclass(slots=True)
class Followed:
    """How it went: what was written, what each reader saw, and how long a writer waited, in seconds, in order."""

    written: int = 0
    readers: list[Reader] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def flaws(self) -> list[str]:
        """What was wrong, in sentences; empty when every reader saw every entry once, in order."""
        found = [reader.flaw for reader in self.readers if reader.flaw]
        missing = [reader for reader in self.readers if not reader.flaw and reader.last != self.written]
        return found + [f"A reader ended at {reader.last} of {self.written}." for reader in missing]


def main() -> None:
    """Print what was written and read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--database", default="postgres")
    options = parser.parse_args()
    with newsroom(options.database):
        found = follow(options.minutes * 60, writers=options.writers, readers=options.readers)
    waits = sorted(found.waits)
    print(f"{options.writers} writers, {options.readers} readers, {options.minutes:g} minutes")
    print(f"{found.written:,} entries written, {found.written / options.minutes / 60:.1f} each second")
    middle, late = waits[len(waits) // 2] * 1e3, waits[int(len(waits) * 0.95)] * 1e3
    print(f"publishing took {middle:.0f} ms in the middle, p95 {late:.0f} ms")
    for number, reader in enumerate(found.readers, 1):
        slowest = f"slowest {reader.slowest * 1e3:.0f} ms"
        print(f"reader {number}: {reader.entries:,} entries in {reader.asked:,} requests, {slowest}")
    if found.flaws:
        sys.exit("\n".join(found.flaws))
    print("every reader saw every entry exactly once, in order")


def follow(seconds: float, *, writers: int, readers: int) -> Followed:
    """Write and read for some seconds in the newsroom that Django is set up for."""
    from exports.models import FeedHead

    found = Followed(readers=[Reader() for _ in range(readers)])
    people, token = _people()
    ended, until = threading.Event(), time.monotonic() + seconds
    with ThreadPoolExecutor(writers + readers) as pool:
        following = [pool.submit(_closing, _follow, reader, token, ended) for reader in found.readers]
        writing = [pool.submit(_closing, _write, people, number, until) for number in range(writers)]
        try:
            found.waits = [wait for job in writing for wait in job.result()]
        finally:
            found.written = FeedHead.objects.get(pk=1).sequence
            ended.set()
        for job in following:
            job.result()
    return found


def _closing(work: Callable[..., Any], *arguments: Any) -> Any:
    """Do ``work`` and close the connections of its thread."""
    from django.db import connections

    try:
        return work(*arguments)
    finally:
        connections.close_all()


def _write(people: dict[str, Any], number: int, until: float) -> list[float]:
    """Publish until the time is up; how long each publication took in seconds."""
    waits: list[float] = []
    while time.monotonic() < until:
        waits += _publish(people, number)
    return waits


def _people() -> tuple[dict[str, Any], str]:
    """An editor, a reviewer and the token of a client."""
    from django.contrib.auth.models import Group, User

    from exports.services.clients import create_client

    people = {}
    for group in ("editor", "reviewer"):
        people[group] = User.objects.create_user(f"bench-{group}")
        people[group].groups.add(Group.objects.get(name=group))
    return people, create_client(name="bench-gazette", scopes=["publications:read"])


def _publish(people: dict[str, Any], number: int) -> list[float]:
    """One more claim, decided and published, and now and then taken back; how long each took in seconds."""
    from exports.services.publishing import publish_verdict, retract_publication

    review = _decided(people)
    began = time.perf_counter()
    entry = publish_verdict(review=review, by=people["editor"])
    waits = [time.perf_counter() - began]
    if (entry.sequence + number) % EACH_RETRACTED == 0:
        began = time.perf_counter()
        retract_publication(publication=entry, by=people["editor"], note="Wrong.")
        waits.append(time.perf_counter() - began)
    return waits


def _decided(people: dict[str, Any]) -> Any:
    """A review that waits to be published."""
    from django.utils import timezone

    from reviews.services.verdicts import assess_review
    from tests.factories import get_rating, make_claim, make_review

    review = make_review(claim=make_claim(), state="assigned", assignee=people["reviewer"], assigned_at=timezone.now())
    return assess_review(
        review=review, rating=get_rating("unproven"), rationale="Nothing was found.", cited=[],
        by=people["reviewer"], version=review.version,
    )  # fmt: skip


def _follow(reader: Reader, token: str, ended: threading.Event) -> None:
    """Ask for what is new until nothing is, after the writers have ended."""
    from rest_framework.test import APIClient

    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    while not reader.flaw:
        was_over = ended.is_set()
        began = time.perf_counter()
        answer = client.get(f"{FEED}?after={reader.last}&page_size={SIZE}&fields=sequence")
        reader.slowest = max(reader.slowest, time.perf_counter() - began)
        reader.asked += 1
        if answer.status_code != HTTPStatus.OK:
            reader.flaw = f"The feed answered {answer.status_code}."
            return
        rows = answer.json()["results"]
        for row in rows:
            if row["sequence"] != reader.last + 1:
                reader.flaw = f"After {reader.last} came {row['sequence']}."
                return
            reader.last, reader.entries = row["sequence"], reader.entries + 1
        if was_over and not rows:
            return
        if not rows:
            ended.wait(PAUSE)


if __name__ == "__main__":
    main()
