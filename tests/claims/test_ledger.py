"""The ledger holds together, and shows every change made behind its back, past the guards of the database."""

import json
import tracemalloc
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.formats.chain import link_hash, seal_head
from claims.models import LedgerChain, LedgerEntry
from claims.services import ledger, ledger_checks
from factcheck.lib import guards
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db
ENTRIES = "claims_ledgerentry"


def flaws() -> list[str]:
    return [f"{flaw.sequence}: {flaw.sentence}" for flaw in ledger_checks.verify(LedgerChain.objects.all())]


def behind_its_back(sql: str, *values: object) -> None:
    """What somebody does who owns the database: he takes the guards away, and nobody sees that they were."""
    with connection.cursor() as cursor:
        for statement in guards.drop(connection.vendor, [ENTRIES]):
            cursor.execute(statement)
        cursor.execute(sql, values)
        for statement in guards.create(connection.vendor, [ENTRIES]):
            cursor.execute(statement)


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
    assert flaws() == []


CHANGES = {
    "verb": "UPDATE claims_ledgerentry SET verb = 'claim.forged' WHERE sequence = 3",
    "name": "UPDATE claims_ledgerentry SET actor_name = 'nobody' WHERE sequence = 3",
    "details": "UPDATE claims_ledgerentry SET details = '{}' WHERE sequence = 3",
    "time": "UPDATE claims_ledgerentry SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 3",
    "claim": "UPDATE claims_ledgerentry SET claim_id = NULL WHERE sequence = 3",
    "article": "UPDATE claims_ledgerentry SET article_id = NULL WHERE sequence = 3",
    "person": "UPDATE claims_ledgerentry SET actor_id = NULL WHERE sequence = 3",
    "scheme": "UPDATE claims_ledgerentry SET scheme = 1 WHERE sequence = 3",
    "hash": "UPDATE claims_ledgerentry SET hash = 'abc' WHERE sequence = 3",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_of_any_column_is_found_at_its_entry(chain: LedgerChain, column: str) -> None:
    behind_its_back(CHANGES[column])
    assert flaws()[0].startswith("3: its content was changed")


def test_an_entry_that_is_given_to_another_account_is_found(chain: LedgerChain, reviewer: User) -> None:
    behind_its_back("UPDATE claims_ledgerentry SET actor_id = %s WHERE sequence = 3", reviewer.pk)
    assert flaws() == ["3: its content was changed after it was written"]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("DELETE FROM claims_ledgerentry WHERE sequence = 2", "3: entry 2 is missing"),
        ("DELETE FROM claims_ledgerentry WHERE sequence = 1", "2: entry 1 is missing"),
        ("DELETE FROM claims_ledgerentry WHERE sequence = 5", "5: the chain should have 5 entries and has 4"),
        ("DELETE FROM claims_ledgerentry", "1: the chain should have 5 entries and has 0"),
        ("UPDATE claims_ledgerentry SET sequence = sequence + 1 WHERE sequence = 5", "6: entry 5 is missing"),
        ("UPDATE claims_ledgerentry SET previous_hash = hash WHERE sequence = 3", "3: it does not follow"),
    ],
)
def test_removed_and_moved_entries_are_found(chain: LedgerChain, sql: str, found: str) -> None:
    behind_its_back(sql)
    (flaw,) = flaws()
    assert flaw.startswith(found)


def test_each_of_several_changed_entries_is_named(chain: LedgerChain) -> None:
    behind_its_back("UPDATE claims_ledgerentry SET verb = 'claim.forged' WHERE sequence IN (2, 4)")
    assert [flaw[0] for flaw in flaws()] == ["2", "4"]


def test_entries_that_change_places_are_found(chain: LedgerChain) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        behind_its_back("UPDATE claims_ledgerentry SET sequence = %s WHERE sequence = %s", new, old)
    assert flaws()[0].startswith("2: it does not follow")


def insert(chain: LedgerChain, sequence: int, previous: str) -> LedgerEntry:
    """An entry that holds in itself, put in past the one way to write."""
    entry = LedgerEntry(
        chain=chain, sequence=sequence, verb="claim.forged", article=chain.article, actor_name="machine",
        details={}, at=timezone.now(), scheme=2, previous_hash=previous,
    )  # fmt: skip
    entry.hash = link_hash(ledger.link_of(entry))
    entry.save()
    return entry


def test_an_entry_that_is_put_in_the_middle_is_found(chain: LedgerChain) -> None:
    behind_its_back("UPDATE claims_ledgerentry SET sequence = sequence + 100 WHERE sequence > 2")
    behind_its_back("UPDATE claims_ledgerentry SET sequence = sequence - 99 WHERE sequence > 100")
    insert(chain, 3, chain.entries.get(sequence=2).hash)
    assert flaws()[0].startswith("4: it does not follow")


def test_an_entry_that_is_added_at_the_end_is_found(chain: LedgerChain) -> None:
    insert(chain, 6, chain.head)
    assert flaws() == ["6: the chain should have 5 entries and has 6"]


def shorten(chain: LedgerChain, length: int, **more: Any) -> None:
    """Cut a chain off and put its head right as well."""
    head = chain.entries.get(sequence=length).hash
    behind_its_back("DELETE FROM claims_ledgerentry WHERE sequence > %s", length)
    LedgerChain.objects.filter(pk=chain.pk).update(length=length, head=head, **more)


