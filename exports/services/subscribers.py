"""Who is told what is published: adding, changing, stopping and removing subscribers. All goes into the ledger."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from claims.choices import RunStatus
from claims.services import ledger
from exports.choices import PublicationKind
from exports.connectors.base import Connector, Option
from exports.models import Delivery, Subscriber
from exports.policies import can_manage_subscribers
from exports.services.connecting import WEBHOOK, connector_named
from exports.services.messages import refusal_of
from exports.services.secrets import PREVIOUS, SECRET, opened, sealed
from exports.signals import deliveries_waiting
from exports.webhooks import make_secret
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.ingestion.urls import is_web_url

OVERLAP: Final = dt.timedelta(hours=24)
BY_A_PERSON: Final = "A person stopped it."
OPTION_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person sets for a subscriber; ``values`` are the options of its connector, an empty secret stays as is."""

    name: str
    url: str
    kinds: tuple[str, ...] = tuple(PublicationKind.values)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A subscriber and the secret that was made for it; it is shown now and never again. Empty when none was made."""

    subscriber: Subscriber
    secret: str = ""


@transaction.atomic(durable=True)
def add_subscriber(*, connector: str, wanted: Wanted, by: Any) -> Made:
    """Tell one more system what is published from now on. A webhook gets a new secret, which is shown once.

    Raises ``InvalidInput`` with a sentence for each input at fault, ``Conflict`` for a name that is taken,
    ``NotAllowed``.
    """
    can_manage_subscribers(by).enforce()
    kind = connector_named(connector)
    _check(wanted, kind, known={}, other_than=None)
    secret = make_secret() if connector == WEBHOOK else ""
    secrets = _secrets(kind, wanted) | ({SECRET: secret} if secret else {})
    subscriber = Subscriber.objects.create(
        name=wanted.name.strip(),
        connector=connector,
        url=wanted.url.strip(),
        kinds=list(wanted.kinds),
        options=_open_options(kind, wanted),
        sealed=sealed(secrets),
        created_by=by,
    )
    _record("subscriber.added", subscriber, by=by, connector=connector, kinds=subscriber.kinds)
    return Made(subscriber, secret)


@transaction.atomic(durable=True)
def change_subscriber(*, subscriber: Subscriber, wanted: Wanted, by: Any) -> Subscriber:
    """Change name, address, kinds and options; a secret that is left empty stays. Raises as ``add_subscriber`` does."""
    can_manage_subscribers(by, subscriber).enforce()
    locked = lock_subscriber(subscriber)
    kind = connector_named(locked.connector)
    known = opened(locked) if locked.sealed else {}
    if _hosts(wanted.url, wanted.values) - _hosts(locked.url, locked.options):
        known = {name: value for name, value in known.items() if connector_makes(locked, name)}
    _check(wanted, kind, known=known, other_than=locked)
    given = {name: value for name, value in _secrets(kind, wanted).items() if value}
    locked.name, locked.url, locked.kinds = wanted.name.strip(), wanted.url.strip(), list(wanted.kinds)
    locked.options = _open_options(kind, wanted)
    locked.sealed = sealed(known | given)
    locked.save(update_fields=["name", "url", "kinds", "options", "sealed"])
    _record("subscriber.changed", locked, by=by, kinds=locked.kinds, new_secrets=sorted(given))
    return locked


@transaction.atomic(durable=True)
def rotate_secret(*, subscriber: Subscriber, by: Any) -> Made:
    """Give a webhook another secret, shown once. The old one signs beside it for a day, so that nothing is refused."""
    can_manage_subscribers(by, subscriber).enforce()
    locked = lock_subscriber(subscriber)
    if locked.connector != WEBHOOK:
        message = "Only the secret of a webhook is made here; set a new password instead."
        raise InvalidInput(message)
    known = opened(locked)
    secret = make_secret()
    locked.sealed = sealed({SECRET: secret, PREVIOUS: known.get(SECRET, "")})
    locked.previous_until = timezone.now() + OVERLAP
    locked.save(update_fields=["sealed", "previous_until"])
    _record("subscriber.secret_rotated", locked, by=by, old_valid_until=locked.previous_until.isoformat())
    return Made(locked, secret)


@transaction.atomic(durable=True)
def stop_subscriber(*, subscriber: Subscriber, by: Any, reason: str = "") -> Subscriber:
    """Send it nothing for a while; what is published meanwhile waits for it."""
    can_manage_subscribers(by, subscriber).enforce()
    locked = lock_subscriber(subscriber)
    if locked.enabled:
        disable(locked, reason=reason.strip() or BY_A_PERSON)
        _record("subscriber.stopped", locked, by=by, reason=locked.disabled_reason)
    return locked


@transaction.atomic(durable=True)
def start_subscriber(*, subscriber: Subscriber, by: Any) -> Subscriber:
    """Send to it again, beginning with what has waited and what was given up, in the order of the feed."""
    can_manage_subscribers(by, subscriber).enforce()
    locked = lock_subscriber(subscriber)
    locked.enabled, locked.disabled_reason, locked.disabled_at = True, "", None
    locked.failing_since, locked.told_at = None, None
    locked.save(update_fields=["enabled", "disabled_reason", "disabled_at", "failing_since", "told_at"])
    again = Delivery.objects.filter(subscriber=locked).unconfirmed().exclude(status=RunStatus.RUNNING)
    count = again.update(status=RunStatus.PENDING, next_attempt_at=timezone.now(), failures=0, finished_at=None)
    _record("subscriber.started", locked, by=by, waiting=count)
    deliveries_waiting.send(sender=Subscriber, subscriber_id=locked.pk)
    return locked


@transaction.atomic(durable=True)
def remove_subscriber(*, subscriber: Subscriber, by: Any) -> None:
    """Tell it nothing any more and forget its secrets. The log of what it was sent stays."""
    can_manage_subscribers(by, subscriber).enforce()
    locked = lock_subscriber(subscriber)
    locked.removed_at, locked.sealed = timezone.now(), ""
    locked.save(update_fields=["removed_at", "sealed"])
    waiting = Delivery.objects.filter(subscriber=locked).unconfirmed()
    count = waiting.update(status=RunStatus.STALE, error="The subscriber was removed.", finished_at=timezone.now())
    _record("subscriber.removed", locked, by=by, unsent=count)


def lock_subscriber(subscriber: Subscriber) -> Subscriber:
    """The row as it is stored now, locked; ``Conflict`` when somebody removed it."""
    rows = Subscriber.objects.select_for_update(no_key=True).present()
    found: Subscriber | None = rows.filter(pk=subscriber.pk).first()
    if found is None:
        message = "Somebody removed this subscriber meanwhile."
        raise Conflict(message)
    return found


def disable(locked: Subscriber, *, reason: str) -> None:
    """Stop a subscriber that is locked, in the caller's transaction."""
    locked.enabled, locked.disabled_reason, locked.disabled_at = False, reason[:500], timezone.now()
    locked.save(update_fields=["enabled", "disabled_reason", "disabled_at"])


