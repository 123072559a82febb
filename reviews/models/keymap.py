"""Which keys a person uses."""

from django.conf import settings
from django.db import models


class KeyMap(models.Model):
    """The keys that a person set otherwise than they ship: ``{"next": "n"}``, the names of actions to keys."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="key_map")
    keys = models.JSONField(default=dict)

    class Meta:
        verbose_name = "keys of a person"
        verbose_name_plural = "keys of people"

    def __str__(self) -> str:
        return f"keys of {self.person}"
