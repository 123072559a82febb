"""What the desk knew at a moment, put together from the ledger and the rows that never change.

Rows that are only ever added (assessments, verdicts, replies) are taken as they are, up to the moment. What does change
(the wording of a claim, decisions on evidence) is taken from the ledger; where that is not enough, ``gaps`` says so.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from claims.models import Article, Claim, LedgerEntry
from reviews.models import Assessment, Rating, Reply, ReplyRequest, Review, Verdict
from sources.models import Evidence
from sources.policies import can_see_decisions
from sources.services.opinions import DECISIONS

PUBLICATIONS: Final = ("verdict.published", "verdict.corrected", "verdict.retracted")
STATES: Final = {
    "review.opened": "open",
    "review.reopened": "open",
    "review.assigned": "assigned",
    "review.assessed": "assigned",
    "review.returned": "assigned",
    "review.disputed": "disputed",
    "review.decided": "decided",
    "review.settled": "decided",
    "review.published": "published",
    "review.cancelled": "cancelled",
}

NOT_YET: Final = "The claim was not known yet."
UNEXPLAINED: Final = "The record does not explain how the claim got its present wording; it may have been another."
RENEWED: Final = "A newer search renewed what the machine says of this passage; what it said then is not on record."
SEALED: Final = "What others made of the evidence is not shown while two reviewers must not know of each other."


@dataclass(frozen=True, slots=True)
class KnownPassage:
    """A passage as it stood set against the claim. ``gap`` says what is not on record about it."""

    evidence: Evidence
    stance: str
    decision: str
    who: str
    at: dt.datetime | None
    note: str
    troubles: tuple[str, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class KnownReply:
    """A request for a reply with what had come back."""

    request: ReplyRequest
    replies: list[Reply]
    is_over: bool


@dataclass(frozen=True, slots=True)
class Publication:
    """What had gone out, as the ledger has it."""

    kind: str
    at: dt.datetime
    who: str
    rating: str
    note: str
    sequence: int


@dataclass(frozen=True, slots=True)
class ClaimKnowledge:
    """One claim at ``moment``; ``facts`` has the statement and who says it when, by the names of ``claim.revised``."""

    claim: Claim
    moment: dt.datetime
    is_known: bool
    facts: dict[str, str]
    discarded: str
    state: str
    passages: list[KnownPassage]
    assessments: list[Assessment]
    verdicts: list[Verdict]
    publications: list[Publication]
    replies: list[KnownReply]
    gaps: list[str]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim at a moment in one line; ``rating`` is what stood published, else what was decided, else empty."""

    claim: Claim
    statement: str
    state: str
    rating: str
    published: str
    accepted: int
    is_discarded: bool
    has_gap: bool


def known_of_claim(claim: Claim, *, moment: dt.datetime, user: Any) -> ClaimKnowledge:
    """What was known of ``claim`` at ``moment``, as far as ``user`` may see it."""
    entries = list(LedgerEntry.objects.of_claim(claim).order_by("sequence"))
    before = [entry for entry in entries if entry.at <= moment]
    review = Review.objects.filter(claim=claim).order_by("-pk").first()
    is_sealed = review.hides_answers if review else not can_see_decisions(user)
    facts, gaps = facts_at(claim, _changes_since(claim, moment))
    is_known, names = claim.created_at <= moment, _rating_names()
    return ClaimKnowledge(
        claim=claim,
        moment=moment,
        is_known=is_known,
        facts=facts,
        discarded=_discarded(before),
        state=state_of(before),
        passages=_passages(claim, before, moment=moment, user=user, is_sealed=is_sealed),
        assessments=list(_assessments(claim, user).filter(at__lte=moment)),
        verdicts=list(_verdicts(claim, user).filter(decided_at__lte=moment)),
        publications=[_publication(entry, names) for entry in before if entry.verb in PUBLICATIONS],
        replies=_replies(claim, moment=moment, user=user),
        gaps=[*([] if is_known else [NOT_YET]), *gaps, *([SEALED] if is_sealed else [])],
    )


