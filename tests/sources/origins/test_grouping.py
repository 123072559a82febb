"""Signs between two documents, the groups they make, and who has it from whom."""

import datetime as dt
import itertools
import random

import pytest

from factcheck.lib.fingerprints import hash_text
from sources.copies import shingles
from sources.origins.base import Link, LinkKind, Report
from sources.origins.chain import chain
from sources.origins.comparing import links_between
from sources.origins.grouping import Decided, group
from sources.origins.keys import new_share, searches, standing, stored_keys, text_keys
from sources.origins.reading import read_trace

REPORT = """Work on the long bridge over the Ilme will begin in autumn, the council of Ostrau decided on Tuesday.
The bridge is to cost 12 million euros, of which the state pays half. It replaces a ferry that has carried
schoolchildren and farm machines across the river since the flood of 1954 took the old crossing away.
“We have waited two generations for this and we will not wait for a third one,” mayor Ida Kranz said.
Eleven members voted for the plan and four against it. Building is to take three years."""
RETOLD = """Ostrau gets its bridge over the Ilme. For 12 million euros, half of them from the state, the old ferry is
going to be replaced after more than seventy years; since the flood of 1954 it had brought schoolchildren and farm
machines to the other side. Mayor Ida Kranz won the vote in the council with eleven members against four."""
_ids = itertools.count(1)


def report(text: str, publisher: str = "", hours: int | None = 0, url: str = "", title: str = "") -> Report:
    number = next(_ids)
    publisher = publisher or f"Outlet {number}"
    at = None if hours is None else dt.datetime(2026, 3, 5, 8, tzinfo=dt.UTC) + dt.timedelta(hours=hours)
    trace = read_trace(text, title=title or text[:60], publisher=publisher, url=url)
    return Report(number, publisher, url, at, hash_text(text), shingles(text), trace)


def kinds(a: Report, b: Report) -> list[tuple[str, int, int]]:
    return [(link.kind.value, link.document, link.upstream) for link in links_between(a, b)]


def test_the_later_of_two_copies_goes_back_to_the_earlier_in_whatever_order_they_are_given() -> None:
    first, later = report(REPORT), report("News from the river\n" + REPORT, hours=3)
    assert kinds(first, later) == kinds(later, first) == [("text", later.id, first.id)]


def test_who_credits_the_other_is_later_whatever_the_times_say() -> None:
    wire, copy = report(REPORT, "Northline", hours=5), report(f"OSTRAU (Northline) — {REPORT}", "Gazette", hours=1)
    assert {(document, upstream) for _, document, upstream in kinds(wire, copy)} == {(copy.id, wire.id)}


def test_a_retelling_is_linked_only_by_what_it_says_of_its_origin() -> None:
    wire = report(REPORT, "Northline")
    assert kinds(wire, report(RETOLD, hours=9)) == []
    assert kinds(wire, report(f"Ostrau (Northline) – {RETOLD}", hours=9))[0][0] == "wire"
    assert kinds(wire, report(f"{RETOLD} That is what Northline reported.", hours=9))[0][0] == "cites"
    release = "https://ostrau.example/press/bridge-2026"
    both = report(f"{REPORT}\n{release}"), report(f"{RETOLD}\n{release}", hours=9)
    assert kinds(*both)[0][0] == "web"


@pytest.mark.parametrize(
    "text",
    [
        f"{RETOLD} Northline reported it.\nThe mayor told the Harbour Gazette that she is glad.",
        "Beans grow well this year in the valley of the Sund, Northline reported, and farmers are glad.",
    ],
)
def test_own_reporting_or_another_subject_is_no_chain(text: str) -> None:
    assert kinds(report(REPORT, "Northline"), report(text, "Harbour Gazette", hours=9)) == []


def test_naming_is_no_chain_months_later_or_before_the_report_came_out() -> None:
    retold = f"{RETOLD} That is what Northline reported."
    assert kinds(report(REPORT, "Northline"), report(retold, hours=24 * 60)) == []
    assert kinds(report(REPORT, "Northline", hours=24 * 9), report(retold)) == []


def test_two_that_name_each_other_have_a_link_each_way() -> None:
    a = report(f"{RETOLD} The Tribune reported it.", "Coast Herald")
    b = report(f"{RETOLD.split(' Mayor', maxsplit=1)[0]} So the Coast Herald reported.", "Inland Tribune", hours=1)
    cites = {(link.document, link.upstream) for link in links_between(a, b) if link.kind is LinkKind.CITES}
    assert cites == {(a.id, b.id), (b.id, a.id)}


def test_the_same_quotation_or_nothing_much_is_no_link() -> None:
    quotation = "“We have waited two generations for this and we will not wait for a third one,” mayor Ida Kranz said."
    assert kinds(report(REPORT), report(quotation)) == []
    assert kinds(report(quotation), report(quotation)) == []
    assert kinds(report("More follows."), report("More follows.")) == []
    assert kinds(report(""), report("")) == []


def test_a_near_empty_page_taken_in_twice_is_one_page() -> None:
    pages = [report("More follows.", "Gazette", url="https://gazette.example/live/1") for _ in range(2)]
    assert [kind for kind, _, _ in kinds(*pages)] == ["text"]


