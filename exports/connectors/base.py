"""What a connector is, and what goes in and out of one. Plain Python: no database, no settings, no clock.

A connector takes one message at a time to one system. It is called in this order, and any step may be the last one of
a process that dies:

1. ``render`` says what would be sent.
2. ``reconcile`` is asked first whenever an earlier attempt may have arrived: did it? So nothing is sent twice.
3. ``send`` sends it, and gives the receipt of the other side.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Protocol

from exports.formats.entries import Entry, House
from factcheck.lib.errors import ComponentError
from factcheck.lib.http import Request, Response

JSON = "application/json"
EXCERPT = 500


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a person sets for a connector. A ``secret`` one is stored encrypted and never shown again."""

    name: str
    label: str
    help: str = ""
    required: bool = False
    secret: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What is told: one entry of the feed, or a test, which has none.

    ``id`` is the same in every attempt. ``claim`` is the id under which the other side keeps one item for all entries
    about a claim, ``supersedes`` the id of the entry in whose place this one comes.
    """

    id: str
    kind: str
    at: dt.datetime
    house: House
    claim: str = ""
    schema_version: int = 1
    supersedes: str = ""
    about: Entry | None = None

    @property
    def type(self) -> str:
        """The type of the event: "verdict.published", "verdict.corrected", "verdict.retracted", "delivery.test"."""
        return "delivery.test" if self.about is None else f"verdict.{self.kind}"

    @property
    def entry(self) -> Entry:
        """The entry of the feed; ``TypeError`` for a test, which has none."""
        if self.about is None:
            message = "a test is about nothing"
            raise TypeError(message)
        return self.about

    @property
    def is_test(self) -> bool:
        """Whether it only tries the connection."""
        return self.about is None


@dataclass(frozen=True, slots=True)
class Remote:
    """An item that the other side keeps about the claim, as an earlier receipt names it."""

    id: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side said. ``confirmed`` is false when it only took the message and works on it later."""

    remote: Remote | None
    status: int
    confirmed: bool = True
    detail: str = ""


class Door(Protocol):
    """The way out: sends one request and returns the answer whatever its status."""

    def __call__(self, request: Request, /) -> Response:
        """Raises what ``factcheck.lib.http.send`` raises."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: address, options, valid secrets with the newest first, the time, and the way out."""

    url: str
    options: Mapping[str, str] = field(repr=False)
    secrets: Sequence[str] = field(repr=False)
    now: dt.datetime
    door: Door


class DeliveryProblem(ComponentError):
    """The other side did not take the message.

    ``answered`` is its status, 0 for none. ``gone``: it wants no messages any more. ``wait``: how long it asks to be
    left alone. ``certain``: the message was surely not taken, so the next attempt need not ask first.
    """

    code = "delivery_problem"

    def __init__(
        self, message: str, *, answered: int = 0, gone: bool = False, wait: str = "", certain: bool = False
    ) -> None:
        super().__init__(message)
        self.answered = answered
        self.gone = gone
        self.wait = wait
        self.certain = certain


class Connector(Protocol):
    """One kind of system. ``can_ask`` says whether ``reconcile`` can find out what the other side has."""

    name: str
    version: str
    title: str
    options: tuple[Option, ...]

    def can_ask(self, options: Mapping[str, str]) -> bool:
        """Whether the other side can be asked for what it has, as it is set up here."""
        ...

    def render(self, message: Message, remote: Remote | None) -> dict[str, Any]:
        """The body that is sent, as JSON; ``remote`` is the item that it changes, ``None`` when it makes one."""
        ...

    def reconcile(self, message: Message, remote: Remote | None, target: Target) -> Receipt | None:
        """The receipt when the other side has ``message`` already, else ``None``. Raises as ``send`` does."""
        ...

    def send(self, message: Message, remote: Remote | None, target: Target) -> Receipt:
        """Send it. Raises ``DeliveryProblem``, and what the door raises."""
        ...


def as_json(value: Any) -> bytes:
    """``value`` as the bytes that are sent and signed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def read_json(response: Response) -> Any:
    """The JSON in an answer; ``DeliveryProblem`` when there is none."""
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError) as error:
        message = f"It answered {response.status} with what is no JSON."
        raise DeliveryProblem(message, answered=response.status) from error


def read_object(response: Response) -> Mapping[str, Any]:
    """The JSON object in an answer; ``DeliveryProblem`` when it is something else."""
    found = read_json(response)
    if isinstance(found, Mapping):
        return found
    message = f"It answered {response.status} with JSON that is no object."
    raise DeliveryProblem(message, answered=response.status)


def check_taken(response: Response, *, good: Sequence[int]) -> None:
    """``DeliveryProblem`` unless the status is one of ``good``."""
    if response.status in good:
        return
    status = response.status
    raise DeliveryProblem(
        f"It answered {status} {phrase(status)}.{excerpt(response)}",
        answered=status,
        gone=status == HTTPStatus.GONE,
        wait=response.headers.get("retry-after", ""),
        certain=300 <= status < 500 and status != HTTPStatus.REQUEST_TIMEOUT,
    )


def phrase(status: int) -> str:
    """The words of a status; empty for one that has none."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def excerpt(response: Response) -> str:
    """The beginning of what the other side said, for the log."""
    text = " ".join(response.content[: 4 * EXCERPT].decode("utf-8", "replace").split())
    readable = "".join(letter for letter in text if letter.isprintable())[:EXCERPT]
    return f" It said: {readable}" if readable else ""
