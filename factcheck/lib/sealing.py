"""Short texts encrypted with keys that lie outside the database.

A key is 32 bytes in base64 (``make_key``). Several may be given: the first one seals, each of them opens, so a new key
is put in front of the old one and what was sealed is then sealed anew.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class NoKey(Exception):
    """No key is set, or one that is set is none."""


class WrongKey(Exception):
    """None of the keys opens the text, or the text was changed."""


def make_key() -> str:
    """A new random key."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def seal(text: str, keys: Sequence[str]) -> str:
    """``text`` encrypted and signed with the first of ``keys``. Raises ``NoKey``."""
    return str(_keyring(keys).encrypt(text.encode()).decode())


def unseal(token: str, keys: Sequence[str]) -> str:
    """The text in ``token``. Raises ``NoKey``, and ``WrongKey`` when no key fits."""
    from cryptography.fernet import InvalidToken

    keyring = _keyring(keys)
    try:
        return str(keyring.decrypt(token.encode()).decode())
    except InvalidToken as error:
        message = "None of the keys opens it."
        raise WrongKey(message) from error


def is_sealed_with(token: str, key: str) -> bool:
    """Whether ``token`` opens with ``key`` alone."""
    try:
        unseal(token, [key])
    except WrongKey:
        return False
    return True


def _keyring(keys: Sequence[str]) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet

    if not keys:
        message = "No key is set."
        raise NoKey(message)
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        message = "A key is not 32 bytes in base64."
        raise NoKey(message) from error
