"""``export_dossier``: everything that is known of one article, in one ZIP."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from claims.models import Article
from exports.services.dossier import Exported, export_dossier


class Command(BaseCommand):
    """Writes the ZIP beside its place first and then moves it there, so that there is a whole one or none.

    Prints the SHA-256 of the manifest, which stands for the whole dossier: keep it, or give it to whoever gets the ZIP.
    """

    help = "Write everything that is known of one article into a ZIP that checks itself (verify.py in it)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which article, and where to."""
        parser.add_argument("article", type=UUID, help="the id of the article, as it stands in its address")
        parser.add_argument("path", type=Path, metavar="OUT.zip", help="where to write it")

    def handle(self, *_args: Any, article: UUID, path: Path, **_options: Any) -> None:
        """Write it, and say what was written."""
        found = Article.objects.for_list().filter(public_id=article).first()
        if found is None:
            message = f"There is no article {article}; its id stands in the address of its page."
            raise CommandError(message)
        done = _write(found, path)
        self.stdout.write(f"{path}: {done.size:,} bytes. Its manifest is {done.manifest}")
        if done.lost:
            message = f"{done.lost} snapshots are damaged or gone; the manifest names them."
            raise CommandError(message)


def _write(article: Article, path: Path) -> Exported:
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("w+b") as file:
            done = export_dossier(article=article, by=None, file=file)
        draft.replace(path)
    except OSError as error:
        message = f"{path} can not be written: {error.strerror}."
        raise CommandError(message) from error
    finally:
        draft.unlink(missing_ok=True)
    return done
