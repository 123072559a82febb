"""Confidential contacts: sealed before they are stored, opened for one person at a time, found in no text.

The keys are in the settings, outside the database. Without a key nothing is stored and nothing is opened, and the
sentence says what to do.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from claims.services import ledger
from factcheck.lib.errors import ComponentFailed, Conflict, InvalidInput
from factcheck.lib.fingerprints import normalise
from factcheck.lib.sealing import NoKey, WrongKey, is_sealed_with, make_key, seal, unseal
from reviews.models import ReplyContact

CONTACT_MOST: Final = 1_000
ROTATION_BATCH: Final = 200
_ADDRESS = re.compile(r"[^\s@,;<>()]{1,100}@[^\s@,;<>()]{1,100}")
_DIALLED = re.compile(r"\+?\d[\d ()/.-]{4,30}\d")
_DIGITS_LEAST: Final = 6

NO_KEY: Final = (
    "A confidential contact can not be kept: no key to encrypt it with is set. Ask whoever runs the workbench to set "
    "CONTACT_KEYS, or log the request without the contact."
)
CAN_NOT_OPEN: Final = (
    "This contact is encrypted with a key that is not set here, and nothing of it is lost: ask whoever runs the "
    "workbench to put the key back into CONTACT_KEYS."
)


@dataclass(frozen=True, slots=True)
class Rotation:
    """What became of the contacts when the keys were rotated; ``unopened`` are the public ids of their requests."""

    renewed: int
    kept: int
    unopened: tuple[str, ...]


def contact_keys() -> list[str]:
    """The keys, the one that seals first: those of the settings, else those in the file that the demo makes."""
    if settings.CONTACT_KEYS:
        return list(settings.CONTACT_KEYS)
    path = Path(settings.CONTACT_KEY_FILE)
    return path.read_text().split() if path.exists() else []


def keep_key_file() -> None:
    """Make a key of one's own in the file of the settings, if neither is there; only its owner can read it."""
    if contact_keys():
        return
    descriptor = os.open(settings.CONTACT_KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{make_key()}\n")


def sealed(contact: str) -> str:
    """``contact`` as it can be stored; ``InvalidInput`` without a key, or when it is too long."""
    if len(contact) > CONTACT_MOST:
        message = f"The contact has {len(contact):,} characters; at most {CONTACT_MOST:,} are taken."
        raise InvalidInput(message, fields={"contact": message})
    try:
        return seal(contact, contact_keys())
    except NoKey as error:
        raise InvalidInput(NO_KEY, fields={"contact": NO_KEY}) from error


def opened(contact: ReplyContact) -> str:
    """The contact in words; ``ComponentFailed`` when no key is there that opens it."""
    try:
        return unseal(contact.sealed, contact_keys())
    except (NoKey, WrongKey) as error:
        raise ComponentFailed(CAN_NOT_OPEN) from error


def gives_away(text: str, contact: str) -> bool:
    """Whether ``text`` holds ``contact``, or an address or number in it, in whatever spelling."""
    if not contact.strip():
        return False
    words, numbers = normalise(text), _numbers(text)
    if normalise(contact) in words or any(address in words for address in _ADDRESS.findall(normalise(contact))):
        return True
    return any(number in other or other in number for number in _numbers(contact) for other in numbers)


def _numbers(text: str) -> list[str]:
    """The numbers that can be dialled, digits alone."""
    found = (re.sub(r"\D", "", number) for number in _DIALLED.findall(text))
    return [digits for digits in found if len(digits) >= _DIGITS_LEAST]


def rotate_contacts() -> Rotation:
    """Seal every contact with the first key; batches of their own, so that it can be stopped and run again.

    What no key opens is left as it is and named. Raises ``Conflict`` when no key is set.
    """
    keys = contact_keys()
    if not keys:
        message = "No key is set: put the new key in front of the old one in CONTACT_KEYS first."
        raise Conflict(message)
    last, parts = 0, []
    while batch := list(
        ReplyContact.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:ROTATION_BATCH]
    ):
        parts.append(_rotate_batch(pks=batch, keys=keys))
        last = batch[-1]
    return Rotation(
        renewed=sum(part.renewed for part in parts),
        kept=sum(part.kept for part in parts),
        unopened=tuple(name for part in parts for name in part.unopened),
    )


@transaction.atomic(durable=True)
def _rotate_batch(*, pks: Sequence[int], keys: Sequence[str]) -> Rotation:
    renewed, kept, unopened = 0, 0, []
    for contact in ReplyContact.objects.select_for_update(of=("self",)).select_related("request").filter(pk__in=pks):
        try:
            if is_sealed_with(contact.sealed, keys[0]):
                kept += 1
                continue
            contact.sealed = seal(unseal(contact.sealed, keys), keys)
        except WrongKey:
            unopened.append(str(contact.request.public_id))
            continue
        contact.save(update_fields=["sealed"])
        renewed += 1
    if renewed:
        ledger.record("contacts.rotated", contacts=renewed)
    return Rotation(renewed, kept, tuple(unopened))
