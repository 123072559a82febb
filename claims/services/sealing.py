"""The keys with which the heads of the ledger are signed."""

from collections.abc import Sequence

from django.conf import settings


def sealing_keys() -> Sequence[str]:
    """The keys, the one that signs first; they are outside the database, or they would prove nothing."""
    keys: Sequence[str] = settings.LEDGER_KEYS
    return keys
