"""A verdict and all it rests on, read once into plain values."""

from django.db.models import Max, Min

from claims.models import Article, Claim
from exports.formats.facts import (
    ArticleFacts,
    ClaimFacts,
    EvidenceFacts,
    Facts,
    RatingFacts,
    SpeakerFacts,
    VerdictFacts,
)
from reviews.models import Rating, Verdict, VerdictCitation
from sources.models import Passage


def facts_of(verdict: Verdict) -> Facts:
    """What may be told of ``verdict`` outside the house."""
    claim = Claim.objects.for_export().defer("article__body").get(pk=verdict.review.claim_id)
    citations = VerdictCitation.objects.filter(verdict=verdict).with_passage()
    return Facts(
        review_id=str(verdict.review.public_id),
        claim=claim_facts(claim),
        article=article_facts(claim.article),
        verdict=VerdictFacts(
            rating=_rating(verdict.rating),
            rationale=verdict.rationale,
            version=verdict.version,
            decided_at=verdict.decided_at,
        ),
        evidence=tuple(evidence_facts(citation) for citation in citations),
    )


def claim_facts(claim: Claim) -> ClaimFacts:
    """What may be told of a claim; read ``for_export``."""
    return ClaimFacts(
        id=str(claim.public_id),
        statement=claim.statement,
        quote=claim.quote,
        spans=claim.content,
        speaker=_speaker(claim),
        attribution=claim.attribution,
        said_on=claim.said_on,
        said_precision=claim.said_precision,
        said_text=claim.said_text,
        said_until=claim.said_until,
        said_value=claim.said_value,
    )


def _speaker(claim: Claim) -> SpeakerFacts | None:
    speaker = claim.speaker
    return SpeakerFacts(speaker.name, speaker.kind, claim.role, claim.affiliation) if speaker else None


def article_facts(article: Article) -> ArticleFacts:
    """What may be told of an article."""
    return ArticleFacts(
        id=str(article.public_id),
        external_id=article.external_id,
        headline=article.headline,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        published_at=article.published_at,
    )


def _rating(rating: Rating) -> RatingFacts:
    """With the ends of its scale, as they are set, or over the answers that have a value."""
    ends = rating.scale.ratings.aggregate(best=Max("value"), worst=Min("value"))
    best, worst = (getattr(rating.scale, end) for end in ("best", "worst"))
    best, worst = ends["best"] if best is None else best, ends["worst"] if worst is None else worst
    return RatingFacts(rating.slug, rating.name, rating.value, best=best, worst=worst)


def evidence_facts(citation: VerdictCitation) -> EvidenceFacts:
    """A cited passage, with the stance as it was cited."""
    return passage_facts(citation.evidence.passage, stance=citation.stance)


def passage_facts(passage: Passage, *, stance: str) -> EvidenceFacts:
    """A passage with its document, publisher and kept bytes."""
    document = passage.document
    return EvidenceFacts(
        title=document.title,
        url=document.url,
        publisher=document.source.name,
        published_at=document.published_at,
        quote=passage.text,
        locator=passage.locator,
        start=passage.start,
        end=passage.end,
        stance=stance,
        sha256=document.snapshot.sha256 if document.snapshot else "",
    )
