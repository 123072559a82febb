"""Forms that act, and that show why they were refused with all that was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.views.decorators.http import require_http_methods

from factcheck.lib.errors import DomainError, Occupied

require_form = require_http_methods(["GET", "HEAD", "POST"])
"""For a view that shows a form and takes it."""


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a POST, even if that is nothing; ``None`` when the form is only to be shown."""
    return request.POST if request.method == "POST" else None


class DeskForm(forms.Form):
    """The base of the forms on the pages.

    ``status`` is the HTTP status of the page that shows the form; ``outcome`` is what the action gave. It is
    ``occupied`` when it was refused only because somebody else is at it, so that the page offers to go on.
    """

    required_css_class = "required"
    status = 200
    outcome: Any = None
    occupied = False

    def attempt(self, action: Callable[[dict[str, Any]], Any]) -> bool:
        """Call ``action`` with what was typed, if that is valid; whether it was done.

        A ``DomainError`` stands in the form afterwards, and its status in ``status``.
        """
        if not self.is_valid():
            self.status = 400 if self.is_bound else 200
            return False
        try:
            self.outcome = action(dict(self.cleaned_data))
        except DomainError as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: DomainError) -> None:
        """Show ``error`` at the inputs it names, or above the form when it names none that the form has."""
        self.status, self.occupied = error.status, isinstance(error, Occupied)
        named = {name: message for name, message in error.fields.items() if name in self.fields}
        for name, message in named.items():
            self.add_error(name, message)
        if not named:
            self.add_error(None, error.message)

    def renew(self, name: str, value: object) -> None:
        """Send ``value`` for a hidden input next time, keeping all else as it was typed."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix(name)] = str(value)
            self.data = data
