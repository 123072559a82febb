"""Threads about a claim or about words, with mentions; what is held is in test_leakage."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import LedgerEntry
from factcheck.lib.errors import IllegalTransition, NotAllowed
from factcheck.lib.spans import Span
from reviews.models import Comment, Review
from reviews.services import comments, presence
from tests.reviews.conftest import place

pytestmark = pytest.mark.django_db


def said(review: Review, text: str, by: User) -> Comment:
    return comments.add_comment(about=comments.about_claim(review.claim), text=text, by=by).comment


def test_a_comment_is_answered_resolved_and_opened_again_by_a_reply(
    assigned: Review, reviewer: User, editor: User, second_editor: User
) -> None:
    root = said(assigned, "Which log?", reviewer)
    comments.add_comment(about=comments.reply_to(root), text="That of 4 March.", by=editor)
    resolved = comments.resolve_thread(comment=root, by=second_editor)
    assert (resolved.resolved_by, Comment.objects.filter(resolved_at__isnull=False).count()) == (second_editor, 1)
    with pytest.raises(IllegalTransition, match="resolved already"):
        comments.resolve_thread(comment=root, by=editor)
    late = comments.add_comment(about=comments.reply_to(root.replies.get()), text="No, of May.", by=editor).comment
    root.refresh_from_db()
    assert (late.parent, root.resolved_at) == (root, None)
    verbs = LedgerEntry.objects.filter(claim=assigned.claim).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["comment.added", "comment.added", "comment.resolved", "comment.added"]


def test_whoever_is_mentioned_is_told_once_and_unknown_names_are_named(
    assigned: Review, reviewer: User, editor: User, stranger: User, client: Client
) -> None:
    client.force_login(editor)
    address = reverse("reviews:add_comment", args=[assigned.claim.public_id])
    text = "@rosa-reviewer, look. @Rosa-Reviewer @stella-stranger @nobody mail@rosa-reviewer."
    answer = client.post(address, {"text": text, "next": assigned.get_absolute_url()}, follow=True)
    assert answer.redirect_chain[0][0] == f"{assigned.get_absolute_url()}#comments"
    assert "Nobody here is called @stella-stranger, @nobody" in answer.content.decode()
    told = assigned.notices.filter(kind="mention")
    assert [notice.recipient for notice in told] == [reviewer]
    assert told.get().text.startswith("edda-editor mentions you: “@rosa-reviewer, look.")
    assert comments.sweep_mentions() == 0


def test_nobody_is_told_of_his_own_words(assigned: Review, reviewer: User) -> None:
    said(assigned, "Note to @rosa-reviewer: the log.", reviewer)
    assert not assigned.notices.exists()


def test_a_comment_is_about_words_of_the_article(assigned: Review, editor: User, client: Client) -> None:
    client.force_login(editor)
    article = assigned.claim.article
    address = reverse("reviews:comments", args=[article.public_id])
    client.post(address, {"words": "counted  1,200\ncracks", "text": "Is this the old count?"})
    comment = Comment.objects.get()
    assert article.body[comment.start : comment.end] == "counted 1,200 cracks"
    assert b"counted 1,200 cracks" in client.get(address).content
    refused = client.post(address, {"words": "counted 3 cracks", "text": "MY WORDS"})
    assert refused.status_code == 400
    assert b"These words do not stand in the article" in refused.content
    assert b"MY WORDS" in refused.content


@pytest.mark.parametrize("text", [" \n ", "x" * 5_001])
def test_a_comment_of_blanks_or_without_end_is_refused_and_kept(
    text: str, assigned: Review, editor: User, client: Client
) -> None:
    client.force_login(editor)
    address = reverse("reviews:add_comment", args=[assigned.claim.public_id])
    answer = client.post(address, {"text": text})
    assert answer.status_code == 400
    assert text.strip() in answer.content.decode()
    assert not Comment.objects.exists()
    root = said(assigned, "A question.", editor)
    answer = client.post(reverse("reviews:reply_to_comment", args=[root.public_id]), {"text": text})
    assert answer.status_code == 400
    assert text.strip() in answer.content.decode()


def test_strangers_neither_read_nor_write(assigned: Review, editor: User, stranger: User, cms: User) -> None:
    root = said(assigned, "Which log?", editor)
    for person in (stranger, cms):
        assert not Comment.objects.visible_to(person).exists()
        with pytest.raises(NotAllowed):
            comments.add_comment(about=comments.reply_to(root), text="Mine.", by=person)


def test_the_words_of_a_comment_never_change(assigned: Review, editor: User) -> None:
    comment = said(assigned, "Which log?", editor)
    comment.text = "Another"
    with pytest.raises(TypeError, match="write another one"):
        comment.save()


def test_a_reviewer_resolves_no_thread_while_answers_are_hidden(blind: Review, reviewer: User, editor: User) -> None:
    root = said(blind, "Which log?", editor)
    with pytest.raises(NotAllowed, match="Both assessments have to be in"):
        comments.resolve_thread(comment=root, by=reviewer)
    comments.resolve_thread(comment=root, by=editor)
    place(blind, "disputed")
    comments.reopen_thread(comment=root, by=reviewer)


def test_held_words_elsewhere_in_the_article_are_held_too_and_others_are_not(
    blind: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    article = blind.claim.article
    for person in (reviewer, editor):
        comments.add_comment(about=comments.About(article, span=Span(100, 120)), text="A word.", by=person)
    assert [each.author for each in Comment.objects.visible_to(second_reviewer)] == [editor]
    assert Comment.objects.visible_to(reviewer).count() == 2
    place(blind, "decided")
    assert Comment.objects.visible_to(second_reviewer).count() == 2


def test_a_bad_way_back_leads_to_the_comments(assigned: Review, editor: User, client: Client) -> None:
    client.force_login(editor)
    address = reverse("reviews:add_comment", args=[assigned.claim.public_id])
    for wrong in ("https://evil.example/", "//evil.example", "/reviews//evil.example", "/reviews/\\evil"):
        assert client.post(address, {"text": "Hm.", "next": wrong}).url.startswith("/articles/")


def test_a_mention_waits_until_there_is_a_review(claim: Any, editor: User, reviewer: User) -> None:
    comments.add_comment(about=comments.about_claim(claim), text="@rosa-reviewer soon.", by=editor)
    assert comments.sweep_mentions() == 0
    review = claim.reviews.create(due_at=claim.created_at)
    assert [comments.sweep_mentions(), comments.sweep_mentions()] == [1, 0]
    assert review.notices.get().recipient == reviewer


# --- Who is there ---


def test_who_is_at_a_review_is_shown_until_he_leaves_or_is_not_heard_of(
    assigned: Review, reviewer: User, editor: User, client: Client, settings: Any
) -> None:
    client.force_login(editor)
    client.get(assigned.get_absolute_url())
    client.force_login(reviewer)
    content = client.get(assigned.get_absolute_url()).content.decode()
    assert "<strong>edda-editor</strong> has this open" in content
    assert "Ask before you go on" in content
    fragment = client.post(reverse("reviews:here", args=[assigned.public_id])).content.decode()
    assert "edda-editor" in fragment
    client.force_login(editor)
    assert client.post(reverse("reviews:left", args=[assigned.public_id])).status_code == 204
    assert presence.others_at(assigned, user=reviewer) == []
    presence.stay(review=assigned, by=editor)
    settings.PRESENCE_SECONDS = 0
    assert presence.others_at(assigned, user=reviewer) == []
