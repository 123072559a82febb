"""Accounts and tokens of the systems that call the API."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from knox.models import AuthToken

from claims.services import ledger
from factcheck.lib.errors import InvalidInput

GROUP = "cms"
LIBRARY = "library"
LONGEST_DAYS = 3650
LONGEST_NAME = 150


@transaction.atomic(durable=True)
def create_client(*, name: str, days: int | None = None, library: bool = False, by: Any = None) -> str:
    """Make the service account ``name`` if there is none, and return a new token for it; it is shown only now.

    ``days`` is how long the token holds; for ever when ``None``. An account may hold several tokens, so that a new
    one can be in use before the old is revoked. With ``library`` the account may also add documents. Raises
    ``InvalidInput`` for a name that belongs to a person.
    """
    _check_name(name)
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        message = f"A token holds from 1 to {LONGEST_DAYS} days."
        raise InvalidInput(message, fields={"days": message})
    account = _account(name)
    if library:
        account.groups.add(Group.objects.get(name=LIBRARY))
    _, token = AuthToken.objects.create(user=account, expiry=dt.timedelta(days=days) if days else None)
    ledger.record("client.token_made", by=by, client=name, days=days, library=library)
    return str(token)


@transaction.atomic(durable=True)
def revoke_client(*, name: str, by: Any = None) -> int:
    """Make every token of the service account ``name`` worthless; returns how many there were. The account stays."""
    account = get_user_model().objects.filter(username=name, groups__name=GROUP).first()
    if account is None:
        message = f"There is no CMS account called {name!r}."
        raise InvalidInput(message, fields={"name": message})
    count, _ = AuthToken.objects.filter(user=account).delete()
    ledger.record("client.tokens_revoked", by=by, client=name, count=count)
    return int(count)


def _check_name(name: str) -> None:
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError as error:
        message = "A name takes letters, digits and @ . + - _ only."
        raise InvalidInput(message, fields={"name": message}) from error
    if len(name) > LONGEST_NAME:
        message = f"The name has {len(name)} characters; at most {LONGEST_NAME} are taken."
        raise InvalidInput(message, fields={"name": message})


def _account(name: str) -> Any:
    """The service account: in the groups of the CMS alone and without a password, so that nobody logs in with it."""
    account, is_new = get_user_model().objects.get_or_create(username=name)
    if is_new:
        account.set_unusable_password()
        account.save()
        account.groups.add(Group.objects.get(name=GROUP))
    groups = set(account.groups.values_list("name", flat=True))
    is_person = account.is_staff or account.is_superuser or account.has_usable_password()
    if is_person or GROUP not in groups or groups - {GROUP, LIBRARY}:
        message = f"The account {name!r} belongs to a person. Choose another name for the CMS."
        raise InvalidInput(message, fields={"name": message})
    return account
