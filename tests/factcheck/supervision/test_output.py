"""What the processes print."""

import io
from pathlib import Path

import pytest

from factcheck.supervision.output import open_output


def test_each_line_has_the_name_of_its_process_on_the_console_and_none_in_its_file(tmp_path: Path) -> None:
    stream = io.StringIO()
    with open_output(stream, tmp_path / "log", colour=False) as output:
        output.channel("web").info("hello %s", "there")
    assert stream.getvalue() == "web      | hello there\n"
    assert (tmp_path / "log" / "web.log").read_text() == "hello there\n"


def test_colours_are_for_terminals_and_failures_are_red(tmp_path: Path) -> None:
    stream = io.StringIO()
    with open_output(stream, tmp_path, colour=True) as output:
        output.channel("web").info("a")
        output.channel("worker").info("b")
        output.channel("web").error("c")
    first, second, third = stream.getvalue().splitlines()
    assert first.startswith("\033[36mweb") and second.startswith("\033[33mworker")
    assert third == "\033[31mweb      |\033[0m c"


def test_a_late_line_after_the_end_is_dropped_quietly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_output(io.StringIO(), tmp_path, colour=False) as output:
        channel = output.channel("web")
    channel.info("too late")
    assert capsys.readouterr().err == ""
