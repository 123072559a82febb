"""``verify_ledger``: whether anybody changed the record behind its back."""

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.models import LedgerChain
from claims.services.ledger import Head, compare_heads, heads, verify
from factcheck.lib.jsonlines import read_lines, write_line


class Command(BaseCommand):
    """Reads every chain and names the first entry of each that was changed, removed, added or moved.

    Someone who can write the database can also rewrite a whole chain. Heads that were written to another place
    earlier (``--write-heads``) and are compared now (``--against``) show that too.
    """

    help = "Check the hash chains of the ledger; exits with 1 and names the place when one does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where heads are written to or compared with."""
        parser.add_argument("--write-heads", type=Path, metavar="FILE", help="Also write the heads, to keep elsewhere.")
        parser.add_argument("--against", type=Path, metavar="FILE", help="Also compare with heads written earlier.")

    def handle(self, *_args: Any, write_heads: Path | None, against: Path | None, **_options: Any) -> None:
        """Check, and say how many chains hold."""
        chains = list(LedgerChain.objects.order_by("name"))
        flaws = list(verify(chains))
        if against:
            flaws += compare_heads(_read_heads(against))
        for flaw in flaws:
            self.stderr.write(f"{flaw.chain}, entry {flaw.sequence}: {flaw.sentence}")
        if flaws:
            message = f"The ledger does not hold: {len(flaws)} flaws in {len(chains)} chains."
            raise CommandError(message)
        if write_heads:
            write_heads.write_text("".join(f"{write_line(asdict(head))}\n" for head in heads()))
        self.stdout.write(f"The ledger holds: {len(chains)} chains, {sum(chain.length for chain in chains)} entries.")


def _read_heads(path: Path) -> list[Head]:
    with path.open("rb") as file:
        lines = [line.checked() for line in read_lines(file)]
    return [Head(line.required("chain"), int(line.label("length")), line.text("head")) for line in lines]
