"""Small words on the pages of subscribers."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(titles: Mapping[str, str], name: str) -> str:
    """The title of the connector ``name``; the name itself when the settings have it no longer."""
    return titles.get(name, name)
