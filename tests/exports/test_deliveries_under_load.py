"""Several workers at once on one subscriber: each message once, in order."""

import threading
from typing import Any

import pytest
from django.db import connection, connections

from exports.models import Attempt, Delivery, Receipt
from exports.services.delivering import run_deliveries
from exports.services.publishing import publish_verdict
from tests.conftest import make_person
from tests.exports.cases import decide, fixed, make_cited, make_known_claim
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import add
from tests.factories import make_article, make_speaker

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
ENTRIES, WORKERS = 8, 6


def test_workers_that_run_at_once_send_each_message_once_and_in_order(receiver: FakeReceiver, settings: Any) -> None:
    assert connection.vendor == "postgresql", "row locks are what is tried here"
    settings.CELERY_TASK_ALWAYS_EAGER = False
    settings.CELERY_BROKER_URL = "memory://"
    editor, reviewer = make_person("edda", "editor"), make_person("rosa", "reviewer")
    subscriber = add("webhook", receiver, editor)
    for number in range(ENTRIES):
        article = make_article(body=f"The harbour board will close pier {number}, its chair said.")
        claim = make_known_claim(
            public_id=fixed(100 + number), article=article, content=[[0, 30]], speaker=make_speaker()
        )
        make_cited(claim, editor)
        publish_verdict(review=decide(claim, reviewer, public_id=fixed(200 + number)), by=editor)

    def work() -> None:
        try:
            while Delivery.objects.open().exists():
                run_deliveries(subscriber_id=subscriber.pk)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert [call.json["data"]["sequence"] for call in receiver.calls] == list(range(1, ENTRIES + 1))
    assert Attempt.objects.count() == Receipt.objects.count() == ENTRIES
