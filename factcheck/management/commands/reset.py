"""``manage.py reset``: an empty workbench again."""

import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.workbench import LOCK_NAME, hold_data

# All that the workbench ever puts into its data directory. Anything else there is somebody else's.
OURS = (
    *(LOCK_NAME, "secret_key", "ledger_key", "contact_keys", "db.sqlite3*", "snapshots", "search", "broker", "mail"),
    *("static", "log", "beat-schedule*", "demo-*.json"),
)


class Command(BaseCommand):
    """Deletes the workbench's data, when the data directory holds nothing else; a database elsewhere is left alone."""

    help = "Delete everything in DATA_DIR: database, snapshots, queue, logs and secret key. Needs --yes."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Deleting must be asked for."""
        parser.add_argument("--yes", action="store_true", help="yes, delete everything")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Delete, unless the workbench runs or the folder is not its own."""
        directory: Path = settings.DATA_DIR
        if not options["yes"]:
            message = f"This deletes everything in {directory}. If you are sure: manage.py reset --yes"
            raise CommandError(message)
        ensure_ours(directory)
        try:
            with hold_data("deleting its data"):
                empty(directory)
        except SupervisionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{directory} is empty. The next start makes a new workbench.")


def ensure_ours(directory: Path) -> None:
    """Raise ``CommandError`` unless the workbench has run in ``directory`` and nothing there is anybody else's.

    A setting with a wrong path must never cost more than an error message, so one unknown entry is enough to refuse.
    """
    if directory in (settings.BASE_DIR, *settings.BASE_DIR.parents, Path.home(), *Path.home().parents):
        message = f"DATA_DIR is {directory}, which holds more than the workbench's data. Nothing was deleted."
        raise CommandError(message)
    # The lock is made by `up` alone; other files appear as soon as the settings are read.
    if not (directory / LOCK_NAME).is_file():
        message = f"The workbench never ran in {directory}. Nothing was deleted."
        raise CommandError(message)
    strangers = sorted(path.name for path in directory.iterdir() if not is_ours(path.name))
    if strangers:
        message = (
            f"{directory} holds what is not the workbench's: {', '.join(strangers[:5])}. Nothing was deleted. "
            "Is DATA_DIR right? Then move these away first."
        )
        raise CommandError(message)


def is_ours(name: str) -> bool:
    """Whether an entry of the data directory is one that the workbench makes."""
    return any(fnmatch(name, pattern) for pattern in OURS)


def empty(directory: Path) -> None:
    """Delete our entries but the lock, which is held by us. Links are removed, never followed."""
    if settings.EMBEDDED_BROKER_SOCKET.is_socket():
        settings.EMBEDDED_BROKER_SOCKET.unlink()
    for path in directory.iterdir():
        if path.name == LOCK_NAME or not is_ours(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
