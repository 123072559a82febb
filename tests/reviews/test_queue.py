"""The queue: what is looked for in it, and the views that people keep."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, LedgerEntry
from factcheck.lib.errors import InvalidInput, NotAllowed
from reviews.models import Review, SavedView
from reviews.services.saved_views import forget_view, save_view, share_view
from tests.factories import make_article, make_claim, make_review, make_speaker
from tests.reviews.conftest import place

QUEUE = "reviews:queue"
HOSTILE = (
    *("'", '"', "a:b", "NEAR(", "* OR 1", "%", "\\", "--"),
    *("🚢", "x" * 199, "-pier", "AND"),
)


def make(statement: str, **over: Any) -> Review:
    due_at = over.pop("due_at", timezone.now() + dt.timedelta(days=3))
    return make_review(claim=make_claim(statement=statement, **over), due_at=due_at)


def listed(client: Client, **query: str) -> list[Review]:
    return list(client.get(reverse(QUEUE), {"view": "all"} | query).context["shown"].page)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


# --- Words ---


def test_words_are_found_in_any_form_in_the_statement_the_quote_and_the_speaker(desk: Client) -> None:
    lindt = make_speaker(name="Mara Lindt-Åberg")
    cracks = make("Inspectors counted 1,200 cracks in the deck.", speaker=lindt)
    ferry = make("The ferry carries fewer passengers.", speaker=make_speaker(name="Olav Brenn"))
    Claim.objects.filter(pk=ferry.claim.pk).update(quote="ever fewer people cross the sound")
    assert listed(desk, words="inspector crack") == [cracks]
    assert listed(desk, words="sounds") == [ferry]
    assert listed(desk, words="lindt-å deck") == [cracks]
    assert listed(desk, words='"fewer passengers"') == [ferry]
    assert listed(desk, words='"passengers fewer"') == []
    assert listed(desk, words="the -ferry") == [cracks]


def test_a_speaker_is_found_by_the_name_that_it_goes_by_now(desk: Client) -> None:
    known = make_speaker(name="Mara Lindt")
    review = make("The pier will close.", speaker=make_speaker(name="M. Lndt", same_as=known))
    assert listed(desk, words="mara") == [review]
    assert listed(desk, speaker=str(known.public_id)) == [review]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_has_an_answer(desk: Client, words: str) -> None:
    make("The pier will close.")
    assert desk.get(reverse(QUEUE), {"view": "all", "words": words}).status_code == 200


def test_a_statement_that_is_revised_or_deleted_is_found_by_its_new_words_only(desk: Client) -> None:
    review = make("The pier will close.")
    Claim.objects.filter(pk=review.claim.pk).update(statement="The harbour stays open.")
    assert listed(desk, words="pier close") == []
    assert listed(desk, words="harbour stays") == [review]
    gone = make_claim(statement="A lighthouse burned.")
    gone.delete()
    assert not Claim.objects.holding(("lighthouse",)).exists()


# --- Filters ---


def test_each_filter_narrows_the_list_and_can_be_taken_away(desk: Client, reviewer: User) -> None:
    article = make_article(headline="On the pier")
    wanted = make(
        "The pier will close.", article=article, checkworthiness=0.9, due_at=timezone.now() + dt.timedelta(hours=2)
    )
    place(wanted, "assigned", assignee=reviewer)
    make("The ferry will stop.", checkworthiness=0.95)
    place(make("The ferry will stop.", checkworthiness=0.2), "open", blind=True)
    filters = {"due": "day", "worth": "0.7", "judged_by": "one", "person": reviewer.username,
               "article": str(article.public_id)}  # fmt: skip
    for name, value in filters.items():
        assert wanted in listed(desk, **{name: value}), name
        assert len(listed(desk, **{name: value})) < 3, name
    page = desk.get(reverse(QUEUE), {"view": "all"} | filters)
    assert [chip.without for chip in page.context["shown"].chips if "article=" not in chip.without] == [
        "?view=all&due=day&worth=0.7&judged_by=one&person=rosa-reviewer"
    ]
    assert len(page.context["shown"].chips) == len(filters)


def test_the_person_filter_does_not_tell_who_judges_a_blind_review(
    desk: Client, reviewer: User, second_reviewer: User, blind: Review
) -> None:
    assert blind in listed(desk)
    for person in (reviewer, second_reviewer):
        assert listed(desk, person=person.username) == []


def test_the_order_is_the_one_that_is_asked_for(desk: Client) -> None:
    first = make("One.", checkworthiness=0.1, due_at=timezone.now() + dt.timedelta(hours=1))
    second = make("Two.", checkworthiness=0.9)
    assert listed(desk) == [first, second]
    assert listed(desk, order="worth") == [second, first]
    assert listed(desk, order="newest") == [second, first]
    assert listed(desk, order="oldest") == [first, second]


def test_what_fits_nothing_is_left_out_and_said(desk: Client) -> None:
    review = make("The pier will close.")
    sent = {"view": "all", "article": "nonsense", "due": "never", "worth": "9", "person": "nobody"}
    page = desk.get(reverse(QUEUE), sent)
    assert list(page.context["shown"].page) == [review]
    assert "Due, Worth checking, With, Article: what the address asks for is not there" in page.content.decode()


def test_filters_cost_no_more_questions_for_ten_reviews_than_for_one(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    article = make_article()
    make("The pier 0.", article=article)
    asked = {"view": "all", "words": "pier", "article": str(article.public_id)}
    desk.get(reverse(QUEUE), asked)
    with django_assert_max_num_queries(40) as few:
        desk.get(reverse(QUEUE), asked)
    for number in range(9):
        make(f"The pier {number + 1}.", article=article)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(desk.get(reverse(QUEUE), asked).context["shown"].page) == 10


# --- Kept views ---


def test_what_is_looked_for_is_kept_and_opened_by_its_link(desk: Client, editor: User) -> None:
    late = make("The pier is late.")
    make("The ferry stops.")
    sent = {"filters": "view=all&words=pier&page=3&nonsense=1", "name": "  Pier,  all ", "shared": "on"}
    answered = desk.post(reverse("reviews:save_view"), sent, follow=True)
    view = SavedView.objects.get()
    assert (view.name, view.filters, view.shared) == ("Pier, all", {"view": "all", "words": "pier"}, True)
    assert answered.redirect_chain[0][0] == "/queue/?view=all&words=pier"
    assert list(answered.context["shown"].page) == [late]
    assert answered.context["shown"].here == view
    assert desk.get(view.get_absolute_url(), follow=True).context["shown"].here == view
    assert LedgerEntry.objects.filter(verb="view.saved", actor=editor).count() == 1


def test_a_name_that_is_used_already_shows_the_new_filters(editor: User) -> None:
    for words in ("pier", "ferry"):
        save_view(name="Harbour", filters={"view": "all", "words": words}, shared=False, by=editor)
    assert SavedView.objects.get().filters["words"] == "ferry"


def test_a_view_without_a_name_is_refused_over_the_same_list(desk: Client) -> None:
    review = make("The pier is late.")
    answered = desk.post(reverse("reviews:save_view"), {"filters": "view=all&words=pier", "name": " "})
    assert answered.status_code == 400
    assert list(answered.context["shown"].page) == [review]
    assert b'value="pier"' in answered.content


def test_nobody_keeps_more_than_forty_views(editor: User) -> None:
    for number in range(40):
        save_view(name=f"View {number}", filters={"view": "all"}, shared=False, by=editor)
    save_view(name="View 7", filters={"view": "mine"}, shared=False, by=editor)
    with pytest.raises(InvalidInput, match="Forget one"):
        save_view(name="One more", filters={"view": "all"}, shared=False, by=editor)


def test_a_view_is_seen_by_its_owner_and_by_the_desk_when_it_is_shared(
    client: Client, editor: User, reviewer: User
) -> None:
    private = save_view(name="Mine alone", filters={"view": "all"}, shared=False, by=editor)
    shared = save_view(name="For all", filters={"view": "unassigned"}, shared=True, by=editor)
    client.force_login(reviewer)
    content = client.get(reverse(QUEUE)).content.decode()
    assert "For all" in content
    assert "Mine alone" not in content
    assert client.get(private.get_absolute_url()).status_code == 404
    assert client.get(shared.get_absolute_url()).status_code == 302
    for name, status in (("share_view", 403), ("forget_view", 403)):
        assert client.post(reverse(f"reviews:{name}", args=[shared.public_id])).status_code == status
    share_view(view=shared, shared=False, by=editor)
    assert client.get(shared.get_absolute_url()).status_code == 404


def test_only_editors_share_and_an_editor_forgets_what_the_desk_shares(
    editor: User, second_editor: User, reviewer: User, stranger: User
) -> None:
    own = save_view(name="Own", filters={"view": "all"}, shared=False, by=reviewer)
    with pytest.raises(NotAllowed, match="Only editors can share"):
        save_view(name="Own", filters={"view": "all"}, shared=True, by=reviewer)
    with pytest.raises(NotAllowed, match="Only editors can share"):
        share_view(view=own, shared=True, by=reviewer)
    with pytest.raises(NotAllowed, match="Only its owner"):
        forget_view(view=own, by=editor)
    with pytest.raises(NotAllowed, match="Only the people of the desk"):
        save_view(name="None", filters={}, shared=False, by=stranger)
    forget_view(view=save_view(name="All", filters={"view": "all"}, shared=True, by=editor), by=second_editor)
    assert list(SavedView.objects.all()) == [own]


def test_the_page_of_views_shares_and_forgets(desk: Client, editor: User) -> None:
    assert b"No views yet" in desk.get(reverse("reviews:saved_views")).content
    view = save_view(name="Late", filters={"view": "overdue"}, shared=False, by=editor)
    desk.post(reverse("reviews:share_view", args=[view.public_id]), {"shared": "yes"})
    view.refresh_from_db()
    assert view.shared
    assert b"Keep it private" in desk.get(reverse("reviews:saved_views")).content
    answered = desk.post(reverse("reviews:forget_view", args=[view.public_id]), follow=True)
    assert "“Late” is forgotten." in answered.content.decode()
    assert not SavedView.objects.exists()


# --- Due times of many ---


def test_many_get_another_due_time_with_a_reason_and_the_filters_stay(desk: Client, editor: User) -> None:
    reviews = [make("One pier."), make("Two piers.")]
    sent = {"reviews": [str(each.public_id) for each in reviews], "action": "due", "filters": "view=all&words=pier"}
    refused = desk.post(reverse("reviews:bulk"), sent)
    assert "Say when they are due." in refused.content.decode()
    when = timezone.localtime(timezone.now() + dt.timedelta(days=5)).replace(second=0, microsecond=0)
    sent |= {"due_at": when.strftime("%Y-%m-%dT%H:%M"), "reason": "The paper is out later."}
    done = desk.post(reverse("reviews:bulk"), sent, follow=True)
    assert done.redirect_chain[0][0] == "/queue/?view=all&words=pier"
    assert "Done with 2 reviews." in done.content.decode()
    assert {each.due_at for each in Review.objects.filter(due_set_by=editor)} == {when}
