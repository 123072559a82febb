"""The right of reply: what is logged, what is refused, what a verdict waits for, and that contacts stay secret."""

import datetime as dt
import io
import json
import logging
from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Claim, LedgerEntry
from factcheck.lib.errors import ComponentFailed, Conflict, IllegalTransition, InvalidInput, NotAllowed
from factcheck.lib.sealing import make_key
from reviews.models import Rating, Reply, ReplyContact, ReplyRequest, Review
from reviews.services import contacts, lifecycle, replies, verdicts
from reviews.services.replies import Answering, Asking
from tests.factories import make_article, make_claim
from tests.reviews.conftest import answer

pytestmark = pytest.mark.django_db
CONTACT = "Jonas Vik, +47 22 55 01 77, jonas.vik@harbour.example"
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def key(settings: Any) -> str:
    settings.CONTACT_KEYS = [make_key()]
    return str(settings.CONTACT_KEYS[0])


def asking(claims: list[Claim], **over: Any) -> Asking:
    now = timezone.now()
    values = {
        "person": "Mara Lindt",
        "channel": "phone",
        "question": "Where does the number of cracks come from?",
        "asked_at": now - 3 * HOUR,
        "deadline": now + 3 * HOUR,
        "contact": CONTACT,
    }
    return Asking(claims=claims, **values | over)


@pytest.fixture
def asked(opened: Review, editor: User) -> ReplyRequest:
    return replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim]), by=editor)


@pytest.fixture
def past(opened: Review, editor: User) -> ReplyRequest:
    """A request whose time has run out."""
    over = {"asked_at": timezone.now() - 9 * HOUR, "deadline": timezone.now() - HOUR}
    return replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim], **over), by=editor)


def answered(asked: ReplyRequest, by: User, text: str = "From our own engineers.", **over: Any) -> Reply:
    values = {"outcome": "answered", "text": text, "channel": "mail", "at": timezone.now()} | over
    return replies.log_reply(reply_request=asked, answering=Answering(**values), by=by)


def test_a_request_is_logged_with_who_what_how_and_until_when(asked: ReplyRequest, editor: User) -> None:
    entry = LedgerEntry.objects.get(verb="reply.asked")
    assert entry.actor == editor
    assert entry.claim == asked.claims.get()
    assert entry.details["person"] == "Mara Lindt"
    assert entry.details["question"] == asked.question
    assert entry.details["deadline"] == asked.deadline.isoformat()
    assert entry.details["contact_is_kept"] is True


def test_one_request_about_several_claims_stands_in_the_ledger_of_each(editor: User) -> None:
    article = make_article()
    claims = [make_claim(article=article), make_claim(article=article, content=[[41, 60]])]
    request = replies.ask_for_reply(article=article, asking=asking(claims), by=editor)
    assert set(request.claims.all()) == set(claims)
    assert {entry.claim for entry in LedgerEntry.objects.filter(verb="reply.asked")} == set(claims)


@pytest.mark.parametrize(
    ("over", "field", "sentence"),
    [
        ({"person": " "}, "person", "Say who was asked."),
        ({"question": ""}, "question", "Say what was asked"),
        ({"channel": "pigeon"}, "channel", "Say how"),
        ({"asked_at": timezone.now() + HOUR, "deadline": timezone.now() + 9 * HOUR}, "asked_at", "still to come"),
        ({"deadline": timezone.now() - 9 * HOUR}, "deadline", "must end after"),
        ({"question": "x" * 20_001}, "question", "at most 20,000"),
        ({"contact": "x" * 1_001}, "contact", "at most 1,000"),
    ],
)
def test_a_request_that_lacks_something_is_refused_with_a_sentence(
    opened: Review, editor: User, over: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim], **over), by=editor)
    assert sentence in caught.value.fields[field]
    assert not ReplyRequest.objects.exists()


def test_claims_of_another_article_are_no_topic(opened: Review, editor: User) -> None:
    foreign = make_claim(article=make_article(external_id="b"))
    with pytest.raises(InvalidInput, match="at least one claim of this article"):
        replies.ask_for_reply(article=opened.claim.article, asking=asking([foreign]), by=editor)