def known_of_article(article: Article, claims: Sequence[Claim], *, moment: dt.datetime, user: Any) -> list[ClaimLine]:
    """The ``claims`` of ``article`` that were known at ``moment``, a line each; one reading of the article's ledger."""
    known = [claim for claim in claims if claim.created_at <= moment]
    entries: dict[int, list[LedgerEntry]] = {claim.pk: [] for claim in known}
    told: Any = LedgerEntry.objects.filter(claim__in=list(entries)).until(moment).order_by("sequence")
    for entry in told.iterator():
        entries[entry.claim_id].append(entry)
    changes = _changes_in(article, known, moment)
    sealed = _sealed_claims(known, user)
    names = _rating_names()
    return [
        _line(claim, entries[claim.pk], changes.get(claim.pk, []), names, is_sealed=claim.pk in sealed)
        for claim in known
    ]


def facts_at(claim: Claim, changes: Iterable[dict[str, list[str]]]) -> tuple[dict[str, str], list[str]]:
    """The facts of ``claim`` before ``changes``, newest first, were made; and what the record does not explain."""
    facts, gaps = _facts(claim), []
    for change in changes:
        for name, (old, new) in change.items():
            if facts.get(name, new) != new:
                gaps.append(UNEXPLAINED)
            facts[name] = old
    return facts, list(dict.fromkeys(gaps))


def state_of(entries: Iterable[LedgerEntry]) -> str:
    """Where the newest review stood after ``entries``; empty when there was none."""
    state = ""
    for entry in entries:
        if entry.verb == "review.released":
            state = "assigned" if entry.details.get("apart") else "open"
        state = STATES.get(entry.verb, state)
    return state


def _facts(claim: Claim) -> dict[str, str]:
    return {
        "statement": claim.statement,
        "speaker": claim.speaker_name,
        "role": claim.role,
        "affiliation": claim.affiliation,
        "said_on": claim.said_on.isoformat() if claim.said_on else "",
        "said_precision": claim.said_precision,
    }


def _changes_since(claim: Claim, moment: dt.datetime) -> list[dict[str, list[str]]]:
    return _changes_in(claim.article, [claim], moment).get(claim.pk, [])


def _changes_in(article: Article, claims: Sequence[Claim], moment: dt.datetime) -> dict[int, list[Any]]:
    """What was changed of each claim after ``moment``, newest first: by people, and by newer readings."""
    keys = {str(claim.public_id): claim.pk for claim in claims}
    found: dict[int, list[Any]] = {}
    verbs = ("claim.revised", "claims.extracted")
    later: Any = LedgerEntry.objects.filter(article=article, at__gt=moment, verb__in=verbs)
    for entry in later.order_by("-sequence").iterator():
        if entry.verb == "claim.revised":
            found.setdefault(entry.claim_id, []).append(entry.details["changes"])
            continue
        for key, changes in entry.details.get("changed", {}).items():
            if key in keys:
                found.setdefault(keys[key], []).append(changes)
    return found


def _discarded(entries: Iterable[LedgerEntry]) -> str:
    """Why the claim was set aside; empty when it was not, or was restored."""
    reason = ""
    for entry in entries:
        if entry.verb == "claim.discarded":
            reason = entry.details["reason"]
        elif entry.verb == "claim.restored":
            reason = ""
    return reason


def _passages(
    claim: Claim, entries: Sequence[LedgerEntry], *, moment: dt.datetime, user: Any, is_sealed: bool
) -> list[KnownPassage]:
    """The evidence that was there, accepted first; what only the machine suggested stands behind it."""
    decided = _decisions(entries, user if is_sealed else None)
    troubles = _troubles(entries)
    rows = Evidence.objects.filter(claim=claim, created_at__lte=moment).with_passage().select_related("run")
    found = []
    for row in rows.order_by("rank", "pk"):
        key = str(row.public_id)
        entry = decided.get(key)
        if entry is None and row.origin == "human":
            continue
        found.append(_passage(row, entry, _retracted(row, moment) + troubles.get(key, ()), moment))
    order = {"accepted": 0, "suggested": 1, "rejected": 2}
    return sorted(found, key=lambda passage: order[passage.decision])


def _decisions(entries: Iterable[LedgerEntry], viewer: Any) -> dict[str, LedgerEntry]:
    """The last decision on each passage by its public id; with ``viewer`` only his own."""
    found = (entry for entry in entries if entry.verb in DECISIONS)
    return {entry.details["evidence"]: entry for entry in found if viewer is None or entry.actor_id == viewer.pk}


