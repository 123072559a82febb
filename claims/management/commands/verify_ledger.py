"""``verify_ledger``: whether anybody changed the record behind its back."""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Sum

from claims.models import LedgerChain
from claims.services.ledger_checks import Flaw, Head, compare_heads, heads, sign_heads, verify_everything
from factcheck.lib.jsonlines import read_lines, write_line


class Command(BaseCommand):
    """Reads every chain and names each entry that was changed, removed, added or moved.

    Someone who can write the database and has the key can also rewrite or shorten a whole chain. Heads that were
    written to another place earlier (``--write-heads``) and are compared now (``--against``) show that too.
    """

    help = "Check the hash chains of the ledger; exits with 1 and names the places when one does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where heads are written to or compared with."""
        parser.add_argument("--write-heads", type=Path, metavar="FILE", help="Also write the heads, to keep elsewhere.")
        parser.add_argument("--against", type=Path, metavar="FILE", help="Also compare with heads written earlier.")
        parser.add_argument(
            "--sign", action="store_true", help="Sign all heads with the key of today, after the old one was lost."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, and say how many chains hold."""
        if options["sign"]:
            self.stdout.write(f"{sign_heads()} heads are signed with the key of today.")
        found = 0
        for flaw in _flaws(options["against"]):
            found += 1
            place = f", entry {flaw.sequence}" if flaw.sequence else ""
            self.stderr.write(f"{flaw.chain}{place}: {flaw.sentence}")
        counted = LedgerChain.objects.aggregate(chains=Count("pk"), entries=Sum("length", default=0))
        if found:
            message = f"The ledger does not hold: {found} flaws in {counted['chains']} chains."
            raise CommandError(message)
        if options["write_heads"]:
            _write_heads(options["write_heads"])
        self.stdout.write(f"The ledger holds: {counted['chains']} chains, {counted['entries']} entries.")


def _flaws(against: Path | None) -> Iterator[Flaw]:
    yield from verify_everything()
    if against:
        yield from compare_heads(_read_heads(against))


def _write_heads(path: Path) -> None:
    with path.open("w") as file:
        file.writelines(f"{write_line(asdict(head))}\n" for head in heads())


def _read_heads(path: Path) -> Iterator[Head]:
    with path.open("rb") as file:
        for line in read_lines(file):
            row = line.checked()
            yield Head(row.required("chain"), int(row.label("length")), row.text("head"))
