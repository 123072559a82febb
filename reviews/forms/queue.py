"""What people look for in the queue, and the names under which they keep it."""

import datetime as dt
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import get_user_model

from claims.models import Article, Speaker
from factcheck.lib.forms import DeskForm
from reviews.services.saved_views import NAME_MOST

LISTS: Final[dict[str, str]] = {
    "mine": "Mine",
    "unassigned": "Unassigned",
    "overdue": "Overdue",
    "disputed": "Disputed",
    "decided": "Decided",
    "all": "All",
}
DUE: Final = {"": "any time", "day": "in the next 24 hours, or late", "week": "in the next 7 days, or late"}
SPANS: Final = {"day": dt.timedelta(days=1), "week": dt.timedelta(days=7)}
WORTH: Final = {"": "any", "0.5": "at least 50 %", "0.7": "at least 70 %", "0.9": "at least 90 %"}
JUDGED_BY: Final = {"": "one or two", "one": "one reviewer", "two": "two, blind"}
ORDERS: Final = {"": "due first", "worth": "most worth checking", "newest": "newest", "oldest": "waiting longest"}


class QueueFilterForm(forms.Form):
    """What is looked for, all of it in the address. What fits nothing is left out, and ``left_out`` says so."""

    view = forms.ChoiceField(choices=tuple(LISTS.items()), required=False, widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=200, label="Claim or speaker")
    due = forms.ChoiceField(choices=tuple(DUE.items()), required=False, label="Due")
    worth = forms.ChoiceField(choices=tuple(WORTH.items()), required=False, label="Worth checking")
    judged_by = forms.ChoiceField(choices=tuple(JUDGED_BY.items()), required=False, label="Judged by")
    person = forms.ModelChoiceField(
        queryset=get_user_model().objects.none(), to_field_name="username", required=False, label="With",
        empty_label="anybody",
    )  # fmt: skip
    article = forms.ModelChoiceField(
        queryset=Article.objects.none(), to_field_name="public_id", required=False, label="Article", empty_label="any"
    )
    speaker = forms.ModelChoiceField(
        queryset=Speaker.objects.none(), to_field_name="public_id", required=False, widget=forms.HiddenInput
    )
    order = forms.ChoiceField(choices=tuple(ORDERS.items()), required=False, label="Order")

    def __init__(self, data: Any, *, user: Any) -> None:
        """Only articles, people and speakers that ``user`` may read can be chosen."""
        super().__init__(data, auto_id="queue_%s")
        fields: Any = self.fields
        people = get_user_model().objects.with_perm("reviews.assess_review")
        fields["person"].queryset = people.order_by("username")
        fields["article"].queryset = Article.objects.visible_to(user).listed().for_list().order_by("-pk")
        fields["article"].label_from_instance = lambda article: article.headline[:70]
        fields["speaker"].queryset = Speaker.objects.visible_to(user)
        self.is_valid()

    @property
    def list_name(self) -> str:
        """The list that is shown."""
        return self.cleaned_data.get("view") or "mine"

    def value(self, name: str) -> Any:
        """What is looked for under ``name``; empty when that is nothing or fits nothing."""
        return self.cleaned_data.get(name) or ""

    @property
    def left_out(self) -> list[str]:
        """The labels of what was asked for and fits nothing."""
        return [str(self.fields[name].label or name).capitalize() for name in self.errors if name != "view"]

    def kept(self) -> dict[str, str]:
        """What is looked for as the words of an address, the list first; without what is empty or fits nothing."""
        given = {name: str(self.data.get(name, "")) for name in self.fields if self.value(name)}
        return {"view": self.list_name} | given

    def without(self, name: str) -> str:
        """The address of the queue without one of the filters."""
        return self._address({key: value for key, value in self.kept().items() if key != name})

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The inputs that are folded away."""
        return [self[name] for name in ("due", "worth", "judged_by", "person", "article", "order")]

    @property
    def on_list_all(self) -> str:
        """The address of all reviews with the same filters."""
        return self.on_list("all")

    def on_list(self, name: str) -> str:
        """The address of another list with the same filters."""
        return self._address(self.kept() | {"view": name})

    def address(self) -> str:
        """The address of what is shown."""
        return self._address(self.kept())

    @staticmethod
    def _address(filters: dict[str, str]) -> str:
        return f"?{urlencode(filters)}"


class SavedViewForm(DeskForm):
    """A name for what is looked for."""

    name = forms.CharField(max_length=NAME_MOST, label="Name", help_text="A name that you use already shows this.")
    shared = forms.BooleanField(required=False, label="For the whole desk")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="save_%s")
