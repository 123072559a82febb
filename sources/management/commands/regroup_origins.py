"""``regroup_origins``: find again which documents go back to one report."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.lib.commands import plain_endings
from sources.models import Document, Origin
from sources.services.grouping import request_regrouping, run_grouping

A_DAY = 86_400


class Command(BaseCommand):
    """Groups what was never grouped, or everything; what people joined or split stays as they said."""

    help = "Find which documents of the library go back to one report. Stopped and started again, it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to start from the beginning."""
        parser.add_argument("--all", action="store_true", help="Read and group every document again.")

    @plain_endings()
    def handle(self, *_args: Any, **options: Any) -> None:
        """Group here, in this process, until nothing waits."""
        waiting = request_regrouping(everything=options["all"])
        done = run_grouping(seconds=A_DAY)
        together = Document.objects.filter(origin__isnull=False).count()
        origins = Origin.objects.filter(documents__isnull=False).distinct().count()
        self.stdout.write(f"{waiting} waited, {done} done: {together} documents go back to {origins} shared reports.")
