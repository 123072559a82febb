"""How the OpenAPI description is read off an endpoint."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

FIELDS = OpenApiParameter("fields", description="Members to answer with, names with commas between them.")


class EndpointSchema(AutoSchema):
    """Tells of ``fields`` where an answer can be made smaller; on lists the pagination tells of it."""

    def get_override_parameters(self) -> list[Any]:
        """What every endpoint takes beside its own parameters."""
        is_sparse = getattr(self.view, "action", "") in getattr(self.view, "sparse_actions", ())
        return [FIELDS] if is_sparse and self.method == "GET" else []
