"""The dossier: complete, the same every time, without secrets, and caught by its own script when it is changed."""

import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.formats.chain import Link, link_hash
from claims.models import Article, LedgerEntry
from claims.services import ledger
from claims.services.snapshots import keep_snapshot
from exports.dossier import verify
from exports.models import Publication
from exports.services.dossier import export_dossier
from factcheck.lib.errors import NotAllowed
from factcheck.lib.sealing import make_key
from reviews.models import Review
from reviews.services import replies, verdicts
from sources.models import Document, Evidence
from tests.exports.cases import decide
from tests.exports.test_publishing import correct
from tests.factories import get_rating, make_claim, make_document, make_evidence, make_review

pytestmark = pytest.mark.django_db
CONTACT = "Jonas Vik, +47 22 55 01 77, jonas.vik@harbour.example"
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(autouse=True)
def contact_key(settings: Any) -> None:
    settings.CONTACT_KEYS = [make_key()]


@pytest.fixture
def article(published: Publication, editor: User, reviewer: User) -> Article:
    """An article with a verdict that was corrected, a reply, kept bytes, and a claim that nobody has judged."""
    article = published.review.claim.article
    with transaction.atomic():
        ledger.record("article.submitted", by=editor, article=article)
    make_claim(article=article, content=[[0, 10], [12, 20]], quote=f"{article.body[:10]} … {article.body[12:20]}")
    now = timezone.now()
    asking = replies.Asking(
        claims=[published.review.claim], person="Mara Lindt", channel="phone", question="Where is the count from?",
        asked_at=now, deadline=now + timezone.timedelta(hours=2), contact=CONTACT,
    )  # fmt: skip
    request = replies.ask_for_reply(article=article, asking=asking, by=editor)
    answering = replies.Answering("answered", text="From the port.", channel="mail")
    replies.log_reply(reply_request=request, answering=answering, by=editor)
    correct(published, editor, reviewer, "It was another pier.")
    Document.objects.update(snapshot=keep_snapshot(b"The report as it was received.", media_type="text/html"))
    return article


def exported(article: Article, by: User | None = None) -> bytes:
    file = io.BytesIO()
    export_dossier(article=article, by=by, file=file)
    return file.getvalue()


def members(dossier: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(dossier)) as box:
        return {name: box.read(name) for name in box.namelist()}


def rows(dossier: bytes, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in members(dossier)[f"{name}.jsonl"].splitlines()]


