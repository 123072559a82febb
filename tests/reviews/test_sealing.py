"""What the second of two blind reviewers can read does not depend on what the first one did."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from factcheck.lib.errors import Conflict, InvalidInput
from reviews.models import Review
from reviews.services import verdicts
from reviews.services.evidence import citable_evidence
from sources.models import Evidence
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence, restate_evidence
from tests.factories import get_rating, make_document, make_evidence, make_passage
from tests.reviews.conftest import place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|<time[^>]*>[^<]*</time>')


@pytest.fixture
def suggested(claim: object) -> list[Evidence]:
    """Three passages as the machine left them, one of each stance."""
    stances = ("corroborates", "contradicts", "context")
    return [make_evidence(claim=claim, machine_stance=stance, rank=rank) for rank, stance in enumerate(stances, 1)]


@pytest.fixture
def under_way(suggested: list[Evidence], blind: Review, supporting: Evidence, opposing: Evidence) -> Review:
    """A blind review with nothing but suggestions."""
    Evidence.objects.filter(pk__in=[supporting.pk, opposing.pk]).delete()
    make_passage(document=suggested[0].passage.document, start=1, end=30)
    return blind


def addresses(review: Review) -> Iterator[str]:
    """Everything that the second reviewer can read about the claim."""
    claim = review.claim
    yield from (reverse(name) for name in ("reviews:desk", "reviews:queue", "reviews:notices", "sources:library"))
    yield reverse("reviews:queue") + "?view=all"
    yield review.get_absolute_url()
    yield reverse("reviews:article", args=[claim.article.public_id])
    yield reverse("reviews:progress", args=[claim.article.public_id])
    yield reverse("sources:pin", args=[claim.public_id]) + "?words=cracks"
    for evidence in claim.evidence.filter(origin="machine").order_by("rank").select_related("passage__document"):
        yield evidence.passage.document.get_absolute_url()
        yield reverse("sources:curate", args=[evidence.public_id])
        yield f"/api/v1/evidence/{evidence.public_id}/"
    yield f"/api/v1/evidence/?claim={claim.public_id}"
    yield f"/api/v1/evidence/?claim={claim.public_id}&decision=accepted"
    yield f"/api/v1/evidence/?claim={claim.public_id}&decision=suggested"
    yield f"/api/v1/claims/{claim.public_id}/"
    yield f"/api/v1/articles/{claim.article.public_id}/"
    yield f"/api/v1/articles/{claim.article.public_id}/progress/"


def read_all(review: Review, reader: User) -> dict[str, bytes]:
    client = Client()
    client.force_login(reader)
    pages = {}
    for address in addresses(review):
        answer = client.get(address)
        content = answer.content if answer.status_code == 200 else b""
        pages[address] = str(answer.status_code).encode() + CHANGING.sub(b"", content)
    return pages


def nothing(review: Review, rows: list[Evidence], by: User) -> None:
    """Weigh no passage."""


def all_accepted(review: Review, rows: list[Evidence], by: User) -> None:
    for row in rows:
        accept_evidence(evidence=row, by=by, note="NOTED")


def all_accepted_quietly(review: Review, rows: list[Evidence], by: User) -> None:
    for row in rows:
        accept_evidence(evidence=row, by=by)


def all_turned(review: Review, rows: list[Evidence], by: User) -> None:
    for row, stance in zip(rows, ("contradicts", "context", "corroborates"), strict=True):
        restate_evidence(evidence=row, by=by, stance=stance, note="NOTED")


def all_rejected(review: Review, rows: list[Evidence], by: User) -> None:
    for row in rows:
        reject_evidence(evidence=row, by=by, note="NOTED")


def one_added(review: Review, rows: list[Evidence], by: User) -> None:
    passage = rows[0].passage.document.passages.latest("pk")
    add_evidence_by_hand(claim=review.claim, passage=passage, by=by, stance="contradicts", note="NOTED")


Weigh = Callable[[Review, list[Evidence], User], None]


def seen_after(weigh: Weigh, rating: str, review: Review, rows: list[Evidence], people: tuple[User, User]) -> dict:
    """What the second person reads after the first one weighed and answered; nothing of it is kept."""
    first, second = people
    weigh(review, rows, first)
    cited = citable_evidence(review, user=first)
    opposed = [row for row in cited if row.stance == "contradicts"] if rating == "false" else cited
    given = "unproven" if rating == "false" and not opposed else rating
    verdicts.assess_review(
        review=review, rating=get_rating(given), rationale="REASONED", cited=opposed, by=first, version=review.version
    )
    pages = read_all(review, second)
    assert not [address for address, content in pages.items() if b"NOTED" in content or b"REASONED" in content]
    return pages


@pytest.mark.parametrize("weigh", [all_accepted, all_turned, all_rejected, one_added])
@pytest.mark.parametrize("rating", ["unproven", "false"])
@pytest.mark.parametrize("own", [nothing, all_accepted_quietly])
def test_every_page_is_the_same_whatever_the_first_one_answered_and_weighed(
    own: Weigh, rating: str, weigh: Weigh, under_way: Review, suggested: list[Evidence], reviewer: User,
    second_reviewer: User,
) -> None:  # fmt: skip
    people = (reviewer, second_reviewer)
    own(under_way, suggested, second_reviewer)
    seen = []
    for first in (nothing, weigh):
        mark = transaction.savepoint()
        seen.append(seen_after(first, "unproven" if first is nothing else rating, under_way, suggested, people))
        transaction.savepoint_rollback(mark)
    pages = [{address: unnumbered(content) for address, content in each.items()} for each in seen]
    assert pages[0].keys() == pages[1].keys()
    assert [address for address in pages[0] if pages[0][address] != pages[1][address]] == []


def unnumbered(content: bytes) -> bytes:
    """Without the ids of rows that are made anew in each of the two worlds."""
    return re.sub(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", b"", content)


def test_the_first_one_sees_his_own_decision_after_the_other_overwrote_it(
    under_way: Review, suggested: list[Evidence], reviewer: User, second_reviewer: User
) -> None:
    restate_evidence(evidence=suggested[0], by=reviewer, stance="contradicts", note="Mine.")
    before = read_all(under_way, reviewer)
    reject_evidence(evidence=suggested[0], by=second_reviewer, note="Not mine.")
    assert read_all(under_way, reviewer) == before
    (cited,) = citable_evidence(under_way, user=reviewer)
    assert (cited.stance, cited.note) == ("contradicts", "Mine.")
    assert citable_evidence(under_way, user=second_reviewer) == []


def test_each_cites_with_his_own_stance_and_neither_changes_the_other(
    under_way: Review, suggested: list[Evidence], reviewer: User, second_reviewer: User
) -> None:
    passage = suggested[2]
    for person, stance in ((reviewer, "corroborates"), (second_reviewer, "contradicts")):
        restate_evidence(evidence=passage, by=person, stance=stance)
    for person, rating in ((reviewer, "true"), (second_reviewer, "false")):
        verdicts.assess_review(
            review=under_way, rating=get_rating(rating), rationale="So it is.", by=person, version=under_way.version,
            cited=citable_evidence(under_way, user=person),
        )  # fmt: skip
    under_way.refresh_from_db()
    stances = under_way.assessments.order_by("pk").values_list("citations__stance", flat=True)
    assert (under_way.state, list(stances)) == ("disputed", ["corroborates", "contradicts"])


def test_nobody_cites_in_a_blind_review_what_only_another_accepted(
    under_way: Review, suggested: list[Evidence], reviewer: User, second_reviewer: User
) -> None:
    accept_evidence(evidence=suggested[0], by=reviewer)
    with pytest.raises(InvalidInput, match="accept at least one passage"):
        verdicts.assess_review(
            review=under_way, rating=get_rating("true"), rationale="So it is.", by=second_reviewer,
            version=under_way.version, cited=[suggested[0]],
        )  # fmt: skip


def test_a_passage_that_the_other_added_is_added_again_without_a_word(
    under_way: Review, suggested: list[Evidence], reviewer: User, second_reviewer: User
) -> None:
    passage = make_document(text="The log of the harbour master.").passages.get()
    for person in (reviewer, second_reviewer):
        add_evidence_by_hand(claim=under_way.claim, passage=passage, by=person, stance="context")
        assert [row.passage for row in citable_evidence(under_way, user=person)] == [passage]
    with pytest.raises(Conflict, match="already"):
        add_evidence_by_hand(claim=under_way.claim, passage=passage, by=reviewer, stance="context")


def test_a_review_that_hides_nothing_shows_the_reviewer_what_others_decided(
    assigned: Review, supporting: Evidence, editor: User, reviewer: User, client: Client
) -> None:
    client.force_login(reviewer)
    assert b"accepted by edda-editor" in client.get(assigned.get_absolute_url()).content
    api = client.get(f"/api/v1/evidence/{supporting.public_id}/").json()
    assert api["human"] is None


def test_an_editor_sees_on_the_document_and_in_the_api_what_the_reviewers_decided(
    under_way: Review, suggested: list[Evidence], reviewer: User, editor: User, client: Client
) -> None:
    accept_evidence(evidence=suggested[0], by=reviewer)
    client.force_login(editor)
    assert b"is-cited" in client.get(suggested[0].passage.document.get_absolute_url()).content
    assert client.get(f"/api/v1/evidence/{suggested[0].public_id}/").json()["human"]["decision"] == "accepted"


def test_all_is_open_when_both_answers_are_in(
    under_way: Review, suggested: list[Evidence], reviewer: User, second_reviewer: User, client: Client
) -> None:
    reject_evidence(evidence=suggested[0], by=reviewer, note="A copy.")
    place(under_way, "disputed")
    client.force_login(second_reviewer)
    assert b"A copy." in client.get(under_way.get_absolute_url()).content


@pytest.mark.parametrize("version", ["9" * 30, "0", "-5", str(2**31)])
def test_a_version_out_of_bounds_is_refused_and_the_words_are_kept(
    version: str, under_way: Review, reviewer: User, client: Client
) -> None:
    client.force_login(reviewer)
    typed = {"version": version, "rating": "unproven", "rationale": "KEPT"}
    answer = client.post(reverse("reviews:assess", args=[under_way.public_id]), typed)
    assert answer.status_code == 400
    assert b"KEPT" in answer.content
