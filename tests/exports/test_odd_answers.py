"""Answers that no contract knows: each connector says what is wrong, and no worker dies of them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User

from exports.connectors.webhook import WebhookConnector
from exports.models import Delivery, Subscriber
from exports.services.deliveries import replay_delivery
from exports.services.publishing import publish_verdict
from reviews.models import Review
from tests.exports.cms.base import Answer, Call, FakeServer, running
from tests.exports.cms.crashes import die_at
from tests.exports.cms.setting import add, add_arc, add_json_cms, add_superdesk, add_wordpress, deliver


class Odd(FakeServer):
    """Answers everything with the same."""

    content: Any = None

    @property
    def item_url(self) -> str:
        return f"{self.url}/{{id}}"

    def answer(self, call: Call) -> Answer:
        return Answer(200, self.content)


@pytest.fixture
def odd(door: None) -> Iterator[Odd]:
    with running(Odd()) as server:
        yield server


CONTENTS = (
    7,
    "words",
    [],
    [7],
    {},
    [{"id": []}],
    {"id": 1e400},
    {"ans": [], "content": 7, "version": [], "sequence": ""},
)


@pytest.mark.parametrize("connector", [add_wordpress, add_superdesk, add_arc, add_json_cms])
def test_an_odd_answer_is_a_failure_that_is_told_or_a_receipt(
    decided: Review, editor: User, odd: Odd, connector: Callable[..., Subscriber]
) -> None:
    subscriber = connector(odd, editor)
    publish_verdict(review=decided, by=editor)
    for odd.content in CONTENTS:
        replay_delivery(delivery=Delivery.objects.get(), by=editor)
        die_at("after marking", subscriber)  # so that it is asked first
        delivery = deliver(subscriber)

        assert delivery.status in {"pending", "done"}
        assert "could not handle the answer" not in delivery.error, "the connector foresees it"


def test_a_mistake_in_a_connector_is_told_and_holds_up_no_worker(
    decided: Review, editor: User, odd: Odd, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(WebhookConnector, "send", lambda *_args: 1 / 0)
    subscriber = add("webhook", odd, editor)
    publish_verdict(review=decided, by=editor)
    delivery = deliver(subscriber)

    assert (delivery.status, delivery.failures) == ("pending", 1)
    assert "“webhook” could not handle the answer (ZeroDivisionError)" in delivery.error
    assert "the connector webhook made a mistake" in caplog.text
