"""How well known edits of quotations are recognised: ``python -m bench.fidelity [--each 40] [--seed 1]``.

Synthetic. The transcript is made from sentence patterns written for this bench, and so are the edits: each kind is made
by a rule, so what was done is known. It shows that every kind is found and told apart from the others, not how often
newspapers make which. Two or three whole sentences of one turn make a quotation; each gets one edit.

* found: the quotation has a place in the transcript (for "absent": it has none).
* place: the stretches found lie within the sentences that the quotation was made from.
* right: the verdicts are exactly the expected ones; extra: a verdict beyond them was given; missed: one was not.
* harm: harmful and harmless are told apart as expected.

The second table counts each verdict over all kinds. The third is the processor time on a transcript of 1 MB.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction.fidelity.base import Fidelity, Verdict
from claims.extraction.fidelity.comparing import compare
from claims.extraction.fidelity.turns import Transcript

NAMES = ("Brel", "Quist", "Varga", "Orlan", "Holm", "Teller", "Ansbach", "Rudd")
PLACES = ("Velmar", "Korin", "Lund Bay", "Estry", "Halden", "Morrow", "Tarn", "Ulby", "Port Sel", "Osk Head")
THINGS = (
    "pier",
    "wall",
    "dam",
    "bridge",
    "quay",
    "school",
    "ferry",
    "market",
    "tunnel",
    "clinic",
    "mill",
    "library",
    "pump",
    "shelter",
    "crane",
    "road",
)
ADJECTIVES = (
    "safe",
    "closed",
    "ready",
    "empty",
    "expensive",
    "popular",
    "old",
    "crowded",
    "narrow",
    "famous",
    "broken",
    "quiet",
    "new",
    "dirty",
)
PEOPLE = (
    "crews",
    "families",
    "teachers",
    "sailors",
    "farmers",
    "engineers",
    "nurses",
    "drivers",
    "tourists",
    "students",
)
NUMBERS = ("three", "five", "twelve", "forty", "two hundred", "340", "1,250", "18")
NEW_NUMBERS = ("seven", "ninety", "4,100", "66")
FILLERS = ("uh", "um", "you know", "er")
PATTERNS = (
    "The {adjective} {thing} in {place} is not open to {people} yet.",
    "{number} {people} will probably leave {place} before the end of the winter.",
    "Perhaps the {thing} can be repaired, but {name} has no money for it.",
    "I don't believe that {name} told the {people} everything about the {thing}.",
    "We have spent {number} million dollars on the {thing} since the flood.",
    "The {people} of {place} are angry, and {name} should listen to them.",
    "It is the {adjective} {thing} that worries me most of all.",
    "Nobody was hurt when the {thing} near {place} fell into the river.",
    "Our {people} work there day and night, and they may need {number} more weeks.",
    "That is why the council never asked {name} for a second opinion.",
    "About {number} per cent of the {people} want a new {thing}.",
    "They must pay for the {thing}, even if the ministry in {place} refuses.",
    "There were {number} complaints about the {adjective} {thing} last month.",
    "The {thing} could almost certainly carry {number} tons, according to {name}.",
)
TAILS = (
    " and that is a shame",
    ", as everybody here knows",
    ", which is more than we hoped for",
    ", and I said so to the governor in spring",
    " because the rain came so early",
    ", whatever the newspapers write",
    ", so please be patient with us",
    " unless the wind turns",
    ", and my own brother lives there",
    ", though it took us a year to see it",
    ", but ask me again in June",
    ", and the insurance pays for none of it",
    " while the trains stand still",
    ", just like after the great fire",
)
TENSES = {
    "is": "was",
    "are": "were",
    "has": "had",
    "work": "worked",
    "was": "is",
    "worries": "worried",
    "told": "tells",
    "want": "wanted",
    "asked": "asks",
    "refuses": "refused",
    "fell": "falls",
}
SAME = {"don't": "do not", "is not": "isn't", "There were": "There were"}
NUMERALS = {"three": "3", "five": "5", "twelve": "12", "forty": "40", "two hundred": "200", "18": "eighteen"}
HEDGES = ("probably ", "Perhaps ", "About ", "almost ")
MODALS = {"should": "must", "may": "will", "could": "will", "can": "must", "must": "should"}
ADDITIONS = ("clearly", "deeply", "on purpose", "as promised", "at any cost")


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation with its expected result; ``sentences`` are those it was made from."""

    quotation: str
    speaker: str
    sentences: tuple[str, ...]
    verdicts: frozenset[Verdict] | None
    is_harmful: bool


