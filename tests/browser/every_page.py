"""Every page of the application at an address where there is something to see, found by the routes themselves.

A new route under a known beginning is looked at from the day it is there; one under a new beginning fails the test
until somebody says here which row it shows.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from claims.models import ArticleIntake
from claims.services.speakers import keep_speakers_apart
from exports.models import Delivery
from exports.services.corrections import open_recall
from exports.services.impact import impact_of
from exports.services.publishing import publish_verdict
from exports.services.subscribers import Wanted, add_subscriber
from reviews.services import replies
from reviews.services.calibration import mark_item
from reviews.services.comments import about_claim, add_comment
from reviews.services.replies import Asking
from reviews.services.saved_views import save_view
from sources.models import ClaimMatch, DocumentCheck, DocumentIntake, SeenBeforeRun
from sources.services.feeds import follow_feed
from sources.services.origins import join_documents
from tests.browser.galleys import make_galley
from tests.conftest import make_person
from tests.exports.cases import decide, make_cited
from tests.factories import get_rating, make_claim, make_document, make_evidence, make_review, make_speaker

OUTSIDE = ("admin/", "api/", "v1alpha1/", "health/", "logout/")
"""What is no page of the application: Django's admin, the API with its own description, and what answers no page."""
NO_PAGE = {
    "reviews:progress": "a piece of the article's page, asked for while the machine works",
    "reviews:standing": "a piece of the desk, asked for while the machine works",
    "reviews:machine": "a piece of the queue, asked for while the machine works",
    "sources:warc": "a download",
    "reviews:restore_match": "only takes what a form sends",
}
"""Routes that answer with less than a page, each with the reason."""
REFUSES = {
    "claims:restore": "takes what a button sends",
    "reviews:fix": "needs a verdict that was sent back; tests/reviews/test_comments.py shows the page",
    "reviews:changes": "needs a newer draft; tests/reviews/test_drafts.py shows the page",
    "exports:backfill": "takes what a form sends",
}
"""Routes whose page needs more than this world holds, each with where it is looked at."""
WORDS = {"name": "edda-editor", "connector": "webhook", "number": 0}
PIECES = [["same", "Engineers counted "], ["gone", "1,200"], ["new", " 1,400"], ["same", " cracks."]]


def make_world(editor: User, reviewer: User) -> dict[str, Any]:
    """One row of everything that has a page, by the beginning of its address."""
    article = make_galley(editor)
    claim = article.claims.first()
    rows = _published(editor, reviewer) | _sources(editor)
    ask = Asking(
        person="Mara Lindt", channel="phone", question="How was it counted?", asked_at=timezone.now(),
        deadline=timezone.now() + dt.timedelta(hours=6), claims=[claim],
    )  # fmt: skip
    apart = keep_speakers_apart(alias=make_speaker(name="M. Lindt"), speaker=make_speaker(name="M. L. Roe"), by=editor)
    intake = {"requested_by": editor, "url": "https://port.example/a", "way": "url", "component": "intake/1"}
    return rows | {
        "articles/": article,
        "claims/": claim,
        "reviews/": article.claims.filter(reviews__state="open").first().reviews.get(),
        "sentences/": claim,
        "intakes/": ArticleIntake.objects.create(**intake),
        "sources/intakes/": DocumentIntake.objects.create(**intake),
        "replies/": replies.ask_for_reply(article=article, asking=ask, by=editor),
        "comments/": add_comment(about=about_claim(claim), text="Is that so?", by=reviewer).comment,
        "queue/views/": save_view(name="Late", filters={"view": "overdue"}, shared=True, by=editor),
        "scales/": get_rating("true").scale,
        "speakers/": claim.speaker,
        "speakers/matches/": apart,
        "fixes/": claim,
    }


