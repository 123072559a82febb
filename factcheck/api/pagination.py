"""Pages that stay right while rows are added: a cursor on a stable order."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from factcheck.api.filters import BadParameter, as_number

# What the framework makes of a text that names no place at all; no link holds it.
NOWHERE = Cursor(offset=0, reverse=False, position=None)


class FeedPagination(CursorPagination):
    """50 rows to a page, at most 200. The view names the order in ``ordering``; its first field is a whole number."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    page_size_query_description = "Rows on a page, 1 to 200."
    cursor_query_description = "Where the page begins; taken from the links next and previous, never made up."

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        """The order of the view."""
        return tuple(view.ordering)

    def get_page_size(self, request: Request) -> int:
        """The size asked for; ``BadParameter`` when it is none from 1 to 200."""
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        try:
            size = as_number(asked)
        except ValueError:
            size = 0
        if not 1 <= size <= self.max_page_size:
            message = f"The parameter page_size must be a whole number from 1 to {self.max_page_size}."
            raise BadParameter(message, fields={"page_size": message})
        return size

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The place that the cursor names; ``BadParameter`` when it was not made by this API."""
        message = "The cursor is not one of this API. Start again without it, or use the link next as it was given."
        try:
            cursor: Cursor | None = super().decode_cursor(request)
            if cursor and cursor.position is not None:
                as_number(str(cursor.position))
        except (NotFound, ValueError) as error:
            raise BadParameter(message, fields={"cursor": message}) from error
        if cursor == NOWHERE:
            raise BadParameter(message, fields={"cursor": message})
        return cursor
