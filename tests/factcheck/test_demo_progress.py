"""How far the demo has been played is kept, and waiting for the workers has an end."""

from pathlib import Path

import pytest

from factcheck.demo import waiting
from factcheck.demo.progress import Progress, ScenePlayed
from factcheck.demo.waiting import StillWaiting, wait_until


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    progress = Progress.load(tmp_path / "progress.json")
    progress.scene("cracks").claim = "an-id"
    progress.scene("cracks").done = 3
    progress.save()
    assert Progress.load(progress.path).scenes == {"cracks": ScenePlayed("an-id", begun=0, done=3)}


def test_a_claim_that_a_scene_has_taken_is_known(tmp_path: Path) -> None:
    progress = Progress(tmp_path / "progress.json")
    progress.scene("cracks").claim = "an-id"
    progress.scene("not begun")
    assert progress.claims() == {"an-id"}


def test_waiting_tells_what_is_missing_once_for_each_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PAUSE", 0)
    answers = iter(["2 articles", "2 articles", "1 article", ""])
    told: list[str] = []
    wait_until(lambda: next(answers), tell=told.append)
    assert told == ["  waiting for 2 articles", "  waiting for 1 article"]


def test_waiting_ends_with_what_was_missing_and_how_to_go_on() -> None:
    with pytest.raises(StillWaiting, match=r"waits for 2 articles\. Is a Celery worker running.*run seed_demo again"):
        wait_until(lambda: "2 articles", tell=lambda _line: None, seconds=0)
