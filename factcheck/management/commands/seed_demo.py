"""``manage.py seed_demo``: the demo newsroom, put in through the services."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck.demo.people import make_people
from factcheck.demo.playing import play_demo
from factcheck.demo.waiting import StillWaiting
from reviews.services.contacts import keep_key_file


class Command(BaseCommand):
    """Needs a migrated database and a running worker. A second run does nothing; a stopped one is taken up again."""

    help = "Put a small newsroom into the workbench: people, a library, articles, and a desk at work. Safe to repeat."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Make a key for confidential contacts and the people, then play the demo."""
        keep_key_file()
        cast = make_people(settings.DATA_DIR / "demo-credentials.json")
        try:
            play_demo(cast=cast, progress_file=settings.DATA_DIR / "demo-progress.json", tell=self._tell)
        except StillWaiting as error:
            raise CommandError(str(error)) from error
        self._tell("the demo newsroom is complete")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
