"""The insight page: each figure counts what its definition says, and only those see it who may."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Article
from reviews.insight.periods import Period
from reviews.models import Assessment, Review, Verdict
from reviews.pages.insight import Desk, own_confidence
from reviews.pages.insight.agreeing import agreeing
from reviews.pages.insight.confidence import desk_confidence
from reviews.pages.insight.outcomes import reversals, verdicts
from reviews.pages.insight.section import Section
from reviews.pages.insight.work import coverage, overdue, turnaround
from sources.models import SettledClaim
from tests.conftest import make_person
from tests.factories import get_rating, make_article, make_claim, make_review

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 4, 1))
ALL = Desk()


def decided(at: dt.datetime = NOON, *, hours: float = 4, rating: str = "true", **over: Any) -> Review:
    """A review with a verdict at ``at``, opened ``hours`` before."""
    by = over.pop("by", None) or User.objects.filter(username="judge").first() or make_person("judge", "reviewer")
    claim = over.pop("claim", None) or make_claim()
    values = {"state": "decided", "assignee": by, "due_at": at + dt.timedelta(hours=1)} | over
    if values["state"] == "published":
        values.setdefault("closed_at", at)
    review = make_review(claim=claim, **values)
    Review.objects.filter(pk=review.pk).update(opened_at=at - dt.timedelta(hours=hours))
    Verdict.objects.create(
        review=review, version=1, rating=get_rating(rating), rationale="As read.", decided_by=by, decided_at=at
    )
    return review


def assessed(review: Review, by: User, rating: str, at: dt.datetime = NOON, **over: Any) -> Assessment:
    values = {"review": review, "round": 1, "reviewer": by, "rating": get_rating(rating), "rationale": "As read."}
    return Assessment.objects.create(**values | {"at": at} | over)


def blind_pair(first: str, second: str, people: tuple[User, User], at: dt.datetime = NOON, **over: Any) -> Review:
    review = make_review(state="decided", blind=True, assignee=people[0], second_assignee=people[1], **over)
    assessed(review, people[0], first, at - dt.timedelta(days=40))
    assessed(review, people[1], second, at)
    return review


def figures(section: Section) -> dict[str, str]:
    return {figure.label: figure.value for figure in section.figures}


def rows(section: Section, number: int = 0) -> dict[str, list[Any]]:
    return {str(row[0]): list(row[1:]) for row in section.tables[number].rows}


def test_turnaround_is_from_the_opening_to_the_first_verdict() -> None:
    for hours in (2, 4, 30):
        decided(hours=hours)
    decided(NOON - dt.timedelta(days=60), hours=100)

    found = turnaround(ALL, MARCH)

    assert figures(found)["median"] == "4.0 h"
    assert rows(found)["2026-03-10"][:2] == [3, 4]
    assert rows(found)["2026-03-09"] == [0, None, None, 0]


def test_what_took_less_than_an_hour_is_told_in_minutes() -> None:
    decided(hours=0.4)
    assert figures(turnaround(ALL, MARCH))["median"] == "24 min"


def test_late_is_what_was_decided_after_its_due_time_or_not_at_all() -> None:
    decided()
    decided(due_at=NOON - dt.timedelta(hours=1))
    make_review(due_at=NOON)
    make_review(due_at=NOON, state="cancelled", closed_at=NOON, closing_reason="Twice.")
    make_review(due_at=NOON + dt.timedelta(days=5))

    found = overdue(ALL, MARCH, now=NOON + dt.timedelta(days=1))

    assert figures(found)["late"] == "67%"
    assert rows(found)["2026-03-10"] == [3, 1, 2, pytest.approx(2 / 3)]
    assert rows(found)["2026-03-15"] == [0, 0, 0, None], "its time has not come"


def test_coverage_counts_claims_by_their_newest_review() -> None:
    article = make_article(body="A text that is long enough for claims.")
    type(article).objects.filter(pk=article.pk).update(created_at=NOON)
    one, two, _three, gone = (make_claim(article=article, content=[[n, n + 5]]) for n in range(4))
    decided(claim=one, state="published")
    make_review(claim=two)
    type(gone).objects.filter(pk=gone.pk).update(discarded_at=NOON, discard_reason="No claim.")

    found = coverage(ALL, MARCH)

    assert figures(found)["covered"] == "33%"
    assert rows(found)["2026-03-10"][0] == 3


def test_verdicts_are_counted_by_their_last_rating_on_the_day_they_came_out() -> None:
    review = decided(state="published", rating="false")
    Verdict.objects.create(
        review=review, version=2, rating=get_rating("mixed"), rationale="As read.", decided_by=review.assignee
    )
    decided(state="published", closed_at=NOON + dt.timedelta(days=1))

    found = verdicts(ALL, MARCH)

    assert figures(found) == {"True": "1", "Mixed": "1"}
    header = list(found.tables[0].columns[1:])
    assert rows(found)["2026-03-10"][header.index("Mixed")] == 1
    assert rows(found)["2026-03-11"][header.index("True")] == 1


def test_a_reversal_is_a_correction_to_another_rating_or_a_retraction() -> None:
    fell, stood, gone, _quiet = (decided(state="published") for _ in range(4))
    decided(
        claim=fell.claim, state="published", rating="false", supersedes=fell, closed_at=NOON + dt.timedelta(days=99)
    )
    decided(claim=stood.claim, state="published", supersedes=stood, closed_at=NOON + dt.timedelta(days=99))
    SettledClaim.objects.create(claim=gone.claim, raw_id="gone", statement="It closes.", withdrawn_at=timezone.now())

    found = reversals(ALL, MARCH)

    assert rows(found)["2026-03-10"] == [4, 2, 1, 1]
    assert figures(found)["reversed"] == "50%"


def test_agreement_is_over_the_first_round_of_blind_reviews_by_the_second_answer(
    reviewer: User, second_reviewer: User
) -> None:
    people = (reviewer, second_reviewer)
    for first, second in (("true", "true"), ("true", "true"), ("false", "false"), ("true", "false")):
        blind_pair(first, second, people)
    again = blind_pair("false", "false", people, NOON - dt.timedelta(days=30))
    assessed(again, reviewer, "true", round=2)
    assessed(again, second_reviewer, "true", round=2)
    waiting = make_review(state="assigned", blind=True, assignee=reviewer, second_assignee=second_reviewer)
    assessed(waiting, reviewer, "mixed")
    plain = decided()
    assessed(plain, plain.assignee, "true")

    found = agreeing(ALL, MARCH)

    measures = rows(found)
    assert measures["same rating"][0] == pytest.approx(0.75)
    assert measures["same rating"][-1] == 4
    assert measures["Cohen's kappa"][0] == pytest.approx(0.5)
    pairs = [(row[0], row[1], row[2]) for row in found.tables[1].rows]
    assert pairs == [("True", "False", 1), ("True", "True", 2), ("False", "False", 1)]


def test_agreement_is_told_for_each_outlet_and_day(reviewer: User, second_reviewer: User) -> None:
    people = (reviewer, second_reviewer)
    city, sport = (make_article(outlet=outlet, body=f"{outlet} wrote this.") for outlet in ("City", "Sport"))
    blind_pair("true", "true", people, claim=make_claim(article=city, content=[[0, 4]]))
    blind_pair("true", "false", people, claim=make_claim(article=sport, content=[[0, 4]]))
    blind_pair("true", "true", people, NOON + dt.timedelta(days=2), claim=make_claim(article=sport, content=[[1, 5]]))

    found = agreeing(ALL, MARCH)

    by_outlet, by_day = rows(found, 2), rows(found, 6)
    assert {name: row[:2] for name, row in by_outlet.items()} == {"City": [1, 1.0], "Sport": [2, 0.5]}
    assert {day: row[:2] for day, row in by_day.items()} == {"2026-03-10": [2, 0.5], "2026-03-12": [1, 1.0]}
    only = agreeing(Desk(outlet="City"), MARCH)
    assert rows(only)["same rating"][-1] == 1


def test_drift_is_told_in_words(reviewer: User, second_reviewer: User) -> None:
    people = (reviewer, second_reviewer)
    for number in range(30):
        blind_pair("true", "true" if number % 2 else "false", people)
        blind_pair(*(("true", "true") if number % 2 else ("false", "false")), people, NOON - dt.timedelta(days=25))

    notes = {figure.label: figure.note for figure in agreeing(ALL, MARCH).figures}

    assert notes["same rating"] == "fell by 0.50"


def confident(people: list[User], *, at: dt.datetime = NOON, number: int = 1) -> None:
    """Each of ``people`` gives answers of 90 % that hold, and one of 60 % that does not."""
    for person in people:
        for _ in range(number):
            review = decided(state="published", by=person)
            assessed(review, person, "true", at, confidence=90)
        assessed(decided(state="published", by=person, rating="false"), person, "true", at, confidence=60)


def test_confidence_is_held_against_the_verdict_that_stands(
    reviewer: User, second_reviewer: User, editor: User
) -> None:
    confident([reviewer, second_reviewer, editor])

    found = desk_confidence(ALL, MARCH)

    assert rows(found)["90%"][:2] == [3, 1.0]
    assert rows(found)["60%"][:2] == [3, 0.0]
    assert figures(found)["Brier score"] == f"{(0.01 + 0.36) / 2:.3f}"


def test_a_later_correction_takes_back_that_it_held(reviewer: User, second_reviewer: User, editor: User) -> None:
    confident([reviewer, second_reviewer, editor])
    first = Assessment.objects.filter(confidence=90).first().review
    decided(claim=first.claim, state="published", rating="false", supersedes=first)

    assert rows(desk_confidence(ALL, MARCH))["90%"][:2] == [3, pytest.approx(2 / 3)]


def test_the_desk_has_no_figures_while_they_would_be_those_of_two_people(reviewer: User, second_reviewer: User) -> None:
    confident([reviewer, second_reviewer], number=20)

    found = desk_confidence(ALL, MARCH)

    assert "at least 3 people" in found.empty
    assert (list(found.figures), list(found.tables)) == ([], [])


def test_ones_own_figures_are_ones_own_and_a_month_behind(reviewer: User, second_reviewer: User) -> None:
    confident([reviewer], number=11)
    confident([second_reviewer], number=2)

    later = own_confidence(reviewer, today=dt.date(2026, 4, 1))
    now = own_confidence(reviewer, today=dt.date(2026, 3, 31))

    assert rows(later)["90%"][0] == 11
    assert "so far it is 0" in now.empty
    assert "so far it is 3" in own_confidence(second_reviewer, today=dt.date(2026, 4, 1)).empty


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def made(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return made


def test_only_editors_see_the_desk(client_of: Any, editor: User, reviewer: User, stranger: User) -> None:
    address = reverse("reviews:insight")
    assert client_of(editor).get(address).status_code == 200
    for other in (reviewer, stranger):
        refused = client_of(other).get(address)
        assert refused.status_code == 403
        assert "Only editors" in refused.content.decode()
        assert client_of(other).get(reverse("reviews:insight_table", args=["agreement", 0])).status_code == 403


def test_everybody_has_a_page_of_his_own(client_of: Any, reviewer: User) -> None:
    assert "Only you see this page" in client_of(reviewer).get(reverse("reviews:own_insight")).content.decode()


def test_an_empty_desk_is_told_what_has_to_happen_first(client_of: Any, editor: User) -> None:
    page = client_of(editor).get(reverse("reviews:insight")).content.decode()
    assert page.count('class="insight-empty"') == 7
    assert "<svg" not in page


@pytest.mark.parametrize(("age", "days"), [(0, "7 days"), (40, "41 days"), (400, "90 days")])
def test_a_young_desk_sees_no_more_days_than_there_were(client_of: Any, editor: User, age: int, days: str) -> None:
    article = make_article()
    Article.objects.filter(pk=article.pk).update(created_at=timezone.now() - dt.timedelta(days=age))
    assert f", {days}</span>".encode() in client_of(editor).get(reverse("reviews:insight")).content


def test_the_page_names_no_person(client_of: Any, editor: User, reviewer: User, second_reviewer: User) -> None:
    confident([reviewer, second_reviewer, editor], at=timezone.now())
    blind_pair("true", "false", (reviewer, second_reviewer), timezone.now())

    page = client_of(editor).get(reverse("reviews:insight") + "?days=3660").content.decode()

    assert "0.90" in page or "90%" in page
    assert not re.search("rosa-reviewer|rolf-reviewer", page)


def test_the_filters_stand_in_the_address_and_in_the_downloads(
    client_of: Any, editor: User, reviewer: User, second_reviewer: User
) -> None:
    city = make_article(outlet="=City", body="City wrote this.")
    blind_pair("true", "true", (reviewer, second_reviewer), claim=make_claim(article=city, content=[[0, 4]]))
    blind_pair("true", "false", (reviewer, second_reviewer))
    given = {"since": "2026-03-01", "until": "2026-03-31", "outlet": "=City"}

    page = client_of(editor).get(reverse("reviews:insight"), given)
    download = client_of(editor).get(reverse("reviews:insight_table", args=["agreement", 2]), given)

    assert "1.00" in page.content.decode()
    assert "outlet=%3DCity" in page.content.decode()
    assert download["Content-Disposition"] == 'attachment; filename="agreement-3-2026-03-01-2026-03-31.csv"'
    (line,) = list(csv.reader(io.StringIO(download.content.decode())))[1:]
    assert line[:3] == ["'=City", "1", "1.0"]


@pytest.mark.parametrize(
    "given",
    [
        {"since": "2026-03-10", "until": "2026-03-01"},
        {"since": "no day"},
        {"since": "1990-01-01", "until": "2026-01-01"},
        {"outlet": "Nowhere"},
        {"days": "0"},
    ],
)
def test_filters_that_can_not_be_used_are_refused_and_kept(client_of: Any, editor: User, given: dict[str, str]) -> None:
    answer = client_of(editor).get(reverse("reviews:insight"), given)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "can not be used" in page
    if "since" in given:
        assert f'value="{given["since"]}"' in page


@pytest.mark.parametrize("address", ["insight/nothing/0.csv", "insight/agreement/99.csv"])
def test_a_table_that_is_not_there_is_not_found(client_of: Any, editor: User, address: str) -> None:
    assert client_of(editor).get(f"/{address}").status_code == 404


def test_the_page_costs_the_same_queries_for_more_rows(
    client_of: Any, editor: User, reviewer: User, second_reviewer: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    client, address = client_of(editor), reverse("reviews:insight") + "?days=3660"
    confident([reviewer, second_reviewer, editor])
    blind_pair("true", "false", (reviewer, second_reviewer))
    few = cost()
    confident([reviewer, second_reviewer, editor], number=5)
    for _ in range(5):
        blind_pair("true", "false", (reviewer, second_reviewer))
    assert cost() == few
    assert few < 35


def test_no_style_or_script_stands_in_the_page(
    client_of: Any, editor: User, reviewer: User, second_reviewer: User
) -> None:
    blind_pair("true", "false", (reviewer, second_reviewer))
    decided()
    page = client_of(editor).get(reverse("reviews:insight") + "?days=3660").content.decode()
    assert "<svg" in page
    assert "<title" in page.split("<svg")[1]
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
