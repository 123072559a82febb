"""How one claim was read: each decision of the machine in words, and what people have changed since."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from claims.choices import AttributionKind, ClaimOrigin, SpeakerKind
from claims.extraction.base import Force, Part, Step
from claims.models import Claim, LedgerEntry
from claims.pages.context import Context, context_of
from claims.policies import can_revise
from claims.templatetags.claim_words import date_words, said_when
from factcheck.lib.decisions import Decision
from factcheck.lib.spans import cut_all, from_pairs

CUE_WORDS_MOST = 300
TITLES: Final[dict[Part, str]] = {
    Part.ATTRIBUTION: "Why it is an attribution",
    Part.SPEAKER: "Who says it",
    Part.DATE: "When it was said",
    Part.FORCE: "What the speaker does with it",
    Part.STATEMENT: "How the statement was worded",
    Part.CHECKWORTHINESS: "Whether it is worth checking",
}
FORCES: Final[dict[str, str]] = {
    Force.SAYS: "says it",
    Force.CLAIMS: "claims it; the word keeps its distance",
    Force.CONFIRMS: "confirms it",
    Force.DENIES: "denies it",
    Force.REPORTS: "reports it",
    Force.ACCUSES: "accuses somebody of it",
    Force.THREATENS: "threatens it",
    Force.PROMISES: "promises it",
    Force.WARNS: "warns of it",
    Force.ASKS: "asks for it, or whether it is so",
    Force.BELIEVES: "believes it; it need not have been said",
    Force.INTENDS: "intends it; it need not have been said",
    Force.STATES: "states it",
}
_FACTS: Final[dict[str, tuple[Part, str]]] = {
    "quote": (Part.STATEMENT, "the words"),
    "statement": (Part.STATEMENT, "the statement"),
    "speaker": (Part.SPEAKER, "the speaker"),
    "speaker_kind": (Part.SPEAKER, "what the speaker is"),
    "role": (Part.SPEAKER, "the role"),
    "affiliation": (Part.SPEAKER, "the affiliation"),
    "said_on": (Part.DATE, "the date"),
    "said_until": (Part.DATE, "the end of the period"),
    "said_precision": (Part.DATE, "the precision of the date"),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One fact that a person changed."""

    what: str
    before: str
    after: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision of the machine; ``words`` are those of the article that it rests on."""

    how: str
    confidence: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a claim: what is stored of it now, how the machine came to it, and what people changed."""

    part: str
    title: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What a person did with the claim as a whole."""

    what: str
    who: str
    at: dt.datetime
    detail: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the page shows. ``is_explained`` is false where no reasons were stored with the reading."""

    claim: Claim
    context: Context
    sections: tuple[Section, ...]
    events: tuple[Event, ...]
    is_by_hand: bool
    is_explained: bool
    may_revise: Decision


def explanation_of(claim: Claim, *, user: Any) -> Explanation:
    """Read how ``claim`` was made, as ``user`` may know it; two queries."""
    seen = LedgerEntry.objects.visible_to(user).of_claim(claim).by_people().filter(verb__startswith="claim.")
    entries = list(seen.order_by("at", "sequence"))
    edits = _edits(entries)
    steps = claim.explanation
    return Explanation(
        claim=claim,
        context=context_of(claim, captioned=True),
        sections=tuple(_section(claim, part, steps, edits.get(part, [])) for part in TITLES),
        events=tuple(_events(entries)),
        is_by_hand=claim.origin == ClaimOrigin.HUMAN,
        is_explained=bool(steps),
        may_revise=can_revise(user, claim),
    )


def _section(claim: Claim, part: Part, steps: Iterable[Step], edits: Sequence[Edit]) -> Section:
    body = claim.article.body
    return Section(
        part=part.value,
        title=TITLES[part],
        facts=tuple((name, value) for name, value in _READERS[part](claim) if value),
        reasons=tuple(
            Reason(step.how, step.confidence, cut_all(body, step.spans)[:CUE_WORDS_MOST])
            for step in steps
            if step.part is part
        ),
        edits=tuple(edits),
    )