def test_standing_lines_show_no_origin() -> None:
    lines = "This outlet is owned by a trust of its readers. " + " ".join(f"Line {n} of what we are." for n in range(9))
    a, b = (report(f"{text}\n{lines}", hours=hours) for text, hours in ((REPORT[:150], 0), (RETOLD[-150:], 2)))
    assert kinds(a, b)
    printed = {dt.date(2026, 1, 1) + dt.timedelta(days=9 * n) for n in range(5)}
    days = dict.fromkeys(text_keys(shingles(lines)), printed)
    assert links_between(a, b, standing(days)) == []
    assert new_share(a.shingles, b.shingles, frozenset()) == 1.0
    assert standing({1: {dt.date(2026, 1, day) for day in (1, 2, 3, 4, 5)}, 2: {None}}) == frozenset()


def test_pages_of_one_publisher_behind_a_paywall_stay_apart() -> None:
    wall = "To read on you need an account. " + " ".join(f"Offer {n} is for readers who stay." for n in range(6))
    pages = [report(wall, "Gazette", title=title) for title in ("Bridge opens", "Cat found after weeks")]
    assert kinds(*pages) == []


def test_documents_find_each_other_by_their_keys() -> None:
    wire, copy = report(REPORT, "Northline"), report(REPORT[:300], "Gazette")
    naming = report(f"{RETOLD} Northline reported it.", "Coast Herald")
    for one, other in ((wire, copy), (copy, wire), (wire, naming), (naming, wire)):
        sought = {value for search in searches(one) for value in search.values}
        assert sought & stored_keys(other)
    assert all(0 < value < 2**63 for value in stored_keys(naming))


def link(document: int, upstream: int, share: float = 0.9, cover: float = 0.9, kind: LinkKind = LinkKind.TEXT) -> Link:
    return Link(document, upstream, kind, share, cover, "because")


def test_links_make_groups_and_the_rest_stands_alone() -> None:
    assert group(range(1, 6), [link(2, 1), link(3, 2)]) == [frozenset({1, 2, 3}), frozenset({4}), frozenset({5})]


def test_the_order_of_links_makes_no_difference() -> None:
    links = [link(random.Random(n).randint(2, 30), 1 + n % 29, share=1 / (n + 1), cover=n % 10 / 10) for n in range(60)]
    links = [each for each in links if each.document != each.upstream]
    apart = [frozenset({1, 2}), frozenset({5, 9})]
    expected = group(range(1, 31), links, Decided(apart=apart))
    for seed in range(5):
        random.Random(seed).shuffle(links)
        assert group(range(1, 31), links, Decided(apart=apart)) == expected
    assert not any(pair <= members for pair in apart for members in expected)


def test_what_people_join_is_together_and_what_they_split_is_apart_whatever_the_links_say() -> None:
    links = [link(2, 1), link(3, 1), link(3, 2)]
    split = Decided(apart=[frozenset({3, 1}), frozenset({3, 2})])
    assert group([1, 2, 3], links, split) == [frozenset({1, 2}), frozenset({3})]
    joined = Decided(same=[frozenset({3, 1})])
    assert group([1, 2, 3], [], joined) == [frozenset({1, 3}), frozenset({2})]


def test_a_round_up_does_not_glue_the_reports_it_draws_on() -> None:
    links = [link(9, 1, share=1.0, cover=0.4), link(9, 2, share=0.9, cover=0.4)]
    assert group([1, 2, 9], links) == [frozenset({1, 9}), frozenset({2})]


def test_a_copy_that_names_somebody_else_as_well_stays_with_what_it_copies() -> None:
    links = [link(2, 1), link(2, 7, share=0.99, cover=0.0, kind=LinkKind.CITES)]
    assert group([1, 2, 7], links) == [frozenset({1, 2}), frozenset({7})]


def day(number: int | None) -> dt.datetime | None:
    return None if number is None else dt.datetime(2026, 3, number, tzinfo=dt.UTC)


def test_a_chain_tells_who_has_it_from_whom() -> None:
    links = [link(2, 1), link(3, 1, share=0.5), link(3, 2, kind=LinkKind.CITES, share=0.4)]
    steps = chain({1: day(1), 2: day(2), 3: day(3)}, links)
    assert [(step.document, step.upstream, step.depth) for step in steps] == [(1, None, 0), (2, 1, 1), (3, 2, 2)]


@pytest.mark.parametrize("size", [2, 3, 200])
def test_a_circle_is_cut_at_the_earliest_and_told(size: int) -> None:
    links = [link(number, number % size + 1, kind=LinkKind.CITES) for number in range(1, size + 1)]
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    published = {number: start + dt.timedelta(days=number) for number in range(1, size + 1)}
    steps = chain(published, links)
    assert (steps[0].document, steps[0].upstream, len(steps[0].circle)) == (1, None, size)
    assert sorted(step.document for step in steps) == sorted(published)
    assert [step.circle for step in steps[1:]] == [()] * (size - 1)


def test_undated_and_unlinked_documents_stand_last() -> None:
    steps = chain({1: None, 2: day(2), 3: day(1)}, [link(2, 3)])
    assert [step.document for step in steps] == [3, 2, 1]
    assert chain({}, []) == []
