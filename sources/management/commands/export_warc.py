"""``export_warc OUT.warc.gz``: everything that was kept, as a web archive."""

import uuid
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.formats.warc import Capture, write_warc
from claims.models import Snapshot
from claims.services.archives import captures_of
from factcheck.lib.commands import plain_endings
from sources.models import Document


class Command(BaseCommand):
    """Writes what was fetched and handed in, or what one document was made of, as WARC 1.1.

    Bytes that were changed behind the workbench's back are left out and named, and the command ends with 1.
    """

    help = "Write everything that was fetched or handed in to a web archive (WARC 1.1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and which document."""
        parser.add_argument("out", type=Path, metavar="OUT.warc.gz")
        parser.add_argument("--document", type=uuid.UUID, metavar="ID", help="only what this document was made of")

    @plain_endings()
    def handle(self, *_args: Any, out: Path, document: uuid.UUID | None, **_options: Any) -> None:
        """Write the archive."""
        self.damaged = 0
        snapshots = self._snapshots(document)
        try:
            with out.open("wb") as file:
                count = write_warc(self._captures(snapshots), file, filename=out.name, at=timezone.now())
        except OSError as error:
            message = f"{out} cannot be written: {error.strerror}."
            raise CommandError(message) from error
        self.stdout.write(f"{count} records in {out}")
        if self.damaged:
            message = f"{self.damaged} files were changed and are not in the archive; restore them from a backup."
            raise CommandError(message)

    def _snapshots(self, public_id: uuid.UUID | None) -> Any:
        rows = Snapshot.objects.order_by("pk")
        if public_id is None:
            return rows
        document = Document.objects.filter(public_id=public_id).first()
        if document is None:
            message = f"There is no document {public_id}. Its id is in the address of its page."
            raise CommandError(message)
        return rows.filter(documents=document)

    def _captures(self, snapshots: Any) -> Iterator[Capture]:
        for snapshot in snapshots.iterator():
            try:
                yield from captures_of([snapshot])
            except (ValueError, OSError) as error:
                self.damaged += 1
                self.stderr.write(f"{snapshot.sha256}: {error}")
