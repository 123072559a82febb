"""Sparse answers: ``fields=id,statement`` leaves out every other member, before anything is read for it."""

from typing import Any, Final

from rest_framework.request import Request

from factcheck.api.filters import BadParameter

NAME: Final = "fields"


def keep_fields(serializer: Any, request: Request) -> None:
    """Take the members that ``request`` does not ask for out of ``serializer``; ``BadParameter`` for unknown ones."""
    asked = request.query_params.get(NAME)
    if asked is None:
        return
    wanted = asked.split(",")
    unknown = [name for name in wanted if name not in serializer.fields]
    if unknown:
        known = ", ".join(serializer.fields)
        message = f"There is no member {unknown[0][:60]!r} here; fields takes names with commas between them: {known}."
        raise BadParameter(message, fields={NAME: message})
    for name in set(serializer.fields) - set(wanted):
        serializer.fields.pop(name)
