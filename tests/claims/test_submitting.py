"""Articles come in once, whole, and with a Run that will read them."""

import datetime as dt

import pytest
from django.contrib.auth.models import User

from claims.models import Article, ExtractionRun, LedgerEntry
from claims.services.articles import ArticleDraft, ArticleFacts, complete_article, submit_article
from claims.services.snapshots import snapshot_bytes
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed, TooLarge
from tests.factories import BODY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


def test_an_article_is_stored_with_its_bytes_its_run_and_its_entry_in_the_ledger(editor: User) -> None:
    submitted = submit_article(draft=ArticleDraft(body=BODY, headline="East pier", published_at=NOON), by=editor)
    article = submitted.article
    assert submitted.created
    assert article.published_on == dt.date(2026, 3, 6)
    assert snapshot_bytes(article.snapshot) == BODY.encode()
    assert ExtractionRun.objects.get().article == article
    assert LedgerEntry.objects.get(article=article).verb == "article.submitted"


def test_the_same_text_again_is_the_same_article(editor: User) -> None:
    first = submit_article(draft=ArticleDraft(body=BODY), by=editor)
    again = submit_article(draft=ArticleDraft(body=BODY.upper().replace("“", '"').replace("”", '"')), by=editor)
    assert again.article == first.article
    assert not again.created
    assert Article.objects.count() == 1


def test_the_same_text_under_another_name_is_another_article(cms: User) -> None:
    submit_article(draft=ArticleDraft(body=BODY, external_id="a-1"), by=cms)
    assert submit_article(draft=ArticleDraft(body=BODY, external_id="a-2"), by=cms).created
    assert not submit_article(draft=ArticleDraft(body=BODY, external_id="a-1"), by=cms).created


def test_another_text_under_the_same_name_is_a_new_draft_that_supersedes_the_old(cms: User) -> None:
    old = submit_article(draft=ArticleDraft(body=BODY, external_id="a-1"), by=cms).article
    new = submit_article(draft=ArticleDraft(body=f"{BODY} More.", external_id="a-1"), by=cms).article
    assert (old.supersedes, new.supersedes) == (None, old)
    assert submit_article(draft=ArticleDraft(body="Without a name."), by=cms).article.supersedes is None


def test_a_retry_with_the_same_key_is_answered_with_the_first_article(cms: User) -> None:
    first = submit_article(draft=ArticleDraft(body=BODY), by=cms, key="k", request_hash="h")
    again = submit_article(draft=ArticleDraft(body=BODY), by=cms, key="k", request_hash="h")
    assert again.article == first.article
    assert again.replayed


def test_a_key_used_for_another_request_is_a_conflict(cms: User) -> None:
    submit_article(draft=ArticleDraft(body=BODY), by=cms, key="k", request_hash="h")
    with pytest.raises(Conflict, match="used for another request"):
        submit_article(draft=ArticleDraft(body="Another text."), by=cms, key="k", request_hash="i")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("body", ["", "  \n\t ", "\x00\x00"])
def test_an_empty_article_is_refused_and_nothing_is_stored(editor: User, body: str) -> None:
    with pytest.raises(InvalidInput, match="no text"):
        submit_article(draft=ArticleDraft(body=body), by=editor)
    assert not Article.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_a_text_over_the_limit_is_refused_with_the_limit(editor: User, settings: object) -> None:
    settings.TEXT_MAX_CHARACTERS = 100
    with pytest.raises(TooLarge, match="101 characters; at most 100"):
        submit_article(draft=ArticleDraft(body="x" * 101), by=editor)
    assert not Article.objects.exists()


def test_a_stranger_can_not_hand_in_articles(stranger: User) -> None:
    with pytest.raises(NotAllowed, match="Only editors and the CMS"):
        submit_article(draft=ArticleDraft(body=BODY), by=stranger)


