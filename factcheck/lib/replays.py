"""What is kept of a request under its Idempotency-Key, and what keeps it."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending of a request: the client's key for it (empty when there is none) and the hash of what was sent."""

    key: str
    request_hash: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a request was answered with."""

    status: int
    body: Any
    location: str = ""


class Replays(Protocol):
    """What keeps answers. ``begin`` gives the earlier one, or takes the key for this request."""

    def begin(self, *, client: Any, attempt: Attempt) -> Answered | None:
        """``Conflict`` when the key was used for another request or one with it is under way."""
        ...

    def keep(self, *, client: Any, attempt: Attempt, answered: Answered) -> None:
        """The request is done."""
        ...

    def give_up(self, *, client: Any, attempt: Attempt) -> None:
        """The request was refused or failed: its key is free again."""
        ...
