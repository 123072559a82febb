"""Publishers are described by editors, keep their old names, and two that are the same become one."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import LedgerEntry
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from sources.models import Document, Source
from sources.services.documents import DocumentDraft, add_document
from sources.services.feeds import follow_feed
from sources.services.publishers import Publisher, describe_publisher, find_publisher, merge_publishers
from tests.factories import make_document, make_source

pytestmark = pytest.mark.django_db
FACTS = Publisher("Port Authority", "www.Port.example", "official", primary=True, reliability_note="Owned by the town.")


def test_an_editor_says_what_a_publisher_is_and_the_ledger_tells(editor: User) -> None:
    source = describe_publisher(source=make_source(name="Port Authority"), facts=FACTS, by=editor)
    assert (source.domain, source.kind, source.primary) == ("port.example", "official", True)
    changes = LedgerEntry.objects.get(verb="publisher.described").details["changes"]
    assert changes["kind"] == ["outlet", "official"]
    assert "name" not in changes


def test_a_reviewer_does_not(reviewer: User) -> None:
    with pytest.raises(NotAllowed, match="Only editors"):
        describe_publisher(source=make_source(), facts=FACTS, by=reviewer)


def test_a_new_name_leaves_the_old_one_as_another_name(editor: User) -> None:
    source = make_source(name="Port Office")
    describe_publisher(source=source, facts=FACTS, by=editor)
    assert find_publisher(Publisher("port  office")) == source
    assert find_publisher(Publisher("PORT AUTHORITY")) == source
    describe_publisher(source=source, facts=Publisher("Port Office"), by=editor)
    assert find_publisher(Publisher("Port Authority")) == source
    assert Source.objects.of_library().count() == 1


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        (Publisher(" "), "needs a name"),
        (Publisher("Port", kind="blog"), "no kind of publisher"),
        (Publisher("NORTHERN  Wire"), "is another publisher. If the two are the same, merge them"),
    ],
)
def test_what_can_not_be_said_of_a_publisher_is_refused(editor: User, facts: Publisher, complaint: str) -> None:
    make_source(name="Northern Wire")
    with pytest.raises(InvalidInput, match=complaint):
        describe_publisher(source=make_source(name="Port"), facts=facts, by=editor)


def test_a_host_alone_leads_to_the_publisher_that_is_there() -> None:
    source = make_source(name="Port Authority", domain="port.example")
    assert find_publisher(Publisher(domain="port.example")) == source
    assert find_publisher(Publisher(domain="harbour.example")).name == "harbour.example"
    assert find_publisher(Publisher()).name == "Unknown publisher"


def test_merging_moves_documents_feeds_and_names(editor: User) -> None:
    one, two = make_source(name="Port Office"), make_source(name="Port Authority")
    make_source(name="The Port", same_as=one)
    document = make_document(source=one)
    feed = follow_feed(url="https://port.example/rss", publisher="Port Office", by=editor)
    assert merge_publishers(source=one, into=two, by=editor) == 0
    document.refresh_from_db()
    feed.refresh_from_db()
    assert (document.source, feed.source) == (two, two)
    assert {find_publisher(Publisher(name)) for name in ("The Port", "Port Office", "port authority")} == {two}
    assert LedgerEntry.objects.get(verb="publisher.merged").details["documents"] == [str(document.public_id)]
    stored = add_document(draft=DocumentDraft(text="New words.", publisher="Port Office"), by=editor)
    assert stored.document.source == two


def test_a_document_that_stands_there_already_stays_under_the_old_name(editor: User) -> None:
    one, two = make_source(), make_source()
    make_document(source=one), make_document(source=two)
    make_document(source=one, external_id="r-1")
    assert merge_publishers(source=one, into=two, by=editor) == 1
    assert Document.objects.filter(source=two).count() == 2


def test_a_publisher_is_not_merged_with_itself_nor_twice(editor: User, reviewer: User) -> None:
    one, two = make_source(), make_source()
    with pytest.raises(InvalidInput, match="one and the same"):
        merge_publishers(source=one, into=one, by=editor)
    with pytest.raises(NotAllowed):
        merge_publishers(source=one, into=two, by=reviewer)
    merge_publishers(source=one, into=two, by=editor)
    with pytest.raises(Conflict, match="merged one of these"):
        merge_publishers(source=one, into=two, by=editor)


def test_the_pages_list_edit_and_merge(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert b"No publishers yet" in client.get(reverse("sources:publishers")).content
    one, two = make_source(name="Port Office", domain="office.example"), make_source(name="Port Authority")
    make_document(source=one, title="Cracks of the pier")
    listed = client.get(reverse("sources:publishers"), {"words": "office.example"}).content.decode()
    assert "1 publisher<" in listed
    assert "Port Office" in listed
    edit = reverse("sources:describe_publisher", args=[one.public_id])
    assert b"office.example" in client.get(edit).content
    refused = client.post(edit, {"name": "Port Authority", "kind": "official", "reliability_note": "My words."})
    assert refused.status_code == 400
    assert b"My words." in refused.content
    saved = client.post(
        edit, {"name": "Port Bureau", "kind": "official", "reliability_note": "<b>Slow</b>"}, follow=True
    )
    assert "&lt;b&gt;Slow&lt;/b&gt;" in saved.content.decode()
    assert "Also known as Port Office" in saved.content.decode()
    assert "Cracks of the pier" in saved.content.decode()
    merge = reverse("sources:merge_publisher", args=[one.public_id])
    assert b"Port Authority" in client.get(merge).content
    merged = client.post(merge, {"into": str(two.public_id)}, follow=True)
    assert "They are one publisher from now on: Port Authority." in merged.content.decode()
    assert client.get(one.get_absolute_url()).status_code == 404


def test_a_reviewer_reads_of_publishers_and_why_he_can_not_edit(client: Client, reviewer: User) -> None:
    source = make_source()
    client.force_login(reviewer)
    assert b"Only editors can change what is known" in client.get(source.get_absolute_url()).content
    assert client.get(reverse("sources:describe_publisher", args=[source.public_id])).status_code == 403


def test_a_list_of_ten_publishers_asks_as_many_questions_as_one(
    client: Client, editor: User, django_assert_max_num_queries: object
) -> None:
    client.force_login(editor)
    seen = []
    for count in (1, 9):
        for _ in range(count):
            make_document()
        with django_assert_max_num_queries(12) as asked:
            client.get(reverse("sources:publishers"))
        seen.append(len(asked))
    assert seen[0] == seen[1]