def _check(wanted: Wanted, kind: Connector, *, known: Mapping[str, str], other_than: Subscriber | None) -> None:
    flaws = _flaws(wanted, kind, known, other_than)
    if flaws:
        raise InvalidInput(next(iter(flaws.values())), fields=flaws)
    taken = Subscriber.objects.present().filter(name=wanted.name.strip())
    if taken.exclude(pk=other_than.pk if other_than else None).exists():
        message = "Another subscriber has this name."
        raise Conflict(message, fields={"name": message})


def connector_makes(subscriber: Subscriber, name: str) -> bool:
    """Whether the secret called ``name`` was made here to sign with. One that is sent along goes to no other host."""
    return subscriber.connector == WEBHOOK and name in {SECRET, PREVIOUS}


def _hosts(url: str, options: Mapping[str, str]) -> set[str]:
    """Where secrets are sent to, with scheme and port."""
    addresses = [url.strip(), *(value.strip() for value in options.values())]
    parts = [urlsplit(address) for address in addresses if is_web_url(address)]
    return {f"{part.scheme}://{part.netloc.lower()}" for part in parts}


def _flaws(wanted: Wanted, kind: Connector, known: Mapping[str, str], other_than: Subscriber | None) -> dict[str, str]:
    flaws = {}
    if not 1 <= len(wanted.name.strip()) <= 100:
        flaws["name"] = "Give it a name of at most 100 characters."
    if refusal := _address_flaw(wanted.url.strip()):
        flaws["url"] = refusal
    if not wanted.kinds or set(wanted.kinds) - set(PublicationKind.values):
        flaws["kinds"] = "Choose at least one kind of entry."
    for option in kind.options:
        if flaw := _option_flaw(option, wanted, known, other_than):
            flaws[option.name] = flaw
    return flaws | _unknown_options(wanted, kind)


def _address_flaw(url: str) -> str:
    if not is_web_url(url) or len(url) > OPTION_MOST:
        return "This is no web address. It must start with https:// or http://."
    return refusal_of(url)


def _option_flaw(option: Option, wanted: Wanted, known: Mapping[str, str], changed: Subscriber | None) -> str:
    value = wanted.values.get(option.name, "").strip()
    if option.required and not value and not (option.secret and known.get(option.name)):
        return _needed(option, changed)
    if option.choices and value and value not in dict(option.choices):
        return "Choose one of the list."
    if len(value) > OPTION_MOST or not value.isprintable():
        return f"At most {OPTION_MOST} printable characters are taken."
    return ""


def _unknown_options(wanted: Wanted, kind: Connector) -> dict[str, str]:
    names = [option.name for option in kind.options]
    listed = ", ".join(names) or "none"
    return {name: f"There is no such option; known: {listed}." for name in wanted.values if name not in names}


def _needed(option: Option, changed: Subscriber | None) -> str:
    if option.secret and changed is not None:
        return f"“{option.label}” is needed again, because the address leads to another host now."
    return f"“{option.label}” is needed."


def _open_options(kind: Connector, wanted: Wanted) -> dict[str, str]:
    return {option.name: wanted.values.get(option.name, "").strip() for option in kind.options if not option.secret}


def _secrets(kind: Connector, wanted: Wanted) -> dict[str, str]:
    return {option.name: wanted.values.get(option.name, "").strip() for option in kind.options if option.secret}


def _record(verb: str, subscriber: Subscriber, *, by: Any, **details: Any) -> None:
    ledger.record(
        verb, by=by, subscriber=str(subscriber.public_id), name=subscriber.name, url=subscriber.url, **details
    )