def _attribution(claim: Claim) -> list[tuple[str, str]]:
    cue = cut_all(claim.article.body, from_pairs(claim.cue_spans))
    kind = AttributionKind(claim.attribution).label
    return [
        ("Kind", str(kind)),
        ("Attributing words", f"“{cue}”" if cue else "" if claim.speaker else "none: the article speaks for itself"),
        ("Plain form", claim.lemma),
        ("Inside it", _inner(claim)),
    ]


def _inner(claim: Claim) -> str:
    nested = claim.inner
    if nested is None:
        return ""
    content = cut_all(claim.article.body, nested.content)
    return f"{nested.speaker or 'somebody'} {FORCES[nested.force].partition(';')[0]}: “{content}”"


def _speaker(claim: Claim) -> list[tuple[str, str]]:
    words = cut_all(claim.article.body, from_pairs(claim.source_spans))
    kind = SpeakerKind(claim.speaker.kind) if claim.speaker else SpeakerKind.ARTICLE
    return [
        ("Speaker", claim.speaker_name),
        ("Is", str(kind.label)),
        ("In the article", f"“{words}”" if words else ""),
        ("Role", claim.role),
        ("Affiliation", claim.affiliation),
        ("Members", ", ".join(claim.members)),
        ("May be", " or ".join(claim.candidates)),
    ]


def _date(claim: Claim) -> list[tuple[str, str]]:
    inside = [f"“{date.text}”: {date_words(date) or 'not known'}" for date in claim.dates]
    return [
        ("Said", said_when(claim) or "not known"),
        ("Known to the", claim.get_said_precision_display() if claim.said_on else ""),
        ("Value", claim.said_value),
        ("Words", f"“{claim.said_text}”" if claim.said_text else ""),
        ("Counted from", claim.said_anchor.isoformat() if claim.said_anchor else ""),
        ("Dates in the claim", "; ".join(inside)),
    ]


def _force(claim: Claim) -> list[tuple[str, str]]:
    marks = {
        "hedged: the words leave a doubt": claim.hedged,
        "negated: the words say that it was not said so": claim.negated,
        "conditional: only for the case that something else holds": claim.conditional,
    }
    return [
        ("The speaker", FORCES.get(claim.force, claim.force)),
        ("Marked as", "; ".join(words for words, holds in marks.items() if holds)),
    ]


def _statement(claim: Claim) -> list[tuple[str, str]]:
    return [("Exact words", f"“{claim.quote}”")]


def _worth(claim: Claim) -> list[tuple[str, str]]:
    return [
        ("Worth checking", f"{round(claim.checkworthiness * 100)} %"),
        ("Because of", ", ".join(claim.reasons)),
    ]


_READERS: Final[dict[Part, Callable[[Claim], list[tuple[str, str]]]]] = {
    Part.ATTRIBUTION: _attribution,
    Part.SPEAKER: _speaker,
    Part.DATE: _date,
    Part.FORCE: _force,
    Part.STATEMENT: _statement,
    Part.CHECKWORTHINESS: _worth,
}


def _edits(entries: Iterable[LedgerEntry]) -> dict[Part, list[Edit]]:
    edits: dict[Part, list[Edit]] = {}
    for entry in entries:
        for name, (before, after) in entry.details.get("changes", {}).items():
            if name in _FACTS:
                part, what = _FACTS[name]
                edits.setdefault(part, []).append(Edit(what, before, after, entry.actor_name, entry.at))
    return edits


def _events(entries: Iterable[LedgerEntry]) -> Iterable[Event]:
    words = {
        "claim.added": "marked the claim by hand",
        "claim.discarded": "discarded the claim",
        "claim.restored": "restored the claim",
        "claim.revised": "revised the claim",
        "claim.respanned": "changed the words of the claim",
        "claim.split": "split the claim",
        "claim.merged": "merged another claim into it",
        "claim.undone": "undid a change of the claim",
        "claim.redone": "made a change of the claim again",
    }
    for entry in entries:
        changed = [_FACTS[name][1] for name in entry.details.get("changes", {}) if name in _FACTS]
        detail = ", ".join(changed) or str(entry.details.get("reason", ""))
        yield Event(words.get(entry.verb, entry.verb), entry.actor_name, entry.at, detail)
