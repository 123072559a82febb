"""Documents that go back to one report are put together as they come in; what people decide stands."""

import datetime as dt
import random
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from claims.models import LedgerEntry
from factcheck.lib.errors import InvalidInput, NotAllowed
from sources.models import Document, Origin, OriginDecision, OriginLink, OriginRun, TraceKey
from sources.services import grouping
from sources.services.documents import DocumentDraft, add_document
from sources.services.grouping import request_grouping, request_regrouping, run_grouping
from sources.services.origins import chain_of, count_origins, join_documents, split_documents
from tests.factories import make_claim, make_document, make_evidence, make_source

pytestmark = pytest.mark.django_db

REPORT = """The harbour board of Halvern will close the east pier for two years from Monday, it said on Thursday.
Divers found 1,200 cracks in the piles below the water line, three times as many as in the survey of 2019.
“We can not let a single lorry drive over it any more,” said its chair, Mara Lindt, after the meeting.
The repair will cost 38 million crowns. The board will borrow half of the money and asks the state for the rest.
Ferries to the Outer Isles will sail from berth 4 of the fishing harbour until then, four times a day."""
RETOLD = """Halvern shuts its east pier for a repair that takes two years and costs 38 million crowns. Survey divers had
counted 1,200 cracks in the piles, triple the number of 2019, Northline reported. Mara Lindt, who chairs the harbour
board, ruled out any further lorry traffic. Boats to the Outer Isles use berth 4 in the fishing harbour meanwhile."""
SEEN = """At the barrier a man in a yellow jacket sends the lorries back, one after the other. Fish merchant Olav Brenn
has three tonnes of cod on board and swears. “We can not let a single lorry drive over it any more,” said its chair,
Mara Lindt, when she came out. In the harbour bar they knew about the rust since the winter, and blamed the salt."""
DAY = dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC)


def add(publisher: str, text: str, hours: int = 0, **over: Any) -> Document:
    """A document as the library takes it in, grouped at once."""
    draft = DocumentDraft(text=text, publisher=publisher, published_at=DAY + dt.timedelta(hours=hours), **over)
    document = add_document(draft=draft, by=None).document
    run_grouping()
    document.refresh_from_db()
    return document


def origins_of(*documents: Document) -> list[int | None]:
    return [Document.objects.get(pk=document.pk).origin_id for document in documents]


def test_a_copy_goes_back_to_the_report_and_an_account_with_the_same_quotation_does_not() -> None:
    report = add("Northline", REPORT)
    copy = add("Sella Evening Post", f"PIER SHUT\n\nHALVERN (Northline) — {REPORT}", 3)
    account = add("Harbour Gazette", SEEN, 4)
    assert origins_of(report) == origins_of(copy) != [None]
    assert origins_of(account) == [None]
    link = OriginLink.objects.get(kind="text")
    assert (link.document, link.upstream) == (copy, report)
    assert "100%" in link.sentence or "99%" in link.sentence


def test_a_retelling_that_names_the_agency_goes_back_to_its_report_whichever_came_into_the_library_first() -> None:
    retold = add("Coast Herald", RETOLD, 20)
    assert origins_of(retold) == [None]
    report = add("Northline", REPORT)
    assert origins_of(retold) == origins_of(report) != [None]
    assert "Northline reported" in OriginLink.objects.get().sentence


def test_the_request_is_made_with_the_document_and_grouping_twice_changes_nothing() -> None:
    first, second = add("Northline", REPORT), add("Coast Herald", REPORT, 1)
    before = list(OriginLink.objects.values()), origins_of(first, second), TraceKey.objects.count()
    request_grouping(first)
    assert run_grouping() == 0
    call_command("regroup_origins", "--all", stdout=StringIO())
    after = [{**row, "id": 0} for row in OriginLink.objects.values()], origins_of(first, second)
    assert after == ([{**row, "id": 0} for row in before[0]], before[1])
    assert TraceKey.objects.count() == before[2]


