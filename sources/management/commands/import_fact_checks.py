"""``import_fact_checks PATH...``: claims that others have settled, from ClaimReview markup."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.lib.commands import plain_endings
from factcheck.lib.errors import InvalidInput
from sources.seen_before.fact_checks import FactCheck
from sources.seen_before.markup import Item, items
from sources.services.settled import Imported, import_fact_checks

BATCH = 500
ENDINGS = frozenset({".json", ".jsonl", ".ndjson", ".jsonld", ".html", ".htm"})


class Command(BaseCommand):
    """Keeps every fact check of the files; one that is known is renewed where it has changed, and never doubled."""

    help = "Import fact checks (schema.org ClaimReview): JSON-LD, a Data Commons feed, JSON Lines, or HTML pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder whose files are all read")

    @plain_endings()
    def handle(self, *_args: Any, paths: list[str], **_options: Any) -> None:
        """Import in batches, so that a bad item costs only itself."""
        total, bad = Imported(), 0
        waiting: list[FactCheck] = []
        for name, item in self._items(paths):
            if item.check is None:
                bad += 1
                self.stderr.write(f"{name}: {item.place}: {item.error}")
                continue
            waiting.append(item.check)
            if len(waiting) == BATCH:
                total, waiting = _added(total, waiting), []
        total = _added(total, waiting)
        self.stdout.write(f"{total.new} new, {total.changed} changed, {total.known} known already, {bad} not taken")
        if bad:
            message = "Some were not taken; mend them and import again: what is in is not doubled."
            raise CommandError(message)

    def _items(self, paths: list[str]) -> Iterator[tuple[Path, Item]]:
        for file in (file for path in paths for file in _files(Path(path))):
            try:
                content = file.read_bytes()
            except OSError as error:
                message = f"{file} cannot be read: {error.strerror}. Give the path of a file or of a folder."
                raise InvalidInput(message) from error
            for item in items(content):
                yield file, item


def _files(path: Path) -> list[Path]:
    """The file itself, or the files of a folder and the folders in it that may hold markup, by name."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())


def _added(total: Imported, checks: list[FactCheck]) -> Imported:
    if not checks:
        return total
    done = import_fact_checks(checks=checks, by=None)
    return Imported(total.new + done.new, total.changed + done.changed, total.known + done.known)
