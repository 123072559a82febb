"""What the frame of every page shows of a person's work."""

from typing import Any

from django import template

from reviews.models import Notice

register = template.Library()


@register.simple_tag
def unread_notices(user: Any) -> int:
    """How many notices ``user`` has not read."""
    return Notice.objects.unread_by(user).count() if user.is_authenticated else 0