def test_a_duplicate_import_is_no_second_document_and_no_second_search() -> None:
    for _ in range(2):
        add("Northline", REPORT, external_id="n-1")
    assert (Document.objects.count(), OriginRun.objects.count()) == (1, 1)
    assert origins_of(Document.objects.get()) == [None]


@pytest.mark.parametrize(
    "text", ["More follows.", "“We can not let a single lorry drive over it any more.”", "Page not found"]
)
def test_near_empty_documents_and_bare_quotations_stand_alone(text: str) -> None:
    documents = [add("Northline", REPORT), *(add(f"Outlet {number}", text, number) for number in range(3))]
    assert origins_of(*documents) == [None] * 4


def test_two_that_name_each_other_are_one_origin_and_the_chain_says_so() -> None:
    a = add("Coast Herald", RETOLD.replace("Northline", "the Inland Tribune"))
    b = add("Inland Tribune", REPORT + "\nThe Coast Herald reported it, too.", 1)
    (origin,) = {row.origin for row in Document.objects.filter(pk__in=[a.pk, b.pk])}
    assert origin
    first, second = chain_of(origin)
    assert (first.document, first.depth, second.document, second.depth) == (a, 0, b, 1)
    assert first.circle == (a, b)


def test_a_split_holds_when_everything_is_grouped_again_and_the_decision_is_kept(editor: User) -> None:
    documents = [add("Northline", REPORT), add("Coast Herald", REPORT, 1), add("Upland Mercury", REPORT, 2)]
    split_documents(documents=[documents[2]], by=editor, reason="They had their own reporter there.")
    assert origins_of(documents[2]) == [None]
    assert origins_of(documents[0]) == origins_of(documents[1]) != [None]
    before = list(OriginDecision.objects.values())
    call_command("regroup_origins", "--all", stdout=StringIO())
    assert list(OriginDecision.objects.values()) == before
    assert origins_of(documents[2]) == [None]
    late = add("Daily Ledger", REPORT, 5)
    assert origins_of(late) == origins_of(documents[0])
    assert origins_of(documents[2]) == [None]
    assert LedgerEntry.objects.get(verb="origin.split").details["reason"] == "They had their own reporter there."


def test_a_join_holds_when_everything_is_grouped_again_and_takes_back_a_split(editor: User) -> None:
    report, account = add("Northline", REPORT), add("Harbour Gazette", SEEN, 4)
    origin = join_documents(documents=[report, account], by=editor, reason="It is all from the press call.")
    call_command("regroup_origins", "--all", stdout=StringIO())
    assert origins_of(report, account) == [origin.pk, origin.pk]
    assert chain_of(origin)[1].sentence == "edda-editor joined it: It is all from the press call."
    split_documents(documents=[account], by=editor, reason="No, she was there.")
    assert origins_of(report, account) == [None, None]
    join_documents(documents=[account, report], by=editor, reason="After all.")
    assert len(set(origins_of(report, account))) == 1
    assert OriginDecision.objects.get().reason == "After all."


def test_a_join_brings_together_all_that_hangs_on_either_side(editor: User) -> None:
    one = [add("Northline", REPORT), add("Coast Herald", REPORT, 1)]
    two = [add("Harbour Gazette", SEEN, 4), add("Upland Mercury", SEEN, 5)]
    join_documents(documents=[one[1], two[0]], by=editor, reason="Same handout.")
    assert len(set(origins_of(*one, *two))) == 1


