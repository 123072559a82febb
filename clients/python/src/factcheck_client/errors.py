"""What can go wrong."""

from typing import Any


class Problem(Exception):
    """The desk refused. The attributes are those of the problem document (RFC 9457) that it answers with.

    ``errors`` has ``{"pointer" or "parameter", "detail"}`` for each input at fault, ``wait`` the seconds that it asks
    to be left alone.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: list[dict[str, Any]] | None = None,
        wait: float | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors or []
        self.wait = wait


class NoAnswer(Exception):
    """The desk could not be reached, or did not answer in time, as often as it was tried."""
