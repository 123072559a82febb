"""What leaves the house for training: published texts that people looked at, and the same spans when they are read."""

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.models import Article, Claim, LedgerEntry
from claims.services import ledger
from claims.services.claims import Marking, Revision, add_claim_by_hand, discard_claim, revise_claim
from factcheck.lib.spans import Span
from tests.factories import BODY, make_article, make_claim, make_speaker
from training.polnear import read_polnear

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]


def said(article: Article, **over: Any) -> Claim:
    """The claim of the second paragraph, in two pieces around its speaker and cue."""
    start = article.body.index("“We counted")
    cut = {"content": (0, 26), "source": (27, 32), "cue": (33, 37), "rest": (39, 64)}
    place = {name: [start + first, start + last] for name, (first, last) in cut.items()}
    return make_claim(
        article=article,
        content=[place["content"], place["rest"]],
        source_spans=[place["source"]],
        cue_spans=[place["cue"]],
        **over,
    )


def exported(folder: Path, *options: str) -> list[dict[str, Any]]:
    call_command("export_annotations", str(folder), *options)
    return list(read_polnear(folder / "annotations.jsonl"))


def revise(claim: Claim, by: User) -> None:
    revise_claim(claim=claim, revision=Revision(statement="There are 1,200 cracks."), by=by, version=claim.version)


def test_the_brat_files_read_back_give_the_spans_of_the_rows_and_of_the_claims(tmp_path: Path, editor: User) -> None:
    article = make_article(body=f"😀 Pier news\u2028of today.\n\n{BODY}", outlet="Harbour Gazette")
    claim = said(article)
    nobody = make_claim(article=article, content=[[3, 12]], cue_spans=[[0, 1]])
    revise(claim, editor)

    (row,) = exported(tmp_path / "out")
    (read,) = read_polnear(tmp_path / "out")

    spans = {"content": claim.content, "source": claim.source_spans, "cue": claim.cue_spans}
    assert row["attributions"] == [{"content": nobody.content, "source": [], "cue": nobody.cue_spans}, spans]
    assert [read[name] for name in ("text", "date", "attributions", "discuss")] == [
        row[name] for name in ("text", "date", "attributions", "discuss")
    ]
    assert read["text"] == article.body
    assert read["date"] == "2026-03-06"


def test_the_files_are_those_of_polnear(tmp_path: Path, editor: User) -> None:
    article = make_article(outlet="Harbour Gazette", byline="Ida Roe")
    revise(said(article), editor)
    exported(tmp_path)

    name = f"harbour-gazette_2026-03-06_east-pier-to-close-{str(article.public_id)[:8]}"
    assert (tmp_path / "corrections/text" / f"{name}.txt").read_text() == BODY
    start = BODY.index("“We counted")
    assert (tmp_path / f"corrections/attributions/{name}_desk.ann").read_text() == (
        f"T1\tSource {start + 27} {start + 32}\tLindt\n"
        f"T2\tCue {start + 33} {start + 37}\tsaid\n"
        f"T3\tContent {start} {start + 26};{start + 39} {start + 64}\t"
        "“We counted 1,200 cracks,” “and each one is growing.\n"
        f"T4\tAttribution {start + 33} {start + 37}\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )
    (row,) = csv.DictReader((tmp_path / "metadata.tsv").open(), delimiter="\t")
    assert (row["filename"], row["compartment"], row["annotators"]) == (name, "corrections", "desk")
    assert row["publication_date"] == "2026-03-06"


def test_a_discarded_claim_is_no_attribution_and_the_articles_own_voice_is_none_either(
    tmp_path: Path, editor: User
) -> None:
    article = make_article()
    discard_claim(claim=said(article), by=editor, reason="Nobody says this.")
    make_claim(article=article, attribution="own_voice")
    (row,) = exported(tmp_path)
    assert (row["attributions"], row["discuss"]) == ([], [])


def test_a_claim_marked_by_hand_teaches_where_its_cue_is_marked_and_is_left_out_where_it_is_not(
    tmp_path: Path, editor: User
) -> None:
    article = make_article()
    start = BODY.index("“We counted")
    place, cue = Span(start, start + 26), Span(start + 33, start + 37)
    add_claim_by_hand(
        article=article, by=editor, marking=Marking([place], "There are cracks.", "Mara Lindt", cue=[cue])
    )
    add_claim_by_hand(article=article, by=editor, marking=Marking([Span(0, 40)], "It will close.", "Mara Lindt"))
    (row,) = exported(tmp_path)
    assert row["attributions"] == [{"source": [], "cue": [cue.pair()], "content": [place.pair()]}]
    assert row["discuss"] == [[0, 40]]


def test_only_articles_leave_that_a_person_looked_at_and_that_are_published(tmp_path: Path, editor: User) -> None:
    untouched = make_article(body="One. " + BODY)
    said(untouched)
    ledger.record("claims.extracted", article=untouched)
    for over in (
        {"published_at": None, "published_on": None},
        {"published_at": timezone.now() + dt.timedelta(days=2)},
        {"external_id": "a"},
    ):
        revise(said(make_article(body=f"{over}\n\n{BODY}", **over)), editor)
    old = Article.objects.get(external_id="a")
    make_article(body="A later draft.", external_id="a", supersedes=old)
    assert exported(tmp_path) == []


def test_a_judgement_is_a_look_but_no_correction(tmp_path: Path, editor: User, reviewer: User) -> None:
    judged, corrected = make_article(body="One. " + BODY), make_article(body="Two. " + BODY)
    ledger.record("review.decided", by=reviewer, claim=said(judged))
    revise(said(corrected), editor)
    assert {row["id"] for row in exported(tmp_path / "all")} == {str(judged.public_id), str(corrected.public_id)}
    assert [row["id"] for row in exported(tmp_path / "some", "--only-corrected")] == [str(corrected.public_id)]
    tomorrow = (timezone.now() + dt.timedelta(days=1)).date().isoformat()
    assert exported(tmp_path / "none", "--since", tomorrow) == []


def test_nothing_but_the_published_text_leaves_and_the_ledger_says_so(tmp_path: Path, editor: User) -> None:
    article = make_article(notes=["A secret note."])
    claim = said(article, speaker=make_speaker(name="Hidden Name"))
    discard_claim(claim=claim, by=editor, reason="A secret reason.")
    exported(tmp_path)
    written = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    for secret in ("secret", "Hidden", editor.username):
        assert secret not in written
    assert LedgerEntry.objects.get(verb="annotations.exported").details == {"articles": 1}


def test_an_old_export_is_not_mixed_with_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    with pytest.raises(CommandError, match="no empty folder"):
        call_command("export_annotations", str(tmp_path))


def test_the_rows_are_json_lines(tmp_path: Path, editor: User) -> None:
    revise(said(make_article()), editor)
    exported(tmp_path)
    (line,) = (tmp_path / "annotations.jsonl").read_text().splitlines()
    assert set(json.loads(line)) == {"id", "text", "date", "language", "attributions", "discuss"}
