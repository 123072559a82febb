"""Articles from JSON Lines: a bad line is named and costs only itself."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article
from tests.factories import BODY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
GOOD = {"id": 7, "text": BODY, "headline": "East pier", "published": "2026-03-06", "url": "https://gazette.example/p"}


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"text": "Half \ud83d of it."}, "“text” holds half of a character"),
        ({"text": 5}, "“text” must be a string and is a number"),
        ({"headline": ["East"]}, "“headline” must be a string and is a list"),
        ({"id": True}, "“id” must be a string and is true or false"),
        ({"url": "javascript:alert(1)"}, "is not the address of a web page"),
        ({"id": "x" * 201}, "has 201 characters; at most 200"),
        ({"published": "0026-03-06"}, "Check the year"),
        ({"text": "\u200b"}, "There is no text"),
    ],
)
def test_a_bad_line_is_named_and_the_next_is_imported(tmp_path: Path, wrong: dict[str, object], complaint: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(f"{json.dumps(GOOD | {'id': 'bad'} | wrong)}\n{json.dumps(GOOD)}\n")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="not taken"):
        call_command("import_articles", path, stdout=out, stderr=err)
    assert out.getvalue() == "1 new, 0 known already, 1 not taken\n"
    assert err.getvalue().startswith(f"{path}: line 1: ")
    assert complaint in err.getvalue()
    assert Article.objects.get().external_id == "7"


def test_a_dash_is_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(GOOD).encode())))
    out = io.StringIO()
    call_command("import_articles", "-", stdout=out)
    assert out.getvalue() == "1 new, 0 known already, 0 not taken\n"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.jsonl cannot be read"):
        call_command("import_articles", tmp_path / "gone.jsonl")
