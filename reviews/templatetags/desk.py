"""What the frame of every page shows of a person's work."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from reviews.models import Notice
from reviews.services.keys import KeyGroup, key_groups, keys_of

register = template.Library()


@register.simple_tag
def unread_notices(user: Any) -> int:
    """How many notices ``user`` has not read."""
    return Notice.objects.unread_by(user).count() if user.is_authenticated else 0


@register.simple_tag
def desk_keys(user: Any) -> list[KeyGroup]:
    """The keys of the pages in groups, as ``user`` set them."""
    return key_groups(keys_of(user))


@register.filter
def at_review(present: Mapping[int, Sequence[str]], review: Any) -> Sequence[str]:
    """Who else has ``review`` open, of what ``present_at`` gave."""
    return present.get(review.pk, ()) if present else ()
