"""The index follows the database: what is new, changed or gone, and whatever happens to it."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from factcheck.lib import components
from factcheck.lib.errors import InvalidInput
from sources.models import Document, LibraryChange, LibraryLog, Passage
from sources.retrieval import condition, triggers
from sources.retrieval.base import Query
from sources.retrieval.condition import index_condition
from sources.retrieval.corpus import CorpusRetriever
from sources.retrieval.index import reader
from sources.retrieval.index.reader import index_directory, open_index
from sources.retrieval.index.writer import IndexWriter, writing
from sources.services import indexing
from sources.services.indexing import rebuild_index, update_index
from tests.factories import make_document, make_passage

pytestmark = pytest.mark.django_db


def held(root: Path) -> int:
    """How many passages the index holds."""
    return open_index(root).searcher.num_docs - 1


def found(words: str) -> list[str]:
    """What the index itself finds; fails where the database would answer in its place."""
    assert index_condition().opened, index_condition()
    hits = components.get("retriever").search(Query(words), limit=10)
    return [Passage.objects.get(pk=hit.passage_id).text for hit in hits]


def test_what_is_in_the_library_is_found(index_root: Path) -> None:
    make_document(text="The lighthouse of Ostrau is dark.")
    update_index()
    assert found("lighthouse in Ostrau") == ["The lighthouse of Ostrau is dark."]
    assert components.get("retriever").hindrance() == ""


def test_a_library_of_no_passage_is_an_index_that_finds_nothing(index_root: Path) -> None:
    update_index()
    assert found("lighthouse") == []


def test_what_comes_later_is_found_and_what_goes_is_found_no_more(index_root: Path) -> None:
    old = make_document(text="The lighthouse is dark.")
    update_index()
    make_document(text="The ferry to the lighthouse sank.")
    old.passages.all().delete()
    update_index()
    assert found("lighthouse") == ["The ferry to the lighthouse sank."]
    assert held(index_root) == 1


def test_a_new_title_and_a_new_date_are_taken_in(index_root: Path) -> None:
    document = make_document(text="It is dark.", published_at=None)
    update_index()
    Document.objects.filter(pk=document.pk).update(
        title="Lighthouse", published_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    )
    update_index()
    assert found("lighthouse") == ["It is dark."]
    query = Query("lighthouse", before=dt.date(2026, 5, 1))
    assert components.get("retriever").search(query, limit=10) == []


def test_what_changes_nothing_that_is_searched_is_not_noted(index_root: Path) -> None:
    document = make_document()
    update_index()
    document.language = "en"
    document.save()
    assert not LibraryChange.objects.unnumbered().exists()


def test_words_that_a_person_cut_out_are_not_kept_twice(index_root: Path) -> None:
    document = make_document(text="The lighthouse of Ostrau is dark.")
    make_passage(document=document, start=4, end=14, by_hand=True)
    update_index()
    assert held(index_root) == 1


def test_an_update_with_nothing_new_writes_nothing(index_root: Path) -> None:
    make_document()
    update_index()
    before = (index_directory(index_root) / "meta.json").stat().st_mtime_ns
    update_index()
    assert (index_directory(index_root) / "meta.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["lost", "no meta", "cut off", "of another library", "of a later state"])
def test_an_index_that_is_lost_or_broken_is_noticed_and_built_anew(index_root: Path, damage: str) -> None:
    make_document(text="The lighthouse is dark.")
    update_index()
    hurt(index_root, damage)
    assert index_condition().opened is None
    assert "database's own text search answered" in components.get("retriever").hindrance()
    hits = components.get("retriever").search(Query("lighthouse"), limit=3)
    assert len(hits) == 1
    update_index()
    assert found("lighthouse") == ["The lighthouse is dark."]
    assert held(index_root) == 1


def hurt(root: Path, damage: str) -> None:
    directory = index_directory(root)
    match damage:
        case "lost":
            shutil.rmtree(root)
        case "no meta":
            (directory / "meta.json").write_text("{")
        case "cut off":
            for path in directory.glob("*.term"):
                path.write_bytes(b"")
            reader._open.cache_clear()
        case "of another library":
            LibraryLog.objects.update(library="12345678123456781234567812345678")
        case _:
            LibraryChange.objects.all().delete()
            LibraryLog.objects.update(newest=0)


def test_an_index_of_another_version_is_built_anew_and_the_old_one_is_put_away(
    index_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_document(text="The lighthouse is dark.")
    update_index()
    monkeypatch.setattr(reader, "VERSION", 99)
    assert index_condition().opened is None
    update_index()
    assert found("lighthouse") == ["The lighthouse is dark."]
    assert [path.name for path in index_root.glob("passages-*")] == ["passages-99"]


def test_an_index_that_is_not_built_to_the_end_does_not_answer_and_is_gone_on_with(index_root: Path) -> None:
    for number in range(5):
        make_document(text=f"Lighthouse number {number} is dark.")
    with writing(index_root):
        indexing._follow(index_root, stop_at=0)
    assert held(index_root) == 1
    assert "is being built" in index_condition().hindrance
    update_index()
    assert len(found("lighthouse")) == 5


def test_what_does_not_fit_into_the_time_is_asked_for_again(index_root: Path, run_on_commit: object) -> None:
    for number in range(5):
        make_document(text=f"Lighthouse number {number} is dark.")
    with run_on_commit() as callbacks:
        update_index(seconds=-1)
    assert callbacks
    assert len(found("lighthouse")) == 5


def test_a_change_that_waits_for_long_takes_the_index_out_of_use(index_root: Path) -> None:
    make_document()
    update_index()
    make_document(text="The lighthouse is dark.")
    assert index_condition().opened, "a change may wait for some seconds"
    LibraryChange.objects.update(noted_at=timezone.now() - dt.timedelta(minutes=5))
    assert "has not followed" in index_condition().hindrance
    assert len(components.get("retriever").search(Query("lighthouse"), limit=3)) == 1


def test_a_second_writer_leaves_the_work_to_the_first(index_root: Path) -> None:
    make_document()
    with writing(index_root) as first:
        assert first
        update_index()
        assert index_condition().opened is None


def test_the_command_builds_it_from_nothing(index_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_document(text="The lighthouse is dark.")
    update_index()
    shutil.rmtree(index_root)
    call_command("rebuild_index")
    assert "The index holds 1 passages" in capsys.readouterr().out
    assert found("lighthouse") == ["The lighthouse is dark."]


def test_without_a_folder_there_is_no_index_and_the_database_answers(settings: object) -> None:
    settings.SEARCH_INDEX_DIR = None
    make_document(text="The lighthouse is dark.")
    update_index()
    assert index_condition() == condition.Condition(None)
    with pytest.raises(InvalidInput, match="SEARCH_INDEX_DIR"):
        rebuild_index(told=print)


def test_a_document_from_a_person_wakes_the_writer(index_root: Path, run_on_commit: object) -> None:
    from sources.services.documents import DocumentDraft, add_document

    with run_on_commit():
        add_document(draft=DocumentDraft(text="The lighthouse of Ostrau is dark."), by=None)
    assert found("lighthouse") == ["The lighthouse of Ostrau is dark."]


def test_the_database_has_every_trigger_after_all_migrations() -> None:
    if connection.vendor == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {name for (name,) in cursor.fetchall()}
    assert triggers.names(connection.vendor) <= there


def test_the_databases_own_search_follows_too() -> None:
    make_document(text="The lighthouse is dark.")
    assert len(CorpusRetriever().search(Query("lighthouse"), limit=3)) == 1


def test_what_was_put_in_without_a_commit_is_lost_and_put_in_again(index_root: Path) -> None:
    make_document(text="The lighthouse is dark.")
    update_index()
    second = make_document(text="The ferry to the lighthouse sank.")
    with pytest.raises(RuntimeError), writing(index_root), IndexWriter(index_root) as writer:
        writer.add(indexing._rows(document_id=second.pk))
        raise RuntimeError
    assert held(index_root) == 1
    update_index()
    assert held(index_root) == 2
