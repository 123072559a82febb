"""Reading labelled articles: PolNeAR's own folders of texts and brat files, or rows of JSON."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Spans = list[list[int]]

ROLES = ("source", "cue", "content")
LEFT_OUT = ("discard", "discuss")
_DAY = re.compile(r"_(\d{4}-\d\d-\d\d)_")


def read_polnear(path: Path) -> Iterator[Row]:
    """One row for each article and annotator, in order of their names.

    ``path`` is a file of JSON Lines, whose rows are given as they are, or a folder that holds ``text/NAME.txt`` and
    ``attributions/NAME_ANNOTATOR.ann``, or whose subfolders do. A row has ``id``, ``annotator``, ``first_annotator``,
    ``date``, ``text``, ``attributions`` (each with lists of spans ``source``, ``cue`` and ``content``), and the spans
    ``discard`` and ``discuss`` that teach nothing; spans are ``[start, end]`` in code points of ``text``. Raises
    ``ValueError`` with the name of the file for an annotation that can not be read.
    """
    if path.is_file():
        yield from _json_rows(path)
        return
    annotations: dict[tuple[Path, str], list[Path]] = {}
    for annotation in sorted(path.rglob("attributions/*.ann")):
        annotations.setdefault((annotation.parent.parent, annotation.stem.rpartition("_")[0]), []).append(annotation)
    for text in sorted(path.rglob("text/*.txt")):
        for number, annotation in enumerate(annotations.get((text.parent.parent, text.stem), [])):
            yield _row(text, annotation, first=number == 0)


def _json_rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _row(text: Path, annotation: Path, *, first: bool) -> Row:
    day = _DAY.search(f"_{text.stem}")
    # Bytes, not lines: the offsets count line ends as they stand in the file.
    content = text.read_bytes().decode("utf-8")
    try:
        found = read_brat(annotation.read_text(encoding="utf-8"))
    except (KeyError, ValueError, IndexError) as error:
        message = f"{annotation.name} can not be read: {error}"
        raise ValueError(message) from error
    return {
        "id": text.stem,
        "annotator": annotation.stem.removeprefix(f"{text.stem}_"),
        "first_annotator": first,
        "date": day[1] if day else None,
        "text": content,
        **found,
    }


def read_brat(annotation: str) -> Row:
    """The attributions and the stretches to leave out of one brat file, as in a row.

    An event is an attribution whatever its kind ("Attribution", "Attribution-no-source"); its trigger repeats the cue.
    """
    bound: dict[str, tuple[str, Spans]] = {}
    events: list[list[str]] = []
    for line in annotation.split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            kind, _, places = rest.split("\t")[0].partition(" ")
            bound[name] = kind, _spans(places)
        elif name.startswith("E"):
            events.append(rest.split())
    left_out = {kind: [span for named, spans in bound.values() if named.lower() == kind for span in spans]
                for kind in LEFT_OUT}  # fmt: skip
    return {"attributions": [_attribution(event[1:], bound) for event in events], **left_out}


def _attribution(arguments: list[str], bound: dict[str, tuple[str, Spans]]) -> dict[str, Spans]:
    """The spans of each role; brat numbers a role that is filled twice: ``Content2``."""
    spans: dict[str, Spans] = {role: [] for role in ROLES}
    for argument in arguments:
        role, _, name = argument.partition(":")
        spans[role.rstrip("0123456789").lower()] += bound[name][1]
    return {role: sorted(found) for role, found in spans.items()}


def _spans(places: str) -> Spans:
    return [[int(start), int(end)] for start, end in (piece.split() for piece in places.split(";"))]
