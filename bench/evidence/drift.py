"""How well a recheck of a page tells a changed passage from a changed page.

Protocol. Pages are invented reports printed in six templates; with ``--folder`` they are the HTML files below a folder
instead, and of those the ones in which the reader finds at least two passages that stand in one paragraph each. A page
is read by the product's own HTML reader, as a document is when it comes in, and up to three of its passages are cited,
of those that end like a sentence.

* seeds: in one cited passage a number, a name, a date or a negation is changed, a sentence dropped or added, a
  qualification put in, its paragraph taken out, or a correction note is put on the page; every other time with one to
  three edits of the trimmings on top. It is found when that passage is reported changed or vanished, or for a
  correction when the note is reported.
* trimmings: one to four edits that say nothing: advertisements, related links, boxes and captions between the
  paragraphs, timestamps, comment counts, quotation marks, white space, soft hyphens, the order of menus, the headlines
  of teasers, inline markup, other class names, footers. An alarm is false when any cited passage is reported changed or
  vanished, or the page as gone or corrected.

``--half look`` draws the pages that the comparison was built with, ``--half report`` others; report the latter.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml.html import HtmlElement, document_fromstring, tostring

from bench.evidence._drift_edits import SEEDS, TRIMMINGS, add_correction, set_text
from bench.evidence._drift_pages import invent, print_page
from factcheck.lib.errors import DomainError
from factcheck.lib.ingestion.reader import read
from factcheck.lib.spans import Span
from sources.chunking import passages
from sources.drift.base import Comparison, Page, Presence, SignKind
from sources.drift.comparing import compare

URL = "https://courier.example/story"
SORTS = (*SEEDS, "vanished paragraph", "correction note")
MOST_CITED = 3
ENDS = (".", "!", "?", "”", '"')


@dataclass
class Kept:
    """A page as it was kept: its markup, its reading, and the passages that are cited with their paragraphs."""

    html: str
    page: Page
    cited: list[Span]
    places: list[int]  # of the paragraph of each cited passage among all <p> elements


@dataclass
class Tally:
    """What came out of the trials of one kind."""

    tried: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def add(self, sort: str, *, hit: bool) -> None:
        """Count one trial."""
        self.tried[sort] += 1
        self.hit[sort] += hit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this measurement."""
    parser.add_argument("--trials", type=int, default=1_200, help="of each of the two kinds")
    parser.add_argument("--half", choices=("look", "report"), default="report")
    parser.add_argument("--folder", type=Path, default=None, help="a folder of HTML files instead of invented pages")
    parser.add_argument("--show", type=int, default=0, help="print so many of the wrong ones")


def run(given: argparse.Namespace) -> None:
    """Try both kinds and print the table."""
    start = time.process_time()
    chance = random.Random(f"{given.half} half")
    pages = _folder_pages(given, chance) if given.folder else _invented_pages(chance)
    seeds, trimmings = Tally(), Tally()
    for kept in pages:
        if seeds.tried.total() < given.trials:
            _try_seed(kept, chance, seeds)
        if trimmings.tried["all"] < given.trials:
            _try_trimmings(kept, chance, trimmings)
        elif seeds.tried.total() >= given.trials:
            break
    _print(seeds, trimmings, given)
    print(f"{time.process_time() - start:.0f} s of processor time, reading of the pages included")


def _invented_pages(chance: random.Random) -> Iterator[Kept]:
    while True:
        kept = _keep(print_page(invent(chance), chance), chance)
        if kept:
            yield kept


def _folder_pages(given: argparse.Namespace, chance: random.Random) -> Iterator[Kept]:
    """The files of one half of the folder, over and over."""
    files = sorted(given.folder.rglob("*.htm*"))[given.half == "report" :: 2]
    markups = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    usable = [markup for markup in markups if _keep(markup, chance)]
    while usable:
        for markup in usable:
            kept = _keep(markup, chance)
            if kept:
                yield kept


def _keep(markup: str, chance: random.Random) -> Kept | None:
    page = _read(markup)
    if page is None:
        return None
    whole = [" ".join(element.text_content().split()) for element in document_fromstring(markup).iter("p")]
    placed = []
    for chunk in passages(page.text):
        words = " ".join(chunk.span.cut(page.text).split())
        found = [place for place, text in enumerate(whole) if words in text]
        if len(found) == 1 and words.endswith(ENDS):
            placed.append((chunk.span, found[0]))
    if len(placed) < 2:
        return None
    cited = chance.sample(placed, min(len(placed), chance.randint(1, MOST_CITED)))
    return Kept(markup, page, [span for span, _ in cited], [place for _, place in cited])


