"""How well dates are read, and how well they are given to what was said, on MEANTIME or GUM (XML, English).

    python -m bench.dates PATH [--errors]

PATH is a folder: with ``*.xml`` of MEANTIME (TIMEX3 and TLINK; subfolders are read too) or of GUM (``<date when>``).

Protocol. Texts are put together from the tokens, a line a sentence. The date of publication is given: MEANTIME's
creation time, GUM's date line (the metadata's ``dateCreated`` where there is none), and its own words are not scored.

* All dates: all TIMEX3 of type DATE that have words (also "recently" and those whose value the annotators left open),
  all ``<date>`` elements. MEANTIME marks times in the title, the date line and four sentences, and only so far is
  counted. Found words that touch only a DURATION, a SET or a TIME count for neither side. A date is recognised when it
  shares a word with a gold one, each gold one used once; a range counts as its two ends where the corpus marks two. It
  is normalised when its value is the same character by character (MEANTIME), or its first and last day are the
  same (GUM: ``when``, ``from`` and ``to``, ``notBefore`` and ``notAfter``).
* Calendar dates: the same without gold and found dates that name no year ("recently", PRESENT_REF, XXXX-XX-XX).
* Date of saying (MEANTIME): mentions of events of class SPEECH_COGNITIVE that a TLINK puts inside a DATE with words:
  right when the value is the same. The spans of the attribution are those of the extractor where it finds one with
  this cue, and the cue alone where it does not. "Undated" are those linked to the creation time only, right when
  nothing else than that day is given.

Figures are printed for the documents of even and of odd index by name: rules are developed on the even half alone.
``--errors`` lists what is wrong in the even half.
"""

import argparse
import datetime as dt
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.date_corpora import Document, Gold, documents, edge
from claims.extraction.base import DateReading
from claims.extraction.dates.times import Times
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_CALENDAR = re.compile(r"\d{2}")


def _is_right(reading: DateReading, value: str, gold: Gold) -> bool:
    if gold.days is None:
        return value == gold.value
    days = (reading.day.isoformat() if reading.day else "", reading.until.isoformat() if reading.until else "")
    return all(mine == theirs for mine, theirs in zip(days, gold.days, strict=True) if theirs)


def _values(reading: DateReading, gold: list[Gold]) -> list[tuple[DateReading, str]]:
    """The reading with its value, or its two ends where the corpus marks both."""
    touched = [item for item in gold if reading.span and item.span.overlaps(reading.span)]
    parts = reading.value.split("/")
    if len(parts) == 1 or len(touched) == 1:
        return [(reading, reading.value)]
    return [(_end(reading, part), part) for part in parts]


def _end(reading: DateReading, value: str) -> DateReading:
    try:
        days = [dt.date.fromisoformat(edge(value, side)) for side in (0, 1)]
    except ValueError:
        return reading
    return DateReading(days[0], until=days[1], text=reading.text, span=reading.span)


def _counted(counts: Counter[str], what: str, *, calendar: bool) -> None:
    for kind in ("all", "calendar") if calendar else ("all",):
        counts[f"{kind} {what}"] += 1


def score_dates(document: Document, times: Times, counts: Counter[str], errors: list[str]) -> None:
    """Count what is found, gold, recognised and right."""
    free = list(document.dates)
    for gold in free:
        _counted(counts, "gold", calendar=bool(_CALENDAR.match(gold.value)))
    for reading in times.inside([Span(0, document.annotated)]):
        if reading.span and not any(reading.span.overlaps(given) for given in document.given):
            for part, value in _values(reading, free):
                _score_date(document, part, value, (free, counts, errors))
    errors.extend(_error(document, "missed", gold.span, "", gold.value) for gold in free)


