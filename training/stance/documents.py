"""Claims beside whole documents: WiCE with its supporting sentences, Fool Me Twice with what was retrieved, FNC-1."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sources.chunking import sentences
from training.stance.pairs import LABELS, csv_rows, json_lines
from training.stance.sides import Families, Side, side


@dataclass(frozen=True, slots=True)
class Document:
    """A claim and the sentences of a document; ``supporting`` are the places of those that bear on it."""

    claim: str
    sentences: tuple[str, ...]
    supporting: frozenset[int]
    label: str = ""


def wice(file: Path) -> Iterator[Document]:
    """WiCE: every sentence of any annotator's set is supporting. Rows without such a sentence are left out."""
    for row in json_lines(file):
        supporting = frozenset(place for places in row["supporting_sentences"] for place in places)
        if supporting:
            yield Document(row["claim"], tuple(row["evidence"]), supporting)


def retrieved(folder: Path, families: Families) -> Iterator[tuple[Document, Side]]:
    """Fool Me Twice: the gold sentences among those that a search brought up."""
    for row in json_lines(folder / "fool_me_twice_dev.jsonl"):
        gold = [found["text"] for found in row["gold_evidence"]]
        others = [found["text"] for found in row["retrieved_evidence"] if found["text"] not in gold]
        listed = tuple(dict.fromkeys((*gold, *others)))
        supporting = frozenset(range(len(set(gold))))
        yield Document(row["text"], listed, supporting, LABELS[row["label"]].value), families.side(row["text"])


def climate(folder: Path, families: Families) -> Iterator[tuple[Document, Side]]:
    """Climate-FEVER: the five sentences of a claim; those with a stance support or refute it."""
    for row in json_lines(folder / "climate_fever_train.jsonl"):
        found = row["evidences"]
        bearing = frozenset(place for place, each in enumerate(found) if each["evidence_label"] != "NOT_ENOUGH_INFO")
        label = LABELS[row["claim_label"]].value if row["claim_label"] in LABELS else ""
        yield (
            Document(row["claim"], tuple(each["evidence"] for each in found), bearing, label),
            families.side(row["claim"]),
        )


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline beside the body of another article: agree, disagree, discuss or unrelated.

    ``body_side`` is that of the body, ``claim_side`` that of the headline.
    """

    headline: str
    body: str
    label: str
    body_side: Side
    claim_side: Side


def headlines(folder: Path, part: str, families: Families) -> list[Headline]:
    """FNC-1: the rows of ``part`` ("train" or "dev"); bodies and headlines are hashed each on its own."""
    bodies = {row["Body ID"]: row["articleBody"] for row in csv_rows(folder / "fnc1_train_bodies.csv")}
    return [
        Headline(
            row["Headline"],
            bodies[row["Body ID"]],
            row["Stance"],
            side(bodies[row["Body ID"]]),
            families.side(row["Headline"]),
        )
        for row in csv_rows(folder / f"fnc1_{part}_stances.csv")
    ]


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(span.cut(text) for span in sentences(text))