def sentence(dice: random.Random) -> str:
    """One sentence of somebody's."""
    lists = {"adjective": ADJECTIVES, "thing": THINGS, "place": PLACES, "people": PEOPLE, "name": NAMES}
    text = dice.choice(PATTERNS).format(
        number=dice.choice(NUMBERS), **{key: dice.choice(all_) for key, all_ in lists.items()}
    )
    tail = dice.choice(TAILS) if dice.random() < 0.6 else ""
    return text[0].upper() + text[1:-1] + tail + "."


def spoken(dice: random.Random, said: str) -> str:
    """A sentence as it was said: now and then with a filler or a word twice."""
    words = said.split()
    if dice.random() < 0.15:
        words.insert(dice.randrange(1, len(words)), f"{dice.choice(FILLERS)},")
    return " ".join(words)


def transcript(dice: random.Random, turns: int) -> tuple[str, list[tuple[str, list[str]]]]:
    """A transcript and its turns: speaker and sentences as they were said."""
    held, lines = [], []
    for number in range(turns):
        name = NAMES[number % 4]
        sentences = list(dict.fromkeys(sentence(dice) for _ in range(dice.randint(5, 9))))
        held.append((name, [spoken(dice, one) for one in sentences]))
        label = f"MR {name.upper()}" if number % 3 else f"{name}"
        lines.append(f"{label}: {' '.join(held[-1][1])}")
    return "\n\n".join(lines) + "\n", held


def swapped(dice: random.Random, text: str, table: dict[str, str]) -> str | None:
    """``text`` with one of the words of ``table`` exchanged; None when it has none."""
    there = [word for word in table if re.search(rf"\b{re.escape(word)}\b", text) and table[word] != word]
    if not there:
        return None
    word = dice.choice(there)
    return re.sub(rf"\b{re.escape(word)}\b", table[word], text, count=1)


def without(text: str, pattern: str) -> str | None:
    """``text`` without the first match of ``pattern``; None when there is none."""
    changed = re.sub(pattern, "", text, count=1)
    return None if changed == text else re.sub(r"(?:^|(?<=[.] ))[a-z]", lambda match: match.group().upper(), changed)


def cut(dice: random.Random, text: str, mark: str) -> str | None:
    """``text`` without two to four words in the middle of a sentence that no list of the comparison knows."""
    plain = (
        r"(?:the|of|in|to|near|since|there|most|all|even|last|and|old|new|flood|month|council|river|winter|weeks|tons)"
    )
    matches = list(re.finditer(rf"(?<=[a-z] ){plain}(?: {plain}){{1,3}} (?=[a-z])", text))
    if not matches:
        return None
    match = dice.choice(matches)
    return text[: match.start()] + mark + text[match.end() :]


def added(dice: random.Random, text: str, words: str) -> str:
    """``text`` with ``words`` put between two of its small words."""
    places = [match.start() for match in re.finditer(r"(?<=[a-z] )(?=[a-z])", text)]
    place = dice.choice(places)
    return f"{text[:place]}{words} {text[place:]}"


def typography(_dice: random.Random, text: str) -> str:
    """Other quotes, dashes, case at the start and full stops."""
    return "“" + text[0].lower() + text[1:].rstrip(".").replace("'", "’").replace(", ", " — ") + ",”"


def clean(text: str) -> str:
    """``text`` without fillers."""
    return re.sub(rf"\b(?:{'|'.join(FILLERS)}), ", "", text)


def renamed(dice: random.Random, text: str) -> str | None:
    """``text`` with another name, not at the start of a sentence."""
    match = re.search(rf"(?<=[a-z] )(?:{'|'.join(NAMES)})\b", text)
    others = [name for name in NAMES if match and name != match.group()]
    return f"{text[: match.start()]}{dice.choice(others)}{text[match.end() :]}" if match else None


