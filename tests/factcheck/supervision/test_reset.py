"""``manage.py reset`` deletes the workbench's data and nothing else."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from factcheck.supervision.lock import InstanceLock


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    """A data directory as the workbench leaves it."""
    directory = tmp_path / "data"
    (directory / "broker").mkdir(parents=True)
    (directory / "snapshots" / "ab").mkdir(parents=True)
    for name in ("up.lock", "db.sqlite3", "db.sqlite3-wal", "secret_key", "beat-schedule.dat", "snapshots/ab/abcd"):
        (directory / name).write_text("x")
    settings.DATA_DIR = directory
    settings.EMBEDDED_BROKER_SOCKET = directory / "broker" / "valkey.sock"
    return directory


def everything_in(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*")}


def refuse(data: Path, reason: str, *arguments: str) -> None:
    """Assert that ``reset`` refuses for ``reason`` and leaves everything where it was."""
    before = everything_in(data)
    with pytest.raises(CommandError, match=reason):
        call_command("reset", *arguments)
    assert everything_in(data) == before


def test_all_of_the_workbench_is_deleted(data: Path) -> None:
    call_command("reset", "--yes")
    assert everything_in(data) == {"up.lock"}


def test_it_must_be_asked_for(data: Path) -> None:
    refuse(data, "reset --yes")


def test_nothing_is_deleted_while_the_workbench_runs(data: Path) -> None:
    with InstanceLock(data / "up.lock", address="http://127.0.0.1:8000/"):
        refuse(data, "running already", "--yes")


def test_one_entry_that_is_not_ours_is_named_and_keeps_everything(data: Path) -> None:
    (data / "thesis.txt").write_text("years of work")
    refuse(data, r"not the workbench's: thesis\.txt\. Nothing was deleted", "--yes")


def test_a_folder_in_which_the_workbench_never_ran_is_left_alone(data: Path) -> None:
    (data / "up.lock").unlink()
    refuse(data, "never ran", "--yes")


@pytest.mark.parametrize("place", ["the project", "a folder around the project", "the home folder"])
def test_the_project_and_the_home_folder_are_never_emptied(
    data: Path, place: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(data if place == "the home folder" else data.parent / "home"))
    if place != "the home folder":
        settings.BASE_DIR = data if place == "the project" else data / "project"
    refuse(data, "holds more than the workbench's data", "--yes")


def test_a_link_is_removed_and_what_it_points_to_stays(data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("x")
    (data / "log").symlink_to(elsewhere)
    call_command("reset", "--yes")
    assert everything_in(data) == {"up.lock"}
    assert (elsewhere / "kept").exists()
