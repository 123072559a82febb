"""System checks: settings that would bite later, each with a hint."""

import inspect
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.utils import timezone
from django.utils.module_loading import import_string

# Slot, and the method its protocol asks for with the arguments it is called with.
SLOTS = {
    "extractor": ("extract", ("text", "published", "language")),
    "retriever": ("search", ("query", "limit")),
    "stance": ("judge", ("pairs",)),
}


@register()
def check_components(**_kwargs: Any) -> list[CheckMessage]:
    """Each slot is filled with a component that imports, takes its options and has its protocol's method."""
    return [problem for slot in SLOTS for problem in _check_slot(slot)]


def _check_slot(slot: str) -> list[CheckMessage]:
    entry = settings.FACTCHECK_COMPONENTS.get(slot)
    if entry is None:
        return [Error(f"There is no {slot}.", hint="Name one in FACTCHECK_COMPONENTS.", id="factcheck.E001")]
    try:
        component_class = import_string(entry["BACKEND"])
    except ImportError as error:
        return [Error(f"The {slot} does not import: {error}", hint="Check its dotted path.", id="factcheck.E002")]
    try:
        component = component_class(**entry.get("OPTIONS", {}))
    except TypeError as error:
        return [Error(f"The {slot} refuses its options: {error}", hint="Check OPTIONS.", id="factcheck.E003")]
    return _check_protocol(slot, component)


def _check_protocol(slot: str, component: Any) -> list[CheckMessage]:
    method, arguments = SLOTS[slot]
    if not (getattr(component, "name", "") and getattr(component, "version", "")):
        hint = "They are written into every Run; give the class both."
        return [Error(f"The {slot} has no name or no version.", hint=hint, id="factcheck.E004")]
    function = getattr(component, method, None)
    if function is None:
        return [Error(f"The {slot} has no method {method}().", hint="See its protocol.", id="factcheck.E005")]
    missing = set(arguments) - set(inspect.signature(function).parameters)
    if missing:
        named = ", ".join(sorted(missing))
        return [
            Error(f"{method}() of the {slot} does not take: {named}.", hint="See its protocol.", id="factcheck.E006")
        ]
    return []


@register()
def check_connectors(**_kwargs: Any) -> list[CheckMessage]:
    """Each system that publications are sent to imports, and has the methods of the protocol."""
    return [problem for name, path in settings.FACTCHECK_CONNECTORS.items() for problem in _check_connector(name, path)]


def _check_connector(name: str, path: str) -> list[CheckMessage]:
    try:
        connector = import_string(path)()
    except (ImportError, TypeError) as error:
        return [Error(f"The connector {name} can not be made: {error}", hint="Check CONNECTORS.", id="factcheck.E020")]
    wanted = ("name", "version", "title", "options", "can_ask", "render", "reconcile", "send")
    missing = [part for part in wanted if not hasattr(connector, part)]
    if missing or connector.name != name:
        what = f"lacks {', '.join(missing)}" if missing else f"calls itself {connector.name}"
        return [Error(f"The connector {name} {what}.", hint="See its protocol.", id="factcheck.E021")]
    return []


@register()
def check_clocks(**_kwargs: Any) -> list[CheckMessage]:
    """A task ends before its lease, and its lease before the broker hands its message to somebody else."""
    if settings.TASK_SECONDS < settings.LEASE_SECONDS <= settings.REDELIVERY_SECONDS:
        return []
    return [
        Error(
            "The clocks of the machine steps are out of order.",
            hint="TASK_SECONDS must be below LEASE_SECONDS, and that not above REDELIVERY_SECONDS.",
            id="factcheck.E007",
        )
    ]


@register()
def check_broker(**_kwargs: Any) -> list[CheckMessage]:
    """The broker is one that keeps messages of dead workers."""
    if settings.BROKER_URL.startswith(("redis://", "rediss://", "redis+socket://")):
        return []
    hint = "Set REDIS_URL to redis://host:port/0, or leave it empty for the embedded server."
    return [Error("The broker is no Redis or Valkey.", hint=hint, id="factcheck.E008")]


@register()
def check_office_hours(**_kwargs: Any) -> list[CheckMessage]:
    """The desk has hours, its holidays are those of a country that is known, and it opens now and then."""
    from reviews.services.office_hours import office_hours  # the models are not loaded yet when checks are registered

    try:
        office_hours().next_open(timezone.now())
    except (ValueError, KeyError) as error:
        hint = "Look at DESK_DAYS, DESK_HOURS, HOLIDAYS, HOLIDAYS_COUNTRY and TIME_ZONE."
        return [Error(f"The working time of the desk can not be counted: {error}", hint=hint, id="factcheck.E009")]
    return []


@register(deploy=True)
def check_organisation(**_kwargs: Any) -> list[CheckMessage]:
    """What is published carries the newsroom's own name."""
    if settings.ORGANISATION_NAME != "The Meridian Desk":
        return []
    hint = "Set ORGANISATION_NAME and ORGANISATION_URL; they stand in every ClaimReview."
    return [checks.Warning("The newsroom still has the name of the demo.", hint=hint, id="factcheck.W001")]
