"""An article with its claims, what stands on them and what people accepted as evidence, read into plain values."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Substr
from django.db.models.lookups import LessThan

from claims.models import Article, Claim
from exports.formats.annotation import AROUND
from exports.formats.entries import Entry, MarkedArticle, MarkedClaim
from exports.formats.payload import article_values, claim_values, evidence_values
from exports.services.facts import article_facts, claim_facts, passage_facts
from sources.choices import Decision
from sources.models import Evidence
from sources.services.opinions import as_seen_by


def marked_article(article: Article, *, user: Any, url: str, entries: Mapping[int, Entry]) -> MarkedArticle:
    """``article`` as ``user`` may see it. ``entries`` has the last word on each claim by the claim's primary key.

    Four queries, however many claims there are.
    """
    claims = list(Claim.objects.visible_to(user).live().of(article).select_related("speaker"))
    evidence = _accepted(claims, user)
    return MarkedArticle(
        url=url,
        facts=article_values(article_facts(article)),
        text=article.body,
        claims=tuple(
            MarkedClaim(
                claim=claim_values(claim_facts(claim)),
                entry=entries.get(claim.pk),
                evidence=tuple(evidence.get(claim.pk, ())),
            )
            for claim in claims
        ),
    )


def _accepted(claims: Iterable[Claim], user: Any) -> dict[int, list[dict[str, Any]]]:
    """What people accepted on each claim, best first, with the words around each quotation."""
    rows = Evidence.objects.visible_to(user).filter(claim__in=[claim.pk for claim in claims]).with_passage()
    rows = rows.select_related("passage__document__snapshot").annotate(**_around()).order_by("rank", "pk")
    found: dict[int, list[dict[str, Any]]] = {}
    for row in as_seen_by(user, rows):
        if row.decision == Decision.ACCEPTED:
            found.setdefault(row.claim_id, []).append(_piece(row))
    return found


def _around() -> dict[str, Any]:
    """The words around a passage, cut by the database: the texts of documents are too long to read for that."""
    text, start, end = (f"passage__{name}" for name in ("document__text", "start", "end"))
    return {
        "words_before": Substr(text, _at_least_one(F(start) - AROUND + 1), AROUND),
        "words_after": Substr(text, F(end) + 1, AROUND),
    }


def _at_least_one(place: Any) -> Any:
    return Case(When(LessThan(place, Value(1)), then=Value(1)), default=place)


def _piece(row: Any) -> dict[str, Any]:
    passage = row.passage
    values = evidence_values(passage_facts(passage, stance=row.stance))
    before = row.words_before[: min(AROUND, passage.start)]
    return {**values, "before": before, "after": row.words_after}
