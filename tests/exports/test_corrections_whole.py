"""The whole line, for each cause: what changed, what it touches, the work, the correction, and who confirms it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Claim, Speaker
from claims.services.claims import Revision, revise_claim
from claims.services.fetches import fetch_page, keep_fetch
from claims.services.speakers import confirm_same_speaker
from exports.models import Delivery, Publication, Recall
from exports.services.clients import create_client
from exports.services.impact import impact_of
from exports.services.publishing import publish_verdict
from factcheck.lib.ingestion import reader
from reviews.models import Review
from sources.models import Document, DocumentCheck
from sources.services import checking
from sources.services.documents import DocumentDraft, store_document
from sources.services.retraction import retract_document
from tests.exports.cases import decide, make_cited, make_known_claim
from tests.exports.cms.base import Answer
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import add, add_wordpress, deliver, later
from tests.exports.cms.wordpress import FakeWordPress
from tests.factories import make_evidence, make_speaker
from tests.sources.sites import Page, Site

PAGE = "<html><head><title>Pier</title></head><body><article><h1>Pier</h1><p>{}</p></article></body></html>"
COUNTED = "Engineers of the port authority counted {} cracks in the east pier in May, and each of them is growing."
NOTE = "The source was wrong."


@pytest.fixture
def site(door: None, settings: Any) -> Iterator[Site]:
    site = Site()
    settings.FETCH_ALLOWED_PORTS = settings.FETCH_ALLOWED_PORTS | {site.server.server_port}
    site.pages["/pier"] = Page(PAGE.format(COUNTED.format("1,200")).encode())
    yield site
    site.close()


@pytest.fixture
def document(db: None, site: Site) -> Document:
    """A page that was fetched, whose words the verdict cites."""
    answer = fetch_page(site.url("/pier"))
    snapshot = keep_fetch(asked_url=site.url("/pier"), answer=answer)
    reading = reader.read(answer.content, url=answer.url)
    draft = DocumentDraft(text=reading.text, title="Inspection", publisher="The Port", url=site.url("/pier"))
    return store_document(draft=draft, snapshot=snapshot, by=None, fetched_at=timezone.now()).document


@pytest.fixture
def published(document: Document, editor: User, reviewer: User, told: Any) -> Publication:
    claim = make_known_claim()
    make_evidence(
        claim=claim, passage=document.passages.get(), human_stance="corroborates", decision="accepted",
        curated_by=editor, curated_at=timezone.now(),
    )  # fmt: skip
    entry = publish_verdict(review=decide(claim, reviewer), by=editor)
    for subscriber in told:
        assert deliver(subscriber).status == "done"
    return entry


@pytest.fixture
def told(editor: User, wordpress: FakeWordPress, receiver: FakeReceiver) -> Any:
    return add_wordpress(wordpress, editor), add("webhook", receiver, editor)


def verdict_changed(published: Publication, *_others: Any) -> tuple[str, Claim]:
    return "claim", published.review.claim


def source_retracted(published: Publication, document: Document, _site: Site, editor: User) -> tuple[str, Document]:
    retract_document(document=document, by=editor, reason="The authority took it back.")
    return "document", document


def source_drifted(published: Publication, document: Document, site: Site, _editor: User) -> tuple[str, Document]:
    site.pages["/pier"] = Page(PAGE.format(COUNTED.format("1,400")).encode())
    check = DocumentCheck.objects.create(component="drift/1", document=document, host="127.0.0.1", status="pending")
    checking.run_check(check_id=check.pk)
    assert document.passages.get().evidence.get().drifted_by == check
    return "document", document


def speaker_merged(published: Publication, _document: Document, _site: Site, editor: User) -> tuple[str, Speaker]:
    alias = published.review.claim.speaker
    assert alias
    confirm_same_speaker(alias=alias, speaker=make_speaker(name="Mara Lindt-Hansen"), by=editor)
    return "speaker", alias


CAUSES: dict[str, Callable[..., tuple[str, Any]]] = {
    "a changed verdict": verdict_changed,
    "a retracted source": source_retracted,
    "a drifted source": source_drifted,
    "a merged speaker": speaker_merged,
}


def judge_again(review: Review, cause: str, editor: User, reviewer: User) -> Review:
    """What people do: put the name right where that was the trouble, weigh new evidence, and decide."""
    if cause == "a merged speaker":
        revision = Revision(speaker_name="Mara Lindt-Hansen", speaker_kind="person")
        revise_claim(claim=review.claim, revision=revision, by=editor, version=review.claim.version)
        review.refresh_from_db()
    claim = Claim.objects.get(pk=review.claim_id)
    make_cited(claim, editor, "contradicts")
    return decide(claim, reviewer, "false", review=review)


@pytest.mark.django_db
@pytest.mark.parametrize("cause", CAUSES)
def test_a_change_is_followed_from_what_it_touches_until_everybody_has_confirmed(
    cause: str, published: Publication, document: Document, site: Site, told: Any, editor: User, reviewer: User,
    client: Client, wordpress: FakeWordPress, receiver: FakeReceiver, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(checking, "read_safely", lambda content, seconds, **over: reader.read(content, **over))
    cache.clear()
    cms, hook = told
    kind, subject = CAUSES[cause](published, document, site, editor)

    # The blast radius, by API and in the browser: claim, article, publication, and the item in the CMS by its id.
    api = APIClient()
    scopes = ["reviews:read", "library:read", "speakers:read", "claims:read", "publications:read"]
    api.credentials(HTTP_AUTHORIZATION=f"Token {create_client(name='tool', scopes=scopes)}")
    impact = api.get(f"/api/v1/{kind}s/{subject.public_id}/impact/").json()
    (touched,) = impact["claims"]
    assert touched["claim"] == str(published.review.claim.public_id)
    assert touched["publication"] == str(published.public_id)
    assert impact["articles"] == [str(published.article_public_id)]
    (item,) = touched["remote"]
    assert (item["subscriber"], item["id"], item["sequence"]) == (cms.name, "101", 1)
    client.force_login(editor)
    address = reverse(f"exports:{kind}_impact", args=[subject.public_id])
    assert "http://127.0.0.1" in client.get(address).content.decode(), "a link to the item in the CMS"

    # One action opens the review, due when it was said.
    due_at = (timezone.localtime() + timezone.timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M")
    opened = client.post(address, {"reason": "It may be wrong.", "due_at": due_at})
    recall = Recall.objects.get()
    assert opened.headers["Location"] == recall.get_absolute_url()
    review = recall.items.get().review
    assert review.supersedes == published.review
    assert abs((review.due_at - recall.due_at).total_seconds()) < 1
    assert "0 of 1 put right" in client.get(recall.get_absolute_url()).content.decode()

    # The correction goes to the feed and into the ClaimReview ...
    receiver.accidents = [Answer(500)]
    entry = publish_verdict(review=judge_again(review, cause, editor, reviewer), by=editor, note=NOTE)
    (told_of,) = api.get("/api/v1/publications/?after=1").json()["results"]
    assert (told_of["kind"], told_of["note"], told_of["supersedes"]) == ("corrected", NOTE, str(published.public_id))
    marked = api.get(f"/api/v1/publications/{entry.public_id}/", headers={"Accept": "application/ld+json"}).json()
    assert marked["correction"]["text"] == NOTE
    assert impact_of(subject, user=editor).touched == () or kind != "speaker", "the right name is published now"

    # ... to the CMS and to the webhook, and is chased where it did not arrive.
    deliver(cms)
    deliver(hook)
    (post,) = wordpress.shown
    assert NOTE in post["content"]
    page = client.get(recall.get_absolute_url()).content.decode()
    assert "Not confirmed yet" in page
    assert hook.name in page
    later()
    deliver(hook)
    assert [event["type"] for event in receiver.seen.values()] == ["verdict.published", "verdict.corrected"]
    assert "1 of 1 put right" in client.get(recall.get_absolute_url()).content.decode()
    assert not Delivery.objects.unconfirmed().exists()
