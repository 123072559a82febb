"""Query parameters, read strictly: what is not known is refused, so that a typing error never widens an answer."""

import uuid
from collections.abc import Callable, Collection, Mapping
from typing import Any

from rest_framework.request import Request

from factcheck.lib.errors import InvalidInput

PAGING = frozenset({"cursor", "page_size"})
SPARSE = frozenset({"fields"})
MOST_DIGITS = 18
MOST_CHARACTERS = 200

Reader = Callable[[str], Any]


class BadParameter(InvalidInput):
    """A query parameter is unknown, missing, given twice or not readable; ``fields`` names it."""

    code = "invalid_parameter"


def read_filters(
    request: Request,
    allowed: Mapping[str, Reader] | None = None,
    *,
    required: Collection[str] = (),
    paged: bool = False,
    sparse: bool = False,
) -> dict[str, Any]:
    """The query parameters of ``request`` that are given, each read by its reader in ``allowed``.

    ``paged`` also lets the parameters of paging pass, and like ``sparse`` the one that chooses members. Raises
    ``BadParameter``, which becomes a 400 that names what is allowed. A reader raises ``ValueError`` with a sentence
    about what it expects.
    """
    readers = allowed or {}
    passing = (PAGING if paged else frozenset()) | (SPARSE if paged or sparse else frozenset())
    _refuse_unknown(request, {*readers, *passing})
    for name in required:
        if name not in request.query_params:
            raise _bad(name, f"The parameter {name} is needed.")
    return {
        name: _read(name, request.query_params[name], readers[name]) for name in readers if name in request.query_params
    }


def _refuse_unknown(request: Request, names: Collection[str]) -> None:
    listed = ", ".join(sorted(names)) or "none"
    for name, values in request.query_params.lists():
        if name not in names:
            raise _bad(name, f"There is no parameter {name[:60]!r} here; allowed: {listed}.")
        if len(values) > 1:
            raise _bad(name, f"The parameter {name} is given {len(values)} times; give it once.")


def _read(name: str, value: str, reader: Reader) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        raise _bad(name, f"The parameter {name} {error}.") from error


def _bad(name: str, message: str) -> BadParameter:
    return BadParameter(message, fields={name[:60]: message})


def as_uuid(value: str) -> uuid.UUID:
    """An id as the API gives it."""
    try:
        return uuid.UUID(value)
    except ValueError as error:
        message = "must be an id, such as 0b9d7a2e-6f0c-4a4e-9a55-0f5d1c2b3a44"
        raise ValueError(message) from error


def as_number(value: str) -> int:
    """A whole number from 0."""
    if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        message = "must be a whole number from 0"
        raise ValueError(message)
    return int(value)


def as_text(value: str) -> str:
    """A short text, as it is."""
    if not 0 < len(value) <= MOST_CHARACTERS or "\x00" in value:
        message = f"must have 1 to {MOST_CHARACTERS} characters"
        raise ValueError(message)
    return value


def one_of(words: Collection[str]) -> Reader:
    """A reader that takes only ``words``."""

    def read(value: str) -> str:
        if value not in words:
            message = f"must be one of: {', '.join(words)}"
            raise ValueError(message)
        return value

    return read
