"""The swappable components, by slot, as named in ``settings.FACTCHECK_COMPONENTS``."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string


@cache
def get(slot: str) -> Any:
    """The component in ``slot``, built once per process with its options.

    Raises ``KeyError`` for a slot that is not set, ``ImportError`` for a path that does not import and ``TypeError``
    for an option that the component does not know; ``factcheck.checks`` reports all three at start.
    """
    entry = settings.FACTCHECK_COMPONENTS[slot]
    return import_string(entry["BACKEND"])(**entry.get("OPTIONS", {}))


def label(component: Any) -> str:
    """``name/version``, as it is written into every Run."""
    return f"{component.name}/{component.version}"


def _forget(*, setting: str, **_kwargs: object) -> None:
    if setting == "FACTCHECK_COMPONENTS":
        get.cache_clear()


setting_changed.connect(_forget, dispatch_uid="factcheck.lib.components")