def test_the_same_request_is_logged_once(asked: ReplyRequest, editor: User) -> None:
    again = asking(list(asked.claims.all()), asked_at=asked.asked_at)
    with pytest.raises(Conflict, match="logged already"):
        replies.ask_for_reply(article=asked.article, asking=again, by=editor)


def test_an_answer_is_logged_and_a_later_one_too(asked: ReplyRequest, editor: User) -> None:
    answered(asked, editor)
    answered(asked, editor, "A correction: from the port authority.")
    assert asked.replies.count() == 2
    entry = LedgerEntry.objects.filter(verb="reply.answered").latest("sequence")
    assert entry.details["text"] == "A correction: from the port authority."


@pytest.mark.parametrize(
    ("over", "field"),
    [({"text": " "}, "text"), ({"channel": ""}, "channel"), ({"at": timezone.now() - 99 * HOUR}, "at"),
     ({"at": timezone.now() + HOUR}, "at"), ({"outcome": "nodded"}, "outcome")],
)  # fmt: skip
def test_an_answer_that_lacks_something_is_refused(
    asked: ReplyRequest, editor: User, over: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        answered(asked, editor, **over)
    assert field in caught.value.fields
    assert not Reply.objects.exists()


def silent(asked: ReplyRequest, by: User) -> Reply:
    return replies.log_reply(reply_request=asked, answering=Answering("silent"), by=by)


def test_that_no_answer_came_is_logged_after_the_deadline_once(
    asked: ReplyRequest, past: ReplyRequest, editor: User
) -> None:
    with pytest.raises(IllegalTransition, match="time given runs until"):
        silent(asked, editor)
    assert silent(past, editor).outcome == "silent"
    with pytest.raises(Conflict, match="logged already"):
        silent(past, editor)
    assert answered(past, editor).outcome == "answered"  # a late answer is heard all the same


def test_who_answered_was_not_silent(past: ReplyRequest, editor: User) -> None:
    answered(past, editor)
    with pytest.raises(IllegalTransition, match="did not stay without one"):
        silent(past, editor)


def test_only_the_desk_logs_requests(opened: Review, stranger: User, cms: User, reviewer: User) -> None:
    for person in (stranger, cms):
        with pytest.raises(NotAllowed, match="Only editors and reviewers"):
            replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim]), by=person)
    assert replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim]), by=reviewer)


def test_two_blind_reviewers_learn_nothing_of_each_other_by_it(blind: Review, reviewer: User, editor: User) -> None:
    with pytest.raises(NotAllowed, match="an editor asks"):
        replies.ask_for_reply(article=blind.claim.article, asking=asking([blind.claim]), by=reviewer)
    request = replies.ask_for_reply(article=blind.claim.article, asking=asking([blind.claim]), by=editor)
    with pytest.raises(NotAllowed, match="an editor asks"):
        answered(request, reviewer)


@pytest.mark.parametrize("table", ["reviews_replyrequest", "reviews_reply", "reviews_replytopic"])
@pytest.mark.parametrize("sql", ["DELETE FROM {table}", "UPDATE {table} SET id = id + 1"])
def test_the_log_only_grows(asked: ReplyRequest, editor: User, table: str, sql: str) -> None:
    answered(asked, editor)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table=table))
    with pytest.raises(TypeError, match="never changed"):
        asked.save()


# --- the contract ---


def demand_reply(slug: str) -> None:
    Rating.objects.filter(scale__is_default=True, slug=slug).update(needs_reply=True)


def publish(review: Review, by: User) -> Review:
    with transaction.atomic():
        return lifecycle.close_as_published(review=review, by=by)


def test_a_rating_that_needs_a_reply_is_not_published_before_anybody_was_asked(
    assigned: Review, reviewer: User, editor: User
) -> None:
    demand_reply("false")
    review = answer(assigned, reviewer, "false")  # to judge, nobody has to wait for a reply
    [gap] = verdicts.missing(review)
    assert gap.startswith("“False” needs a reply to be asked for")
    with pytest.raises(IllegalTransition, match="needs a reply to be asked for"):
        publish(review, editor)
    review.refresh_from_db()
    assert review.state == "decided"


