"""The record while many write, on a server: nobody waits for whoever reads it, and what is read is one state."""

import io
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from claims.models import Article, LedgerChain, LedgerEntry
from claims.services import ledger, ledger_checks
from exports.dossier import verify
from exports.dossier.writer import DossierWriter, Member
from exports.services.dossier import export_dossier
from tests.factories import make_article

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def write(article: Article, count: int) -> None:
    try:
        for number in range(count):
            with transaction.atomic():
                ledger.record("claim.revised", article=article, number=number)
    finally:
        connection.close()


def test_a_chain_holds_while_and_after_four_people_write_it() -> None:
    article = make_article()
    write(article, 1)
    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write, article, 60) for _writer in range(4)]
        while not all(writer.done() for writer in writers):
            assert list(ledger_checks.verify(LedgerChain.objects.all())) == []
    assert [writer.result() for writer in writers] == [None] * 4
    assert LedgerChain.objects.get().length == LedgerEntry.objects.count() == 241
    assert list(ledger_checks.verify(LedgerChain.objects.all())) == []


def test_the_server_refuses_changes_and_what_is_done_past_it_is_found() -> None:
    write(make_article(), 3)
    for sql in ("UPDATE claims_ledgerentry SET verb = 'x'", "DELETE FROM claims_ledgerentry"):
        with pytest.raises(DatabaseError, match="only grows"), connection.cursor() as cursor:
            cursor.execute(sql)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_ledgerentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE claims_ledgerentry SET details = '{\"number\": 7}' WHERE sequence = 2")
        cursor.execute("ALTER TABLE claims_ledgerentry ENABLE TRIGGER USER")
    [flaw] = ledger_checks.verify(LedgerChain.objects.all())
    assert (flaw.sequence, flaw.sentence) == (2, "its content was changed after it was written")


def test_a_dossier_is_one_state_though_somebody_writes_meanwhile(
    editor: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = make_article()
    write(article, 5)
    plain = DossierWriter.add_lines

    def add_and_write(self: DossierWriter, path: str, rows: Iterable[Mapping[str, Any]]) -> Member:
        member = plain(self, path, rows)
        if path == "ledger.jsonl":
            with ThreadPoolExecutor(1) as pool:
                pool.submit(write, article, 3).result(timeout=20)
        return member

    monkeypatch.setattr(DossierWriter, "add_lines", add_and_write)
    file = io.BytesIO()
    export_dossier(article=article, by=editor, file=file)
    assert LedgerChain.objects.get(article=article).length == 8
    path = tmp_path / "d.zip"
    path.write_bytes(file.getvalue())
    assert verify.main([str(path)]) == 0
    assert ", 5 ledger entries" in capsys.readouterr().out
