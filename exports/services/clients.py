"""Accounts and tokens of the systems that call the API."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from knox.models import AuthToken
from knox.settings import CONSTANTS

from claims.services import ledger
from exports.models import TokenGrant
from factcheck.api.scopes import SCOPES
from factcheck.lib.errors import InvalidInput

GROUP = "cms"
LIBRARY = "library"
READER = "reader"
INTEGRATOR = "integrator"
LONGEST_DAYS = 3650
LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A token by its first characters, which is all that is kept of it; ``scopes`` is ``None`` for no confinement."""

    key: str
    created: dt.datetime
    expiry: dt.datetime | None
    scopes: tuple[str, ...] | None


@transaction.atomic(durable=True)
def create_client(
    *, name: str, days: int | None = None, library: bool = False, scopes: Sequence[str] = (), by: Any = None
) -> str:
    """Make the service account ``name`` if there is none, and return a new token for it; it is shown only now.

    ``days`` is how long the token holds; for ever when ``None``. An account may hold several tokens, so that a new
    one can be in use before the old is revoked. With ``library`` the account may also add documents. With ``scopes``
    the token may do nothing else, and the account gets the rights that they stand for. Raises ``InvalidInput`` for a
    name that belongs to a person and for a scope that is none.
    """
    _check_name(name)
    _check_scopes(scopes)
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        message = f"A token holds from 1 to {LONGEST_DAYS} days."
        raise InvalidInput(message, fields={"days": message})
    account = _account(name)
    for group in _groups_for(scopes) | ({LIBRARY} if library else set()):
        account.groups.add(Group.objects.get(name=group))
    row, token = AuthToken.objects.create(user=account, expiry=dt.timedelta(days=days) if days else None)
    if scopes:
        TokenGrant.objects.create(token=row, scopes=sorted(set(scopes)))
    told = {"token": row.token_key, "days": days, "library": library, "scopes": sorted(set(scopes))}
    ledger.record("client.token_made", by=by, client=name, **told)
    return str(token)


@transaction.atomic(durable=True)
def revoke_client(*, name: str, token: str = "", by: Any = None) -> int:
    """Make every token of the service account ``name`` worthless; returns how many there were. The account stays.

    With ``token``, its first characters as ``tokens_of`` shows them, only that one. Raises ``InvalidInput`` when there
    is no such account or token.
    """
    rows = AuthToken.objects.filter(user=_known(name))
    if token:
        rows = rows.filter(token_key=token[: CONSTANTS.TOKEN_KEY_LENGTH])
    if token and not rows.exists():
        message = f"{name!r} has no token that begins with {token[: CONSTANTS.TOKEN_KEY_LENGTH]!r}."
        raise InvalidInput(message, fields={"token": message})
    count = rows.count()
    rows.delete()
    told: dict[str, Any] = {"token": token} if token else {}
    ledger.record("client.tokens_revoked", by=by, client=name, count=count, **told)
    return int(count)


def tokens_of(name: str) -> list[TokenFacts]:
    """The tokens of the service account ``name``, oldest first; ``InvalidInput`` when there is no such account."""
    rows = AuthToken.objects.filter(user=_known(name)).select_related("grant").order_by("created")
    return [TokenFacts(row.token_key, row.created, row.expiry, _scopes_of(row)) for row in rows]


def _scopes_of(token: AuthToken) -> tuple[str, ...] | None:
    grant = getattr(token, "grant", None)
    return None if grant is None else tuple(grant.scopes)


def _known(name: str) -> Any:
    account = get_user_model().objects.filter(username=name, groups__name=GROUP).first()
    if account is None:
        message = f"There is no CMS account called {name!r}."
        raise InvalidInput(message, fields={"name": message})
    return account


def _check_scopes(scopes: Sequence[str]) -> None:
    unknown = sorted(set(scopes) - SCOPES.keys())
    if unknown:
        message = f"There is no scope {unknown[0]!r}; known: {', '.join(SCOPES)}."
        raise InvalidInput(message, fields={"scopes": message})


def _groups_for(scopes: Sequence[str]) -> set[str]:
    """The groups that an account needs besides its own so that ``scopes`` open something."""
    groups = {READER} if {"speakers:read", "reviews:read", "library:read"} & set(scopes) else set()
    if "library:write" in scopes:
        groups.add(LIBRARY)
    if {"subscribers:read", "subscribers:write"} & set(scopes):
        groups.add(INTEGRATOR)
    return groups


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
    if is_person or GROUP not in groups or groups - {GROUP, LIBRARY, READER, INTEGRATOR}:
        message = f"The account {name!r} belongs to a person. Choose another name for the CMS."
        raise InvalidInput(message, fields={"name": message})
    return account