def test_it_is_not_published_while_there_is_time_to_answer(assigned: Review, reviewer: User, editor: User) -> None:
    demand_reply("false")
    review = answer(assigned, reviewer, "false")
    request = replies.ask_for_reply(article=review.claim.article, asking=asking([review.claim]), by=editor)
    with pytest.raises(IllegalTransition, match="there is time until"):
        publish(review, editor)
    answered(request, editor, outcome="declined", text="")
    assert publish(review, editor).state == "published"


def test_it_is_published_when_the_time_has_run_out(
    assigned: Review, past: ReplyRequest, reviewer: User, editor: User
) -> None:
    demand_reply("false")
    assert publish(answer(assigned, reviewer, "false"), editor).state == "published"


def test_a_reply_on_another_claim_does_not_count(assigned: Review, reviewer: User, editor: User) -> None:
    demand_reply("false")
    review = answer(assigned, reviewer, "false")
    other = make_claim(article=review.claim.article, content=[[41, 60]])
    replies.ask_for_reply(article=other.article, asking=asking([other]), by=editor)
    assert verdicts.missing(review)


def test_other_ratings_wait_for_nobody(assigned: Review, reviewer: User, editor: User) -> None:
    demand_reply("false")
    assert verdicts.missing(answer(assigned, reviewer, "true")) == []


def test_the_page_lists_it_in_words(client: Client, assigned: Review, reviewer: User) -> None:
    demand_reply("false")
    client.force_login(reviewer)
    page = client.get(assigned.get_absolute_url()).content.decode()
    assert "“False” needs a reply to be asked for" in page
    assert "“True” needs a reply" not in page


# --- contacts ---


def everything_stored_and_shown() -> str:
    """All rows of all tables as text, but for the one column that holds what is sealed."""
    out = io.StringIO()
    call_command("dumpdata", stdout=out, format="json")
    return out.getvalue()


def test_the_contact_is_nowhere_in_the_database_in_clear(asked: ReplyRequest) -> None:
    text = everything_stored_and_shown()
    assert "Where does the number of cracks come from?" in text
    for secret in ("Jonas Vik", "22 55 01 77", "jonas.vik"):
        assert secret not in text


@pytest.mark.parametrize(
    "text",
    ["I called Jonas Vik, +47 22 55 01 77, jonas.vik@harbour.example.", "Write to JONAS.VIK@harbour.example!",
     "He is at 22550177 now.", "Reached at +47-22-55-01-77."],
)  # fmt: skip
def test_a_text_that_holds_the_contact_is_refused(opened: Review, asked: ReplyRequest, editor: User, text: str) -> None:
    with pytest.raises(InvalidInput, match="confidential contact") as caught:
        replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim], question=text), by=editor)
    assert "question" in caught.value.fields
    with pytest.raises(InvalidInput, match="confidential contact") as caught:
        answered(asked, editor, text)
    assert "text" in caught.value.fields


def test_numbers_that_are_no_contact_stay(asked: ReplyRequest, editor: User) -> None:
    assert answered(asked, editor, "We counted 1,200 cracks on 2 June 2026, and 304 million crowns is wrong.")


def test_an_editor_and_who_asked_may_see_it_and_the_ledger_has_the_look(
    opened: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    request = replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim]), by=reviewer)
    for person in (reviewer, editor):
        assert replies.read_contact(reply_request=request, by=person) == CONTACT
    with pytest.raises(NotAllowed, match="confidential"):
        replies.read_contact(reply_request=request, by=second_reviewer)
    looks = LedgerEntry.objects.filter(verb="reply.contact_read")
    assert [entry.actor for entry in looks] == [reviewer, editor]
    assert all(CONTACT not in json.dumps(entry.details) for entry in LedgerEntry.objects.all())


def test_without_a_key_nothing_is_stored_and_the_sentence_says_what_to_do(
    opened: Review, editor: User, settings: Any
) -> None:
    settings.CONTACT_KEYS = []
    with pytest.raises(InvalidInput, match="CONTACT_KEYS") as caught:
        replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim]), by=editor)
    assert "contact" in caught.value.fields
    assert not ReplyRequest.objects.exists()
    no_contact = asking([opened.claim], contact="")
    assert replies.ask_for_reply(article=opened.claim.article, asking=no_contact, by=editor)


def test_a_key_that_is_none_is_told_like_no_key(opened: Review, editor: User, settings: Any) -> None:
    settings.CONTACT_KEYS = ["not-a-key"]
    with pytest.raises(InvalidInput, match="CONTACT_KEYS"):
        replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim]), by=editor)


