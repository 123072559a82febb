"""Blind review and adjudication in a real browser, with the keys alone: nobody sees the other's answer too soon."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, expect

from claims.models import Claim
from exports.models import Publication
from reviews.models import Review
from tests.browser.hands import Hands
from tests.factories import make_article, make_claim, make_document, make_evidence, make_review, make_source
from tests.reviews.conftest import answer, place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("fake_components"),
]
BODY = "The east pier has 1,200 cracks, the harbour board said on Monday."
FIGURES = "The register of the port counts 1,200 cracks in the deck of the east pier."
COUNT = "Inspectors of the ministry counted 300 cracks in the deck and none in the pillars."
WHY_TRUE = "The register has the very number."
WHY_FALSE = "The ministry counted a quarter of that."
WHY_MIXED = "The register counts hairlines too, the ministry does not."
Seat = Callable[..., Hands]


@pytest.fixture
def claim(db: None) -> Claim:
    """The only sentence of an article, with a passage for it and one against it on which nobody has decided."""
    found = make_claim(article=make_article(body=BODY, headline="Cracks in the pier"), content=[[0, len(BODY)]],
                       statement="The east pier has 1,200 cracks.")  # fmt: skip
    for rank, (text, stance) in enumerate(((FIGURES, "corroborates"), (COUNT, "contradicts")), 1):
        passage = make_document(text=text, source=make_source(primary=True)).passages.get()
        make_evidence(claim=found, passage=passage, machine_stance=stance, rank=rank)
    return found


def passage(hands: Hands, text: str) -> Locator:
    return hands.page.locator(".evidence", has_text=text)


def weigh(hands: Hands, text: str, stance: str) -> None:
    """Decide on the passage ``text``, and see that it is decided on."""
    pick = passage(hands, text).get_by_role("button", name=stance, exact=True)
    hands.send(pick)
    expect(pick).to_have_attribute("aria-pressed", "true")


def judge(hands: Hands, rating: str, rationale: str, *cited: str, end: str = "Give this verdict") -> None:
    """Choose a rating, say why, cite passages and send it."""
    hands.choose(hands.page.get_by_role("radio", name=rating, exact=True))
    hands.write(hands.field("Rationale"), rationale)
    for text in cited:
        hands.tick(hands.page.locator(".cites label", has_text=text[:40]).get_by_role("checkbox"))
    hands.send(hands.button(end))
    go_on(hands)


def step(hands: Hands, name: str, *, label: str, words: str, person: str = "") -> None:
    """Take one of the actions that ask for words."""
    hands.press(hands.page.locator("summary", has_text=f"{name} …"))
    if person:
        hands.name(hands.field("Assignee"), person)
    hands.write(hands.field(label), words)
    hands.send(hands.button(name))
    go_on(hands)


def go_on(hands: Hands) -> None:
    """Do it although somebody else has the review open: without scripts nobody is known to have left."""
    despite = hands.button("Go on all the same")
    if despite.count():
        hands.send(despite)


def sees_nothing_of(hands: Hands, rationale: str, *names: str) -> None:
    """Neither an answer of somebody else nor what he made of a passage is on the page, nor any of ``names``."""
    page = hands.page.locator("main")
    expect(page.locator("#context-title")).to_be_visible()
    expect(page.locator(".verdict")).to_have_count(0)
    for words in (rationale, *names):
        expect(page).not_to_contain_text(words)


def test_two_who_differ_are_settled_by_a_third_without_names_and_the_article_is_signed_off(
    seat: Seat,
    claim: Claim,
    editor: User,
    second_editor: User,
    reviewer: User,
    second_reviewer: User,
    faults: list[str],
) -> None:
    review = make_review(claim=claim)
    edda = seat(editor)
    edda.go("/queue/?view=all")
    edda.send(edda.link(claim.statement))
    step(edda, "Ask for a second reviewer", label="Reason", words="A board is accused.")
    for person in (reviewer, second_reviewer):
        step(edda, "Assign", label="Reason", words="You know the port.", person=person.username)
    expect(edda.page.locator(".review-head")).to_contain_text("two blind reviewers: A board is accused.")

    rosa, rolf = seat(reviewer), seat(second_reviewer)
    for hands in (rosa, rolf):
        hands.go("/queue/")
        hands.send(hands.link(claim.statement))
    weigh(rosa, FIGURES, "Corroborates")
    judge(rosa, "True", WHY_TRUE, FIGURES)
    expect(rosa.page.get_by_text("Your assessment is in.")).to_be_visible()
    for hands in (rolf, edda):
        hands.go(review.get_absolute_url())
        expect(hands.page.locator(".answer")).to_have_count(0)
    sees_nothing_of(edda, WHY_TRUE)
    sees_nothing_of(rolf, WHY_TRUE, reviewer.username)
    expect(passage(rolf, FIGURES).locator("[aria-pressed=true]")).to_have_count(0)
    expect(rolf.page.locator(".cites input")).to_have_count(0)

    weigh(rolf, COUNT, "Contradicts")
    rosa.go(review.get_absolute_url())
    sees_nothing_of(rosa, WHY_FALSE, second_reviewer.username)
    expect(rosa.page.locator(".answer")).to_have_count(1)
    expect(rosa.page.locator(".answer")).to_contain_text(WHY_TRUE)
    expect(passage(rosa, COUNT).locator("[aria-pressed=true]")).to_have_count(0)
    judge(rolf, "False", WHY_FALSE, COUNT)
    expect(rolf.page.locator(".review-head .badge")).to_have_text("disputed")

    emil = seat(second_editor)
    emil.go("/queue/?view=disputed")
    emil.send(emil.link(claim.statement))
    answers = emil.page.locator(".answer")
    expect(answers).to_have_count(2)
    expect(answers.filter(has_text=WHY_TRUE).locator(".badge")).to_have_text("True")
    expect(answers.filter(has_text=WHY_FALSE).locator(".badge")).to_have_text("False")
    expect(emil.page.locator(".review-head")).to_contain_text("with two reviewers")
    for person in (reviewer, second_reviewer):
        for part in (".review-head .meta", ".review-main"):
            expect(emil.page.locator(part)).not_to_contain_text(person.username)
        for doing in ("assess", "accepted"):
            expect(emil.page.locator(".aside")).not_to_contain_text(re.compile(f"{person.username} {doing}"))
    judge(emil, "Mixed", WHY_MIXED, FIGURES, COUNT, end="Settle the dispute")
    expect(emil.page.locator(".verdict")).to_contain_text(f"decided by {second_editor.username}")

    publish(edda, review)
    edda.go("/publications/")
    entry = edda.page.locator(".row", has_text=claim.statement)
    expect(entry).to_contain_text("Mixed")
    assert Publication.objects.get().verdict.rationale == WHY_MIXED
    edda.go(claim.article.get_absolute_url())
    edda.press(edda.page.locator(".claim > summary"))
    if not edda.has_scripts:
        edda.send(edda.link("All that is known"))
    expect(edda.page.locator(".verdict")).to_contain_text(WHY_MIXED)
    edda.go(f"/articles/{claim.article.public_id}/coverage/")
    edda.send(edda.button("Sign off"))
    expect(edda.page.locator(".signed")).to_contain_text(f"Signed off by {editor.username}")
    assert [fault for fault in faults if "409" not in fault] == []


def publish(hands: Hands, review: Review) -> None:
    """Let the verdict of ``review`` out."""
    hands.go(review.get_absolute_url())
    hands.send(hands.link("Publish …"))
    hands.send(hands.button("Publish"))
    expect(hands.page.locator("main")).to_contain_text("published")


def test_a_verdict_is_sent_back_with_a_reason_mended_and_published(
    seat: Seat, claim: Claim, editor: User, reviewer: User, faults: list[str]
) -> None:
    claim.evidence.update(decision="accepted", curated_by=reviewer, curated_at=claim.created_at)
    review = answer(place(make_review(claim=claim), "assigned", assignee=reviewer), reviewer, rationale=WHY_TRUE)
    edda, rosa = seat(editor), seat(reviewer)
    edda.go("/queue/?view=decided")
    edda.send(edda.link(claim.statement))
    step(edda, "Return to the reviewer", label="Note", words="The ministry counted otherwise.")
    expect(edda.page.locator(".review-head .badge")).to_have_text("assigned")

    rosa.go("/notices/")
    rosa.send(rosa.page.get_by_role("link", name=claim.statement))
    expect(rosa.page.locator(".aside")).to_contain_text(f"{editor.username} asked: The ministry counted otherwise.")
    judge(rosa, "Mixed", WHY_MIXED, FIGURES, COUNT)
    expect(rosa.page.locator(".verdict")).to_contain_text("version 2")

    edda.go(review.get_absolute_url())
    expect(edda.page.locator(".aside")).to_contain_text("Rating: True → Mixed")
    edda.send(edda.link("It is done …"))
    edda.write(edda.page.locator("main textarea, main input[type=text]").first, "Both are cited now.")
    edda.send(edda.button("It is done"))
    expect(edda.page.locator(".aside")).to_contain_text(f"Done, says {editor.username}")
    publish(edda, review)
    entry = Publication.objects.get()
    assert (entry.verdict.rationale, entry.verdict.version) == (WHY_MIXED, 2)
    assert [fault for fault in faults if "409" not in fault] == []
