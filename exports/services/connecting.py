"""The connectors, by name, as ``settings.FACTCHECK_CONNECTORS`` has them."""

from functools import cache
from typing import cast

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from exports.connectors.base import Connector
from factcheck.lib.errors import InvalidInput

WEBHOOK = "webhook"


@cache
def connectors() -> dict[str, Connector]:
    """All of them by name, built once per process; ``ImportError`` for a path that does not import."""
    return {name: cast("Connector", import_string(path)()) for name, path in settings.FACTCHECK_CONNECTORS.items()}


def connector_named(name: str) -> Connector:
    """The connector called ``name``; ``InvalidInput`` when there is none."""
    found = connectors().get(name)
    if found is None:
        message = f"There is no connector called “{name[:40]}”; there are: {', '.join(connectors())}."
        raise InvalidInput(message, fields={"connector": message})
    return found


def _forget(*, setting: str, **_kwargs: object) -> None:
    if setting == "FACTCHECK_CONNECTORS":
        connectors.cache_clear()


setting_changed.connect(_forget, dispatch_uid="exports.services.connecting")
