"""How well documents that go back to one report are put together, and what a new document costs in a large library.

    python -m bench.evidence origins [--half dev|test|both] [--errors] [--sizes 1000,10000,100000]

Grouping. ``data/reports.txt`` holds 40 fictional events in 20 towns, each with an agency's report, a retelling in other
words and another reporter's own account with the same quotations. From each event come, by fixed rules:

* one group: the agency's report; a copy under an agency dateline; a light edit (a word in ten changed or left out, a
  paragraph dropped); a half; a copy under another heading with an introduction and its outlet's standing lines; the
  retelling, which has the agency in its by-line (a third), names the agency or an outlet that printed it ("the Courier
  reported", a third) or points to the press release that the report points to (a third); and the first part of it in
  another outlet;
* alone: the account with the same quotations (a third names the agency in passing, a third says "told the Post"), two
  outlets' documents of nothing but the quotation, and two of "More follows."

Two events share each town, its people and its outlets. A round-up of both events belongs to either or none: it is put
in, so that it can glue the two together, and its own pairs are not counted. Pairs of documents are then counted: in one
group as made and as found. Towns are split in two by their place in the alphabet, even and odd; ``dev`` was looked at
while the rules were made, ``test`` is for the figure.

Time. A library of documents of about 120 words, half of them copies of others, is written into an empty SQLite
database; then new documents are grouped one after the other through the service. Beside it the naive way: comparing the
shingles of a new document with those of all others, in memory.
"""

import argparse
import datetime as dt
import itertools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.lib.fingerprints import hash_text
from sources.copies import shingles
from sources.origins.base import Link, Report
from sources.origins.comparing import links_between
from sources.origins.grouping import group
from sources.origins.keys import searches, standing, stored_keys
from sources.origins.reading import read_trace