def test_deciding_needs_the_right_a_reason_and_documents_that_can_be_split(editor: User, stranger: User) -> None:
    a, b = add("Northline", REPORT), add("Coast Herald", REPORT, 1)
    with pytest.raises(NotAllowed):
        split_documents(documents=[a], by=stranger, reason="No.")
    with pytest.raises(InvalidInput, match="reason"):
        split_documents(documents=[a], by=editor, reason=" ")
    with pytest.raises(InvalidInput, match="not all of them"):
        split_documents(documents=[a, b], by=editor, reason="No.")
    with pytest.raises(InvalidInput, match="at least two"):
        join_documents(documents=[a, a], by=editor, reason="Yes.")
    assert not OriginDecision.objects.exists()
    assert len(set(origins_of(a, b))) == 1


def test_documents_in_any_order_give_the_same_groups() -> None:
    drafts = [
        ("Northline", REPORT, 0),
        ("Coast Herald", REPORT[:400], 2),
        ("Upland Mercury", RETOLD, 9),
        ("G", SEEN, 3),
    ]
    found = set()
    for seed in range(3):
        Document.objects.update(origin=None)
        OriginLink.objects.all().delete()
        Document.objects.all().delete()
        random.Random(seed).shuffle(drafts)
        made = {name: add(name, text, hours) for name, text, hours in drafts}
        groups: dict[int | None, list[str]] = {}
        for name, document in made.items():
            groups.setdefault(origins_of(document)[0], []).append(name)
        found.add(str(sorted(sorted(names) for names in groups.values())))
    assert found == {"[['Coast Herald', 'Northline', 'Upland Mercury'], ['G']]"}


def test_six_sources_and_one_origin_are_counted_with_the_chain() -> None:
    claim = make_claim()
    documents = [add(f"Outlet {number}", REPORT, number) for number in range(6)]
    rows = [make_evidence(claim=claim, passage=document.passages.first()) for document in documents]
    rows.append(make_evidence(claim=claim, passage=add("Harbour Gazette", SEEN, 9).passages.first()))
    count = count_origins(claim.evidence.with_passage())
    assert (count.sources, count.documents, count.origins) == (7, 7, 2)
    (group,) = count.shared
    assert group.rows[0].document == documents[0]
    assert all("word for word" in row.sentence for row in group.rows[1:])


def test_counting_needs_no_more_queries_for_more_documents(django_assert_max_num_queries: Any) -> None:
    claim = make_claim()
    for number in range(12):
        make_evidence(claim=claim, passage=add(f"Outlet {number}", REPORT, number).passages.first())
    with django_assert_max_num_queries(6):
        count_origins(claim.evidence.with_passage())


def test_a_run_that_another_worker_took_over_stores_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    add("Northline", REPORT)
    copy = make_document(source=make_source(name="Coast Herald"), text=REPORT)
    request_grouping(copy)
    real = grouping.find_links

    def steal(report: Any) -> Any:
        OriginRun.objects.filter(document=copy).update(token=None)
        return real(report)

    monkeypatch.setattr(grouping, "find_links", steal)
    run_grouping()
    assert not OriginLink.objects.exists()
    assert origins_of(copy) == [None]


def test_an_import_is_grouped_in_batches_and_asked_for_again_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        request_grouping(make_document(text=f"Report number {number} " + REPORT))
    monkeypatch.setattr(grouping, "BATCH", 3)
    heard: list[int] = []
    grouping.grouping_requested.connect(lambda **_kwargs: heard.append(1), weak=False, dispatch_uid="test")
    assert run_grouping(seconds=-1) == 3
    grouping.grouping_requested.disconnect(dispatch_uid="test")
    assert heard == [1]
    assert run_grouping() == 4
    assert len(set(Document.objects.values_list("origin", flat=True))) == 1


def test_the_command_groups_what_was_never_grouped() -> None:
    make_document(source=make_source(name="Northline"), text=REPORT)
    make_document(source=make_source(name="Coast Herald"), text=REPORT)
    out = StringIO()
    call_command("regroup_origins", stdout=out)
    assert out.getvalue() == "2 waited, 2 done: 2 documents go back to 1 shared reports.\n"
    assert request_regrouping() == 0
    assert Origin.objects.count() == 1
