"""``rebuild_index``: build the search index anew from the database."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.lib.commands import plain_endings
from sources.services.indexing import rebuild_index


class Command(BaseCommand):
    """Throws the index away and reads the whole library; searches ask the database's own text search meanwhile.

    Needed after a backup of the database was restored. A lost or damaged index is noticed and built without it.
    """

    help = "Build the search index anew from the database."

    @plain_endings()
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Build it and say how long it took."""
        started = time.monotonic()
        passages = rebuild_index(told=lambda count: self.stdout.write(f"{count} passages"))
        self.stdout.write(f"The index holds {passages} passages; it took {time.monotonic() - started:.1f} seconds.")
