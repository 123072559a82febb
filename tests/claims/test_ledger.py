"""The ledger holds together, and shows every change made behind its back."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.models import LedgerChain, LedgerEntry
from claims.services import ledger
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


def flaws() -> list[str]:
    return [f"{flaw.sequence}: {flaw.sentence}" for flaw in ledger.verify(LedgerChain.objects.all())]


def change_behind_its_back(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def chain(editor: User) -> LedgerChain:
    claim = make_claim()
    with transaction.atomic():
        for number in range(5):
            ledger.record("claim.revised", by=editor, claim=claim, number=number)
    return LedgerChain.objects.get(article=claim.article)


def test_a_chain_that_nobody_touched_holds(chain: LedgerChain) -> None:
    assert chain.length == 5
    assert flaws() == []


def test_chains_of_two_articles_and_of_the_house_are_apart() -> None:
    with transaction.atomic():
        ledger.record("article.submitted", article=make_article())
        ledger.record("article.submitted", article=make_article(external_id="b"))
        ledger.record("document.added")
    assert sorted(LedgerChain.objects.values_list("length", flat=True)) == [1, 1, 1]
    assert LedgerEntry.objects.get(verb="document.added").actor_name == "machine"


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE claims_ledgerentry SET verb = 'claim.forged' WHERE sequence = 3", "3: its content was changed"),
        ("UPDATE claims_ledgerentry SET actor_name = 'nobody' WHERE sequence = 2", "2: its content was changed"),
        ("UPDATE claims_ledgerentry SET details = '{}' WHERE sequence = 4", "4: its content was changed"),
        ("DELETE FROM claims_ledgerentry WHERE sequence = 2", "3: entry 2 is missing"),
        ("DELETE FROM claims_ledgerentry WHERE sequence = 5", "5: the chain should have 5 entries and has 4"),
        ("UPDATE claims_ledgerentry SET sequence = sequence + 1 WHERE sequence = 5", "6: entry 5 is missing"),
        ("UPDATE claims_ledgerentry SET previous_hash = hash WHERE sequence = 3", "3: it does not follow"),
    ],
)
def test_what_is_changed_behind_its_back_is_found(chain: LedgerChain, sql: str, found: str) -> None:
    change_behind_its_back(sql)
    (flaw,) = flaws()
    assert flaw.startswith(found)


def test_entries_that_change_places_are_found(chain: LedgerChain) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        change_behind_its_back("UPDATE claims_ledgerentry SET sequence = %s WHERE sequence = %s", new, old)
    assert flaws()[0].startswith("2: it does not follow")


def test_an_entry_can_not_be_changed_or_deleted_through_the_code(chain: LedgerChain) -> None:
    entry = chain.entries.first()
    for attempt in (entry.save, entry.delete, LedgerEntry.objects.all().delete):
        with pytest.raises(TypeError, match="never"):
            attempt()
    with pytest.raises(TypeError, match="never"):
        LedgerEntry.objects.update(verb="x")


def test_the_command_says_that_it_holds_and_where_not(chain: LedgerChain) -> None:
    out, err = StringIO(), StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue() == "The ledger holds: 1 chains, 5 entries.\n"
    change_behind_its_back("UPDATE claims_ledgerentry SET verb = 'claim.forged' WHERE sequence = 3")
    with pytest.raises(CommandError, match="does not hold: 1 flaws"):
        call_command("verify_ledger", stdout=out, stderr=err)
    assert f"{chain.name}, entry 3" in err.getvalue()


def test_a_chain_rewritten_as_a_whole_is_found_by_heads_kept_elsewhere(chain: LedgerChain, tmp_path: Path) -> None:
    path = tmp_path / "heads.jsonl"
    call_command("verify_ledger", write_heads=path, stdout=StringIO())
    assert json.loads(path.read_text())["length"] == 5
    call_command("verify_ledger", against=path, stdout=StringIO())
    previous = ""
    for entry in chain.entries.order_by("sequence"):
        entry.verb, entry.previous_hash = "claim.forged", previous
        previous = ledger._hash(entry)
        change_behind_its_back(
            "UPDATE claims_ledgerentry SET verb = %s, previous_hash = %s, hash = %s WHERE id = %s",
            "claim.forged", entry.previous_hash, previous, entry.pk,
        )  # fmt: skip
    change_behind_its_back("UPDATE claims_ledgerchain SET head = %s", previous)
    assert flaws() == []
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_ledger", against=path, stdout=StringIO(), stderr=StringIO())
