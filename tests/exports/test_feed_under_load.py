"""The promise of the feed, with writers at work: numbers become visible in their order."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connections

from claims.models import Claim
from exports.models import Publication
from exports.services.publishing import publish_verdict, retract_publication
from reviews.models import Review
from tests.exports.cases import decide
from tests.factories import make_article, make_claim

WRITERS = 6

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def make_decided(claims: list[Claim], reviewer: User) -> list[Review]:
    return [decide(claim, reviewer, "unproven", public_id=claim.public_id) for claim in claims]


def in_threads(jobs: list[object]) -> list[object]:
    start = threading.Barrier(len(jobs))

    def work(job: object) -> object:
        start.wait()
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result() for done in [pool.submit(work, job) for job in jobs]]


def test_a_reader_who_keeps_the_last_number_misses_no_entry(editor: User, reviewer: User) -> None:
    reviews = make_decided([make_claim() for _ in range(WRITERS * 4)], reviewer)
    seen, done = [], threading.Event()

    def follow() -> None:
        while not done.is_set() or Publication.objects.after(max(seen, default=0)).exists():
            new = Publication.objects.in_feed_order().after(max(seen, default=0))
            seen.extend(new.values_list("sequence", flat=True))

    def write(part: list[Review]) -> None:
        for review in part:
            publish_verdict(review=review, by=editor)

    reader = threading.Thread(target=lambda: (follow(), connections.close_all()))
    reader.start()
    in_threads([lambda part=reviews[number::WRITERS]: write(part) for number in range(WRITERS)])
    done.set()
    reader.join(timeout=30)

    assert seen == list(range(1, len(reviews) + 1))


def test_publishing_and_retracting_at_once_do_not_lock_each_other_out(editor: User, reviewer: User) -> None:
    article = make_article()
    old, new = (make_decided([make_claim(article=article) for _ in range(8)], reviewer) for _ in range(2))
    entries = [publish_verdict(review=review, by=editor) for review in old]

    publish = [lambda review=review: publish_verdict(review=review, by=editor) for review in new]
    retract = [
        lambda entry=entry: retract_publication(publication=entry, by=editor, note="Wrong.") for entry in entries
    ]
    in_threads(publish + retract)

    assert list(Publication.objects.in_feed_order().values_list("sequence", flat=True)) == list(range(1, 25))


def test_four_readers_of_the_api_see_every_entry_of_eight_writers_once_and_in_order(db: None) -> None:
    from bench.feed_followers import follow

    found = follow(20, writers=8, readers=4)

    assert found.flaws == []
    assert found.written >= 8
    assert [reader.entries for reader in found.readers] == [found.written] * 4
