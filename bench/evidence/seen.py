"""Seen before: is a claim recognised when it comes again in other words, and is another claim never taken for it?

Protocol. ``seen_claims.txt`` holds 151 claims of our own on invented people and places. Each has places that can be
worded otherwise, sentences of another build (order, active and passive), and edits that make another claim of it
(number, date, name, place, polarity, opposite, modality, tense, roles). From each claim are drawn, by a fixed seed:
six paraphrases (at least two places worded otherwise or another build; every third with an attribution put before or
after it) and every edit, once in the words of the claim and once on top of a paraphrase. The claims stand in a pool
with 11,000 distractors (12,000 drawn, doubles left out) made from templates on the same people, places and subjects;
edits are never in the pool. All are said on one day.
The claims are halved by their order (odd for looking at errors, even for the figure); ``--half looking`` shows errors.

Printed: how many paraphrases find their claim among the first five matches shown; how many get it as "the same"; and
of all questions (paraphrases, edits, and 2,000 distractors that are not in the pool) how many get a claim as "the
same", the one thing that is accepted by default, that is not. With ``--settled N`` the time of a question against N
settled claims in an SQLite database, as the service asks, beside rapidfuzz over all of them in the same process.
``--fever PATH`` reads FEVER-Symmetric (JSON Lines): claims of which one was edited so that the evidence turns; how many
of those pairs are taken for the same.
"""

import argparse
import json
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from sources.seen_before.base import Match, Relation, Statement
from sources.seen_before.comparing import compare
from sources.seen_before.pool import Pool
from sources.seen_before.ranking import matches

CLAIMS = Path(__file__).with_name("seen_claims.txt")
SLOT = re.compile(r"\[([^\[\]]*)\]")
SAID_ON = "2024-05-02"  # of all claims
PARAPHRASES, DISTRACTORS, STRANGERS, SHOWN, SEED = 6, 12_000, 2_000, 5, 11
LEADS = ("According to the ministry, ", "The spokeswoman said that ", "Mayor Ellen Brandt said on Tuesday that ",
         "A report by the auditors stated that ", "It is claimed that ")  # fmt: skip
SMALL = {
    "The",
    "In",
    "A",
    "On",
    "An",
    "After",
    "Only",
    "Half",
    "For",
    "Since",
    "More",
    "Some",
    "One",
    "Two",
    "By",
}  # have a capital by place alone
TAILS = (", the newspaper reported", ", according to the agency", ", said the chairman", ", Finn Oster told reporters")


def words(listed: str) -> list[str]:
    """The words of a table written as one string."""
    return listed.split()


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a claim: the wordings that say the same, and those that make another claim of it, by kind."""

    same: tuple[str, ...]
    other: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One claim as it was written: its own build, other builds, and whole sentences that say something else."""

    builds: tuple[tuple[str | Place, ...], ...]
    edits: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return worded(self.builds[0], lambda place: place.same[0])


@dataclass(frozen=True, slots=True)
class Question:
    """One claim that is asked for: ``kind`` is "paraphrase", "stranger" or what was edited; ``home`` its own claim."""

    text: str
    kind: str
    home: int


def build(line: str) -> tuple[str | Place, ...]:
    """A line as words and places in turn."""
    parts = SLOT.split(line)
    return tuple(place(part) if index % 2 else part for index, part in enumerate(parts))


def place(written: str) -> Place:
    first, *others = written.split("!")
    edits = [tuple(other.split(" ", 1)) for other in others]
    return Place(tuple(first.split("|")), tuple((kind, words) for kind, words in edits))


def worded(parts: Sequence[str | Place], choose: object) -> str:
    text = "".join(part if isinstance(part, str) else choose(part) for part in parts)  # type: ignore[operator]
    text = " ".join(text.split()).replace(" ,", ",")
    return text[:1].upper() + text[1:]


