"""A command whose output nobody reads any more ends without a word."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError

from factcheck.lib.commands import CLOSED_OUTPUT, plain_endings
from factcheck.lib.errors import InvalidInput


def test_a_business_error_is_the_message_of_the_command() -> None:
    with pytest.raises(CommandError, match="Choose another"), plain_endings():
        message = "Choose another file."
        raise InvalidInput(message)


def test_closed_output_ends_a_command_quietly(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(f"{json.dumps({'id': 'x' * 500, 'text': 'word'})}\n" * 2_000)
    manage = [sys.executable, Path(settings.BASE_DIR) / "manage.py", "extract", "--jsonl", path]
    with subprocess.Popen(manage, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == CLOSED_OUTPUT
