"""Pages that stay right while rows are added: a cursor on a stable order, good only for the list it was given for."""

import hashlib
from base64 import b64decode, b64encode
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from factcheck.api.filters import PAGING, SPARSE, BadParameter, as_number

# What the framework makes of a text that names no place at all; no link holds it.
NOWHERE = Cursor(offset=0, reverse=False, position=None)
LIST: Final = "l"
NOT_OURS: Final = "The cursor is not one of this API. Start again without it, or use the link next as it was given."
OF_ANOTHER: Final = "The cursor is of another list, or of the same with other filters. Start again without it."


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

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """The rows of the page that is asked for."""
        self.list_key = _key_of(request)
        return super().paginate_queryset(queryset, request, view)

    def encode_cursor(self, cursor: Cursor) -> str:
        """The address of the page that begins at ``cursor``, which holds which list it belongs to."""
        tokens = {LIST: self.list_key}
        if cursor.offset:
            tokens["o"] = str(cursor.offset)
        if cursor.reverse:
            tokens["r"] = "1"
        if cursor.position is not None:
            tokens["p"] = str(cursor.position)
        encoded = b64encode(urlencode(tokens).encode()).decode()
        return str(replace_query_param(str(self.base_url), self.cursor_query_param, encoded))

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The place that the cursor names; ``BadParameter`` when it was not made by this API for this list."""
        try:
            cursor: Cursor | None = super().decode_cursor(request)
            if cursor and cursor.position is not None:
                as_number(str(cursor.position))
        except (NotFound, ValueError) as error:
            raise BadParameter(NOT_OURS, fields={"cursor": NOT_OURS}) from error
        if cursor == NOWHERE:
            raise BadParameter(NOT_OURS, fields={"cursor": NOT_OURS})
        if cursor is not None and _list_of(request.query_params["cursor"]) != self.list_key:
            raise BadParameter(OF_ANOTHER, fields={"cursor": OF_ANOTHER})
        return cursor

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Those of paging, and the one that chooses members."""
        described = "Members to answer with, names with commas between them; all when left out."
        fields = {"name": "fields", "in": "query", "description": described, "schema": {"type": "string"}}
        return [*super().get_schema_operation_parameters(view), fields]


def _key_of(request: Request) -> str:
    """A short name of the list that is asked for: its address and filters."""
    filters = sorted(pair for pair in request.query_params.items() if pair[0] not in PAGING | SPARSE)
    return hashlib.sha256(repr((request.path, filters)).encode(errors="backslashreplace")).hexdigest()[:12]


def _list_of(cursor: str) -> str:
    """The name of the list in a cursor that was read well; empty where it holds none."""
    return dict(parse_qsl(b64decode(cursor).decode())).get(LIST, "")
