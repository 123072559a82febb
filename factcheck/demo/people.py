"""The people of the demo newsroom, and how they log in."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from knox.models import AuthToken

PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the desk, before there is an account."""

    username: str
    first_name: str
    last_name: str
    group: str
    role: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Cast:
    """The accounts of the desk; ``cms`` is the service account of the content management system."""

    edda: User
    emil: User
    rosa: User
    rolf: User
    cms: User


PEOPLE = (
    Person("edda", "Edda", "Brandt", "editor", "editor"),
    Person("emil", "Emil", "Sand", "editor", "second editor"),
    Person("rosa", "Rosa", "Lind", "reviewer", "reviewer"),
    Person("rolf", "Rolf", "Tanner", "reviewer", "second reviewer"),
)
CMS = Person("cms", "Content", "management system", "cms", "service account")


def make_people(credentials: Path) -> Cast:
    """The accounts of the desk, made where they are not there yet.

    Passwords and the token of the CMS are random and kept in ``credentials``, which only its owner can read. Where
    that file is gone, they are made anew, because the database holds hashes of them only.
    """
    kept = _read(credentials) or _new_secrets()
    with transaction.atomic():
        accounts = {person.username: _account(person, kept["passwords"].get(person.username)) for person in PEOPLE}
        cms = _account(CMS, None)
        token = _token(cms, kept["cms_token"])
    _write(credentials, kept["passwords"], token)
    return Cast(cms=cms, **accounts)


def _new_secrets() -> dict[str, Any]:
    passwords = {person.username: secrets.token_urlsafe(PASSWORD_BYTES) for person in PEOPLE}
    return {"passwords": passwords, "cms_token": ""}


def _account(person: Person, password: str | None) -> User:
    """The account of ``person`` with this password; without one nobody can log in to it."""
    names = {"first_name": person.first_name, "last_name": person.last_name}
    email = f"{person.username}@meridian.example"
    account, created = User.objects.get_or_create(username=person.username, defaults={**names, "email": email})
    if created:
        account.groups.add(Group.objects.get(name=person.group))
    if created or (password and not account.check_password(password)):
        account.set_password(password)
        account.save(update_fields=["password"])
    return account


def _token(cms: User, kept: str) -> str:
    """The token that is kept if it still opens the door, otherwise a new one in its place."""
    if kept and AuthToken.objects.filter(user=cms).exists():
        return kept
    AuthToken.objects.filter(user=cms).delete()
    _row, token = AuthToken.objects.create(user=cms)
    return str(token)


def _read(credentials: Path) -> dict[str, Any] | None:
    try:
        stored = json.loads(credentials.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    passwords = {row["username"]: row["password"] for row in stored["people"]}
    return {"passwords": passwords, "cms_token": stored["cms_token"]}


def _write(credentials: Path, passwords: Mapping[str, str], token: str) -> None:
    """Put the file in place in one step, readable by its owner only from its first byte on."""
    people = [
        {"role": each.role, "username": each.username, "name": each.name, "password": passwords[each.username]}
        for each in PEOPLE
    ]
    draft = credentials.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"people": people, "cms_token": token}, file, indent=2)
    draft.replace(credentials)
