"""The pages on which articles are handed in and claims are put right."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.forms import NEVER_EMPTIED
from claims.models import Article, ArticleIntake, Claim
from tests.factories import BODY, make_article, make_claim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def page(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def reviewers_page(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def revision(claim: Claim, **over: object) -> dict[str, object]:
    values = {
        "version": claim.version,
        "statement": "The board will close the pier.",
        "speaker_name": "Mara Lindt",
        "speaker_kind": "person",
        "role": "chair",
        "said_on": "",
        "said_precision": "unknown",
    }
    return values | over


def test_every_page_asks_for_a_login(client: Client) -> None:
    answer = client.get(reverse("claims:add"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


def test_an_article_can_be_pasted(page: Client) -> None:
    answer = page.post(reverse("claims:add"), {"body": BODY, "headline": "Pier to close"})
    article = Article.objects.get()
    assert answer.status_code == 302
    assert answer.url == article.get_absolute_url()
    assert article.headline == "Pier to close"


def test_the_same_article_twice_leads_to_the_first_one(page: Client) -> None:
    page.post(reverse("claims:add"), {"body": BODY})
    answer = page.post(reverse("claims:add"), {"body": BODY}, follow=True)
    assert Article.objects.count() == 1
    assert b"handed in before" in answer.content


def test_an_empty_article_is_refused_and_what_was_typed_is_kept(page: Client) -> None:
    answer = page.post(reverse("claims:add"), {"body": " ", "headline": SCRIPT})
    assert answer.status_code == 400
    assert b"no text" in answer.content
    assert SCRIPT.encode() not in answer.content
    assert b"&lt;script&gt;" in answer.content


def test_a_reviewer_reads_why_he_can_not_hand_in_articles(reviewers_page: Client) -> None:
    answer = reviewers_page.get(reverse("claims:add"))
    assert answer.status_code == 403
    assert b"Only editors and the CMS can hand in articles." in answer.content


def test_an_upload_leads_to_the_page_that_watches_it(page: Client) -> None:
    file = SimpleUploadedFile("pier.txt", BODY.encode(), "text/plain")
    answer = page.post(reverse("claims:add") + "?way=upload", {"file": file, "outlet": "The Harbour"})
    intake = ArticleIntake.objects.get()
    assert answer.url == reverse("claims:intake", args=[intake.public_id])
    assert intake.given["outlet"] == "The Harbour"


def test_an_upload_without_a_file_is_refused(page: Client) -> None:
    answer = page.post(reverse("claims:add") + "?way=upload", {"outlet": "The Harbour"})
    assert answer.status_code == 400
    assert b"The Harbour" in answer.content


def test_an_upload_over_the_limit_is_told_the_limit(page: Client, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 1_000
    file = SimpleUploadedFile("pier.txt", b"x" * 1_001, "text/plain")
    answer = page.post(reverse("claims:add") + "?way=upload", {"file": file})
    assert answer.status_code == 413
    assert b"at most" in answer.content.lower()
    assert not ArticleIntake.objects.exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [("pending", b"waits to be read"), ("running", b"is being read"), ("failed", b"The page has no text.")],
)
def test_the_page_of_an_intake_tells_how_far_it_is(page: Client, editor: User, status: str, words: bytes) -> None:
    intake = ArticleIntake.objects.create(
        way="url", url="https://harbour.example/pier", status=status, requested_by=editor, error="The page has no text."
    )
    answer = page.get(reverse("claims:intake", args=[intake.public_id]))
    assert words in answer.content


def test_the_fragment_of_an_intake_says_where_to_go_on(page: Client, editor: User) -> None:
    article = make_article()
    intake = ArticleIntake.objects.create(way="upload", filename="a.txt", article=article, requested_by=editor)
    ArticleIntake.objects.filter(pk=intake.pk).update(status="done", finished_at=intake.requested_at)
    answer = page.get(reverse("claims:intake", args=[intake.public_id]), headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert f'data-arrived="{article.get_absolute_url()}"'.encode() in answer.content


def test_facts_can_be_filled_in(page: Client) -> None:
    article = make_article(published_at=None, published_on=None)
    address = reverse("claims:complete", args=[article.public_id])
    answer = page.post(address, {"headline": article.headline, "published_at": "2026-03-06T09:30"})
    article.refresh_from_db()
    assert answer.url == article.get_absolute_url()
    assert article.published_at.isoformat() == "2026-03-06T09:30:00+00:00"


def test_saving_the_facts_unchanged_changes_nothing(page: Client) -> None:
    article = make_article()
    article.published_at = article.published_at.replace(second=41)
    article.save()
    address = reverse("claims:complete", args=[article.public_id])
    page.post(address, {"headline": article.headline, "published_at": "2026-03-06T08:00", "language": "en"})
    article.refresh_from_db()
    assert article.published_at.second == 41


def test_a_topic_can_be_emptied_and_the_ledger_says_what_it_was(page: Client) -> None:
    article = make_article(topic="health", byline="Ina Falk", published_at=None)
    address = reverse("claims:complete", args=[article.public_id])
    page.post(address, {"headline": article.headline, "byline": "Ina Falk", "language": "en", "topic": ""})
    article.refresh_from_db()
    assert (article.topic, article.byline) == ("", "Ina Falk")
    assert article.ledger.get(verb="article.completed").details["changes"] == {"topic": ["health", ""]}


@pytest.mark.parametrize("name", ["headline", "published_at", "language"])
def test_what_other_things_hang_on_is_not_emptied_and_the_page_says_why(page: Client, name: str) -> None:
    article = make_article()
    given = {"headline": article.headline, "published_at": "2026-03-06T08:00", "language": "en", "topic": "harbours"}
    answer = page.post(reverse("claims:complete", args=[article.public_id]), given | {name: ""})
    assert answer.status_code == 400
    assert NEVER_EMPTIED[name] in answer.content.decode()
    assert b'value="harbours"' in answer.content


def test_a_publication_time_that_is_none_is_refused_and_kept(page: Client) -> None:
    article = make_article(published_at=None)
    answer = page.post(reverse("claims:complete", args=[article.public_id]), {"published_at": "tomorrow, perhaps"})
    assert answer.status_code == 400
    assert b"tomorrow, perhaps" in answer.content


def test_a_claim_can_be_revised(page: Client) -> None:
    claim = make_claim()
    answer = page.post(reverse("claims:revise", args=[claim.public_id]), revision(claim))
    claim.refresh_from_db()
    assert answer.url == claim.get_absolute_url()
    assert claim.statement == "The board will close the pier."
    assert claim.version == 2


def test_of_two_who_revise_at_once_the_second_reads_what_is_stored_and_keeps_his_text(page: Client) -> None:
    claim = make_claim()
    address = reverse("claims:revise", args=[claim.public_id])
    page.post(address, revision(claim))
    answer = page.post(address, revision(claim, statement="My other words."))
    assert answer.status_code == 409
    assert b"The board will close the pier." in answer.content
    assert b"My other words." in answer.content


def test_after_a_conflict_the_same_form_can_be_sent_again(page: Client) -> None:
    claim = make_claim()
    address = reverse("claims:revise", args=[claim.public_id])
    page.post(address, revision(claim))
    refused = page.post(address, revision(claim, statement="My other words."))
    form = refused.context["form"]
    page.post(address, revision(claim, statement="My other words.", version=form["version"].value()))
    claim.refresh_from_db()
    assert claim.statement == "My other words."


def test_a_day_is_needed_where_a_precision_is_given(page: Client) -> None:
    claim = make_claim()
    answer = page.post(reverse("claims:revise", args=[claim.public_id]), revision(claim, said_precision="day"))
    assert answer.status_code == 400
    assert b"Give the day" in answer.content


def test_a_reviewer_reads_why_he_can_not_revise(reviewers_page: Client) -> None:
    answer = reviewers_page.get(reverse("claims:revise", args=[make_claim().public_id]))
    assert answer.status_code == 403
    assert b"Only editors can revise claims." in answer.content


def test_a_claim_is_discarded_with_a_reason_and_restored(page: Client) -> None:
    claim = make_claim()
    page.post(reverse("claims:discard", args=[claim.public_id]), {"reason": "An opinion."})
    claim.refresh_from_db()
    assert claim.discard_reason == "An opinion."
    page.post(reverse("claims:restore", args=[claim.public_id]))
    claim.refresh_from_db()
    assert claim.discarded_at is None


def test_a_claim_is_not_discarded_without_a_reason(page: Client) -> None:
    claim = make_claim()
    answer = page.post(reverse("claims:discard", args=[claim.public_id]), {})
    claim.refresh_from_db()
    assert answer.status_code == 400
    assert claim.discarded_at is None


def new_claim(**over: str) -> dict[str, str]:
    return {"content": "The pier was opened in 1958", "statement": "The pier opened in 1958.", **over}


def test_words_of_the_article_can_be_marked_as_a_claim(page: Client) -> None:
    article = make_article()
    answer = page.post(reverse("claims:add_claim", args=[article.public_id]), new_claim())
    claim = Claim.objects.get()
    assert answer.url == claim.get_absolute_url()
    assert claim.quote == "The pier was opened in 1958"
    assert claim.origin == "human"


def test_a_claim_in_two_pieces_is_written_with_an_ellipsis(page: Client) -> None:
    article = make_article()
    words = "We counted 1,200 cracks … each one is growing"
    page.post(reverse("claims:add_claim", args=[article.public_id]), new_claim(content=words))
    assert [span.cut(article.body) for span in Claim.objects.get().content_spans] == words.split(" … ")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("The pier was never there", "These words are not in the article"),
        ("pier", "These words stand in several places"),
        ("…", "Write the words of the claim"),
    ],
)
def test_words_that_can_not_be_placed_are_refused_and_kept(page: Client, words: str, reason: str) -> None:
    article = make_article()
    answer = page.post(reverse("claims:add_claim", args=[article.public_id]), new_claim(content=words))
    assert answer.status_code == 400
    assert reason in answer.content.decode()
    assert words in answer.content.decode()


def test_a_claim_of_another_persons_article_is_nothing_to_a_stranger(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(reverse("claims:revise", args=[make_claim().public_id])).status_code == 404


def test_an_article_that_arrived_in_another_language_says_so(page: Client) -> None:
    for language, said in (("fr", True), ("en", False)):
        arrived = ArticleIntake.objects.create(
            way="upload", component="reader/1", status="done", finished_at=timezone.now(),
            article=make_article(body=f"Le quai. {language}", language=language),
        )  # fmt: skip
        content = page.get(reverse("claims:intake", args=[arrived.public_id])).content
        assert (b"This article is in French. Only simple rules read it" in content) is said


def test_a_claim_marked_with_its_attribution_keeps_where_it_stands(page: Client) -> None:
    article = make_article()
    typed = {
        "content": "The harbour board will close the east pier", "statement": "The pier will close.",
        "speaker_name": "Mara Lindt", "speaker_kind": "person", "source": "its chair Mara Lindt", "cue": "said",
    }  # fmt: skip
    page.post(reverse("claims:add_claim", args=[article.public_id]), typed)
    claim = Claim.objects.get()
    assert [BODY[start:end] for start, end in (*claim.source_spans, *claim.cue_spans)] == [
        "its chair Mara Lindt", "said",
    ]  # fmt: skip