def test_without_its_key_a_contact_is_not_lost_and_answers_are_still_logged(
    asked: ReplyRequest, editor: User, settings: Any, key: str
) -> None:
    for keys in ([], [make_key()]):
        settings.CONTACT_KEYS = keys
        with pytest.raises(ComponentFailed, match="nothing of it is lost"):
            replies.read_contact(reply_request=asked, by=editor)
        assert answered(asked, editor, f"Yes, {len(keys)}.")
    settings.CONTACT_KEYS = [key]
    assert replies.read_contact(reply_request=asked, by=editor) == CONTACT


def test_rotation_encrypts_anew_and_the_old_key_can_go(
    asked: ReplyRequest, editor: User, settings: Any, key: str
) -> None:
    new = make_key()
    settings.CONTACT_KEYS = [new, key]
    out = io.StringIO()
    call_command("rotate_contact_keys", stdout=out)
    assert out.getvalue().startswith("1 contacts are encrypted anew, 0 were")
    call_command("rotate_contact_keys", stdout=out)
    assert "0 contacts are encrypted anew, 1 were" in out.getvalue()
    settings.CONTACT_KEYS = [new]
    assert replies.read_contact(reply_request=asked, by=editor) == CONTACT
    assert LedgerEntry.objects.filter(verb="contacts.rotated").count() == 1


def test_rotation_names_what_no_key_opens_and_leaves_it(asked: ReplyRequest, settings: Any, key: str) -> None:
    stored = ReplyContact.objects.get().sealed
    settings.CONTACT_KEYS = [make_key()]
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 contacts could not be opened"):
        call_command("rotate_contact_keys", stdout=io.StringIO(), stderr=err)
    assert str(asked.public_id) in err.getvalue()
    assert ReplyContact.objects.get().sealed == stored
    settings.CONTACT_KEYS = []
    with pytest.raises(CommandError, match="No key is set"):
        call_command("rotate_contact_keys", stdout=io.StringIO())


def test_the_command_makes_keys_that_work(opened: Review, editor: User, settings: Any) -> None:
    out = io.StringIO()
    call_command("rotate_contact_keys", make_key=True, stdout=out)
    settings.CONTACT_KEYS = [out.getvalue().strip()]
    assert replies.ask_for_reply(article=opened.claim.article, asking=asking([opened.claim]), by=editor)


def test_the_file_of_the_demo_is_made_once_and_is_used(settings: Any, tmp_path: Any) -> None:
    settings.CONTACT_KEYS, settings.CONTACT_KEY_FILE = [], tmp_path / "contact_keys"
    assert contacts.contact_keys() == []
    contacts.keep_key_file()
    made = contacts.contact_keys()
    contacts.keep_key_file()
    assert contacts.contact_keys() == made
    assert len(made) == 1
    assert settings.CONTACT_KEY_FILE.stat().st_mode & 0o777 == 0o600


def test_the_admin_has_no_list_of_contacts() -> None:
    assert ReplyContact not in site._registry
    assert all("contact" not in str(admin.list_display) for admin in site._registry.values())


# --- pages ---


def post_request(client: Client, review: Review, **over: Any) -> Any:
    now = timezone.localtime()
    values = {
        "claims": [str(review.claim.public_id)],
        "person": "Mara Lindt",
        "channel": "phone",
        "question": "Where does the number come from?",
        "asked_at": (now - HOUR).strftime("%Y-%m-%dT%H:%M"),
        "deadline": (now + HOUR).strftime("%Y-%m-%dT%H:%M"),
        "contact": CONTACT,
    } | over
    return client.post(reverse("reviews:ask_for_reply", args=[review.claim.article.public_id]), values)


def test_a_request_is_logged_in_the_browser_from_the_review(client: Client, opened: Review, editor: User) -> None:
    client.force_login(editor)
    ask = f"{reverse('reviews:ask_for_reply', args=[opened.claim.article.public_id])}?claim={opened.claim.public_id}"
    assert ask in client.get(opened.get_absolute_url()).content.decode()
    assert f'value="{opened.claim.public_id}" checked' in client.get(ask).content.decode()
    answer_page = post_request(client, opened)
    request = ReplyRequest.objects.get()
    assert answer_page.url == reverse("reviews:reply", args=[request.public_id])
    assert "Mara Lindt" in client.get(opened.get_absolute_url()).content.decode()


