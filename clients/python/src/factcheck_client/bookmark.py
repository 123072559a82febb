"""How far a program is in the feed, kept in a file."""

import os
from pathlib import Path


class Bookmark:
    """The ``sequence`` of the last entry that was handled. The file is replaced whole, so it is never half written."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def read(self) -> int:
        """The last sequence; 0 when nothing was handled yet. ``ValueError`` for a file that is no bookmark."""
        try:
            text = self._path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return 0
        return int(text)

    def save(self, sequence: int) -> None:
        """Write down that everything up to ``sequence`` was handled."""
        beside = self._path.with_name(f"{self._path.name}.new")
        with beside.open("w", encoding="ascii") as file:
            file.write(f"{sequence}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
