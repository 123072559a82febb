"""Reading the body of a request."""

from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class ShallowJSONParser(JSONParser):
    """JSON of any depth that Python can read; the framework's own parser breaks on a deeper one."""

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> Any:
        """The value in ``stream``; ``ParseError`` for what is no JSON or nested too deeply."""
        try:
            return super().parse(stream, media_type=media_type, parser_context=parser_context)
        except RecursionError as error:
            message = "JSON parse error - the value is nested too deeply."
            raise ParseError(message) from error