def test_a_refused_request_keeps_what_was_typed(client: Client, opened: Review, editor: User, settings: Any) -> None:
    settings.CONTACT_KEYS = []
    client.force_login(editor)
    answer_page = post_request(client, opened, question="Typed with care.")
    page = answer_page.content.decode()
    assert answer_page.status_code == 400
    assert "CONTACT_KEYS" in page
    assert "Typed with care." in page
    assert f'value="{opened.claim.public_id}" checked' in page


def test_an_answer_is_logged_in_the_browser(client: Client, asked: ReplyRequest, editor: User) -> None:
    client.force_login(editor)
    here = reverse("reviews:reply", args=[asked.public_id])
    assert "There is still time for an answer." in client.get(here).content.decode()
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    typed = {"outcome": "answered", "channel": "mail", "at": now, "text": "We counted them twice."}
    assert client.post(here, typed).url == here
    page = client.get(here).content.decode()
    assert "We counted them twice." in page
    assert "What came of this request is logged." in page


def test_silence_is_logged_in_the_browser(client: Client, past: ReplyRequest, editor: User) -> None:
    client.force_login(editor)
    here = reverse("reviews:reply", args=[past.public_id])
    assert "Nothing came until the deadline." in client.get(here).content.decode()
    assert client.post(reverse("reviews:reply_silent", args=[past.public_id])).url == here
    assert Reply.objects.get().outcome == "silent"


def test_the_contact_is_shown_once_and_to_no_list(client: Client, asked: ReplyRequest, editor: User) -> None:
    client.force_login(editor)
    here = reverse("reviews:reply", args=[asked.public_id])
    review = asked.claims.get().reviews.get()
    pages = (
        here, reverse("reviews:replies", args=[asked.article.public_id]), review.get_absolute_url(),
        asked.article.get_absolute_url(), reverse("reviews:article_history", args=[asked.article.public_id]),
        reverse("reviews:claim_history", args=[review.claim.public_id]),
    )  # fmt: skip
    for page in pages:
        assert "jonas.vik" not in client.get(page).content.decode()
    shown = client.post(reverse("reviews:reply_contact", args=[asked.public_id]))
    assert "jonas.vik@harbour.example" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert "jonas.vik" not in client.get(here).content.decode()


def test_a_reviewer_who_did_not_ask_is_told_why_he_does_not_see_it(
    client: Client, asked: ReplyRequest, reviewer: User
) -> None:
    client.force_login(reviewer)
    page = client.get(reverse("reviews:reply", args=[asked.public_id])).content.decode()
    assert "This contact is confidential" in page
    assert client.post(reverse("reviews:reply_contact", args=[asked.public_id])).status_code == 403


def test_strangers_see_no_log(client: Client, asked: ReplyRequest, stranger: User, cms: User) -> None:
    for person in (stranger, cms):
        client.force_login(person)
        assert client.get(reverse("reviews:replies", args=[asked.article.public_id])).status_code in {403, 404}
        assert client.get(reverse("reviews:reply", args=[asked.public_id])).status_code == 404


def test_no_log_line_holds_a_contact(
    client: Client, opened: Review, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(editor)
    with caplog.at_level(logging.DEBUG):
        post_request(client, opened, question="")
        post_request(client, opened)
        client.post(reverse("reviews:reply_contact", args=[ReplyRequest.objects.get().public_id]))
    assert not [record for record in caplog.records if "jonas.vik" in record.getMessage()]


def test_the_api_lists_it_in_the_same_words(assigned: Review, reviewer: User) -> None:
    demand_reply("false")
    review = answer(assigned, reviewer, "false")
    client = APIClient()
    client.force_authenticate(reviewer)
    listed = client.get(f"/api/v1/reviews/{review.public_id}/").json()["missing"]
    assert listed == verdicts.missing(review)
    assert listed[0].startswith("“False” needs a reply to be asked for")


def test_the_ratings_that_ship_ask_nobody() -> None:
    assert not Rating.objects.filter(needs_reply=True).exists()
