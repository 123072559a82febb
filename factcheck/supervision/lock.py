"""One supervisor per data directory, by a file lock that the kernel lets go when its holder dies."""

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from factcheck.supervision.errors import SupervisionError


class InstanceLock:
    """A context manager that holds ``path`` locked; the file says who holds it, for the message to the second one.

    ``address`` is what the holder serves, or what it does. Raises ``SupervisionError`` on entry when another
    process holds it.
    """

    def __init__(self, path: Path, *, address: str) -> None:
        self._path = path
        self._address = address
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise SupervisionError(self._refusal()) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps({"pid": os.getpid(), "address": self._address}).encode())
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)

    def _refusal(self) -> str:
        """The sentence for the second one; the holder may be just about to write the file or to let go."""
        try:
            holder = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return f"Another process is using {self._path.parent}. Try again in a moment."
        return (
            f"The workbench in {self._path.parent} is running already: process {holder['pid']}, {holder['address']}. "
            f"Stop it first (Ctrl-C in its window, or kill {holder['pid']}), or set another DATA_DIR and --port."
        )