def test_without_a_headline_the_first_words_stand_in_and_a_note_says_so(editor: User) -> None:
    article = submit_article(draft=ArticleDraft(body=BODY), by=editor).article
    assert article.headline == "The harbour board will close the east pier, its chair Mara Lindt …"
    assert article.notes == ["No headline was found; the first words stand in its place."]
    complete_article(article=article, facts=ArticleFacts(headline="East pier"), by=editor)
    article.refresh_from_db()
    assert (article.headline, article.notes) == ("East pier", [])


def test_without_a_publication_time_none_is_invented(editor: User) -> None:
    article = submit_article(draft=ArticleDraft(body=BODY), by=editor).article
    assert (article.published_at, article.published_on) == (None, None)


def test_a_publication_time_given_later_asks_for_another_reading(editor: User) -> None:
    article = submit_article(draft=ArticleDraft(body=BODY), by=editor).article
    complete_article(article=article, facts=ArticleFacts(published_at=NOON), by=editor)
    assert ExtractionRun.objects.filter(article=article).count() == 2
    entry = LedgerEntry.objects.get(verb="article.completed")
    assert entry.details["changes"]["published_on"] == ["", "2026-03-06"]


def test_the_day_of_publication_is_that_of_the_place_it_was_published(editor: User) -> None:
    late = dt.datetime(2026, 3, 6, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    article = submit_article(draft=ArticleDraft(body=BODY, published_at=late), by=editor).article
    article.refresh_from_db()
    assert article.published_on == dt.date(2026, 3, 6)


def test_a_time_more_than_a_year_ahead_is_refused(editor: User) -> None:
    far = dt.datetime(2126, 3, 6, tzinfo=dt.UTC)
    with pytest.raises(InvalidInput, match="more than a year ahead"):
        submit_article(draft=ArticleDraft(body=BODY, published_at=far), by=editor)


def test_a_reviewer_can_not_change_the_facts_of_an_article(editor: User, reviewer: User) -> None:
    article = submit_article(draft=ArticleDraft(body=BODY), by=editor).article
    with pytest.raises(NotAllowed, match="Only editors"):
        complete_article(article=article, facts=ArticleFacts(headline="Mine"), by=reviewer)


def test_carriage_returns_do_not_shift_offsets(editor: User) -> None:
    article = submit_article(draft=ArticleDraft(body="One.\r\n\r\nTwo.\rThree."), by=editor).article
    assert article.body == "One.\n\nTwo.\nThree."


def test_the_same_article_again_fills_in_what_was_not_known_and_is_read_again(cms: User) -> None:
    first = submit_article(draft=ArticleDraft(body=BODY), by=cms).article
    facts = {"headline": "East pier", "byline": "Ina Falk", "outlet": "Gazette", "published_at": NOON}
    again = submit_article(draft=ArticleDraft(body=BODY, **facts), by=cms)
    assert (again.article, again.created) == (first, False)
    assert {name: getattr(again.article, name) for name in facts} == facts
    assert (again.article.notes, again.article.published_on) == ([], dt.date(2026, 3, 6))
    assert LedgerEntry.objects.filter(verb="article.completed").count() == 1
    assert ExtractionRun.objects.filter(article=first).count() == 2


def test_the_same_article_again_changes_nothing_that_is_known(cms: User) -> None:
    facts = {"headline": "East pier", "byline": "Ina Falk", "outlet": "Gazette", "published_at": NOON}
    submit_article(draft=ArticleDraft(body=BODY, **facts), by=cms)
    others = {"headline": "No", "byline": "No", "outlet": "No", "language": "de", "published_at": NOON.replace(day=7)}
    again = submit_article(draft=ArticleDraft(body=BODY, **others), by=cms).article
    assert {name: getattr(again, name) for name in facts} == facts
    assert again.language == "en"
    assert not LedgerEntry.objects.filter(verb="article.completed").exists()
    assert ExtractionRun.objects.count() == 1


def test_an_article_without_its_encoding_or_with_a_script_for_an_address_is_refused(editor: User) -> None:
    for wrong in ({"body": "a\ud800"}, {"url": "javascript:alert(1)"}):
        with pytest.raises(InvalidInput):
            submit_article(draft=ArticleDraft(**{"body": BODY} | wrong), by=editor)
    assert not Article.objects.exists()