def test_an_end_cut_off_with_its_head_is_found_by_the_signature(chain: LedgerChain) -> None:
    shorten(chain, 3)
    assert flaws()[0].startswith("3: the signature of its head does not fit")


def test_a_head_whose_signature_was_taken_away_is_found(chain: LedgerChain) -> None:
    LedgerChain.objects.update(seal="")
    assert flaws()[0].startswith("5: the signature of its head does not fit")


def test_a_chain_that_is_put_back_to_an_earlier_state_is_found_only_by_heads_kept_elsewhere(
    chain: LedgerChain, tmp_path: Path
) -> None:
    path = tmp_path / "heads.jsonl"
    call_command("verify_ledger", write_heads=path, stdout=StringIO())
    head = chain.entries.get(sequence=3).hash
    shorten(chain, 3, seal=seal_head(chain.name, 3, head, ledger.sealing_keys()[0]))
    assert flaws() == []  # whoever copied the database then has such a signature too
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_ledger", against=path, stdout=StringIO(), stderr=StringIO())


def test_a_chain_that_is_gone_is_found(chain: LedgerChain) -> None:
    behind_its_back("DELETE FROM claims_ledgerentry")
    LedgerChain.objects.all().delete()
    assert flaws() == []
    assert [flaw.sentence for flaw in ledger_checks.verify_everything()] == [
        "the article has no entries at all: its chain was removed"
    ]


def test_old_keys_are_known_and_the_next_entry_is_signed_with_the_new_one(chain: LedgerChain, settings: Any) -> None:
    settings.LEDGER_KEYS = ["a-new-key", *settings.LEDGER_KEYS]
    assert flaws() == []
    with transaction.atomic():
        ledger.record("claim.restored", article=chain.article)
    settings.LEDGER_KEYS = ["a-new-key"]
    assert flaws() == []


def test_after_a_lost_key_the_heads_are_signed_again(chain: LedgerChain, settings: Any) -> None:
    settings.LEDGER_KEYS = ["another-key"]
    assert "or LEDGER_KEYS has changed" in flaws()[0]
    out = StringIO()
    call_command("verify_ledger", sign=True, stdout=out)
    assert out.getvalue().startswith("1 heads are signed")
    assert flaws() == []


def test_entries_of_the_first_scheme_still_hold(chain: LedgerChain) -> None:
    """As a database has them that was made before the hash covered all columns."""
    previous = ""
    for entry in chain.entries.order_by("sequence"):
        entry.scheme, entry.previous_hash = 1, previous
        previous = link_hash(ledger.link_of(entry))
        behind_its_back(
            "UPDATE claims_ledgerentry SET scheme = 1, previous_hash = %s, hash = %s WHERE id = %s",
            entry.previous_hash, previous, entry.pk,
        )  # fmt: skip
    seal = seal_head(chain.name, 5, previous, ledger.sealing_keys()[0])
    LedgerChain.objects.update(head=previous, seal=seal)
    with transaction.atomic():
        ledger.record("claim.restored", article=chain.article)
    assert flaws() == []


def test_an_entry_can_not_be_changed_or_deleted_through_the_code(chain: LedgerChain) -> None:
    entry = chain.entries.first()
    for attempt in (entry.save, entry.delete, LedgerEntry.objects.all().delete):
        with pytest.raises(TypeError, match="never"):
            attempt()
    with pytest.raises(TypeError, match="never"):
        LedgerEntry.objects.update(verb="x")


@pytest.mark.parametrize("sql", ["UPDATE claims_ledgerentry SET verb = 'x'", "DELETE FROM claims_ledgerentry"])
def test_the_database_itself_refuses_to_change_an_entry(chain: LedgerChain, sql: str) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert flaws() == []


def test_the_command_says_that_it_holds_and_where_not(chain: LedgerChain) -> None:
    out, err = StringIO(), StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue() == "The ledger holds: 1 chains, 5 entries.\n"
    behind_its_back(CHANGES["verb"])
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
        previous = link_hash(ledger.link_of(entry))
        behind_its_back(
            "UPDATE claims_ledgerentry SET verb = %s, previous_hash = %s, hash = %s WHERE id = %s",
            "claim.forged", entry.previous_hash, previous, entry.pk,
        )  # fmt: skip
    seal = seal_head(chain.name, 5, previous, ledger.sealing_keys()[0])
    LedgerChain.objects.update(head=previous, seal=seal)
    assert flaws() == []
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_ledger", against=path, stdout=StringIO(), stderr=StringIO())


def test_what_is_added_while_a_chain_is_read_is_no_flaw(chain: LedgerChain, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Callable[[LedgerEntry], Any] = ledger.link_of
    added = []

    def read_and_add(entry: LedgerEntry) -> Any:
        if entry.sequence == 5 and not added:
            added.append(True)
            with transaction.atomic():
                ledger.record("claim.restored", article=chain.article)
        return read(entry)

    stale = LedgerChain.objects.get(pk=chain.pk)
    monkeypatch.setattr(ledger_checks.ledger, "link_of", read_and_add)
    assert list(ledger_checks.verify([stale])) == []
    assert added
    assert stale.length == 6


def test_memory_does_not_grow_with_the_chain(editor: User) -> None:
    article = make_article()

    def grow(number: int) -> int:
        with transaction.atomic():
            for count in range(number):
                ledger.record("claim.revised", by=editor, article=article, text=f"{count} " * 200)
        tracemalloc.start()
        assert flaws() == []
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    small = grow(1_500)
    assert grow(3_000) < small * 1.3
