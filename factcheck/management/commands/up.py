"""``manage.py up``: the whole workbench in one command."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.supervision.address import Address
from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.processes import ProcessSpec
from factcheck.supervision.workbench import run_workbench


class Command(BaseCommand):
    """Starts broker, migrations, worker, beat and web, and keeps them up until Ctrl-C."""

    help = "Run the workbench: broker, worker, beat and web, with one log. Ctrl-C stops it; a second Ctrl-C kills it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, when it is not where WEB_ADDRESS says."""
        parser.add_argument("--host", default=settings.WEB_HOST, help="address to listen on (%(default)s)")
        parser.add_argument("--port", type=int, default=settings.WEB_PORT, help="port to listen on (%(default)s)")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run until asked to stop."""
        address = Address(options["host"].strip("[]"), options["port"])
        try:
            run_workbench(address, self.stdout, last_steps=self.last_steps(), on_ready=lambda: self.announce(address))
        except SupervisionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The workbench has stopped.")

    def last_steps(self) -> Sequence[ProcessSpec]:
        """What to run once everything is up, before the announcement."""
        return ()

    def announce(self, address: Address) -> None:
        """Tell where the workbench is."""
        self.stdout.write(f"\nThe workbench is at {address.url} - press Ctrl-C to stop it.\n\n")
