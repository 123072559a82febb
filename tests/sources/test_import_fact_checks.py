"""``import_fact_checks`` reads files and folders, and a bad item costs only itself."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sources.models import SettledClaim

pytestmark = pytest.mark.django_db


def review(number: int, **over: Any) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "url": f"https://checks.example/{number}",
        "claimReviewed": f"The council of Kest spent {number} crowns on the pier.",
        "reviewRating": {"alternateName": "False"},
        **over,
    }


def run(*paths: Path) -> tuple[str, str, bool]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_fact_checks", *map(str, paths), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}", False
    return out.getvalue(), err.getvalue(), True


def test_a_feed_is_imported_once(tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [review(n)]} for n in range(3)]}))
    assert run(feed) == ("3 new, 0 changed, 0 known already, 0 not taken\n", "", True)
    assert run(feed) == ("0 new, 0 changed, 3 known already, 0 not taken\n", "", True)
    assert SettledClaim.objects.count() == 3


def test_a_folder_is_read_and_bad_items_are_named(tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text("\n".join(json.dumps(review(n)) for n in (1, 2)))
    (tmp_path / "bad.jsonl").write_text(json.dumps(review(3)) + "\n{oops\n")
    (tmp_path / "notes.txt").write_text("not read")
    out, err, fine = run(tmp_path)
    assert out == "3 new, 0 changed, 0 known already, 1 not taken\n"
    assert "bad.jsonl: line 2: this is not JSON" in err
    assert not fine


def test_a_file_that_is_not_there_is_said_and_nothing_is_stored(tmp_path: Path) -> None:
    out, err, fine = run(tmp_path / "nowhere.json")
    assert (out, fine) == ("", False)
    assert "cannot be read" in err
    assert not SettledClaim.objects.exists()


def test_more_than_a_batch_is_stored(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(json.dumps(review(n)) for n in range(1_101)))
    assert run(file)[0].startswith("1101 new")
    assert SettledClaim.objects.count() == 1_101
