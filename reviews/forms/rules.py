"""The rules of the desk."""

from typing import Any

from django import forms

from factcheck.lib.forms import DeskForm
from reviews.blind_rules import Rules
from reviews.forms.fields import WordsField
from reviews.services.rules import InForce


class RulesForm(DeskForm):
    """The rules of the desk. ``version`` is that of the rules as the person saw them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 2)
    forces = WordsField(
        label="What the speaker does", rows=1, help_text="Such as “accuses” or “denies”, with commas between."
    )
    accused = forms.BooleanField(required=False, label="A named person is accused")
    accusing_words = WordsField(label="Words that accuse", rows=3, help_text="“fraud*” means: with any ending.")
    health = forms.BooleanField(required=False, label="The claim is about health")
    health_words = WordsField(label="Words of health", rows=3)
    numbers = forms.BooleanField(required=False, label="The claim rests on a number")
    below = forms.FloatField(
        min_value=0, max_value=100, label="Low confidence: below, in percent",
        help_text="How sure the machine is of its reading of the claim. 0 switches the rule off.",
    )  # fmt: skip
    topics = WordsField(label="Sensitive topics", rows=2, help_text="The topics of articles, with commas between.")
    share = forms.FloatField(
        min_value=0, max_value=100, label="A share of all other claims, in percent",
        help_text="Drawn by the claim’s own id, so the same claims are drawn every time. 0 switches the rule off.",
    )  # fmt: skip
    assigns = forms.BooleanField(
        required=False, label="The machine gives open reviews to people",
        help_text="By language, topic, load and conflict of interest; each choice is in the ledger with its reason.",
    )  # fmt: skip
    reason = forms.CharField(max_length=500, label="Why they are changed")

    @staticmethod
    def stored(in_force: InForce) -> dict[str, Any]:
        """The rules in force, by the names of the inputs."""
        values = {name: getattr(in_force.rules, name) for name in Rules.__dataclass_fields__}
        below = round(in_force.rules.below * 100, 6)
        return values | {"version": in_force.version, "assigns": in_force.assigns, "below": below}

    def given(self) -> dict[str, Any]:
        """What was typed as the service takes it."""
        typed = self.cleaned_data
        values = {name: typed[name] for name in Rules.__dataclass_fields__}
        rules = Rules(**values | {"below": round(typed["below"] / 100, 8)})
        return {"rules": rules} | {name: typed[name] for name in ("assigns", "reason", "version")}
