"""Give a CMS its account and a token."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exports.services.clients import create_client
from factcheck.api.scopes import SCOPES
from factcheck.lib.errors import DomainError


class Command(BaseCommand):
    """``create_cms NAME [--days N] [--library] [--scope SCOPE]...``: prints the token alone."""

    help = "Make the service account of a CMS, or another token for it. The token is printed once and kept nowhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name, and how long the token holds."""
        parser.add_argument("name", help="name of the service account")
        parser.add_argument("--days", type=int, help="how long the token holds; for ever when left out")
        parser.add_argument(
            "--scope", action="append", default=[], metavar="SCOPE",
            help=f"confine the token to this, may be given several times: {', '.join(SCOPES)}",
        )  # fmt: skip
        parser.add_argument("--library", action="store_true", help="may also add documents to the library")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the token and print it."""
        try:
            token = create_client(
                name=options["name"], days=options["days"], library=options["library"], scopes=options["scope"]
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stderr.write(f"Token of {options['name']}; it is not shown again. Send it as Authorization: Token ...")
        self.stdout.write(token)