def _read(markup: str) -> Page | None:
    try:
        reading = read(markup.encode(), filename="page.html", declared_type="text/html; charset=utf-8", url=URL)
    except DomainError:
        return None
    return Page(reading.text, reading.headline, reading.everything, URL)


def _try_seed(kept: Kept, chance: random.Random, tally: Tally) -> None:
    sort = SORTS[tally.tried.total() % len(SORTS)]
    tree = document_fromstring(kept.html)
    paragraphs = list(tree.iter("p"))
    which = chance.randrange(len(kept.cited))
    paragraph = paragraphs[kept.places[which]]
    if not _sow(sort, kept, which, tree, paragraph, chance):
        return
    if chance.random() < 0.5:
        _trim(tree, _long(tree), chance, chance.randint(1, 3))
    outcome = _compared(kept, tree)
    found = outcome is not None and _is_found(outcome, sort, kept.cited[which])
    tally.add(sort, hit=found)
    if not found:
        tally.shown.append(f"missed {sort}: {kept.cited[which].cut(kept.page.text)[:300]}\n   {outcome}")


def _sow(sort: str, kept: Kept, which: int, tree: HtmlElement, paragraph: HtmlElement, chance: random.Random) -> bool:
    """Make the edit; false where the passage has nothing that can be edited so."""
    if sort == "correction note":
        add_correction(tree, paragraph, chance)
        return True
    if sort == "vanished paragraph":
        paragraph.drop_tree()
        return True
    text = " ".join(paragraph.text_content().split())
    words = " ".join(kept.cited[which].cut(kept.page.text).split())
    edited = SEEDS[sort](words, chance)
    if edited is None or edited == words:
        return False
    set_text(paragraph, text.replace(words, edited, 1))
    return True


def _is_found(outcome: Comparison, sort: str, span: Span) -> bool:
    if sort == "correction note":
        return any(sign.kind is SignKind.CORRECTION for sign in outcome.signs)
    return any(finding.span == span and finding.outcome.is_drift for finding in outcome.passages)


def _try_trimmings(kept: Kept, chance: random.Random, tally: Tally) -> None:
    tree = document_fromstring(kept.html)
    names = _trim(tree, _long(tree), chance, chance.randint(1, 4))
    outcome = _compared(kept, tree)
    false = outcome is None or _is_alarm(outcome)
    for name in ("all", *names):
        tally.add(name, hit=false)
    if false:
        tally.shown.append(f"false alarm {names}: {outcome}")


def _is_alarm(outcome: Comparison) -> bool:
    noted = any(sign.kind in {SignKind.CORRECTION, SignKind.RETRACTION} for sign in outcome.signs)
    return outcome.presence is not Presence.SAME or bool(outcome.drifted) or noted


def _long(tree: HtmlElement) -> list[HtmlElement]:
    found = [element for element in tree.iter("p") if len(element.text_content()) > 60]
    return found or list(tree.iter("p"))


def _trim(tree: HtmlElement, paragraphs: list[HtmlElement], chance: random.Random, count: int) -> list[str]:
    names = chance.sample(sorted(TRIMMINGS), count)
    for name in names:
        TRIMMINGS[name](tree, paragraphs, chance)
    return names


def _compared(kept: Kept, tree: HtmlElement) -> Comparison | None:
    page = _read(tostring(tree, encoding="unicode", doctype="<!doctype html>"))
    return compare(kept.page, page, kept.cited) if page else None


def _print(seeds: Tally, trimmings: Tally, given: argparse.Namespace) -> None:
    print(f"{'seeded in a cited passage':<28} {'pages':>6} {'found':>7}")
    for sort in SORTS:
        print(f"{sort:<28} {seeds.tried[sort]:6d} {_share(seeds.hit[sort], seeds.tried[sort])}")
    print(f"{'all':<28} {seeds.tried.total():6d} {_share(seeds.hit.total(), seeds.tried.total())}")
    print(f"\n{'trimmings':<28} {'pages':>6} {'alarms':>7}")
    for name in (*TRIMMINGS, "all"):
        print(f"{name:<28} {trimmings.tried[name]:6d} {_share(trimmings.hit[name], trimmings.tried[name])}")
    for line in [*seeds.shown[: given.show], *trimmings.shown[: given.show]]:
        print(f"\n{line}")


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):7.2%}"
