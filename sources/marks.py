"""What to beware of in a piece of evidence: that it goes round in a circle, speaks for itself, or comes too late.

Plain Python. A mark says something to a person and decides nothing.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from factcheck.lib.fingerprints import normalise
from sources.origins.base import Naming, Trace
from sources.origins.names import is_press_name, plain_name, spellings
from sources.origins.subjects import heading_terms
from sources.speaking import only_says

_HEADING_SHARE = 0.5  # of the words of the article's headline that a document on the same subject has
_STEM = 6  # letters: "minister" and "ministry"

_WORD = re.compile(r"[^\W_][\w'’-]{0,40}")
_EMPTY_WORDS = "the of for and department office board company group agency"
_EMPTY_NAME = frozenset(_EMPTY_WORDS.split())


class MarkKind(StrEnum):
    """What a mark is about."""

    CITES_ARTICLE = "cites_article"
    OWN_OUTLET = "own_outlet"
    SPEAKER_HIMSELF = "speaker_himself"
    AFTER_CLAIM = "after_claim"
    UNDATED = "undated"


CIRCULAR = frozenset({MarkKind.CITES_ARTICLE.value, MarkKind.SPEAKER_HIMSELF.value})
"""Marks of evidence that is no independent origin."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to beware of; ``sentence`` says it to a person."""

    kind: MarkKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The claim under check and the article it stands in. ``speaker`` is empty for the article's own voice."""

    url: str
    outlet: str
    headline: str
    published_on: dt.date | None
    speaker: str
    affiliation: str
    said_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Cited:
    """The passage that is set against the claim, and its document."""

    passage: str
    publisher: str
    url: str
    published_on: dt.date | None
    trace: Trace


def marks(checked: Checked, cited: Cited) -> tuple[Mark, ...]:
    """All that there is to beware of, the gravest first."""
    readers: tuple[tuple[MarkKind, Callable[[Checked, Cited], str]], ...] = (
        (MarkKind.CITES_ARTICLE, _cites_article),
        (MarkKind.SPEAKER_HIMSELF, _is_the_speaker),
        (MarkKind.OWN_OUTLET, _is_own_outlet),
        (MarkKind.AFTER_CLAIM, _is_after),
        (MarkKind.UNDATED, _is_undated),
    )
    found = ((kind, read(checked, cited)) for kind, read in readers)
    return tuple(Mark(kind, sentence) for kind, sentence in found if sentence)


def _cites_article(checked: Checked, cited: Cited) -> str:
    if checked.url and checked.url in cited.trace.links:
        return "The document links to the article under check: what it says may come from there."
    naming = _naming_of_outlet(checked, cited)
    if naming is None or not _may_know_of(checked, cited):
        return ""
    return f"The document has it from the outlet of the article under check: it says “{naming.words}”."


def _naming_of_outlet(checked: Checked, cited: Cited) -> Naming | None:
    outlet = plain_name(checked.outlet)
    if not outlet or plain_name(cited.publisher) == outlet:
        return None
    names = [name for name in spellings(outlet) if name == outlet or is_press_name(name)]
    namings = (*cited.trace.naming, *cited.trace.credits)
    return next((naming for naming in namings if naming.name in names), None)


def _may_know_of(checked: Checked, cited: Cited) -> bool:
    """Whether the document came out on the article's day or later and is about what its headline says."""
    if checked.published_on and cited.published_on and cited.published_on < checked.published_on:
        return False
    wanted = heading_terms(checked.headline)
    known = {term[2:][:_STEM] for term in cited.trace.subject} | cited.trace.heading
    return bool(wanted) and len(wanted & known) >= _HEADING_SHARE * len(wanted)


def _is_the_speaker(checked: Checked, cited: Cited) -> str:
    if not checked.speaker:
        return ""
    if plain_name(checked.speaker) == plain_name(cited.publisher):
        return f"{cited.publisher} published this about what it says itself."
    if _is_organisation_of(checked.affiliation, cited.publisher):
        return f"{cited.publisher} published this, for whom {checked.speaker} speaks ({checked.affiliation})."
    if only_says(cited.passage, checked.speaker):
        return f"The passage only has what {checked.speaker} says: it shows that it was said, not that it is so."
    return ""


def _is_organisation_of(affiliation: str, publisher: str) -> bool:
    """Whether all that is special in the publisher's name stands in the words for whom the speaker speaks."""
    wanted, known = _stems(publisher), _stems(affiliation)
    return bool(wanted) and wanted <= known


def _stems(name: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(normalise(name)) if word not in _EMPTY_NAME}


def _is_own_outlet(checked: Checked, cited: Cited) -> str:
    same_name = bool(checked.outlet) and plain_name(checked.outlet) == plain_name(cited.publisher)
    host = _host(checked.url)
    if not same_name and (not host or host != _host(cited.url)):
        return ""
    return f"{cited.publisher} also published the article under check."


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_after(checked: Checked, cited: Cited) -> str:
    said, published = checked.said_on, cited.published_on
    if not (said and published and published > said):
        return ""
    return f"It was published on {_day(published)}, after the claim was made ({_day(said)})."


def _is_undated(_checked: Checked, cited: Cited) -> str:
    if cited.published_on:
        return ""
    return "It is not known when it was published: it may be later than the claim."


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
