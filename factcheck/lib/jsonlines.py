"""JSON Lines in and out: one object a line, a bad line named by its number and never a reason to stop."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from factcheck.lib.errors import InvalidInput

STANDARD_INPUT = "-"
_HALVES = re.compile("[\ud800-\udfff]")
_KINDS = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, and the object in it, or what is wrong with it."""

    number: int
    record: dict[str, Any]
    error: str = ""

    def checked(self) -> "Line":
        """The line itself; ``InvalidInput`` when it is a bad one."""
        if self.error:
            raise self._wrong(self.error)
        return self

    def text(self, name: str, *others: str) -> str:
        """The string under the first of these keys that is there, empty when none is; ``InvalidInput`` for another."""
        key, value = self._first(name, *others)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(f"“{key}” must be a string and is {_kind(value)}")
        if _HALVES.search(value):
            raise self._wrong(f"“{key}” holds half of a character (a lone surrogate), which is no Unicode text")
        return value

    def required(self, name: str, *others: str) -> str:
        """Like ``text``, but ``InvalidInput`` when there is nothing."""
        value = self.text(name, *others)
        if not value.strip():
            raise self._wrong(f"“{name}” is missing or empty")
        return value

    def label(self, name: str, *others: str) -> str:
        """Like ``text``, but a whole number is taken too: for ids."""
        _key, value = self._first(name, *others)
        return str(value) if type(value) is int else self.text(name, *others)

    def flag(self, name: str) -> bool:
        """The true or false under this key, false when there is none; ``InvalidInput`` for another."""
        value = self.record.get(name)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(f"“{name}” must be true or false and is {_kind(value)}")
        return bool(value)

    def _first(self, *keys: str) -> tuple[str, Any]:
        return next(((key, self.record[key]) for key in keys if self.record.get(key) is not None), ("", None))

    def _wrong(self, message: str) -> InvalidInput:
        return InvalidInput(f"line {self.number}: {message}")


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "null")


def open_input(name: str) -> AbstractContextManager[IO[bytes]]:
    """The bytes of a file, or of the standard input for ``-``; ``InvalidInput`` when it can not be opened."""
    if name == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        message = f"{name} cannot be read: {error.strerror}. Give the path of a file, or - for standard input."
        raise InvalidInput(message) from error


def read_lines(file: IO[bytes]) -> Iterator[Line]:
    """The objects of a JSON Lines file in order; blank lines are passed over."""
    for number, raw in enumerate(file, 1):
        if raw.strip():
            yield _line(number, raw)


def _line(number: int, raw: bytes) -> Line:
    try:
        record = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        return Line(number, {}, f"this is not UTF-8 at byte {error.start + 1}")
    except (ValueError, RecursionError) as error:
        return Line(number, {}, f"this is not JSON in UTF-8 ({error})")
    if not isinstance(record, dict):
        return Line(number, {}, f"a line must be an object, {{...}}, and this is {_kind(record)}")
    return Line(number, record)


def write_line(record: dict[str, Any]) -> str:
    """One object as one line, without the line's end; in ASCII where it holds what is no Unicode text."""
    line = json.dumps(record, ensure_ascii=False)
    return json.dumps(record) if _HALVES.search(line) else line
