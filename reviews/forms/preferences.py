"""How a person wants to be told, and when not."""

from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from factcheck.lib.forms import DeskForm
from reviews.choices import NoticeKind, Way
from reviews.services.preferences import Wishes

ZONES: Final = frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))


class TimeInput(forms.TimeInput):
    """The browser's own picker of a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PreferencesForm(DeskForm):
    """How a person is told of each kind of thing, and when."""

    digest_at = forms.TimeField(
        label="Daily digest at", widget=TimeInput, help_text="None goes out when nothing waits."
    )
    zone = forms.ChoiceField(label="Time zone", required=False)
    quiet_from = forms.TimeField(label="No mail from", widget=TimeInput, required=False)
    quiet_until = forms.TimeField(label="No mail until", widget=TimeInput, required=False)

    def __init__(self, data: Any = None, *, wishes: Wishes) -> None:
        """With what is set now; ``Wishes()`` are the usual ways."""
        quiet_from, quiet_until = wishes.quiet or (None, None)
        initial = {"digest_at": wishes.digest_at, "zone": wishes.zone}
        super().__init__(data, initial=initial | {"quiet_from": quiet_from, "quiet_until": quiet_until})
        zone: Any = self.fields["zone"]
        zone.choices = [("", f"that of the desk ({settings.TIME_ZONE})"), *((name, name) for name in sorted(ZONES))]
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label.capitalize(), choices=Way.choices, initial=wishes.way(kind)
            )

    def kinds(self) -> list[Any]:
        """The inputs of the kinds of notice."""
        return [self[kind.value] for kind in NoticeKind]

    def times(self) -> list[Any]:
        """The other inputs."""
        return [self[name] for name in ("digest_at", "zone", "quiet_from", "quiet_until")]

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        given = super().clean() or self.cleaned_data
        ends = [name for name in ("quiet_from", "quiet_until") if given.get(name) is None]
        if len(ends) == 1 and ends[0] not in self.errors:
            self.add_error(ends[0], "Give both times, or neither.")
        return given

    def wishes(self) -> Wishes:
        """What was chosen; only what is not usual is kept, so that the usual ways of the desk may change."""
        given = self.cleaned_data
        ways = {kind.value: given[kind.value] for kind in NoticeKind if given[kind.value] != Wishes().way(kind)}
        quiet = (given["quiet_from"], given["quiet_until"]) if given["quiet_from"] is not None else None
        return Wishes(ways=ways, zone=given["zone"], digest_at=given["digest_at"], quiet=quiet)
