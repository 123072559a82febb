"""The speakers' pages: what somebody said over time, what became of it, and who is whom."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Speaker, SpeakerMatch
from claims.services.speakers import confirm_same_speaker
from exports.services.publishing import publish_verdict, retract_publication
from tests.exports.cases import decide, make_cited
from tests.factories import make_article, make_claim, make_speaker


def page_of(client: Client, speaker: Speaker, **query: str) -> Any:
    return client.get(reverse("exports:speaker", args=[speaker.public_id]), query)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_speakers_are_found_by_any_of_their_names_and_whoever_said_most_comes_first(desk: Client, editor: User) -> None:
    full, other, quiet = (make_speaker(name=name) for name in ("Mara Lindt", "Olav Brenn", "Ida Roe"))
    short = make_speaker(name="M. L. Kaptein")
    for speaker in (other, other, full):
        make_claim(speaker=speaker)
    confirm_same_speaker(alias=short, speaker=full, by=editor)
    make_speaker(name="officials", kind="unnamed", article=make_article())
    make_speaker(name="Port Register", kind="document")
    found = desk.get(reverse("exports:speakers"))
    assert [row.name for row in found.context["page"]] == ["Olav Brenn", "Mara Lindt", "Ida Roe", "Port Register"]
    assert quiet in found.context["page"]
    assert list(desk.get(reverse("exports:speakers"), {"words": "kaptein M."}).context["page"]) == [full]
    assert [row.name for row in desk.get(reverse("exports:speakers"), {"kind": "document"}).context["page"]] == [
        "Port Register"
    ]
    assert b"Nobody fits" in desk.get(reverse("exports:speakers"), {"words": "zzz"}).content


def test_an_empty_library_says_where_speakers_come_from(desk: Client) -> None:
    assert b"No speakers yet" in desk.get(reverse("exports:speakers")).content


def test_claims_stand_in_the_order_of_time_with_roles_and_can_be_searched(desk: Client) -> None:
    lindt = make_speaker(name="Mara Lindt")
    early = make_claim(speaker=lindt, said_on=dt.date(2025, 1, 2), statement="The pier is old.", role="engineer")
    late = make_claim(speaker=lindt, said_on=dt.date(2026, 2, 3), statement="The quay is safe.", role="chair",
                      affiliation="harbour board")  # fmt: skip
    make_claim(speaker=make_speaker(name="Ida Roe"), statement="The pier is red.")
    shown = page_of(desk, lindt)
    assert [item.claim for item in shown.context["shown"].said] == [late, early]
    assert {(role.role, role.affiliation, role.number) for role in shown.context["shown"].roles} == {
        ("engineer", "", 1), ("chair", "harbour board", 1),
    }  # fmt: skip
    assert [item.claim for item in page_of(desk, lindt, words="piers").context["shown"].said] == [early]
    assert b"No verdict on a claim of this speaker" in shown.content


def test_verdicts_that_stand_are_counted_drawn_and_in_a_table_and_a_retracted_one_is_not(
    desk: Client, editor: User, second_editor: User, reviewer: User
) -> None:
    claim = make_claim(said_on=dt.date(2026, 3, 2))
    make_cited(claim, editor)
    review = decide(claim, reviewer)
    speaker = review.claim.speaker
    entry = publish_verdict(review=review, by=editor)
    judged = page_of(desk, speaker).context["shown"].judged
    name = review.verdicts.get().rating.name
    assert judged.number == 1
    assert [(row[0], row[2]) for row in judged.by_rating] == [(name, 1)]
    assert judged.table.rows == [("2026-03-02", 1, 1)]
    assert [box.says for box in judged.plot.boxes] == [f"2 Mar: {name}, 1"]
    retract_publication(publication=entry, by=second_editor, note="The source was wrong.")
    assert page_of(desk, speaker).context["shown"].judged is None


def test_two_are_joined_and_taken_apart_on_the_page_of_one_of_them(desk: Client, editor: User) -> None:
    full, short = make_speaker(name="Mara Lindt"), make_speaker(name="M. Lindt")
    make_claim(speaker=short, statement="The pier is old.")
    page = page_of(desk, full, same="lindt")
    assert page.context["candidates"] == [short]
    address = reverse("exports:speaker", args=[full.public_id])
    sent = {"alias": short.public_id, "speaker": full.public_id, "same": "yes", "next": address}
    joined = desk.post(reverse("claims:match"), sent, follow=True)
    assert joined.redirect_chain[-1][0] == address
    assert [item.claim.statement for item in joined.context["shown"].said] == ["The pier is old."]
    assert "as “M. Lindt”" in joined.content.decode()
    assert reverse("exports:speaker_impact", args=[full.public_id]).encode() in joined.content
    assert page_of(desk, short).url == address
    taken = reverse("claims:take_back", args=[SpeakerMatch.objects.get().public_id])
    apart = desk.post(taken, {"next": address}, follow=True)
    assert apart.context["shown"].said == []
    assert apart.context["shown"].names == []
    assert [item.claim.statement for item in page_of(desk, short).context["shown"].said] == ["The pier is old."]


def test_a_button_does_not_lead_off_the_site(desk: Client) -> None:
    pair = {"alias": make_speaker(name="M. Lindt").public_id, "speaker": make_speaker(name="Mara Lindt").public_id}
    answer = desk.post(reverse("claims:match"), pair | {"same": "yes", "next": "https://evil.example/"})
    assert answer.url == reverse("claims:speakers")


def test_a_reviewer_reads_and_a_stranger_does_not(client: Client, reviewer: User, stranger: User) -> None:
    speaker = make_claim().speaker
    client.force_login(reviewer)
    assert b"Only editors can say which speakers are the same." in page_of(client, speaker).content
    client.force_login(stranger)
    assert page_of(client, speaker).status_code == 404
    assert speaker.name.encode() not in client.get(reverse("exports:speakers")).content


@pytest.mark.parametrize("words", ["'", '"', "NEAR(", "%_\\", "x" * 300, "🚢"])
def test_whatever_is_typed_has_an_answer(desk: Client, words: str) -> None:
    speaker = make_claim().speaker
    assert desk.get(reverse("exports:speakers"), {"words": words}).status_code == 200
    assert page_of(desk, speaker, words=words, same=words).status_code == 200


def test_ten_claims_cost_as_many_questions_as_one(desk: Client, django_assert_max_num_queries: Any) -> None:
    speaker = make_claim().speaker
    page_of(desk, speaker)
    with django_assert_max_num_queries(40) as few:
        page_of(desk, speaker)
    for _ in range(9):
        make_claim(speaker=speaker)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page_of(desk, speaker)