def renumbered(dice: random.Random, text: str) -> str | None:
    """``text`` with another number."""
    return swapped(dice, text, {number: dice.choice(NEW_NUMBERS) for number in NUMBERS})


def merged(_dice: random.Random, text: str) -> str | None:
    """Two sentences made one with "and", which is no edit of its own."""
    first, stop, rest = text.partition(". ")
    return f"{first} and {rest[0].lower()}{rest[1:]}" if stop else None


def reordered(_dice: random.Random, text: str) -> str | None:
    """The last sentence first."""
    sentences = text.split(". ")
    if len(sentences) < 2:
        return None
    return ". ".join([sentences[-1].rstrip("."), *sentences[:-1]]) + "."


Edit = Callable[[random.Random, str], str | None]
KINDS: dict[str, tuple[Edit, set[Verdict], bool]] = {
    "exact": (lambda _, text: text, {Verdict.EXACT}, False),
    "typography": (typography, {Verdict.EXACT}, False),
    "fillers left out": (lambda _, text: clean(text) if clean(text) != text else None, {Verdict.EXACT}, False),
    "word repeated": (lambda _, text: re.sub(r" (the|of|in) ", r" \1 \1 ", text, count=1), {Verdict.EXACT}, False),
    "contraction": (lambda dice, text: swapped(dice, text, SAME), {Verdict.EXACT}, False),
    "numeral": (lambda dice, text: swapped(dice, text, NUMERALS), {Verdict.EXACT}, False),
    "bracket": (lambda dice, text: added(dice, text, "[in the harbour]"), {Verdict.EXACT}, False),
    "ellipsis": (lambda dice, text: cut(dice, text, "… "), {Verdict.ELLIPSIS}, False),
    "words dropped": (lambda dice, text: cut(dice, text, ""), {Verdict.DROPPED}, False),
    "negation dropped": (lambda _, text: without(text, r"\b(?:not|never) |(?<=o)n't"), {Verdict.DROPPED}, True),
    "hedge dropped": (lambda _, text: without(text, r"\b(?:probably|Perhaps|About|almost) "), {Verdict.DROPPED}, True),
    "negation added": (lambda dice, text: added(dice, text, "not"), {Verdict.ADDED}, True),
    "words added": (lambda dice, text: added(dice, text, dice.choice(ADDITIONS)), {Verdict.ADDED}, False),
    "number changed": (renumbered, {Verdict.REPLACED}, True),
    "name changed": (renamed, {Verdict.REPLACED}, True),
    "modal changed": (lambda dice, text: swapped(dice, text, MODALS), {Verdict.REPLACED}, True),
    "noun changed": (
        lambda dice, text: swapped(dice, text, dict(zip(THINGS, (*THINGS[1:], THINGS[0]), strict=True))),
        {Verdict.REPLACED},
        False,
    ),
    "tense changed": (lambda dice, text: swapped(dice, text, TENSES), {Verdict.TENSE}, False),
    "merged": (merged, {Verdict.MERGED}, False),
    "reordered": (reordered, {Verdict.REORDERED}, False),
}


def made(dice: random.Random, kind: str, turns: list[tuple[str, list[str]]]) -> Made:
    """One quotation with the edit ``kind``."""
    while True:
        name, sentences = dice.choice(turns)
        size = dice.randint(2, 3)
        start = dice.randrange(len(sentences) - size)
        taken = tuple(sentences[start : start + size])
        speaker = f"Captain Mara {name}"
        if kind == "absent":
            others = " ".join(sentence(dice).replace("the", "no") for _ in range(size))
            return Made(shuffled(dice, others), speaker, taken, None, is_harmful=False)
        if kind == "wrong speaker":
            other = dice.choice([one for one in NAMES[:4] if one != name])
            verdicts = frozenset({Verdict.EXACT, Verdict.WRONG_SPEAKER})
            return Made(" ".join(taken), f"Ida {other}", taken, verdicts, is_harmful=True)
        edit, expected, is_harmful = KINDS[kind]
        quotation = edit(dice, " ".join(taken))
        if quotation is not None:
            return Made(quotation, speaker, taken, frozenset(expected), is_harmful)


