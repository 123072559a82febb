from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from claims.models import LedgerEntry
from exports.services.clients import create_client, revoke_client

pytestmark = pytest.mark.django_db


def make_token(*arguments: str) -> str:
    out = StringIO()
    call_command("create_cms", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def status_with(token: str) -> int:
    return APIClient().get("/api/v1/publications/", HTTP_AUTHORIZATION=f"Token {token}").status_code


def test_the_token_that_is_printed_opens_the_api() -> None:
    assert status_with(make_token("gazette")) == 200


def test_the_account_is_in_the_group_of_the_cms_and_nobody_can_log_in_with_it() -> None:
    make_token("gazette")

    account = User.objects.get(username="gazette")
    assert [group.name for group in account.groups.all()] == ["cms"]
    assert not account.has_usable_password()


def test_a_second_token_works_beside_the_first() -> None:
    first, second = make_token("gazette"), make_token("gazette")

    assert status_with(first) == status_with(second) == 200
    assert User.objects.filter(username="gazette").count() == 1


def test_a_token_with_days_ends(time_machine: object) -> None:
    time_machine.move_to("2026-03-06T08:00:00Z")
    token = make_token("gazette", "--days", "2")
    assert status_with(token) == 200

    time_machine.move_to("2026-03-08T08:00:01Z")
    assert status_with(token) == 401


@pytest.mark.parametrize("days", ["0", "-1", "99999"])
def test_a_token_for_no_time_is_refused(days: str) -> None:
    with pytest.raises(CommandError, match="days"):
        make_token("gazette", "--days", days)

    assert not User.objects.exists()


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="letters"):
        make_token("the gazette")


@pytest.mark.parametrize("name", ["edda-editor", "root"])
def test_a_person_never_becomes_a_cms(editor: User, name: str) -> None:
    User.objects.create_superuser("root", password="a-long-test-password")

    with pytest.raises(CommandError, match="belongs to a person"):
        make_token(name)


def test_revoking_takes_all_tokens_and_keeps_the_account() -> None:
    tokens = [make_token("gazette"), make_token("gazette")]
    out = StringIO()

    call_command("revoke_cms", "gazette", stdout=out)

    assert "2 token(s)" in out.getvalue()
    assert [status_with(token) for token in tokens] == [401, 401]
    assert User.objects.filter(username="gazette").exists()


def test_revoking_an_account_that_is_none_says_so(editor: User) -> None:
    for name in ("nobody", editor.username):
        with pytest.raises(CommandError, match="no CMS account"):
            call_command("revoke_cms", name)


def test_the_ledger_tells_of_tokens_and_does_not_hold_them() -> None:
    token = make_token("gazette")
    call_command("revoke_cms", "gazette", stdout=StringIO())

    entries = LedgerEntry.objects.order_by("sequence")
    assert [entry.verb for entry in entries] == ["client.token_made", "client.tokens_revoked"]
    assert all(token not in str(entry.details) for entry in entries)


def test_a_name_that_is_too_long_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="151 characters; at most 150"):
        make_token("g" * 151)
    assert not User.objects.exists()


def test_a_client_that_fills_the_library_gets_the_right_with_its_token() -> None:
    create_client(name="archive", library=True)
    account = User.objects.get(username="archive")
    assert {group.name for group in account.groups.all()} == {"cms", "library"}
    assert account.has_perm("sources.add_document")
    create_client(name="archive")
    assert revoke_client(name="archive") == 2
