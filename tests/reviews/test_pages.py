"""Desk, galley, queue and review as people see them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import ExtractionRun
from claims.services.claims import discard_claim
from reviews.models import Notice, Review
from reviews.services import lifecycle, verdicts
from reviews.services.notices import read_notices
from sources.models import Evidence
from tests.factories import get_rating, make_article, make_claim, make_evidence, make_review, make_run
from tests.reviews.conftest import answer, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
SCRIPT = "<script>alert(1)</script>"
Page = Callable[[User], Client]


@pytest.fixture
def as_person(client: Client) -> Page:
    def log_in(person: User) -> Client:
        client.force_login(person)
        return client

    return log_in


def address(name: str, review: Review) -> str:
    return reverse(f"reviews:{name}", args=[review.public_id])


def typed(review: Review, *cited: Evidence, rating: str = "true", rationale: str = "The report says so.") -> dict:
    ids = [str(evidence.public_id) for evidence in cited]
    return {"version": review.version, "rating": rating, "rationale": rationale, "cited": ids}


# --- Desk ---


def test_an_empty_desk_teaches_what_to_do(as_person: Page, editor: User) -> None:
    answer = as_person(editor).get(reverse("reviews:desk"))
    assert b"No articles yet" in answer.content
    assert reverse("claims:add").encode() in answer.content


def test_a_person_without_rights_reads_what_to_ask_for(as_person: Page, stranger: User) -> None:
    make_article()
    answer = as_person(stranger).get(reverse("reviews:desk"))
    assert b"Your account has no rights yet" in answer.content
    assert b"East pier" not in answer.content


def test_the_desk_counts_claims_by_where_they_stand(as_person: Page, editor: User, opened: Review) -> None:
    make_claim(article=opened.claim.article)
    page = as_person(editor).get(reverse("reviews:desk"))
    row = page.context["rows"][0]
    assert {part.tone: part.count for part in row.segments} == {"open": 1, "waiting": 1}
    assert sum(part.width for part in row.segments) == pytest.approx(100)


def test_the_desk_says_that_a_publication_time_is_missing(as_person: Page, editor: User) -> None:
    make_article(published_at=None)
    assert b"time of publication unknown" in as_person(editor).get(reverse("reviews:desk")).content


def test_the_desk_shows_what_is_overdue(as_person: Page, editor: User, opened: Review) -> None:
    place(opened, "open", due_at=timezone.now() - dt.timedelta(hours=2))
    assert b"1 overdue" in as_person(editor).get(reverse("reviews:desk")).content


def test_the_desk_shows_the_reviewer_what_waits_for_him(as_person: Page, reviewer: User, assigned: Review) -> None:
    waiting = as_person(reviewer).get(reverse("reviews:desk")).context["waiting"]
    assert waiting.mine == [assigned]
    assert waiting.decided == []


def test_the_desk_shows_the_editor_what_waits_to_be_published(as_person: Page, editor: User, decided: Review) -> None:
    waiting = as_person(editor).get(reverse("reviews:desk")).context["waiting"]
    assert waiting.decided == [decided]


def test_a_desk_of_one_and_of_ten_articles_asks_as_many_questions(
    as_person: Page, editor: User, django_assert_max_num_queries: Callable
) -> None:
    page, seen = as_person(editor), []
    for count in (1, 9):
        for _ in range(count):
            make_review(claim=make_claim(article=make_article()))
        with django_assert_max_num_queries(20) as asked:
            page.get(reverse("reviews:desk"))
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_markup_in_a_headline_is_escaped_on_every_page(
    as_person: Page, editor: User, reviewer: User, opened: Review
) -> None:
    article = opened.claim.article
    article.headline = SCRIPT
    article.save()
    place(opened, "assigned", assignee=reviewer)
    Notice.objects.create(recipient=editor, review=opened, kind="assigned", occasion="x", text=SCRIPT)
    page = as_person(editor)
    names = [reverse(name) for name in ("reviews:desk", "reviews:notices")] + [reverse("reviews:queue") + "?view=all"]
    for place_of in [*names, article.get_absolute_url(), opened.get_absolute_url()]:
        content = page.get(place_of).content
        assert SCRIPT.encode() not in content, place_of
        assert b"&lt;script&gt;" in content, place_of


# --- Galley ---


def test_an_article_without_claims_says_so_and_what_to_do(as_person: Page, editor: User) -> None:
    content = as_person(editor).get(make_article().get_absolute_url()).content
    assert b"No claims were found in this text." in content
    assert b"mark it by hand" in content


def test_an_article_that_is_being_read_is_watched(as_person: Page, editor: User) -> None:
    run = make_run()
    content = as_person(editor).get(run.article.get_absolute_url()).content
    assert f'hx-get="{reverse("reviews:progress", args=[run.article.public_id])}"'.encode() in content


def test_an_article_that_could_not_be_read_says_why(as_person: Page, editor: User) -> None:
    run = make_run()
    ExtractionRun.objects.filter(pk=run.pk).update(status="failed", error="No language that is known.")
    assert b"No language that is known." in as_person(editor).get(run.article.get_absolute_url()).content


def test_the_progress_of_an_article_is_a_fragment(as_person: Page, editor: User) -> None:
    article = make_article()
    page = as_person(editor).get(reverse("reviews:progress", args=[article.public_id]))
    assert b"<html" not in page.content
    assert b"data-arrived" in page.content


def test_the_desk_watches_the_articles_that_are_being_read(as_person: Page, editor: User) -> None:
    run, client = make_run(), as_person(editor)
    standing = reverse("reviews:standing", args=[run.article.public_id])
    assert f'hx-get="{standing}"'.encode() in client.get(reverse("reviews:desk")).content
    assert b"The claims are being read." in client.get(standing).content
    ExtractionRun.objects.filter(pk=run.pk).update(status="done", finished_at=timezone.now())
    page = client.get(standing).content
    assert b"hx-get" not in page
    assert b"No claims were found." in page


def test_the_queue_says_what_the_machine_is_at_until_it_is_done(as_person: Page, editor: User) -> None:
    run, client, piece = make_run(), as_person(editor), reverse("reviews:machine")
    assert f'hx-get="{piece}"'.encode() in client.get(reverse("reviews:queue")).content
    assert b"The machine reads 1 article." in client.get(piece).content
    ExtractionRun.objects.filter(pk=run.pk).update(status="done", finished_at=timezone.now())
    assert b"The machine is done." in client.get(piece).content
    queue = client.get(reverse("reviews:queue")).content
    assert piece.encode() not in queue
    assert b"The machine is done." not in queue


def test_a_split_claim_is_marked_in_both_pieces_under_one_number(as_person: Page, editor: User) -> None:
    claim = make_claim(content=[[0, 40], [98, 112]])
    content = as_person(editor).get(claim.article.get_absolute_url()).content.decode()
    assert content.count(f'data-claim="{claim.public_id}"') == 2
    assert content.count(f'id="mark-{claim.public_id}"') == 1


def test_a_claim_shows_who_said_it_when_and_why_it_is_worth_checking(as_person: Page, editor: User) -> None:
    claim = make_claim(
        said_on=dt.date(2026, 3, 2), said_precision="day", said_text="on Monday", role="chair", reasons=["a number"]
    )
    content = as_person(editor).get(claim.article.get_absolute_url()).content.decode()
    for words in (claim.speaker.name, "chair", "2 March 2026", "from “on Monday”", "70 %: a number", "machine"):
        assert words in content, words


def test_the_galley_asks_for_a_missing_publication_time(as_person: Page, editor: User) -> None:
    article = make_article(published_at=None)
    content = as_person(editor).get(article.get_absolute_url()).content
    assert b"When was it published?" in content
    assert reverse("claims:complete", args=[article.public_id]).encode() in content


def test_a_discarded_claim_is_not_marked_but_kept_with_its_reason(as_person: Page, editor: User) -> None:
    claim = make_claim()
    discard_claim(claim=claim, by=editor, reason="Nothing to check.")
    content = as_person(editor).get(claim.article.get_absolute_url()).content
    assert b"Nothing to check." in content
    assert b"<mark" not in content


def test_a_reviewer_sees_the_galley_without_the_editors_actions(as_person: Page, reviewer: User) -> None:
    claim = make_claim()
    content = as_person(reviewer).get(claim.article.get_absolute_url()).content
    assert b"Only editors can revise claims." in content
    assert reverse("claims:revise", args=[claim.public_id]).encode() not in content


def test_one_claim_and_forty_claims_ask_as_many_questions(
    as_person: Page, editor: User, django_assert_max_num_queries: Callable
) -> None:
    page, seen = as_person(editor), []
    for count in (1, 40):
        article = make_article()
        for _ in range(count):
            claim = make_claim(article=article)
            make_review(claim=claim)
            make_evidence(claim=claim)
        with django_assert_max_num_queries(24) as asked:
            content = page.get(article.get_absolute_url()).content
        seen.append(len(asked))
        assert content.count(b'class="claim claim--open"') == count
    assert seen[0] == seen[1]


def test_the_claims_of_a_very_long_article_are_paged_and_all_are_marked(as_person: Page, editor: User) -> None:
    article = make_article(body="word " * 120)
    for number in range(120):
        make_claim(article=article, content=[[5 * number, 5 * number + 4]])
    content = as_person(editor).get(article.get_absolute_url()).content
    assert content.count(b"<mark ") == 120
    assert content.count(b"data-card") == 100
    assert b"?claim=" in content


# --- Queue and notices ---


@pytest.mark.parametrize("view", ["mine", "unassigned", "overdue", "disputed", "decided", "all", "nonsense"])
def test_every_list_of_the_queue_can_be_empty(as_person: Page, reviewer: User, view: str) -> None:
    page = as_person(reviewer).get(reverse("reviews:queue"), {"view": view})
    assert page.status_code == 200
    assert b'class="empty"' in page.content


def test_the_queue_finds_reviews_by_words_of_the_claim(as_person: Page, editor: User, opened: Review) -> None:
    page = as_person(editor)
    found = page.get(reverse("reviews:queue"), {"view": "all", "words": "EAST PIER"})
    missed = page.get(reverse("reviews:queue"), {"view": "all", "words": "west pier"})
    assert list(found.context["shown"].page) == [opened]
    assert b"Nothing fits" in missed.content


def test_the_queue_does_not_name_blind_reviewers(as_person: Page, editor: User, blind: Review) -> None:
    content = as_person(editor).get(reverse("reviews:queue"), {"view": "all"}).content
    content = content.partition(b'<ol class="rows">')[2].partition(b"</ol>")[0]
    assert b"two reviewers" in content
    assert b"rosa-reviewer" not in content


def test_a_queue_of_one_and_of_ten_asks_as_many_questions(
    as_person: Page, editor: User, django_assert_max_num_queries: Callable
) -> None:
    page, seen = as_person(editor), []
    for count in (1, 9):
        for _ in range(count):
            make_review()
        with django_assert_max_num_queries(15) as asked:
            page.get(reverse("reviews:queue"), {"view": "all"})
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_notices_are_listed_and_marked_as_read(as_person: Page, reviewer: User, assigned: Review) -> None:
    Notice.objects.create(recipient=reviewer, review=assigned, kind="assigned", occasion="x", text="Yours now.")
    page = as_person(reviewer)
    assert b"Yours now." in page.get(reverse("reviews:notices")).content
    assert page.post(reverse("reviews:read_notices")).status_code == 302
    assert read_notices(by=reviewer) == 0


# --- Review ---


def test_a_review_shows_the_claim_in_its_article_and_both_sides(
    as_person: Page, reviewer: User, assigned: Review, supporting: Evidence, opposing: Evidence
) -> None:
    judging = as_person(reviewer).get(assigned.get_absolute_url()).context["judging"]
    assert [row.evidence for row in judging.supports] == [supporting]
    assert [row.evidence for row in judging.contradicts] == [opposing]
    assert judging.context.text.startswith("The harbour board")
    assert [(mark.start, mark.end) for mark in judging.context.marks] == [(0, 40)]


def test_a_review_says_what_each_rating_lacks(as_person: Page, reviewer: User, supporting: Evidence) -> None:
    review = place(make_review(claim=supporting.claim), "assigned", assignee=reviewer)
    options = as_person(reviewer).get(review.get_absolute_url()).context["judging"].options
    lacks = {option.rating.slug: bool(option.missing) for option in options}
    assert lacks["false"]
    assert not lacks["true"]


def test_reasons_are_marked_in_the_passage_and_in_the_claim(as_person: Page, reviewer: User) -> None:
    reason = {"kind": "number", "agrees": False, "sentence": "Two numbers.", "in_claim": [0, 3], "in_passage": [4, 9]}
    claim = make_evidence(machine_reasons=[reason], machine_stance="contradicts").claim
    content = as_person(reviewer).get(make_review(claim=claim).get_absolute_url()).content.decode()
    assert "Two numbers." in content
    assert content.count("mark--clashes") == 2


def test_a_reviewer_takes_a_review(as_person: Page, reviewer: User, opened: Review) -> None:
    answer = as_person(reviewer).post(address("take", opened))
    opened.refresh_from_db()
    assert answer.url == opened.get_absolute_url()
    assert opened.assignee == reviewer


def test_a_review_that_somebody_else_took_gives_the_reason(
    as_person: Page, second_reviewer: User, assigned: Review
) -> None:
    answer = as_person(second_reviewer).post(address("take", assigned))
    assert answer.status_code == 403
    assert b"ask an editor to give it to you" in answer.content


def test_a_refused_action_stands_disabled_with_its_reason(as_person: Page, reviewer: User, decided: Review) -> None:
    content = as_person(reviewer).get(decided.get_absolute_url()).content.decode()
    assert 'disabled aria-describedby="why-publish"' in content
    assert "Only editors can publish verdicts." in content


def test_an_editor_assigns_a_review(as_person: Page, editor: User, reviewer: User, opened: Review) -> None:
    as_person(editor).post(address("assign", opened), {"assignee": reviewer.pk})
    opened.refresh_from_db()
    assert opened.assignee == reviewer


def test_assigning_to_nobody_is_refused_on_the_page(as_person: Page, editor: User, opened: Review) -> None:
    answer = as_person(editor).post(address("assign", opened), {"assignee": ""})
    assert answer.status_code == 400
    assert answer.context["judging"].review == opened


def test_a_reviewer_gives_a_verdict(as_person: Page, reviewer: User, assigned: Review, supporting: Evidence) -> None:
    answer = as_person(reviewer).post(address("assess", assigned), typed(assigned, supporting))
    assigned.refresh_from_db()
    assert answer.status_code == 302
    assert assigned.state == "decided"


def test_a_verdict_that_lacks_evidence_is_refused_and_kept(as_person: Page, reviewer: User, assigned: Review) -> None:
    answer = as_person(reviewer).post(address("assess", assigned), typed(assigned, rationale="My long reasons."))
    content = answer.content.decode()
    assert answer.status_code == 400
    assert "My long reasons." in content
    assert "accept at least one passage that corroborates" in content
    assert 'value="true" required aria-describedby="rating-true-says" checked' in content


def test_a_verdict_on_a_review_that_changed_meanwhile_is_a_conflict_and_kept(
    as_person: Page, editor: User, reviewer: User, assigned: Review, supporting: Evidence
) -> None:
    old = typed(assigned, supporting, rationale="My long reasons.")
    lifecycle.release_review(review=assigned, by=editor, reason="Let me see.")
    lifecycle.assign_review(review=assigned, assignee=reviewer, by=editor, reason="Ill.")
    answer = as_person(reviewer).post(address("assess", assigned), old)
    content = answer.content.decode()
    assert answer.status_code == 409
    assert "changed meanwhile" in content
    assert "My long reasons." in content
    assert f'value="{supporting.public_id}" checked' in content


def test_after_a_conflict_the_same_verdict_can_be_sent_again(
    as_person: Page, editor: User, reviewer: User, assigned: Review, supporting: Evidence
) -> None:
    old = typed(assigned, supporting)
    lifecycle.release_review(review=assigned, by=editor, reason="Let me see.")
    lifecycle.assign_review(review=assigned, assignee=reviewer, by=editor, reason="Ill.")
    page = as_person(reviewer)
    refused = page.post(address("assess", assigned), old)
    page.post(address("assess", assigned), old | {"version": refused.context["form"]["version"].value()})
    assigned.refresh_from_db()
    assert assigned.state == "decided"


def test_the_words_of_a_reviewer_who_lost_his_review_are_still_shown(
    as_person: Page, editor: User, reviewer: User, second_reviewer: User, assigned: Review, supporting: Evidence
) -> None:
    old = typed(assigned, supporting, rationale="My long reasons.")
    lifecycle.assign_review(review=assigned, assignee=second_reviewer, by=editor, reason="Ill.")
    answer = as_person(reviewer).post(address("assess", assigned), old)
    assert answer.status_code in {403, 409}
    assert b"My long reasons." in answer.content


def test_a_blind_reviewer_sees_nothing_of_the_other(
    as_person: Page, reviewer: User, second_reviewer: User, blind: Review
) -> None:
    answer(blind, reviewer, rationale="What the first one thinks.")
    content = as_person(second_reviewer).get(blind.get_absolute_url()).content.decode()
    assert "What the first one thinks." not in content
    assert reviewer.get_username() not in content


def test_a_blind_reviewer_sees_the_machines_stance_and_not_the_others(
    as_person: Page, reviewer: User, second_reviewer: User, blind: Review
) -> None:
    make_evidence(
        claim=blind.claim, machine_stance="context", human_stance="contradicts", decision="accepted",
        curated_by=reviewer, note="What the first one noted.",
    )  # fmt: skip
    page = as_person(second_reviewer).get(blind.get_absolute_url())
    assert [row.stance for row in page.context["judging"].context_rows] == ["context"]
    assert b"What the first one noted." not in page.content


def test_a_dispute_is_shown_without_names_and_settled(
    as_person: Page, editor: User, disputed: Review, supporting: Evidence
) -> None:
    page = as_person(editor)
    shown = page.get(disputed.get_absolute_url())
    assert [row.who for row in shown.context["judging"].answers] == ["", ""]
    assert [event.who for event in shown.context["judging"].events if event.what.startswith("gave")] == ["", ""]
    assert b"Settle the dispute" in shown.content
    page.post(address("settle", disputed), typed(disputed, supporting))
    disputed.refresh_from_db()
    assert disputed.state == "decided"


def test_a_verdict_is_returned_with_a_note(as_person: Page, editor: User, decided: Review) -> None:
    page = as_person(editor)
    refused = page.post(address("return", decided), {"note": " "})
    assert refused.status_code == 400
    page.post(address("return", decided), {"note": "Ask the port authority."})
    decided.refresh_from_db()
    assert decided.state == "assigned"
    assert b"Ask the port authority." in page.get(decided.get_absolute_url()).content


def test_a_review_is_cancelled_with_a_reason_and_opened_again(as_person: Page, editor: User, opened: Review) -> None:
    page = as_person(editor)
    page.post(address("cancel", opened), {"reason": "Not worth it."})
    opened.refresh_from_db()
    assert opened.state == "cancelled"
    answer = page.post(address("reopen", opened), {"reason": "It is, after all."})
    assert answer.url == Review.objects.live().get().get_absolute_url()


def test_a_second_reviewer_is_asked_for_with_a_reason(as_person: Page, editor: User, opened: Review) -> None:
    as_person(editor).post(address("second", opened), {"reason": "A named person."})
    opened.refresh_from_db()
    assert opened.blind


def test_a_reviewer_releases_a_review(as_person: Page, reviewer: User, assigned: Review) -> None:
    as_person(reviewer).post(address("release", assigned), {"reason": ""})
    assigned.refresh_from_db()
    assert assigned.state == "open"


@pytest.mark.parametrize("state", ["open", "published", "cancelled"])
def test_a_review_can_be_looked_at_in_every_state(
    as_person: Page, editor: User, reviewer: User, opened: Review, state: str
) -> None:
    over = {"assignee": reviewer} if state == "published" else {}
    place(opened, state, **over)
    assert as_person(editor).get(opened.get_absolute_url()).status_code == 200


def test_actions_take_no_get(as_person: Page, editor: User, opened: Review) -> None:
    assert as_person(editor).get(address("take", opened)).status_code == 405


def test_ten_passages_cost_as_many_questions_as_one(
    as_person: Page, reviewer: User, django_assert_max_num_queries: Callable
) -> None:
    page, seen = as_person(reviewer), []
    for count in (1, 10):
        claim = make_claim()
        for _ in range(count):
            make_evidence(claim=claim)
        review = make_review(claim=claim)
        with django_assert_max_num_queries(45) as asked:
            page.get(review.get_absolute_url())
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_stranger_finds_no_review(as_person: Page, stranger: User, opened: Review) -> None:
    assert as_person(stranger).get(opened.get_absolute_url()).status_code == 404


def test_the_verdict_shows_what_it_cites(as_person: Page, editor: User, decided: Review, supporting: Evidence) -> None:
    verdict = as_person(editor).get(decided.get_absolute_url()).context["judging"].verdict
    assert verdict.rating == get_rating("true")
    assert list(verdict.cited.all()) == [supporting]
    assert verdicts.missing(decided) == []


def test_the_queue_shows_first_what_is_most_worth_checking_of_what_is_due_at_the_same_time(
    client: Client, reviewer: User
) -> None:
    client.force_login(reviewer)
    due_at = timezone.now() + dt.timedelta(hours=3)
    for statement, worth in (("A dull claim.", 0.2), ("A bold claim.", 0.9)):
        make_review(claim=make_claim(statement=statement, checkworthiness=worth), due_at=due_at)
    page = client.get(reverse("reviews:queue"), {"view": "all"}).content.decode()
    assert page.index("A bold claim.") < page.index("A dull claim.")
