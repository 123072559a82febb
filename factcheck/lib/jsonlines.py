"""JSON Lines in and out: one object a line, a bad line named by its number and never a reason to stop."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from factcheck.lib.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, and the object in it, or what is wrong with it."""

    number: int
    record: dict[str, Any]
    error: str = ""

    def checked(self) -> "Line":
        """The line itself; ``InvalidInput`` when it is a bad one."""
        if self.error:
            raise InvalidInput(self.error)
        return self

    def text(self, name: str, *others: str) -> str:
        """The value of the first of these keys that is there, as text; empty when none is."""
        for key in (name, *others):
            value = self.record.get(key)
            if value is not None:
                return str(value)
        return ""

    def required(self, name: str, *others: str) -> str:
        """Like ``text``, but ``InvalidInput`` when there is nothing."""
        value = self.text(name, *others)
        if not value.strip():
            message = f"line {self.number}: “{name}” is missing or empty"
            raise InvalidInput(message)
        return value


def read_lines(file: IO[bytes]) -> Iterator[Line]:
    """The objects of a JSON Lines file in order; blank lines are passed over."""
    for number, raw in enumerate(file, 1):
        if raw.strip():
            yield _line(number, raw)


def _line(number: int, raw: bytes) -> Line:
    try:
        record = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        return Line(number, {}, f"line {number}: not UTF-8 at byte {error.start + 1}")
    except (ValueError, RecursionError) as error:
        return Line(number, {}, f"line {number}: not JSON ({error})")
    if not isinstance(record, dict):
        return Line(number, {}, f"line {number}: not an object, {{...}}, but {type(record).__name__}")
    return Line(number, record)


def write_line(record: dict[str, Any]) -> str:
    """One object as one line, without the line's end."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