def read_claims(path: Path = CLAIMS) -> list[Written]:
    """The claims as written, in order."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        builds = [build(line[2:]) for line in lines if line[:2] in {"* ", "= "}]
        edits = [tuple(line[2:].split(" ", 1)) for line in lines if line.startswith("- ")]
        if builds:
            found.append(Written(tuple(builds), tuple((kind, text) for kind, text in edits)))
    return found


def paraphrases(written: Written, chance: random.Random) -> Iterator[str]:
    """``PARAPHRASES`` other wordings; every second has another build, every third an attribution."""
    seen = {written.text}
    for number in range(PARAPHRASES * 4):
        if len(seen) > PARAPHRASES:
            return
        others = written.builds[1:] if number % 2 else ()
        parts = chance.choice(others or written.builds[:1])
        text = worded(parts, lambda place: chance.choice(place.same[1:] or place.same))
        if number % 3 == 2:
            text = attributed(text, chance)
        if text not in seen:
            seen.add(text)
            yield text


def attributed(text: str, chance: random.Random) -> str:
    """A claim with somebody who says it."""
    if chance.random() < 0.5:
        lead = chance.choice(LEADS)
        return lead + (text[0].lower() + text[1:] if text.split(maxsplit=1)[0] in SMALL else text)
    return text.removesuffix(".") + chance.choice(TAILS) + "."


def edits(written: Written, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every edit: in the claim's own words, and on top of a wording of its other places."""
    for parts in written.builds[:1]:
        for index, part in enumerate(parts):
            for kind, words in part.other if isinstance(part, Place) else ():
                changed = [*parts[:index], words, *parts[index + 1 :]]
                yield kind, worded(changed, lambda place: place.same[0])
                yield kind, worded(changed, lambda place: chance.choice(place.same))
    yield from written.edits


def questions(claims: Sequence[Written], chance: random.Random) -> list[Question]:
    """All questions about some claims."""
    asked = []
    for home, written in enumerate(claims):
        asked += [Question(text, "paraphrase", home) for text in paraphrases(written, chance)]
        asked += [Question(text, kind, home) for kind, text in dict.fromkeys(edits(written, chance))]
    return asked


FIRST_NAMES = words("Ana Luis Paul Mark Helen Peter Marta Karin Jonas Simon Lena Greta Viktor Ivo")
LAST_NAMES = words("Ruiz Devane Maro Oll Fehr Holt Saar Renn Lindqvist Varga Brandner Ahl Petrak Edberg")
PEOPLE = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
TOWNS = words(
    "Brantholm Harwick Saltmere Colmere Oakhaven Oakridge Dunvale Corvale Karmund Belmund Kest Orlin Tarvo Pellin "
    "Marra Tolla Lorne Marne Velden Torvald Lisk Tamba Zamba Wessel Kessel"
)
LANDS = words("Norvia Sudmark Estaria Olmark")
THINGS = words(
    "teachers nurses farmers doctors students prisoners tourists migrants women children engineers soldiers voters "
    "drivers pensioners workers"
)
GOODS = words("wheat barley milk bread oil gas steel cars helicopters books vaccines timber fish sugar coffee cement")
RATES = ("unemployment", "inflation", "crime", "poverty", "the birth rate", "the price of bread", "rent", "debt")
WAYS = ("rose", "fell", "increased", "dropped", "doubled", "halved")