def shuffled(dice: random.Random, text: str) -> str:
    """The words of ``text`` in no order: the words of the transcript, but nothing anybody said."""
    words = text.split()
    dice.shuffle(words)
    return " ".join(words)


def is_in_place(found: Fidelity, one: Made, text: str) -> bool:
    """Whether what was found lies in the sentences that the quotation was made from."""
    held = " ".join(one.sentences)
    return all(span.cut(text) in held for span in found.spans)


def measured(kind: str, each: int, dice: random.Random, text: str, turns: list[tuple[str, list[str]]]) -> Counter[str]:
    """Counts for one kind."""
    held = Transcript.of(text)
    counts: Counter[str] = Counter()
    for _ in range(each):
        one = made(dice, kind, turns)
        found = compare(one.quotation, held, speaker=one.speaker)
        given = frozenset(found.verdicts) if found else frozenset()
        expected = one.verdicts or frozenset()
        counts["found"] += (found is None) == (one.verdicts is None)
        counts["place"] += found is None or is_in_place(found, one, text)
        counts["right"] += given == expected
        counts["extra"] += bool(given - expected)
        counts["missed"] += bool(expected - given)
        counts["harm"] += (found is not None and found.is_harmful) == one.is_harmful
        for verdict in given | expected:
            counts[
                f"{verdict}:{'right' if verdict in given & expected else 'extra' if verdict in given else 'missed'}"
            ] += 1
    return counts


def timed(dice: random.Random) -> None:
    """Print how long a transcript of 1 MB takes, an ordinary one and hostile ones."""
    text, turns = transcript(dice, 1_900)
    long = " ".join(one for _, sentences in turns[900:] for one in sentences)
    quotations = {
        "40 words": " ".join(turns[-2][1][:3]),
        "2,000 words": " ".join(long.split()[:2_000]),
        "2,000 words, every 9th dropped": " ".join(word for n, word in enumerate(long.split()[:2_250]) if n % 9),
        "2,000 words from nowhere": shuffled(dice, " ".join(long.split()[:2_000])),
    }
    compare("Yes.", "Yes.")
    print(f"\n{'transcript of 1 MB':<24} {'quotation':<32} {'CPU s':>8}")
    for name, quotation in quotations.items():
        clock("ordinary", name, quotation, text[:1_000_000])
    clock("ordinary", "40 words of somebody else", quotations["40 words"], text[:1_000_000], "Ida Ansbach")
    clock("one word throughout", "2,000 times the word", "no " * 2_000, "no " * 333_333)
    clock("two words in turn", "2,000 of them, halves swapped", "a b " * 500 + "b a " * 500, "a b " * 250_000)
    clock("a label on every line", "40 words", "no yes " * 20, "Q: no\n" * 166_666)


def clock(transcript_name: str, quotation_name: str, quotation: str, text: str, speaker: str = "") -> None:
    """Print the processor time of one comparison, the reading of the transcript included."""
    start = time.process_time()
    compare(quotation, text, speaker=speaker)
    print(f"{transcript_name:<24} {quotation_name:<32} {time.process_time() - start:8.2f}")


def main() -> None:
    """Read the arguments, measure, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=40, help="quotations of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    text, turns = transcript(dice, 60)
    print(f"synthetic: a transcript of {len(text.split()):,} words, {options.each} quotations of each kind")
    columns = ("found", "place", "right", "extra", "missed", "harm")
    print(f"{'kind':<20}" + "".join(f"{column:>8}" for column in columns))
    total: Counter[str] = Counter()
    for kind in [*KINDS, "wrong speaker", "absent"]:
        counts = measured(kind, options.each, dice, text, turns)
        total += counts
        print(f"{kind:<20}" + "".join(f"{counts[column] / options.each:>8.2f}" for column in columns))
    print(f"\n{'verdict':<20}{'precision':>10}{'recall':>8}{'count':>7}")
    for verdict in Verdict:
        right, extra, missed = (total[f"{verdict}:{part}"] for part in ("right", "extra", "missed"))
        precision, recall = right / max(1, right + extra), right / max(1, right + missed)
        print(f"{verdict:<20}{precision:>10.3f}{recall:>8.3f}{right + missed:>7}")
    timed(dice)


if __name__ == "__main__":
    main()
