import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.claims.extraction.articles import HARBOUR

TEXT = "On Wednesday, Ola Wren said that the dam was safe."


def run(*arguments: str, given: str | bytes | None = None, monkeypatch: pytest.MonkeyPatch | None = None) -> str:
    if given is not None and monkeypatch is not None:
        raw = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    out = io.StringIO()
    call_command("extract", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_file_is_extracted_with_its_name_as_id(tmp_path: Path) -> None:
    file = tmp_path / "dam.txt"
    file.write_text(TEXT, encoding="utf-8")
    result = json.loads(run(str(file), "--published", "2021-03-12"))
    (claim,) = result["claims"]
    assert result["id"] == str(file)
    assert (claim["speaker"], claim["said_on"], claim["said_text"]) == ("Ola Wren", "2021-03-10", "On Wednesday")
    assert set(claim) == {
        "content", "source", "cue", "statement", "speaker", "speaker_kind", "role", "attribution", "force", "hedged",
        "negated", "said_on", "said_precision", "said_text", "checkworthiness", "confidence",
        "affiliation", "members", "candidates", "lemma", "conditional", "said_until", "said_value", "times", "nested",
        "changes", "explanation",
    }  # fmt: skip


def test_line_ends_and_marks_of_the_file_keep_their_offsets(tmp_path: Path) -> None:
    text = "\ufeffNews.\r\n\r\n😀 Ola Wren said that the dam was safe.\r\n"
    file = tmp_path / "dam.txt"
    file.write_bytes(text.encode())
    (claim,) = json.loads(run(str(file)))["claims"]
    ((start, end),) = claim["content"]
    assert text[start:end] == "that the dam was safe"


def test_standard_input_has_no_id(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(run("-", given=TEXT, monkeypatch=monkeypatch))["id"] is None


def test_the_text_format_names_speaker_and_statement(tmp_path: Path) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text(HARBOUR, encoding="utf-8")
    output = run(str(file), "--format", "text")
    assert "Ilse Varga, NHU spokeswoman" in output
    assert "[own voice] Cranes stood still" in output


def test_lines_give_results_in_order_and_keep_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    given = "".join(
        json.dumps(record) + "\n"
        for record in (
            {"id": "a", "text": TEXT, "published": "2021-03-12T08:30:00Z", "other": 1},
            {"id": 2, "text": TEXT, "published": None},
            {"id": "c", "text": ""},
        )
    )
    first, second, third = lines(run("--jsonl", given=given, monkeypatch=monkeypatch))
    assert [first["id"], second["id"], third["id"]] == ["a", 2, "c"]
    assert first["claims"][0]["said_on"] == "2021-03-10"
    assert (second["claims"][0]["said_on"], second["claims"][0]["said_precision"]) == (None, "unknown")
    assert third["claims"] == []


def test_lines_without_a_date_have_the_one_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [{"text": TEXT}, {"text": TEXT, "published": ""}, {"text": TEXT, "published": "2021-03-19"}]
    given = "\n".join(map(json.dumps, records))
    results = lines(run("--jsonl", "--published", "2021-03-12", given=given, monkeypatch=monkeypatch))
    assert [result["claims"][0]["said_on"] for result in results] == ["2021-03-10", "2021-03-10", "2021-03-17"]


def test_lines_in_give_json_and_no_text() -> None:
    with pytest.raises(CommandError, match="--jsonl writes JSON"):
        run("--jsonl", "--format", "text")


@pytest.mark.parametrize(
    ("bad", "identifier", "complaint"),
    [
        ("{no json", None, "not JSON"),
        ("[1]", None, "must be an object"),
        ("[" * 100_000, None, "not JSON"),
        ('{"id": "x"}', "x", '"text" is missing'),
        ('{"id": "x", "text": "a", "published": "soon"}', "x", "not a date"),
        ('{"id": "x", "text": "a", "published": 5}', "x", "not a date"),
    ],
)
def test_a_bad_line_gets_an_error_in_its_place_and_the_command_fails_at_the_end(
    bad: str, identifier: str | None, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = f'{bad}\n{{"id": "y", "text": "word"}}\n'
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given.encode())))
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 of the lines"):
        call_command("extract", "--jsonl", stdout=out, stderr=err)
    failed, done = lines(out.getvalue())
    assert (failed["id"], done) == (identifier, {"id": "y", "claims": []})
    assert complaint in failed["error"]
    assert err.getvalue().startswith("line 1: ")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(str(tmp_path / "none.txt"))


def test_a_file_in_another_encoding_is_refused_with_the_place(tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("Caf\xe9".encode("latin-1"))
    with pytest.raises(CommandError, match="byte 3"):
        run(str(file))
