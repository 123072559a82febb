"""What a claim is like: settled claims and claims of the same article, as a person may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from claims.choices import RunStatus
from claims.models import Article, Claim
from claims.templatetags.spans import Mark
from factcheck.lib.decisions import Decision
from sources.models import ClaimMatch, SeenBeforeRun
from sources.policies import can_curate, can_see_dismissal

CONTRADICTIONS_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One match seen from ``claim``; ``other`` is what the other one says, and who said it where that is known.

    ``address`` leads to the verdict or to the other claim, empty where none is known. The marks are stretches of the
    two statements in which they differ. ``reason`` is why somebody said that the two are not alike.
    """

    match: ClaimMatch
    claim: Claim
    other: str
    other_speaker: str
    address: str
    marks: tuple[Mark, ...]
    other_marks: tuple[Mark, ...]
    is_dismissed: bool
    reason: str
    may: Decision


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """What one claim is like, the most alike first; ``is_under_way`` while it still has to be found out."""

    settled: tuple[MatchRow, ...]
    in_article: tuple[MatchRow, ...]
    dismissed: tuple[MatchRow, ...]
    is_under_way: bool
    may_ask: Decision


def seen_before(claim: Claim, *, user: Any) -> SeenBefore:
    """What ``claim`` is like; two queries. No verdict on the claim itself is in it."""
    found = ClaimMatch.objects.visible_to(user).of_claim(claim).current().with_claims().best_first()
    rows = [match_row(match, claim=claim, user=user) for match in found]
    standing = [row for row in rows if not row.is_dismissed]
    waiting = SeenBeforeRun.objects.filter(claim=claim, status__in=(RunStatus.PENDING, RunStatus.RUNNING))
    return SeenBefore(
        settled=tuple(row for row in standing if row.match.settled is not None),
        in_article=tuple(row for row in standing if row.match.settled is None),
        dismissed=tuple(row for row in rows if row.is_dismissed),
        is_under_way=waiting.exists(),
        may_ask=can_curate(user, claim),
    )


def contradictions(article: Article, *, user: Any) -> list[MatchRow]:
    """Claims of one article of which one thing is told in two ways, in the order of the text; one query."""
    found = ClaimMatch.objects.visible_to(user).contradictions_in(article)[:CONTRADICTIONS_SHOWN]
    rows = [match_row(match, claim=match.claim, user=user) for match in found]
    return [row for row in rows if not row.is_dismissed]


def match_row(match: ClaimMatch, *, claim: Claim, user: Any) -> MatchRow:
    """Lay out one match as ``user`` may see it, from the side of ``claim``."""
    turned = match.other_claim_id == claim.pk
    mine, theirs = ("in_other", "in_claim") if turned else ("in_claim", "in_other")
    other = match.claim if turned else match.other_claim
    may_see = bool(can_see_dismissal(user, match))
    return MatchRow(
        match=match,
        claim=claim,
        other=other.statement if other else match.settled.statement if match.settled else "",
        other_speaker=other.speaker_name if other else match.settled.speaker if match.settled else "",
        address=other.get_absolute_url() if other else match.settled.address if match.settled else "",
        marks=_marks(match.spans, mine),
        other_marks=_marks(match.spans, theirs),
        is_dismissed=match.dismissed_at is not None and may_see,
        reason=match.dismiss_reason if may_see else "",
        may=can_curate(user, claim),
    )


def _marks(spans: Iterable[dict[str, Any]], side: str) -> tuple[Mark, ...]:
    return tuple(Mark(each[side][0], each[side][1], tone="clashes") for each in spans if each.get(side))
