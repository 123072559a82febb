"""Who may call what: rights on models, also for reading; whatever has no right named is closed."""

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from factcheck.api.scopes import granted, scopes_with

VERBS = {"GET": "view", "HEAD": "view", "OPTIONS": "view", "POST": "add"}


class ModelRights(BasePermission):
    """Asks for Django's right on the model that the view names in ``rights_of``: "view" to read, "add" to send.

    A method that the address does not have is 405 and not 403, so that nobody asks for a right in vain.
    """

    message = ""
    code = "not_allowed"

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the account has the right; the message names the one it lacks."""
        if not request.user.is_authenticated:
            return False
        method = str(request.method)
        if method not in view.allowed_methods:
            raise MethodNotAllowed(method)
        right = right_for(method, view)
        confined = granted(request.auth)
        if right and confined is not None and right not in confined:
            scopes = " or ".join(scopes_with(right)) or "that this needs"
            self.code = "insufficient_scope"
            self.message = f"This token lacks the scope {scopes}. Ask an administrator of the desk for one that has it."
            return False
        self.message = f"This account lacks the right {right or 'to do this'}. Ask an administrator of the desk."
        return bool(right) and request.user.has_perm(right)


def right_for(method: str, view: Any) -> str:
    """The right that ``method`` needs, such as ``claims.add_article``; empty when the view names none."""
    model = getattr(view, "rights_of", None)
    if model is None or method not in VERBS:
        return ""
    return f"{model._meta.app_label}.{VERBS[method]}_{model._meta.model_name}"