def _published(editor: User, reviewer: User) -> dict[str, Any]:
    claim = make_claim(statement="The wall is three years late.")
    make_cited(claim, editor)
    judge = make_person("rita-retired", "reviewer")
    subscriber = add_subscriber(
        connector="webhook", wanted=Wanted("Site", "https://cms.example/hook", values={}), by=editor
    ).subscriber
    entry = publish_verdict(review=decide(claim, judge), by=editor)
    item = mark_item(claim=claim, reason="The court has ruled on it.", by=editor)
    recall = open_recall(
        impact=impact_of(claim, user=editor), reason="It is wrong.", due_at=timezone.now() + dt.timedelta(days=2),
        by=editor,
    )  # fmt: skip
    other = make_claim(statement="The lake froze twice.")
    make_cited(other, editor)
    candidate = make_claim(statement="The pier opened in 1958.")
    make_cited(candidate, editor)
    again = decide(candidate, judge, public_id=other.public_id)
    publish_verdict(review=again, by=editor)
    return {
        "publications/": entry,
        "subscribers/": subscriber,
        "deliveries/": Delivery.objects.first(),
        "corrections/": recall,
        "calibration/": item,
        "calibration/claims/": candidate,
        "exports:publish": decide(other, reviewer, public_id=candidate.public_id),
        "backfills/": entry,
    }


def _sources(editor: User) -> dict[str, Any]:
    text = "Engineers counted 1,200 cracks in the east pier.\n\nThe pier was closed on Tuesday."
    document = make_document(text=text, url="https://port.example/pier", title="The east pier")
    version = make_document(text=text.replace("1,200", "1,400"), source=document.source, url=document.url)
    passage = document.passages.order_by("start").first()
    finding = {"outcome": "changed", "sentence": "A number changed.", "kinds": ["number"], "pieces": PIECES}
    check = DocumentCheck.objects.create(
        component="drift/1", document=document, host="port.example", status="done", finished_at=timezone.now(),
        outcome="changed", sentence="Of 1 cited passage: 1 changed.", version=version,
        changes={"passages": {str(passage.public_id): finding}},
    )  # fmt: skip
    evidence = make_evidence(
        passage=passage, decision="accepted", curated_by=editor, curated_at=timezone.now(), drifted_by=check
    )
    make_review(claim=evidence.claim)
    run = SeenBeforeRun.objects.create(claim=evidence.claim, component="seen/1", statement_hash="0" * 64)
    match = ClaimMatch.objects.create(
        claim=evidence.claim, other_claim=make_claim(), relation="same", score=0.9, sentence="Both say so.", run=run
    )
    return {
        "sources/documents/": document,
        "sources/drift/": check,
        "sources/publishers/": document.source,
        "sources/origins/": join_documents(documents=[document, version], by=editor, reason="One report."),
        "sources/feeds/": follow_feed(url="https://port.example/rss", publisher="Port Authority", by=editor),
        "evidence/": evidence,
        "matches/": match,
    }


def routes() -> dict[str, str]:
    """Every route of the application: its name to its pattern."""
    return dict(_walk(get_resolver()))


def _walk(resolver: URLResolver, before: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if route.startswith(OUTSIDE):
            continue
        if isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}".removeprefix(":"), route
        else:
            yield from _walk(pattern, route, pattern.namespace or namespace)


def pages(client: Client, world: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """The addresses of all pages by the name of the route; and what could not be looked at, with what it answered."""
    found, wrong = {}, {}
    for name, route in routes().items():
        if name in NO_PAGE or name in REFUSES:
            continue
        try:
            address = _address(name, route, world)
        except KeyError as unknown:
            wrong[name] = f"nothing in the world of this test is at {unknown}"
            continue
        answer = client.get(address)
        if answer.status_code in {302, 405}:  # leads elsewhere; only takes what a form sends
            continue
        if answer.status_code != 200:
            wrong[name] = f"{address} answered {answer.status_code}"
        elif answer.headers["Content-Type"].startswith("text/html"):
            found[name] = address
    return found, wrong


def _address(name: str, route: str, world: dict[str, Any]) -> str:
    given: dict[str, Any] = {}
    for part in route.split("<")[1:]:
        key = part.partition(">")[0].partition(":")[2]
        if key == "public_id":
            given[key] = (world.get(name) or world[route.partition("<")[0]]).public_id
        elif key == "claim_id":
            given[key] = world["claims/"].public_id
        elif name == "reviews:insight_table":
            given |= {"name": "verdicts", "number": 0}
        else:
            given[key] = WORDS[key]
    return reverse(name, kwargs=given)
