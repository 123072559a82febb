"""Who may be whom: people choose among candidates, join speakers and keep them apart."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.formats.alike import Named, alike
from claims.models import Claim, ExtractionRun, LedgerEntry, Speaker, SpeakerMatch
from claims.services.claims import Marking, Revision, add_claim_by_hand, choose_speaker, revise_claim
from claims.services.extraction import store_reading
from claims.services.runs import take
from claims.services.speakers import (
    bearer,
    confirm_same_speaker,
    find_speaker,
    keep_speakers_apart,
)
from claims.services.unmerging import take_back_match
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from factcheck.lib.spans import Span
from tests.conftest import make_person
from tests.factories import make_article, make_claim, make_review, make_run, make_speaker
from tests.fakes import FakeExtractor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]


def open_claim(**over: object) -> Claim:
    article = over.pop("article", None) or make_article()
    she = make_speaker(name="She", kind="unresolved", article=article)
    return make_claim(article=article, speaker=she, candidates=["Mara Lindt", "Port Authority"], **over)


# --- Candidates ---


def test_a_person_chooses_a_candidate_and_that_is_a_revision_like_any_other(editor: User) -> None:
    claim = choose_speaker(claim=open_claim(), candidate="Mara Lindt", by=editor, version=1)
    assert (claim.speaker.name, claim.speaker.kind, claim.version) == ("Mara Lindt", "person", 2)
    assert not claim.has_choice
    entry = LedgerEntry.objects.get(claim=claim)
    assert (entry.verb, entry.actor) == ("claim.revised", editor)
    assert entry.details["changes"]["speaker"] == ["She", "Mara Lindt"]


def test_a_candidate_is_what_the_article_lets_it_be_elsewhere(editor: User) -> None:
    claim = open_claim()
    make_claim(article=claim.article, speaker=make_speaker(name="Port Authority", kind="organisation"))
    chosen = choose_speaker(claim=claim, candidate="Port Authority", by=editor, version=1)
    assert chosen.speaker.kind == "organisation"


def test_only_a_candidate_can_be_chosen_on_what_is_stored_now_and_by_an_editor(editor: User, reviewer: User) -> None:
    claim = open_claim()
    with pytest.raises(InvalidInput, match="not among"):
        choose_speaker(claim=claim, candidate="Ida Roe", by=editor, version=1)
    with pytest.raises(NotAllowed):
        choose_speaker(claim=claim, candidate="Mara Lindt", by=reviewer, version=1)
    choose_speaker(claim=claim, candidate="Mara Lindt", by=editor, version=1)
    claim.refresh_from_db()
    with pytest.raises(Conflict):
        choose_speaker(claim=claim, candidate="Port Authority", by=editor, version=1)


def test_the_galley_and_the_form_offer_the_candidates_as_buttons(client: Client, editor: User) -> None:
    client.force_login(editor)
    claim = open_claim()
    button = b'name="candidate" value="Mara Lindt"'
    for address in (claim.article.get_absolute_url(), reverse("claims:revise", args=[claim.public_id])):
        assert button in client.get(address).content
    sent = {"version": 1, "candidate": "Mara Lindt"}
    answer = client.post(reverse("claims:choose_speaker", args=[claim.public_id]), sent, follow=True)
    assert b"The speaker is Mara Lindt now." in answer.content
    assert button not in answer.content


def test_a_reviewer_sees_the_candidates_and_why_he_can_not_choose(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    content = client.get(open_claim().article.get_absolute_url()).content.decode()
    assert "It may be Mara Lindt or Port Authority." in content
    assert 'name="candidate"' not in content


def test_a_choice_that_no_button_sends_is_refused(client: Client, editor: User) -> None:
    client.force_login(editor)
    claim = open_claim()
    assert client.post(reverse("claims:choose_speaker", args=[claim.public_id]), {"version": 1}).status_code == 400
    sent = {"version": 9, "candidate": "Mara Lindt"}
    assert client.post(reverse("claims:choose_speaker", args=[claim.public_id]), sent).status_code == 409


# --- Names alike ---


def pairs(kind: str, *names: str) -> set[tuple[str, str]]:
    found = alike(Named(number, kind, name) for number, name in enumerate(names))
    return {(names[pair.alias], names[pair.speaker]) for pair in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dillon", "Ryan Dillon"),
        ("R. Dillon", "Ryan Dillon"),
        ("Ryan Dillon", "Ryan P. Dillon"),
        ("Ryan Dillon", "Col. Ryan Dillon"),
        ("Ana María López", "Ana María López Jr."),
    ],
)
def test_people_of_one_surname_whose_given_names_fit_are_asked_about(one: str, other: str) -> None:
    assert pairs("person", other, one) == {(one, other)}


@pytest.mark.parametrize(
    "names", [("Ryan Dillon", "Mary Dillon"), ("Ryan P. Dillon", "Ryan Q. Dillon"), ("Ryan Dillon", "Ryan Stone")]
)
def test_people_whose_names_clash_are_not_asked_about(names: tuple[str, str]) -> None:
    assert pairs("person", *names) == set()


def test_organisations_are_asked_about_for_their_acronym_or_small_words() -> None:
    assert pairs("organisation", "UN", "United Nations") == {("UN", "United Nations")}
    assert pairs("organisation", "U.N.", "United Nations") == {("U.N.", "United Nations")}
    assert pairs("organisation", "Harbour Board", "the Harbour Board") == {("Harbour Board", "the Harbour Board")}
    assert pairs("organisation", "National Harbour Union", "National House Union", "National Hat Union") == set()


def test_a_surname_that_very_many_bear_says_nothing() -> None:
    assert pairs("person", "Dillon", *(f"Ryan{'x' * number} Dillon" for number in range(60))) == set()


# --- Joined, and kept apart ---


def find(name: str) -> Speaker:
    return find_speaker(article=make_article(), name=name, kind="person")


def test_a_confirmed_name_gives_its_speaker_in_articles_read_from_then_on(editor: User) -> None:
    short, full, stored = make_speaker(name="M. Lindt"), make_speaker(name="Mara Lindt"), make_claim()
    stored.speaker = short
    stored.save()
    assert find("M. Lindt") == short
    confirm_same_speaker(alias=short, speaker=full, by=editor)
    assert find("m. lindt") == full
    stored.refresh_from_db()
    assert stored.speaker == short
    entry = LedgerEntry.objects.get(verb="speaker.joined")
    assert (entry.actor, entry.details["alias"], entry.details["speaker"]) == (editor, "M. Lindt", "Mara Lindt")


def test_names_of_names_give_the_last_one(editor: User) -> None:
    one, two, three = (make_speaker(name=name) for name in ("Lindt", "M. Lindt", "Mara Lindt"))
    confirm_same_speaker(alias=one, speaker=two, by=editor)
    confirm_same_speaker(alias=two, speaker=three, by=editor)
    assert find("Lindt") == three
    one.refresh_from_db()
    assert bearer(one) == three


def test_two_that_are_kept_apart_are_not_joined_by_a_detour(editor: User) -> None:
    one, two, three = (make_speaker(name=name) for name in ("Lindt", "M. Lindt", "Mara Lindt"))
    keep_speakers_apart(alias=one, speaker=three, by=editor)
    confirm_same_speaker(alias=one, speaker=two, by=editor)
    with pytest.raises(Conflict, match="decided"):
        confirm_same_speaker(alias=two, speaker=three, by=editor)
    assert LedgerEntry.objects.filter(verb="speaker.kept_apart").count() == 1


def test_a_decision_is_made_once_by_an_editor_about_two_named_speakers(editor: User, reviewer: User) -> None:
    one, two = make_speaker(name="Lindt"), make_speaker(name="Mara Lindt")
    with pytest.raises(NotAllowed):
        confirm_same_speaker(alias=one, speaker=two, by=reviewer)
    with pytest.raises(InvalidInput):
        confirm_same_speaker(alias=one, speaker=one, by=editor)
    with pytest.raises(InvalidInput):
        confirm_same_speaker(
            alias=make_speaker(name="officials", kind="unnamed", article=make_article()), speaker=two, by=editor
        )
    keep_speakers_apart(alias=one, speaker=two, by=editor)
    with pytest.raises(Conflict):
        confirm_same_speaker(alias=one, speaker=two, by=editor)


@pytest.mark.parametrize("decide", [confirm_same_speaker, keep_speakers_apart])
def test_a_decision_can_be_taken_back_and_the_ledger_keeps_both(decide: object, editor: User) -> None:
    one, two = make_speaker(name="M. Lindt"), make_speaker(name="Mara Lindt")
    take_back_match(match=decide(alias=one, speaker=two, by=editor), by=editor)
    assert find("M. Lindt") == one
    assert not SpeakerMatch.objects.exists()
    assert LedgerEntry.objects.filter(verb__startswith="speaker.").count() == 2
    decide(alias=one, speaker=two, by=editor)


def test_the_page_asks_once_about_each_pair_and_keeps_what_was_decided(client: Client, editor: User) -> None:
    client.force_login(editor)
    short, full = make_speaker(name="M. Lindt"), make_speaker(name="Mara Lindt")
    make_claim(speaker=full, role="chair")
    page = client.get(reverse("claims:speakers"))
    assert b"Confirm: both are Mara Lindt" in page.content
    assert b"1 claim in 1 article" in page.content
    sent = {"alias": short.public_id, "speaker": full.public_id, "same": "no"}
    page = client.post(reverse("claims:match"), sent, follow=True)
    assert b"Confirm: both are" not in page.content
    assert b"are not the same" in page.content
    page = client.post(reverse("claims:take_back", args=[SpeakerMatch.objects.get().public_id]), follow=True)
    assert b"Confirm: both are Mara Lindt" in page.content
    client.post(reverse("claims:match"), {**sent, "same": "yes"})
    short.refresh_from_db()
    assert short.same_as == full


def test_unnamed_speakers_and_other_kinds_are_not_asked_about(client: Client, editor: User) -> None:
    client.force_login(editor)
    make_speaker(name="Mara Lindt")
    make_speaker(name="Lindt", kind="organisation")
    make_speaker(name="Lindt", kind="unresolved", article=make_article())
    assert client.get(reverse("claims:speakers")).context["page"].pairs == []


def test_a_reviewer_sees_the_pairs_but_decides_nothing_and_a_stranger_sees_none(
    client: Client, reviewer: User, stranger: User
) -> None:
    one, two = make_speaker(name="M. Lindt"), make_speaker(name="Mara Lindt")
    client.force_login(reviewer)
    content = client.get(reverse("claims:speakers")).content
    assert b"M. Lindt" in content
    assert b"Only editors can say which speakers are the same." in content
    sent = {"alias": one.public_id, "speaker": two.public_id, "same": "yes"}
    assert client.post(reverse("claims:match"), sent).status_code == 403
    client.force_login(stranger)
    assert b"Lindt" not in client.get(reverse("claims:speakers")).content


def test_ten_pairs_cost_as_many_questions_as_one(client: Client, editor: User) -> None:
    client.force_login(editor)
    counts = []
    for batch in ("a", "bcdefghij"):
        for letter in batch:
            make_claim(speaker=make_speaker(name=f"M. {letter * 4}"))
            make_claim(speaker=make_speaker(name=f"Mara {letter * 4}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("claims:speakers"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Taken apart ---


def read(name: str, body: str) -> Claim:
    """A claim that a person marks in a new article and gives to ``name``."""
    article = make_article(body=body)
    marking = Marking(content=[Span(0, len(body))], statement=body, speaker_name=name)
    return add_claim_by_hand(article=article, by=make_person(f"marks-{article.pk}", "editor"), marking=marking)


def test_taking_apart_gives_back_exactly_what_was_read_under_the_other_name(editor: User) -> None:
    before = [read("M. Lindt", "The pier is closed."), read("Mara Lindt", "The pier is old.")]
    short, full = (claim.speaker for claim in before)
    match = confirm_same_speaker(alias=short, speaker=full, by=editor)
    since = [read("M. Lindt", "The quay is safe."), read("Mara Lindt", "The quay is long.")]
    assert [claim.speaker for claim in since] == [full, full]
    assert [claim.named_as for claim in since] == [short, None]
    assert take_back_match(match=match, by=editor) == 1
    for claim, name in zip([*before, *since], ["M. Lindt", "Mara Lindt"] * 2, strict=True):
        claim.refresh_from_db()
        assert (claim.speaker.name, claim.named_as) == (name, None)
    entry = LedgerEntry.objects.get(claim=since[0], verb="claim.revised")
    assert entry.details["changes"]["speaker"] == ["Mara Lindt", "M. Lindt"]
    assert entry.details["because"] == "speakers_taken_apart"
    assert LedgerEntry.objects.get(verb="speaker.match_taken_back").details["claims_moved"] == 1


def test_taking_the_last_name_of_a_chain_away_leaves_the_others_joined(editor: User) -> None:
    one, two, three = (make_speaker(name=name) for name in ("Lindt", "M. Lindt", "Mara Lindt"))
    confirm_same_speaker(alias=one, speaker=two, by=editor)
    last = confirm_same_speaker(alias=two, speaker=three, by=editor)
    claims = [read("Lindt", "The pier is closed."), read("M. Lindt", "The quay is safe.")]
    assert {claim.speaker for claim in claims} == {three}
    assert take_back_match(match=last, by=editor) == 2
    for claim, name in zip(claims, (one, None), strict=True):
        claim.refresh_from_db()
        assert (claim.speaker, claim.named_as) == (two, name)


def test_what_a_person_gave_to_somebody_else_since_stays_there(editor: User) -> None:
    short, full = make_speaker(name="M. Lindt"), make_speaker(name="Mara Lindt")
    match = confirm_same_speaker(alias=short, speaker=full, by=editor)
    given, reworded = read("M. Lindt", "The quay is safe."), read("M. Lindt", "The pier is closed.")
    revise_claim(claim=given, revision=Revision(speaker_name="Ida Roe"), by=editor, version=1)
    # The form sends the speaker along with every other fact; that alone says nothing about who it is.
    again = Revision(statement="The east pier is closed.", speaker_name="Mara Lindt", speaker_kind="person")
    revise_claim(claim=reworded, revision=again, by=editor, version=1)
    assert take_back_match(match=match, by=editor) == 1
    given.refresh_from_db()
    reworded.refresh_from_db()
    assert (given.speaker.name, reworded.speaker) == ("Ida Roe", short)


def test_the_machine_notes_under_which_name_it_read_a_claim(editor: User) -> None:
    article = make_article()
    read_once = FakeExtractor().extract(article.body, published=article.published_on)
    name = next(found.speaker for found in read_once if found.speaker)
    short, full = make_speaker(name=name), make_speaker(name="Somebody Else")
    confirm_same_speaker(alias=short, speaker=full, by=editor)
    run = make_run(article=article)
    stored = store_reading(run=take(ExtractionRun.objects.filter(pk=run.pk))[0], found=read_once)
    assert {claim.named_as for claim in stored if claim.speaker == full} == {short}


def test_taking_apart_withdraws_a_review_that_somebody_has_answered_and_keeps_an_open_one(
    editor: User, reviewer: User
) -> None:
    short, full = make_speaker(name="M. Lindt"), make_speaker(name="Mara Lindt")
    match = confirm_same_speaker(alias=short, speaker=full, by=editor)
    claims = [read("M. Lindt", "The quay is safe."), read("M. Lindt", "The pier is closed.")]
    decided, waiting = (make_review(claim=claim) for claim in claims)
    decided.state, decided.assignee = "decided", reviewer
    decided.save()
    take_back_match(match=match, by=editor)
    decided.refresh_from_db()
    waiting.refresh_from_db()
    assert (decided.state, waiting.state) == ("cancelled", "open")
