"""The page that tells how one claim was read."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.extraction.base import Change
from claims.models import Claim
from claims.services.claims import Revision, discard_claim, restore_claim, revise_claim
from claims.services.readings import new_claim
from claims.services.speakers import Said
from claims.templatetags.claim_words import language_note, period, sure, with_changes
from tests.claims.readings import TEXT, full_claim
from tests.factories import make_article, make_claim, make_review, make_run, make_speaker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def claim() -> Claim:
    run = make_run(article=make_article(body=TEXT), finished_at=dt.datetime(2026, 3, 6, 9, 30, tzinfo=dt.UTC))
    speaker = make_speaker(name="They", kind="unresolved", article=run.article)
    claim = new_claim(run, "f" * 64, full_claim(), Said(speaker))
    claim.save()
    return claim


@pytest.fixture
def page(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def words_of(page: Client, claim: Claim) -> str:
    """The page as it is read out: no tags, single blanks."""
    content = page.get(reverse("claims:explanation", args=[claim.public_id])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", content.partition("<main")[2]).split())


def test_the_marks_in_the_article_say_in_words_what_they_are(page: Client, claim: Claim) -> None:
    words = words_of(page, claim)
    assert "speaker They" in words
    assert "attributing words said date on Monday" in words
    assert "claim that the engineers had warned" in words


def test_every_decision_is_told_with_how_sure_it_is_and_the_words_it_rests_on(page: Client, claim: Claim) -> None:
    words = words_of(page, claim)
    assert "“They” are two people of the sentence before." in words
    assert "rests on “They” not sure, 55 %" in words
    assert "rests on “on Monday” very sure, 95 %" in words
    for fact in (
        "May be Mara Lindt or Ida Roe", "Affiliation harbour board", "Counted from 2026-03-06", "Value 2026-03-02",
        "“next week”: week of 9 March 2026", "conditional: only for the case", "Plain form say",
        "the engineers warns of it: “of new cracks”", "Because of a number",
    ):  # fmt: skip
        assert fact in words, fact


def test_what_the_statement_says_in_other_words_stands_beside_those_of_the_article(page: Client, claim: Claim) -> None:
    words = words_of(page, claim)
    assert "“next week” “in the week of 9 March 2026”" in words
    assert "in the week of 9 March 2026 (in the article: “next week”)" in words


def test_the_page_says_which_extractor_made_it_in_which_reading_and_when(page: Client, claim: Claim) -> None:
    words = words_of(page, claim)
    assert f"fake/1, reading {claim.run_id} 6 Mar 2026, 09:30" in words
    assert "Nobody has changed it." in words


def test_what_a_person_changed_is_told_apart_from_what_the_machine_read(
    page: Client, claim: Claim, editor: User
) -> None:
    revise_claim(claim=claim, revision=Revision(statement="Engineers warned.", role="both"), by=editor, version=1)
    words = words_of(page, claim)
    assert "Who says it changed by a person" in words
    assert "When it was said machine" in words
    assert f"{editor.username} changed the role from “nothing” to “both”" in words
    assert "The machine’s wording The engineers had warned of new cracks in the week" in words


def test_what_people_did_with_the_claim_as_a_whole_is_told_with_its_reason(
    page: Client, claim: Claim, editor: User
) -> None:
    discard_claim(claim=claim, by=editor, reason="An opinion.")
    restore_claim(claim=claim, by=editor)
    words = words_of(page, claim)
    assert "discarded the claim An opinion." in words
    assert "restored the claim" in words


def test_a_claim_marked_by_hand_and_one_without_reasons_say_so(page: Client) -> None:
    by_hand = words_of(page, make_claim(origin="human", confidence=1.0))
    assert "A person marked this claim" in by_hand
    assert "read by the machine" not in by_hand
    assert "gave no reasons" in words_of(page, make_claim())


def test_a_claim_in_the_articles_own_voice_is_explained_too(page: Client) -> None:
    claim = make_claim(attribution="own_voice", force="states")
    Claim.objects.update(speaker=None)
    words = words_of(page, claim)
    assert "none: the article speaks for itself" in words
    assert "Is the article itself" in words


def test_the_galley_the_review_and_the_machines_mark_lead_here(page: Client, claim: Claim) -> None:
    here = reverse("claims:explanation", args=[claim.public_id])
    review = make_review(claim=claim)
    for address in (claim.article.get_absolute_url(), review.get_absolute_url()):
        content = page.get(address).content.decode()
        assert f'<a class="by by--machine" href="{here}">' in content
        assert f'<a href="{here}">How it was read</a>' in content


def test_changed_words_are_marked_in_the_galley_and_on_the_review(page: Client, claim: Claim) -> None:
    mark = '<span class="change" title="In the article: “next week”">in the week of 9 March 2026'
    review = make_review(claim=claim)
    for address in (claim.article.get_absolute_url(), review.get_absolute_url()):
        assert mark in page.get(address).content.decode()


def test_markup_in_what_an_extractor_tells_is_escaped(page: Client, claim: Claim) -> None:
    steps = [{"part": "date", "how": SCRIPT, "confidence": None, "spans": []}]
    changes = [{"start": 0, "end": 3, "original": SCRIPT}]
    Claim.objects.update(steps=steps, changes=changes, candidates=[SCRIPT], affiliation=SCRIPT, lemma=SCRIPT)
    for address in (reverse("claims:explanation", args=[claim.public_id]), claim.article.get_absolute_url()):
        assert SCRIPT not in page.get(address).content.decode()


def test_the_page_needs_a_login_and_a_right(client: Client, claim: Claim, stranger: User) -> None:
    here = reverse("claims:explanation", args=[claim.public_id])
    assert client.get(here).status_code == 302
    client.force_login(stranger)
    assert client.get(here).status_code == 404


def test_a_reviewer_can_read_it_and_learns_why_he_can_not_revise(client: Client, claim: Claim, reviewer: User) -> None:
    client.force_login(reviewer)
    assert "Only editors can revise claims." in words_of(client, claim)


# --- Words ---


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(None, "not measured"), (1.0, "very sure, 100 %"), (0.75, "fairly sure, 75 %"), (0.5, "not sure, 50 %"),
     (0.0, "a mere guess, 0 %")],
)  # fmt: skip
def test_how_sure_a_machine_is_stands_in_words_and_as_a_number(confidence: float | None, words: str) -> None:
    assert sure(confidence) == words


def test_changes_that_overlap_or_are_empty_do_not_break_the_statement() -> None:
    changes = (Change(4, 9, "b"), Change(0, 5, "a"), Change(6, 6, "gone"), Change(7, 99, "far"))
    marked = with_changes("The pier <closes>.", changes)
    assert re.sub(r"<span class=\"sr\">.*?</span>|<[^>]+>", "", marked) == "The pier &lt;closes&gt;."
    assert marked.count('class="change"') == 1


def test_a_range_of_days_is_told_with_both_ends() -> None:
    assert period(dt.date(2026, 5, 1), "range", dt.date(2026, 5, 20)) == "1 May 2026 to 20 May 2026"


# --- The language ---


@pytest.mark.parametrize(("tag", "name"), [("fr", "French"), ("fr-CA", "French"), ("tlh", "tlh")])
def test_an_article_that_is_not_in_english_says_so(tag: str, name: str) -> None:
    expected = f"This article is in {name}. Only simple rules read it: expect missed claims."
    assert language_note(tag) == expected


@pytest.mark.parametrize("tag", ["", "en", "en-GB"])
def test_english_and_the_unknown_need_no_note(tag: str) -> None:
    assert language_note(tag) == ""


def test_the_galley_tells_the_language_and_who_recognised_it(page: Client) -> None:
    said = page.get(make_article(language="fr").get_absolute_url()).content.decode()
    assert "This article is in French." in said
    assert "recognised by the machine" not in said
    article = make_article(language="", body="Le quai.")
    make_run(article=article, status="done", finished_at=article.created_at, language="fr", language_recognised=True)
    guessed = page.get(article.get_absolute_url()).content.decode()
    assert "This article is in French." in guessed
    assert "recognised by the machine" in guessed
    unknown = make_article(language="", body="Quai.")
    make_run(article=unknown, status="done", finished_at=article.created_at)
    content = page.get(unknown.get_absolute_url()).content.decode()
    assert "language not recognised, read as English" in content
    assert "recognised by the machine" not in content