def checked(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = verify.main([str(path), *more])
    return code, capsys.readouterr().out


def test_the_script_in_it_finds_that_it_holds_with_the_standard_library_alone(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(exported(article))
    script = tmp_path / "verify.py"
    script.write_bytes(members(path.read_bytes())["verify.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(path)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.stdout.startswith("The dossier holds: ")
    assert done.returncode == 0


def test_unpacked_it_is_checked_where_it_lies(article: Article, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(article))) as box:
        box.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(tmp_path / "verify.py")], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("The dossier holds: ")


def test_everything_is_in_it(article: Article, published: Publication) -> None:
    dossier = exported(article)
    assert members(dossier)["article.txt"].decode() == article.body
    assert [row["kind"] for row in rows(dossier, "publications")] == ["published", "corrected"]
    assert [row["rating"] for row in rows(dossier, "verdicts")] == ["true", "false"]
    assert [row["rating"] for row in rows(dossier, "assessments")] == ["true", "false"]
    assert len(rows(dossier, "claims")) == 2
    assert len(rows(dossier, "evidence")) == 2
    assert [row["replies"][0]["text"] for row in rows(dossier, "replies")] == ["From the port."]
    assert len(rows(dossier, "ledger")) == LedgerEntry.objects.filter(article=article).count()
    old, new = rows(dossier, "reviews")
    assert new["supersedes"] == old["id"] == str(published.review.public_id)
    names = set(members(dossier))
    assert {f"documents/{key}.txt" for key in Document.objects.values_list("public_id", flat=True)} <= names
    assert b"The report as it was received." in members(dossier).values()


def test_two_exports_of_the_same_state_are_the_same_bytes(article: Article, editor: User) -> None:
    first = exported(article, editor)
    assert exported(article, editor) == first
    assert exported(article, None) == first


def test_who_exported_it_stands_in_the_ledger_of_the_house(article: Article, editor: User, tmp_path: Path) -> None:
    dossier = exported(article, editor)
    entry = LedgerEntry.objects.get(verb="dossier.exported")
    assert (entry.actor, entry.chain.name) == (editor, "house")
    assert entry.details["exported"] == str(article.public_id)
    path = tmp_path / "d.zip"
    path.write_bytes(dossier)
    assert verify.main([str(path), "--manifest", entry.details["manifest"]]) == 0
    assert verify.main([str(path), "--manifest", "0" * 64]) == 1


def test_no_confidential_contact_is_in_it_in_any_form(article: Article) -> None:
    from reviews.models import ReplyContact

    contents = b"".join(members(exported(article)).values())
    assert b"Where is the count from?" in contents
    for secret in ("Jonas Vik", "22 55 01 77", "jonas.vik", ReplyContact.objects.get().sealed):
        assert secret.encode() not in contents


def test_answers_of_a_blind_round_under_way_are_not_in_it(
    article: Article, reviewer: User, second_reviewer: User
) -> None:
    claim = make_claim(article=article, content=[[21, 30]])
    review = make_review(claim=claim, state="assigned", assignee=reviewer, second_assignee=second_reviewer, blind=True)
    given = {"rating": get_rating("unproven"), "rationale": "My secret opinion.", "cited": []}
    verdicts.assess_review(review=review, by=reviewer, version=review.version, **given)
    dossier = exported(article)
    assert "My secret opinion." not in b"".join(members(dossier).values()).decode()
    assert len(rows(dossier, "assessments")) == 2


def repacked(dossier: bytes, change: Change, path: Path) -> Path:
    """The dossier with changed files, and a manifest that was made to fit again."""
    content = members(dossier)
    change(content)
    manifest = json.loads(content["manifest.json"])
    for member in manifest["members"]:
        if member["path"] in content:
            member["sha256"] = verify.hashlib.sha256(content[member["path"]]).hexdigest()
            member["bytes"] = len(content[member["path"]])
    manifest["members"] = [each for each in manifest["members"] if each["path"] in content]
    content["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as box:
        for name, data in content.items():
            box.writestr(name, data)
    return path


def replaced(name: str, old: str, new: str) -> Change:
    def change(content: dict[str, bytes]) -> None:
        assert old.encode() in content[name]
        content[name] = content[name].replace(old.encode(), new.encode())

    return change


def without_line(name: str, number: int) -> Change:
    def change(content: dict[str, bytes]) -> None:
        lines = content[name].splitlines(keepends=True)
        del lines[number]
        content[name] = b"".join(lines)

    return change


def swapped(name: str, one: int, other: int) -> Change:
    def change(content: dict[str, bytes]) -> None:
        lines = content[name].splitlines(keepends=True)
        lines[one], lines[other] = lines[other], lines[one]
        content[name] = b"".join(lines)

    return change


FORGERIES: dict[str, tuple[Change, str]] = {
    "article": (replaced("article.txt", "east pier", "west pier"), "is not the text that the claims were found in"),
    "claim": (replaced("claims.jsonl", '"content":[[0,40]]', '"content":[[1,40]]'), "its words do not stand in"),
    "evidence": (replaced("evidence.jsonl", "1,200 cracks", "1,300 cracks"), "do not stand in the document"),
    "offsets": (replaced("evidence.jsonl", '"start":0', '"start":1'), "do not stand in the document"),
    "rationale": (replaced("verdicts.jsonl", "counted the same", "counted another"), "the ledger recorded"),
    "rating": (replaced("verdicts.jsonl", '"rating":"false"', '"rating":"true"'), "the ledger recorded"),
    "stance": (replaced("verdicts.jsonl", '"stance":"contradicts"', '"stance":"context"'), "cites other evidence"),
    "assessment": (replaced("assessments.jsonl", "counted the same", "counted another"), "is not the one"),
    "payload": (replaced("publications.jsonl", '"headline":"East', '"headline":"West'), "recorded as published"),
    "answer": (replaced("replies.jsonl", "From the port.", "From the sea."), "is not as the ledger recorded"),
    "question": (replaced("replies.jsonl", "Where is the count", "Who made the count"), "is not the one that"),
    "verb": (replaced("ledger.jsonl", "verdict.corrected", "verdict.retracted"), "content was changed"),
    "entry removed": (without_line("ledger.jsonl", 1), "entry 2 is missing"),
    "end removed": (without_line("ledger.jsonl", -1), "should have"),
    "entries swapped": (swapped("ledger.jsonl", 1, 2), "is missing"),
    "verdict removed": (without_line("verdicts.jsonl", 0), "its verdict is not there"),
    "evidence removed": (without_line("evidence.jsonl", 0), "which is not there for this claim"),
    "publication removed": (without_line("publications.jsonl", 0), "supersedes an entry"),
    "publications swapped": (swapped("publications.jsonl", 0, 1), "out of order"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_file_is_found_even_with_a_manifest_that_fits(
    name: str, article: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, found = FORGERIES[name]
    code, out = checked(repacked(exported(article), change, tmp_path / "d.zip"), capsys)
    assert code == 1
    assert found in out


def test_a_changed_removed_or_added_file_is_found_by_the_manifest(
    article: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = members(exported(article))
    snapshot = next(name for name in content if name.startswith("snapshots/"))
    content["README.txt"] = b"Nothing to see."
    content["more.txt"] = b"More."
    del content[snapshot]
    path = tmp_path / "d.zip"
    with zipfile.ZipFile(path, "w") as box:
        for name, data in content.items():
            box.writestr(name, data)
    code, out = checked(path, capsys)
    assert code == 1
    assert "README.txt: is not the file that was exported" in out
    assert "more.txt: is not in the manifest" in out
    assert f"{snapshot}: is missing" in out


def test_a_snapshot_under_another_name_is_found(
    article: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(content: dict[str, bytes]) -> None:
        name = next(name for name in content if name.startswith("snapshots/"))
        content[name] = b"Other bytes."

    assert "does not have the hash" in checked(repacked(exported(article), change, tmp_path / "d.zip"), capsys)[1]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_in_it_twice_is_found(
    article: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "d.zip"
    path.write_bytes(exported(article))
    with zipfile.ZipFile(path, "a") as box:
        box.writestr("article.txt", "Another text.")
    assert "article.txt: stands in the ZIP 2 times" in checked(path, capsys)[1]


def test_what_is_no_dossier_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.zip"
    path.write_bytes(b"no zip")
    assert checked(path, capsys) == (2, f"The dossier can not be read: {path} is no dossier: File is not a zip file\n")


def test_a_chain_made_anew_is_found_by_heads_kept_elsewhere(
    article: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = tmp_path / "heads.jsonl"
    call_command("verify_ledger", write_heads=heads, stdout=io.StringIO())
    good = tmp_path / "good.zip"
    good.write_bytes(exported(article))
    assert checked(good, capsys, "--heads", str(heads))[0] == 0

    def forge(content: dict[str, bytes]) -> None:
        previous, lines = "", []
        for line in content["ledger.jsonl"].splitlines():
            link = json.loads(line) | {"actor": "somebody-else", "account": "x", "previous": previous}
            previous = link["hash"] = link_hash(Link(**link))
            lines.append(json.dumps(link))
        content["ledger.jsonl"] = "\n".join(lines).encode()
        manifest = json.loads(content["manifest.json"])
        manifest["ledger"]["head"] = previous
        content["manifest.json"] = json.dumps(manifest).encode()

    forged = repacked(good.read_bytes(), forge, tmp_path / "forged.zip")
    assert "content was changed" not in checked(forged, capsys)[1]
    code, out = checked(forged, capsys, "--heads", str(heads))
    assert code == 1
    assert "is not the one that was kept elsewhere" in out


def test_damaged_bytes_are_named_and_the_rest_is_exported(
    article: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshot = Document.objects.first().snapshot
    Path(snapshot.file.path).write_bytes(b"Changed on the disk.")
    path = tmp_path / "d.zip"
    with pytest.raises(CommandError, match="1 snapshots are damaged"):
        call_command("export_dossier", str(article.public_id), str(path), stdout=io.StringIO())
    code, out = checked(path, capsys)
    assert code == 1
    assert f"snapshot {snapshot.sha256}: was damaged or gone" in out
    Path(snapshot.file.path).unlink()


def test_the_command_writes_a_whole_file_or_none(article: Article, tmp_path: Path) -> None:
    path, out = tmp_path / "d.zip", io.StringIO()
    call_command("export_dossier", str(article.public_id), str(path), stdout=out)
    assert "Its manifest is" in out.getvalue()
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(CommandError, match="There is no article"):
        call_command("export_dossier", "00000000-0000-4000-8000-000000000000", str(path), stdout=out)
    with pytest.raises(CommandError, match="can not be written"):
        call_command("export_dossier", str(article.public_id), str(tmp_path / "no" / "d.zip"), stdout=out)


def test_editors_export_it_in_the_browser(client: Client, article: Article, editor: User) -> None:
    client.force_login(editor)
    here = reverse("exports:dossier", args=[article.public_id])
    assert here in client.get(article.get_absolute_url()).content.decode()
    assert "Export the dossier" in client.get(here).content.decode()
    answer = client.post(here)
    assert answer["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content) == exported(article)


def test_nobody_else_exports_it(client: Client, article: Article, reviewer: User, cms: User, stranger: User) -> None:
    here = reverse("exports:dossier", args=[article.public_id])
    client.force_login(reviewer)
    assert "Only editors can export a dossier" in client.get(here).content.decode()
    for person, status in ((reviewer, 403), (cms, 403), (stranger, 404)):
        client.force_login(person)
        assert client.post(here).status_code == status
        if person != stranger:
            with pytest.raises(NotAllowed, match="Only editors"):
                exported(article, person)
    assert not LedgerEntry.objects.filter(verb="dossier.exported").exists()


def test_an_article_with_nothing_in_it_has_a_dossier_that_holds(
    editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.factories import make_article

    path = tmp_path / "d.zip"
    path.write_bytes(exported(make_article()))
    assert checked(path, capsys)[0] == 0


def test_memory_does_not_grow_with_the_texts(article: Article, tmp_path: Path) -> None:
    claim = article.claims.first()

    def peak() -> int:
        with (tmp_path / "d.zip").open("w+b") as file:
            tracemalloc.start()
            export_dossier(article=article, by=None, file=file)
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    def add(number: int) -> None:
        for count in range(number):
            text = f"Report {count} on the pier. " + f"Line {count} of it. " * 12_000
            document = make_document(text=text[:200_000], snapshot=keep_snapshot(text.encode()))
            passage = document.passages.first()
            make_evidence(claim=claim, passage=passage)

    add(3)
    small = peak()
    add(9)
    assert Evidence.objects.filter(claim=claim).count() > 10
    assert peak() < small * 1.3


def test_the_review_that_was_corrected_and_its_correction_are_both_in_it(article: Article) -> None:
    states = {row["state"] for row in rows(exported(article), "reviews")}
    assert states == {"published"}
    assert Review.objects.filter(claim__article=article).count() == 2


def test_a_state_that_goes_on_gives_another_dossier(article: Article, editor: User, reviewer: User) -> None:
    before = exported(article)
    claim = make_claim(article=article, content=[[21, 30]])
    decide(claim, reviewer, "unproven", public_id=make_review(claim=make_claim()).claim.public_id)
    assert exported(article) != before
