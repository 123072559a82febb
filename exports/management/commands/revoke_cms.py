"""Take tokens from a CMS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exports.services.clients import revoke_client
from factcheck.lib.errors import DomainError


class Command(BaseCommand):
    """``revoke_cms NAME [--token START]``: the account stays, because the articles it sent name it."""

    help = "Make every token of a CMS worthless, or one of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name, and which token."""
        parser.add_argument("name", help="name of the service account")
        parser.add_argument("--token", default="", help="only the token that begins with this; list_cms shows them")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Revoke and say how many there were."""
        try:
            count = revoke_client(name=options["name"], token=options["token"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{count} token(s) of {options['name']} revoked.")