REPORTS = Path(__file__).parent / "data" / "reports.txt"
AGENCIES = ("Northline", "Kestrel Press", "Union Wire")
OUTLETS = (
    "The Halvern Courier", "Sella Evening Post", "Harbour Gazette", "Inland Tribune", "Daily Ledger", "Upland Mercury",
    "Radio Delta", "Coast Herald", "Valley Observer", "The Border Times", "Orrin Weekly", "City Voice",
)  # fmt: skip
STANDING = (
    "{outlet} is published by an independent trust. Subscribers read all of our reports on the day they appear and "
    "receive our letter from the newsroom every Sunday morning. Write to us if you have seen something."
)
EDITS = {
    "announced": "said", "ordered": "told", "about": "some", "because": "as", "will": "is to", "must": "has to",
    "expected": "likely", "began": "started", "decided": "ruled", "known": "clear", "years": "winters",
    "said": "stated", "wants": "would like", "had": "has", "examined": "looked at", "people": "persons",
    "town": "municipality",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, told three times."""

    town: str
    day: dt.date
    title: str
    report: str
    retelling: str
    account: str

    @property
    def quotation(self) -> str:
        """The quotation that all accounts of it have."""
        return re.findall(r'"([^"]+?),?"', self.account)[0]


@dataclass(frozen=True, slots=True)
class Made:
    """A document of the set; ``group`` names the report that it goes back to, empty when that is not counted."""

    group: str
    variant: str
    report: Report


def events() -> list[Event]:
    """The events of the data file, in its order."""
    parts = re.split(r"^== ", REPORTS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_event(part) for part in parts]


def _event(part: str) -> Event:
    heading, _, texts = part.partition("\n")
    town, day, title = heading.split(" | ")
    report, retelling, account = (text.strip().replace("\n", "\n\n") for text in texts.split("\n--\n"))
    return Event(town, dt.date.fromisoformat(day), title, report, retelling, account)


class Maker:
    """Makes the documents of the set, the same ones each time."""

    def __init__(self) -> None:
        self.documents: list[Made] = []
        self._ids = itertools.count(1)

    def add(
        self, event: Event, variant: str, publisher: str, text: str, hours: int, *, group: str | None = None
    ) -> None:
        """One document, published so many hours after eight on the day of the event."""
        number = next(self._ids)
        url = f"https://{re.sub('[^a-z]', '', publisher.lower())}.example/{event.day}/{number}"
        title = text.split("\n", 1)[0][:90]
        trace = read_trace(text, title=title, publisher=publisher, url=url)
        at = dt.datetime.combine(event.day, dt.time(8), dt.UTC) + dt.timedelta(hours=hours)
        report = Report(number, publisher, url, at, hash_text(text), shingles(text), trace)
        self.documents.append(Made(event.title if group is None else group, variant, report))

    def event(self, number: int, event: Event) -> None:
        """All documents of one event."""
        random.seed(event.title)
        agency, outlets = AGENCIES[number % 3], random.sample(OUTLETS, 11)
        way = ("by-line", "according to", "link")[number % 3]
        release = f"https://{event.town.lower().replace(' ', '-')}.example/press/{event.day}/statement"
        report = event.report + (f"\n\nThe statement can be read at {release}." if way == "link" else "")
        self.add(event, "report", agency, report, 0)
        self.add(event, "copy", outlets[0], f"{event.town.upper()} ({agency}) — {report}", 2)
        self.add(event, "light edit", outlets[1], light_edit(report), 4)
        self.add(event, "half", outlets[2], half(report, first=number % 2 == 0), 5)
        self.add(event, "re-headed", outlets[3], reheaded(event, report, outlets[3]), 7)
        retold = retelling(event, way, named=(agency, outlets[0])[number // 3 % 2], agency=agency, release=release)
        self.add(event, way, outlets[4], retold, 26)
        self.add(event, "second hand", outlets[5], retold[: int(len(retold) * 0.7)].rsplit(". ", 1)[0] + ".", 30)
        self.add(event, "account", outlets[6], account(event, number % 3, agency, outlets[6]), 9, group=f"own {number}")
        for place, outlet in enumerate(outlets[7:9]):
            quotation = f"“{event.quotation}.”"
            self.add(event, "quotation", outlet, quotation, 3 + place, group=f"quotation {number} {place}")
            self.add(event, "near-empty", outlet, "More follows.", 1 + place, group=f"empty {number} {place}")

    def round_up(self, number: int, both: tuple[Event, Event]) -> None:
        """The beginnings of both events of a town in one document, which is not counted."""
        parts = [" ".join(event.report.split("\n\n")[:2]) for event in both]
        text = f"This week in {both[0].town}\n\n" + "\n\n".join(parts)
        self.add(both[1], "round-up", OUTLETS[number % len(OUTLETS)], text, 80, group="")


def light_edit(text: str) -> str:
    """One word in ten changed or left out, and a paragraph in the middle dropped."""
    paragraphs = text.split("\n\n")
    paragraphs.pop(len(paragraphs) // 2)
    return "\n\n".join(" ".join(_edited(paragraph.split(" "))) for paragraph in paragraphs)


def _edited(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in EDITS and random.random() < 0.5:
            yield EDITS[word]
        elif not (word.islower() and random.random() < 0.08):
            yield word


def half(text: str, *, first: bool) -> str:
    """One half of the paragraphs."""
    paragraphs = text.split("\n\n")
    middle = len(paragraphs) // 2
    return "\n\n".join(paragraphs[:middle] if first else paragraphs[middle:])


def reheaded(event: Event, text: str, outlet: str) -> str:
    """The whole text under another heading, with an introduction and the standing lines of the outlet."""
    head = f"What happened in {event.town}\n\nNews from {event.town} that many of our readers have asked us about."
    return f"{head}\n\n{text}\n\n{STANDING.format(outlet=outlet)}"


def retelling(event: Event, way: str, *, named: str, agency: str, release: str) -> str:
    """The report in other words, with one sign of where it comes from."""
    first, _, rest = event.retelling.partition(". ")
    if way == "by-line":
        return f"{event.town} ({agency}) – {event.retelling}"
    if way == "according to":
        short = named.removeprefix("The ").split(" ")[-1] if "Post" in named or "Gazette" in named else named
        said = random.choice(
            [f"{first}, {short} reported. {rest}", f"According to {short}, {first[0]}{first[1:]}. {rest}"]
        )
        return said.replace("According to The ", "According to the ")
    return f"{event.retelling}\n\nStatement: {release}"


def account(event: Event, way: int, agency: str, outlet: str) -> str:
    """Another reporter's account of the event, with the same quotation."""
    short = outlet.removeprefix("The ")
    ending = (
        f"\n\n{agency} had reported it before noon.",
        f"\n\n{event.town} has seen worse, an old man at the gate told the {short}.",
        "",
    )[way]
    return event.account + ending + "\n\n" + STANDING.format(outlet=outlet)


def made(which: str) -> list[Made]:
    """The documents of one half of the towns, or of both."""
    found = events()
    towns = sorted({event.town for event in found})
    chosen = {"dev": towns[::2], "test": towns[1::2], "both": towns}[which]
    maker = Maker()
    for number, event in enumerate(found):
        if event.town in chosen:
            maker.event(number, event)
            if number % 2:
                maker.round_up(number, (found[number - 1], event))
    return maker.documents


def found_links(reports: Iterable[Report]) -> list[Link]:
    """All links between documents that find each other by their keys."""
    by_id = {report.id: report for report in reports}
    index: dict[int, list[int]] = defaultdict(list)
    for report in by_id.values():
        for value in stored_keys(report):
            index[value].append(report.id)
    pairs = {
        frozenset({report.id, other})
        for report in by_id.values()
        for search in searches(report)
        for value in search.values
        for other in index.get(value, [])
        if other != report.id
    }
    lines = standing({value: {by_id[number].day for number in index[value]} for value in index})
    return [link for a, b in (sorted(pair) for pair in pairs) for link in links_between(by_id[a], by_id[b], lines)]


def measure(which: str, *, show: bool) -> None:
    """Print precision, recall and F1 over pairs, and what each variant does."""
    documents = made(which)
    links = found_links(each.report for each in documents)
    groups = group([each.report.id for each in documents], links)
    place = {document: number for number, members in enumerate(groups) for document in members}
    counts: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for a, b in itertools.combinations([each for each in documents if each.group], 2):
        same, together = a.group == b.group, place[a.report.id] == place[b.report.id]
        counts[f"{same}{together}"] += 1
        if same and "report" in (a.variant, b.variant):
            wanted[b.variant] += 1
            kept[b.variant] += together
        if together and not same:
            wrong[f"{a.variant} / {b.variant}"] += 1
        if show and same != together and "report" in (a.variant, b.variant):
            print("split:" if same else "glued:", a.variant, "|", b.variant, "|", a.group, "|", b.group)
    _print(which, len(documents), counts)
    for variant in wanted:
        print(f"    {variant:14} with the agency's report: {kept[variant]} of {wanted[variant]}")
    for what, number in wrong.most_common(12):
        print(f"    wrongly together: {what}: {number}")


def _print(which: str, number: int, counts: Counter[str]) -> None:
    right, missed, wrong = counts["TrueTrue"], counts["TrueFalse"], counts["FalseTrue"]
    precision, recall = right / ((right + wrong) or 1), right / ((right + missed) or 1)
    score = 2 * precision * recall / ((precision + recall) or 1)
    print(f"{which:5} {number} documents: precision {precision:.3f}  recall {recall:.3f}  pairwise F1 {score:.3f}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which half to measure, and which sizes of library to time."""
    parser.add_argument("--half", choices=("dev", "test", "both"), default="test")
    parser.add_argument("--errors", action="store_true", help="Name what was split from or glued to a report.")
    parser.add_argument("--sizes", default="", help="Also time a new document: numbers of documents, by commas.")


def run(given: argparse.Namespace) -> None:
    """Measure."""
    measure(given.half, show=given.errors)
    if given.sizes:
        from bench.evidence import _origins_timed

        timed: Callable[[list[int]], None] = _origins_timed.run
        timed([int(size) for size in given.sizes.split(",")])
