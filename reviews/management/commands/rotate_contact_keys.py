"""``rotate_contact_keys``: every confidential contact encrypted with the newest key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.lib.commands import plain_endings
from factcheck.lib.sealing import make_key
from reviews.services.contacts import rotate_contacts


class Command(BaseCommand):
    """Put the new key in front of the old one in CONTACT_KEYS, run this, then take the old one away.

    It can be stopped and run again. A contact that no key opens is left as it is and named; then the exit status is 1.
    """

    help = "Encrypt all confidential contacts with the first of CONTACT_KEYS; --make-key prints a new key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether only a key is wanted."""
        parser.add_argument("--make-key", action="store_true", help="Print a new key and do nothing else.")

    def handle(self, *_args: Any, make_key: bool, **_options: Any) -> None:
        """Rotate, and say how many were encrypted anew."""
        if make_key:
            self.stdout.write(_new_key())
            return
        with plain_endings():
            done = rotate_contacts()
        self.stdout.write(f"{done.renewed} contacts are encrypted anew, {done.kept} were with this key already.")
        for name in done.unopened:
            self.stderr.write(f"request {name}: none of the keys opens its contact; it is left as it is")
        if done.unopened:
            message = f"{len(done.unopened)} contacts could not be opened: put the key they need into CONTACT_KEYS."
            raise CommandError(message)


def _new_key() -> str:
    return make_key()
