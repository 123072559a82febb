"""What the processes print: on the console behind their name, and in one file each."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOBase
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_BYTES = 10_000_000
FILES_KEPT = 3
NAME_WIDTH = 8
COLOURS = (36, 33, 35, 32, 34, 96, 95)  # ANSI foregrounds that can be read on light and on dark
FAILURE_COLOUR = 31


class _ConsoleFormatter(logging.Formatter):
    """``name     | line``, the name in the colour of its process, failures in red."""

    def __init__(self, *, colour: bool) -> None:
        super().__init__()
        self._colour = colour
        self._colours: dict[str, int] = {}

    def format(self, record: logging.LogRecord) -> str:
        name = record.name.rpartition(".")[2]
        prefix = f"{name:<{NAME_WIDTH}} |"
        if self._colour:
            own = self._colours.setdefault(name, COLOURS[len(self._colours) % len(COLOURS)])
            shown = FAILURE_COLOUR if record.levelno >= logging.ERROR else own
            prefix = f"\033[{shown}m{prefix}\033[0m"
        return f"{prefix} {record.getMessage()}"


@dataclass(slots=True)
class Output:
    """The loggers of the processes, by name."""

    directory: Path
    console: logging.Handler
    _loggers: list[logging.Logger] = field(default_factory=list)

    def channel(self, name: str) -> logging.Logger:
        """The logger for one process: its lines go to the console and to ``NAME.log``, which is rotated."""
        logger = logging.getLogger(f"factcheck.supervision.{name}")
        logger.propagate = False
        logger.setLevel(logging.INFO)
        logger.handlers = [
            self.console,
            RotatingFileHandler(
                self.directory / f"{name}.log", maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
            ),
        ]
        self._loggers.append(logger)
        return logger

    def close(self) -> None:
        """Close the files; the loggers fall silent."""
        for logger in self._loggers:
            for handler in logger.handlers:
                handler.close()
            logger.handlers = [logging.NullHandler()]


@contextmanager
def open_output(stream: TextIOBase, directory: Path, *, colour: bool) -> Iterator[Output]:
    """Loggers that write to ``stream`` and to files in ``directory``, which is made when it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    console = logging.StreamHandler(stream)
    console.setFormatter(_ConsoleFormatter(colour=colour))
    output = Output(directory, console)
    try:
        yield output
    finally:
        output.close()
