import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sources.management.commands.stance import BATCH, judged
from sources.stance.base import Judgement, Pair, Stance
from sources.stance.records import read_line


class CountingStance:
    name, version = "counting", "1"

    def __init__(self) -> None:
        self.batches: list[int] = []

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        self.batches.append(len(pairs))
        return [Judgement(Stance.CONTEXT, 0.5) for _ in pairs]


@pytest.fixture
def stance_model(monkeypatch: pytest.MonkeyPatch) -> CountingStance:
    model = CountingStance()
    monkeypatch.setattr("factcheck.lib.components.get", {"stance": model}.__getitem__)
    return model


def lines(count: int) -> str:
    return "".join(json.dumps({"id": number, "claim": "a", "passage": "b"}) + "\n" for number in range(count))


def run(name: str) -> list[dict[str, object]]:
    out = io.StringIO()
    try:
        call_command("stance", pairs=name, stdout=out)
    finally:
        run.seen = [json.loads(line) for line in out.getvalue().splitlines()]  # type: ignore[attr-defined]
    return run.seen  # type: ignore[attr-defined,no-any-return]


def test_one_line_comes_out_for_each_line_in_the_same_order(stance_model: CountingStance, tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text(lines(BATCH + 3), encoding="utf-8")
    assert [row["id"] for row in run(str(tmp_path / "pairs.jsonl"))] == list(range(BATCH + 3))
    assert stance_model.batches == [BATCH, 3]


@pytest.mark.usefixtures("stance_model")
def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines(2)))
    assert [row["id"] for row in run("-")] == [0, 1]


@pytest.mark.usefixtures("stance_model")
def test_blank_lines_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text("\ufeff" + lines(1) + "\n \n", encoding="utf-8")
    assert [row["id"] for row in run(str(tmp_path / "pairs.jsonl"))] == [0]


@pytest.mark.usefixtures("stance_model")
def test_a_bad_line_is_said_in_its_place_and_the_rest_is_judged(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text(lines(1) + "nonsense\n" + lines(1), encoding="utf-8")
    with pytest.raises(CommandError, match="1 line could not be used"):
        run(str(tmp_path / "pairs.jsonl"))
    assert [list(row)[1] for row in run.seen] == ["stance", "error", "stance"]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("stance_model")
def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.jsonl can not be read"):
        run(str(tmp_path / "gone.jsonl"))


def test_errors_stand_between_the_judgements() -> None:
    batch = [read_line("nonsense", 1), read_line('{"id": 5, "claim": "a", "passage": "b"}', 2), read_line("[]", 3)]
    assert [json.loads(line)["id"] for line in judged(CountingStance(), batch)] == [None, 5, None]