def _score_date(
    document: Document, reading: DateReading, value: str, state: tuple[list[Gold], Counter[str], list[str]]
) -> None:
    free, counts, errors = state
    span = reading.span or Span(0, 1)
    fitting = next((gold for gold in free if gold.span.overlaps(span)), None)
    if fitting is None and any(span.overlaps(other) for other in document.other):
        return
    calendar = bool(_CALENDAR.match(value))
    _counted(counts, "found", calendar=calendar)
    if fitting is None:
        errors.append(_error(document, "added", span, value, ""))
        return
    free.remove(fitting)
    both = calendar and bool(_CALENDAR.match(fitting.value))
    _counted(counts, "recognised", calendar=both)
    if _is_right(reading, value, fitting):
        _counted(counts, "right", calendar=both)
    else:
        errors.append(_error(document, "other value", span, value, str(fitting.days or fitting.value)))


def _error(document: Document, what: str, span: Span, value: str, gold: str) -> str:
    around = document.text[max(0, span.start - 60) : span.end + 40].replace("\n", " ")
    words = span.cut(document.text)
    return f"{document.name[:30]} {document.published} {what}: “{words}” {value} not {gold} … {around}"


def score_speech(document: Document, times: Times, extractor: Any, counts: Counter[str], errors: list[str]) -> None:
    """Count the days of saying that are right, and the undated ones for which no day was made up."""
    claims = [claim for claim in extractor.extract(document.text, published=document.published) if claim.cue]
    published = document.published.isoformat() if document.published else ""
    for cue, value in document.speech:
        claim = next((claim for claim in claims if any(span.overlaps(cue) for span in claim.cue)), None)
        reading = times.said(Said(claim.source, claim.cue, claim.content) if claim else Said((), (cue,), ()))
        kind = "dated" if value else "undated"
        right = reading.value == value if value else reading.value in ("", published)
        counts[f"{kind} gold"] += 1
        counts[f"{kind} found"] += bool(reading.value)
        counts[f"{kind} right"] += right
        if not right:
            errors.append(_error(document, "said", cue, reading.value, value or "undated"))


def _row(name: str, measure: str, right: int, found: int, gold: int) -> str:
    precision, recall, f_score = right / max(found, 1), right / max(gold, 1), 2 * right / max(found + gold, 1)
    return f"{name:<5} {measure:<27} {precision:6.3f} {recall:6.3f} {f_score:6.3f} {found:6d} {gold:6d}"


def report(name: str, counts: Counter[str]) -> Iterator[str]:
    """The lines of the table for one half."""
    for kind in ("all", "calendar"):
        for measure, label in (("recognised", "recognised"), ("right", "normalised")):
            found, gold = counts[f"{kind} found"], counts[f"{kind} gold"]
            yield _row(name, f"{kind} dates, {label}", counts[f"{kind} {measure}"], found, gold)
    if counts["dated gold"]:
        yield _row(name, "date of saying", counts["dated right"], counts["dated found"], counts["dated gold"])
        undated = counts["undated gold"]
        yield _row(name, "undated, none made up", counts["undated right"], undated, undated)


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--extractor", default="claims.extraction.trained.TrainedExtractor")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the even half")
    options = parser.parse_args()
    module, _, name = options.extractor.rpartition(".")
    extractor = getattr(importlib.import_module(module), name)()
    counts: list[Counter[str]] = [Counter(), Counter()]
    errors: list[list[str]] = [[], []]
    for index, document in enumerate(documents(options.data)):
        side, times = index % 2, Times(Layout.of(document.text), document.published)
        score_dates(document, times, counts[side], errors[side])
        score_speech(document, times, extractor, counts[side], errors[side])
        counts[side]["documents"] += 1
    print(f"{options.data.name}: {counts[0]['documents']} even and {counts[1]['documents']} odd documents")
    print(f"{'half':<5} {'measure':<27} {'prec.':>6} {'recall':>6} {'F1':>6} {'found':>6} {'gold':>6}")
    for label, half in (("even", counts[0]), ("odd", counts[1]), ("both", counts[0] + counts[1])):
        print("\n".join(report(label, half)))
    if options.errors:
        print("\n".join(errors[0]))


if __name__ == "__main__":
    main()
