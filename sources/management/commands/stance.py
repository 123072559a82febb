"""``manage.py stance``: judge claims against passages from a file, one JSON line in and one out."""

import io
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from factcheck.lib import components
from factcheck.lib.commands import plain_endings
from sources.stance.base import StanceModel
from sources.stance.records import Numbered, read_line, write_error, write_line

BATCH = 256  # pairs judged at once: memory stays small however long the file is


class Command(BaseCommand):
    """Reads pairs, writes judgements with their reasons; needs no database."""

    help = (
        "Judge each claim against its passage: JSON Lines in (id, claim, passage), JSON Lines out, in the same order."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own declaration

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file of pairs."""
        parser.add_argument("--pairs", required=True, metavar="FILE", help='the pairs, or "-" for the standard input')

    @plain_endings()
    def handle(self, *_args: Any, **options: Any) -> None:
        """Write one line per line read; a line that can not be used is said in place and makes the exit status 1."""
        model = components.get("stance")
        wrong = 0
        with ExitStack() as closing:
            lines = _open(options["pairs"], closing)
            for batch in _batches(_numbered(lines)):
                wrong += sum(not entry.pair for entry in batch)
                for line in judged(model, batch):
                    self.stdout.write(line)
        if wrong:
            message = f"{wrong} line{'s' if wrong > 1 else ''} could not be used; see the errors in the output."
            raise CommandError(message)


def judged(model: StanceModel, batch: list[Numbered]) -> Iterator[str]:
    """The lines for a batch, in order: judgements, and errors where a line could not be used."""
    judgements = iter(model.judge([entry.pair for entry in batch if entry.pair]))
    for entry in batch:
        yield write_line(entry.id, next(judgements)) if entry.pair else write_error(entry)


def _open(name: str, closing: ExitStack) -> TextIO:
    if name == "-":
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        return sys.stdin
    try:
        return closing.enter_context(Path(name).open(encoding="utf-8-sig", errors="replace"))
    except OSError as error:
        message = f"The file {name} can not be read: {error.strerror}."
        raise CommandError(message) from error


def _numbered(lines: Iterable[str]) -> Iterator[Numbered]:
    return (read_line(line, number) for number, line in enumerate(lines, start=1) if line.strip())


def _batches(entries: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while batch := list(islice(entries, BATCH)):
        yield batch
