"""``export_annotations OUT_DIR``: people's corrections as training examples."""

import csv
import datetime as dt
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.formats.annotations import (
    ANNOTATOR,
    COLUMNS,
    COMPARTMENT,
    Annotated,
    annotation_row,
    brat,
    metadata_row,
)
from claims.services.annotations import annotated_articles, note_export


class Command(BaseCommand):
    """Writes every published article that a person has looked at, with the attributions that stand in it.

    The layout is PolNeAR's: ``corrections/text``, ``corrections/attributions`` and ``metadata.tsv``; beside it the same
    as rows in ``annotations.jsonl``. Drafts, later drafts' forerunners and what people noted stay in the house.
    """

    help = "Write people's corrections as training examples: text and brat files as in PolNeAR, and JSON Lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and which."""
        parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="a new or empty folder")
        parser.add_argument(
            "--since", type=dt.date.fromisoformat, metavar="DATE", help="only what people looked at since: YYYY-MM-DD"
        )
        parser.add_argument(
            "--only-corrected", action="store_true", help="only articles with claims that people changed"
        )

    def handle(self, *_args: Any, folder: Path, **options: Any) -> None:
        """Write the files, and say how many articles they hold."""
        texts, attributions = _make(folder)
        count = 0
        with (
            (folder / "annotations.jsonl").open("w", encoding="utf-8") as rows,
            (folder / "metadata.tsv").open("w", encoding="utf-8", newline="") as table,
        ):
            metadata = csv.DictWriter(table, COLUMNS, delimiter="\t", lineterminator="\n")
            metadata.writeheader()
            for article in annotated_articles(since=options["since"], only_corrected=options["only_corrected"]):
                _write(article, texts, attributions)
                metadata.writerow(metadata_row(article))
                rows.write(f"{json.dumps(annotation_row(article), ensure_ascii=False)}\n")
                count += 1
        note_export(articles=count)
        self.stdout.write(f"{count} articles are in {folder}.")


def _make(folder: Path) -> tuple[Path, Path]:
    """The folders for texts and attributions, which must not hold anything from before."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is no empty folder. Name a new one, so that nothing old is taken for new."
        raise CommandError(message)
    made = folder / COMPARTMENT / "text", folder / COMPARTMENT / "attributions"
    for path in made:
        path.mkdir(parents=True)
    return made


def _write(article: Annotated, texts: Path, attributions: Path) -> None:
    """Bytes, not lines: an offset counts what stands in the file, whatever the system ends its lines with."""
    (texts / f"{article.filename}.txt").write_bytes(article.text.encode())
    (attributions / f"{article.filename}_{ANNOTATOR}.ann").write_bytes(brat(article).encode())