def distractors(chance: random.Random) -> Iterator[str]:
    """Claims without end on the same people, places and subjects."""
    templates = (
        lambda: (
            f"{chance.choice(RATES).capitalize()} in {chance.choice([*TOWNS, *LANDS])} {chance.choice(WAYS)} "
            f"{chance.choice(('by ', 'to '))}{chance.randint(2, 96)} percent in {chance.randint(1950, 2024)}."
        ),
        lambda: (
            f"{chance.choice(PEOPLE)} {chance.choice(('won', 'lost', 'contested'))} the "
            f"{chance.choice(('mayoral', 'parliamentary', 'presidential', 'regional'))} election in "
            f"{chance.choice(TOWNS)} in {chance.randint(1950, 2024)}."
        ),
        lambda: (
            f"{chance.choice(LANDS)} {chance.choice(('exports', 'imports', 'produces', 'needs'))} "
            f"{chance.randint(2, 900)} {chance.choice(('thousand', 'million'))} tonnes of "
            f"{chance.choice(GOODS)} a year."
        ),
        lambda: (
            f"{chance.randint(2, 99)} percent of {chance.choice(THINGS)} in {chance.choice([*TOWNS, *LANDS])} "
            f"{chance.choice(('own a car', 'live in poverty', 'have no internet access', 'smoke', 'earn too little'))}."
        ),
        lambda: (
            f"The city council of {chance.choice(TOWNS)} {chance.choice(('approved', 'rejected', 'debated'))} a "
            f"{chance.choice(('budget', 'school', 'bridge', 'tram line', 'theatre'))} of "
            f"{chance.randint(2, 900)} million euros in {chance.randint(1990, 2024)}."
        ),
        lambda: (
            f"{chance.randint(3, 900)} {chance.choice(THINGS)} were "
            f"{chance.choice(('injured', 'killed', 'arrested', 'rescued', 'evacuated'))} in {chance.choice(TOWNS)} on "
            f"{chance.randint(1, 28)} {chance.choice(('May', 'June', 'July', 'March'))} {chance.randint(1950, 2024)}."
        ),
        lambda: (
            f"{chance.choice(PEOPLE)} {chance.choice(('founded', 'bought', 'closed', 'sued', 'managed'))} the "
            f"{chance.choice(GOODS)} company {chance.choice(TOWNS)}{chance.choice(('ex', 'or', 'an', 'us'))} in "
            f"{chance.randint(1900, 2024)}."
        ),
        lambda: (
            f"{chance.choice(LANDS)} spends {chance.randint(1, 30)} percent of its national income on "
            f"{chance.choice(('schools', 'defence', 'health', 'roads', 'pensions'))}."
        ),
    )
    while True:
        yield chance.choice(templates)()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which half of the claims, and what else is measured."""
    parser.add_argument("--half", choices=("figure", "looking"), default="figure")
    parser.add_argument("--settled", type=int, default=0, metavar="N", help="time against N settled claims")
    parser.add_argument("--fever", type=Path, metavar="PATH", help="FEVER-Symmetric, JSON Lines")


def run(given: argparse.Namespace) -> None:
    """Measure and print."""
    chance = random.Random(SEED)
    everything = read_claims()
    claims = everything[1::2] if given.half == "figure" else everything[0::2]
    made = distractors(chance)
    strangers = [next(made) for _ in range(STRANGERS)]
    pool = [*dict.fromkeys([*(written.text for written in claims), *(next(made) for _ in range(DISTRACTORS))])]
    asked = questions(claims, chance)
    asked += [Question(text, "stranger", -1) for text in strangers if text not in set(pool)]
    print(f"{len(claims)} claims ({given.half} half) among {len(pool):,}; {len(asked):,} questions")
    score(asked, pool, claims, show=given.half == "looking")
    if given.settled:
        time_settled(given.settled, [question.text for question in asked if question.kind == "paraphrase"])
    if given.fever:
        fever(given.fever)


def score(asked: Sequence[Question], pool: Sequence[str], claims: Sequence[Written], *, show: bool) -> None:
    """Print recall and wrong matches, by kind of question."""
    index = Pool(Statement(text, SAID_ON) for text in pool)
    own = [pool.index(written.text) for written in claims]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    started = time.process_time()
    for question in asked:
        found = matches(Statement(question.text, SAID_ON), index.candidates(question.text), limit=SHOWN)
        home = own[question.home] if question.home >= 0 else -1
        judge(counts[question.kind], question, found, home, pool if show else None)
    spent = time.process_time() - started
    report(counts, len(asked), spent)


def judge(
    count: Counter[str], question: Question, found: Sequence[tuple[int, Match]], home: int, pool: Sequence[str] | None
) -> None:
    count["asked"] += 1
    same = [number for number, match in found if match.relation is Relation.SAME]
    shown = next((match for number, match in found if number == home), None)
    count["found"] += shown is not None
    if question.kind == "paraphrase":
        count["same"] += home in same
        count["wrong"] += any(number != home for number in same)
        if pool is not None and home not in same:
            print(f"  {'MISSED' if shown is None else 'UNSURE'} {question.text}\n      {pool[home]}\n      {shown}")
        return
    count["wrong"] += bool(same)
    count["told"] += shown is not None and shown.relation is EXPECTED.get(question.kind)
    if pool is not None and same:
        print(f"  WRONG {question.kind}: {question.text}\n      {pool[same[0]]}")


EXPECTED = {
    "number": Relation.OTHER_NUMBER,
    "role": None,
    "date": Relation.OTHER_DATE,
    "name": Relation.OTHER_NAME,
    "place": Relation.OTHER_NAME,
    "polarity": Relation.OPPOSITE,
    "opposite": Relation.OPPOSITE,
}


def report(counts: dict[str, Counter[str]], asked: int, spent: float) -> None:
    paraphrased = counts.pop("paraphrase")
    print(f"recall at {SHOWN}: {paraphrased['found'] / paraphrased['asked']:.1%} of {paraphrased['asked']} paraphrases")
    print(f"given as the same: {paraphrased['same'] / paraphrased['asked']:.1%}")
    wrong = paraphrased["wrong"] + sum(count["wrong"] for count in counts.values())
    edited = sum(count["asked"] for kind, count in counts.items() if kind != "stranger")
    in_edits = sum(count["wrong"] for kind, count in counts.items() if kind != "stranger")
    print(f"wrong matches accepted by default: {wrong / asked:.2%} of all {asked:,} questions, "
          f"{in_edits / edited:.2%} of the {edited:,} edits")  # fmt: skip
    print(f"{'edit':<12} {'asked':>6} {'wrong':>6} {'claim shown':>12} {'relation told':>14}")
    for kind, count in sorted(counts.items()):
        print(f"{kind:<12} {count['asked']:6d} {count['wrong']:6d} {count['found'] / count['asked']:12.1%} "
              f"{count['told'] / count['asked'] if EXPECTED.get(kind) else float('nan'):14.1%}")  # fmt: skip
    print(f"{1000 * spent / asked:.1f} ms of processor time a question, in memory")


def time_settled(number: int, asked: Sequence[str]) -> None:
    """Print the time of a question against an SQLite database of ``number`` settled claims, beside rapidfuzz."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "ENV_FILE": ""}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
        from bench.evidence._settled import fill, find

        chance = random.Random(SEED)
        made = distractors(chance)
        pool = list({next(made) for _ in range(int(number * 1.2))})[:number]
        seconds = fill(pool)
        print(f"{len(pool):,} settled claims stored in {seconds:.0f} s of processor time")
        ours, theirs = [], []
        for text in chance.sample(list(asked), min(100, len(asked))):
            started = time.process_time()
            find(text)
            ours.append(time.process_time() - started)
        for text in chance.sample(list(asked), 5):
            started = time.process_time()
            process.extract(text, pool, scorer=fuzz.token_set_ratio, limit=SHOWN)
            theirs.append(time.process_time() - started)
    bare = statistics.median(theirs)
    print(f"a question: median {1000 * statistics.median(ours):.1f} ms, 95 % within "
          f"{1000 * statistics.quantiles(ours, n=20)[-1]:.1f} ms; rapidfuzz over all {1000 * bare:.0f} ms "
          f"({bare / statistics.median(ours):.0f} times as long)")  # fmt: skip


def fever(path: Path) -> None:
    """Print how many pairs of claims that stand on one evidence with unlike labels are taken for the same."""
    by_id: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            name = str(row["id"])  # that of an edit is the original's with seven digits more
            by_id[name[:-7] if len(name) > 8 else name].append((row["claim"], row["label"]))
    pairs = {
        tuple(sorted((one, other)))
        for rows in by_id.values()
        for one, label in rows
        for other, against in rows
        if one != other and label != against
    }
    relations: Counter[str] = Counter()
    for one, other in sorted(pairs):
        match = compare(Statement(one), Statement(other))
        relations[match.relation.value if match else "not shown"] += 1
    print(f"{path.name}: {len(pairs)} pairs of one claim and its edit; " + ", ".join(
        f"{name} {count} ({count / max(1, len(pairs)):.1%})" for name, count in relations.most_common()))  # fmt: skip
