"""What the log of deliveries shows."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from exports.models import Delivery
from exports.services.messages import connector_of, message_of, remote_of
from factcheck.lib.errors import DomainError


@dataclass(frozen=True, slots=True)
class View:
    """A choice of messages: its name on the page, and how it is read."""

    label: str
    rows: Callable[[Any], Any]


VIEWS: Final = {
    "": View("All", lambda rows: rows),
    "waiting": View("On their way", lambda rows: rows.open()),
    "failed": View("Failed", lambda rows: rows.filter(status="failed")),
    "corrections": View("Corrections", lambda rows: rows.filter(kind__in=("corrected", "retracted"))),
    "tests": View("Tests", lambda rows: rows.filter(kind="test")),
}


def body_shown(delivery: Delivery) -> str:
    """What would be sent now, as people read JSON; empty for a test, and where the connector is gone."""
    message = message_of(delivery)
    if message.is_test:
        return ""
    try:
        body = connector_of(delivery.subscriber).render(message, remote_of(delivery))
    except DomainError:
        return ""
    return json.dumps(body, ensure_ascii=False, indent=2)