def _passage(row: Evidence, entry: LedgerEntry | None, troubles: tuple[str, ...], moment: dt.datetime) -> KnownPassage:
    renewed = entry is None and row.run is not None and (row.run.finished_at or moment) > moment
    stance = row.machine_stance
    if entry is not None:
        stance = entry.details["stance"] or entry.details.get("machine_stance", "")
    return KnownPassage(
        evidence=row,
        stance=stance,
        decision=DECISIONS[entry.verb] if entry else "suggested",
        who=entry.actor_name if entry else "",
        at=entry.at if entry else None,
        note=entry.details.get("note", "") if entry else "",
        troubles=troubles,
        gap=RENEWED if renewed else "",
    )


def _troubles(entries: Iterable[LedgerEntry]) -> dict[str, tuple[str, ...]]:
    """What had become of cited words at their source."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if entry.verb == "evidence.drifted":
            found[entry.details["evidence"]] = (entry.details["reason"],)
        elif entry.verb == "evidence.restored":
            found.pop(entry.details["evidence"], None)
    return found


def _retracted(row: Evidence, moment: dt.datetime) -> tuple[str, ...]:
    """Whether nothing was to rest on the document any more, from the house's own ledger."""
    verbs = ("document.retracted", "document.reinstated")
    house = LedgerEntry.objects.filter(verb__in=verbs, details__document=str(row.passage.document.public_id))
    last = house.until(moment).order_by("-sequence").first()
    retracted = last is not None and last.verb == "document.retracted"
    return (f"Retracted: {last.details['reason']}",) if retracted and last else ()


def _assessments(claim: Claim, user: Any) -> Any:
    rows = Assessment.objects.visible_to(user).filter(review__claim=claim)
    return rows.select_related("rating", "reviewer", "review").order_by("pk")


def _verdicts(claim: Claim, user: Any) -> Any:
    return Verdict.objects.visible_to(user).filter(review__claim=claim).with_citations().order_by("pk")


def _rating_names() -> dict[str, str]:
    """The words of the ratings that the ledger has by their slugs, of the newest scale that has them."""
    return dict(Rating.objects.order_by("pk").values_list("slug", "name"))


def _publication(entry: LedgerEntry, names: dict[str, str]) -> Publication:
    return Publication(
        kind=entry.verb.partition(".")[2],
        at=entry.at,
        who=entry.actor_name,
        rating=names.get(entry.details["rating"], entry.details["rating"]),
        note=entry.details["note"],
        sequence=entry.details["sequence"],
    )


def _replies(claim: Claim, *, moment: dt.datetime, user: Any) -> list[KnownReply]:
    """Requests and answers that were logged by then: what was logged later was not known to the desk."""
    requests = ReplyRequest.objects.visible_to(user).on_claim(claim).filter(logged_at__lte=moment).for_page()
    found = []
    for request in requests:
        replies = [reply for reply in request.replies.all() if reply.logged_at <= moment]
        found.append(KnownReply(request, replies, is_over=bool(replies) or request.deadline <= moment))
    return found


def _sealed_claims(claims: Sequence[Claim], user: Any) -> set[int]:
    """The claims of which ``user`` may not know what others made of the evidence."""
    rows = Review.objects.filter(claim__in=[claim.pk for claim in claims]).order_by("pk")
    reviews = {row.claim_id: row for row in rows}
    may_see = bool(can_see_decisions(user))
    return {claim.pk for claim in claims if (reviews[claim.pk].hides_answers if claim.pk in reviews else not may_see)}


def _line(
    claim: Claim, entries: Sequence[LedgerEntry], changes: Sequence[Any], names: dict[str, str], *, is_sealed: bool
) -> ClaimLine:
    facts, gaps = facts_at(claim, changes)
    out = [entry for entry in entries if entry.verb in PUBLICATIONS]
    rating = _standing_rating(entries, out)
    accepted = [entry for entry in _decisions(entries, None).values() if DECISIONS[entry.verb] == "accepted"]
    return ClaimLine(
        claim=claim,
        statement=facts["statement"],
        state=state_of(entries),
        rating=names.get(rating, rating),
        published=out[-1].verb.partition(".")[2] if out else "",
        accepted=0 if is_sealed else len(accepted),
        is_discarded=bool(_discarded(entries)),
        has_gap=bool(gaps) or is_sealed,
    )


def _standing_rating(entries: Iterable[LedgerEntry], out: Sequence[LedgerEntry]) -> str:
    """The slug of what stood published, else of what was decided last; empty when neither."""
    if out and out[-1].verb != "verdict.retracted":
        return str(out[-1].details["rating"])
    decided = [entry.details["rating"] for entry in entries if entry.details.get("verdict")]
    return str(decided[-1]) if decided else ""
