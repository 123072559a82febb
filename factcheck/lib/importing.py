"""What the two imports have in common: lines in, a count out, and a bad line named by its number."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.lib.commands import plain_endings
from factcheck.lib.errors import DomainError
from factcheck.lib.jsonlines import Line, open_input, read_lines


class ImportCommand(BaseCommand):
    """Imports JSON Lines; a subclass says in ``store`` what becomes of a line."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="JSON Lines; - for standard input")

    def store(self, line: Line) -> bool:
        """Store one line and say whether it was new; a ``DomainError`` says why it can not be taken."""
        raise NotImplementedError

    @plain_endings()
    def handle(self, *_args: Any, files: list[str], **_options: Any) -> None:
        """Import line by line, so that a bad line costs only itself."""
        count: Counter[str] = Counter()
        for name in files:
            with open_input(name) as file:
                for line in read_lines(file):
                    count[self._store(name, line)] += 1
        self.stdout.write(f"{count['new']} new, {count['known']} known already, {count['bad']} not taken")
        if count["bad"]:
            message = "Some lines were not taken; mend them and import the file again: what is in is not doubled."
            raise CommandError(message)

    def _store(self, name: str, line: Line) -> str:
        try:
            return "new" if self.store(line.checked()) else "known"
        except DomainError as error:
            reason = error.message.removeprefix(f"line {line.number}: ")
            self.stderr.write(f"{name}: line {line.number}: {reason}")
            return "bad"
