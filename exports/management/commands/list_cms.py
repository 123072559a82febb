"""The tokens of a CMS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exports.services.clients import tokens_of
from factcheck.lib.errors import DomainError


class Command(BaseCommand):
    """``list_cms NAME``: how each token begins, when it was made and ends, and what it may do."""

    help = "List the tokens of a CMS by their first characters; nothing else of them is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name."""
        parser.add_argument("name", help="name of the service account")

    def handle(self, *_args: Any, **options: Any) -> None:
        """A line for each token."""
        try:
            tokens = tokens_of(options["name"])
        except DomainError as error:
            raise CommandError(error.message) from error
        for token in tokens:
            ends = f"ends {token.expiry:%Y-%m-%d %H:%M}" if token.expiry else "has no end"
            may = "everything that the account may" if token.scopes is None else ", ".join(token.scopes)
            self.stdout.write(f"{token.key}  made {token.created:%Y-%m-%d %H:%M}  {ends}  {may}")
