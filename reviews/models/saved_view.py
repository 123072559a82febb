"""Lists of the queue that people keep under a name."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode

from reviews.querysets.saved_view import SavedViewQuerySet


class SavedView(models.Model):
    """What somebody looks for in the queue, under a name: his own, or shared with the desk.

    ``filters`` are the words of the address, ``{"view": "unassigned", "due": "day"}``; one that fits nothing any more
    is left out when the view is opened.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    filters = models.JSONField(default=dict)
    shared = models.BooleanField(default=False, help_text="Whether everybody of the desk sees it.")
    saved_at = models.DateTimeField(auto_now=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "name"), name="a_person_names_a_view_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_saved_view_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The link to pass on, which stays when the filters change."""
        return reverse("reviews:saved_view", args=[self.public_id])

    @property
    def queue_address(self) -> str:
        """The queue with these filters."""
        return f"{reverse('reviews:queue')}?{urlencode(self.filters)}"
