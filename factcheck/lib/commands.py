"""How the commands end: with a sentence, and quietly when nobody reads on."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from factcheck.lib.errors import DomainError

CLOSED_OUTPUT = 141  # what a shell gives for a program that was ended by SIGPIPE


@contextmanager
def plain_endings() -> Iterator[None]:
    """Around the ``handle`` of a command: business errors become ``CommandError``, closed output ends it quietly."""
    try:
        yield
        sys.stdout.flush()
    except DomainError as error:
        raise CommandError(error.message) from error
    except BrokenPipeError:
        # or the interpreter would complain when it flushes what is left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_OUTPUT)
