"""The annotated galley of an article for paper: every claim numbered, with what it rests on and who checked it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format

from claims.models import Article, Claim
from claims.templatetags.claim_words import said_when
from reviews.formats.printed import Footnote, PrintedGalley, paragraphs_of
from reviews.models import Review, SignOff, Verdict
from reviews.pages.stand_ins import newest_reviews, standings_of, swapped_for
from reviews.pages.standings import LABELS, standing_of
from reviews.services.coverage import Standing, coverage_of
from reviews.services.signoff import gaps

QUOTED_MOST: Final = 400
DECIDED: Final = frozenset({"decided", "published"})


def printed_galley(article: Article, *, user: Any) -> PrintedGalley:
    """Read ``article`` for ``user``; the number of queries does not depend on the claims."""
    claims = list(Claim.objects.visible_to(user).live().of(article).with_speaker().unexplained())
    swapped = swapped_for(user, article)
    claims = [swapped.get(claim.pk, claim) for claim in claims]
    reviews = newest_reviews(claims)
    verdicts = _verdicts(reviews.values(), user)
    notes = tuple(_note(number, claim, reviews.get(claim.pk), verdicts) for number, claim in enumerate(claims, 1))
    return PrintedGalley(
        headline=article.headline,
        language=article.language,
        facts=_facts(article),
        paragraphs=paragraphs_of(article.body, notes),
        notes=notes,
        closing=_closing(article, user),
    )


def _verdicts(reviews: Iterable[Review], user: Any) -> dict[int, Verdict]:
    """The newest verdict of each decided review by the review's primary key."""
    decided = [review.pk for review in reviews if review.state in DECIDED]
    source = "citations__evidence__passage__document__source"
    rows = Verdict.objects.visible_to(user).with_citations().prefetch_related(source).filter(review__in=decided)
    return {verdict.review_id: verdict for verdict in rows.order_by("version")}


def _note(number: int, claim: Claim, review: Review | None, verdicts: Mapping[int, Verdict]) -> Footnote:
    standing = standing_of(review)
    verdict = verdicts.get(review.pk) if review else None
    lines = [_claimed(claim)]
    if verdict is not None:
        lines += [f"{verdict.rating.name}.", *_sources(verdict), f"Checked by {_checked(verdict)}."]
    else:
        lines.append(f"Not checked: {LABELS[standing]}." if standing not in DECIDED else f"{LABELS[standing]}.")
    return Footnote(number, tuple(lines), standing, claim.content_spans)


def _claimed(claim: Claim) -> str:
    said = f", {said_when(claim)}" if said_when(claim) else ""
    return f"{claim.speaker_name}{f', {claim.role}' if claim.role else ''}{said}: {claim.statement}"


def _sources(verdict: Verdict) -> list[str]:
    return [_source(citation) for citation in verdict.citations.all()]


def _source(citation: Any) -> str:
    passage = citation.evidence.passage
    document = passage.document
    published = f", {_day(document.published_at)}" if document.published_at else ", undated"
    place = f", {passage.locator}" if passage.locator else ""
    address = f", {document.url}" if document.url else ""
    words = " ".join(passage.text.split())[:QUOTED_MOST]
    head = f"{citation.stance.capitalize()}: {document.source.name}, “{document.title}”"
    return f"{head}{published}{place}{address}: “{words}”"


def _checked(verdict: Verdict) -> str:
    return f"{verdict.decided_by.get_username()}, {_moment(verdict.decided_at)}"


def _facts(article: Article) -> tuple[str, ...]:
    known = [article.byline, article.outlet, _moment(article.published_at) if article.published_at else ""]
    printed = f"Printed {_moment(timezone.now())}."
    return tuple(fact for fact in (", ".join(filter(None, known)), printed) if fact)


def _closing(article: Article, user: Any) -> tuple[str, ...]:
    """Who signed off, or what is missing; then the sentences that need no check, and those that nobody looked at."""
    coverage = coverage_of(article, seen=standings_of(swapped_for(user, article)))
    signed = SignOff.objects.in_force().filter(article=article).first()
    if signed:
        head = [f"Signed off by {signed.signed_by.get_username()}, {_moment(signed.signed_at)}. {signed.note}".strip()]
    else:
        head = ["Not signed off.", *(gap.sentence for gap in gaps(article, coverage))]
    cleared = [
        f"No check needed: “{row.span.cut(article.body)}” {row.cleared.reason} "
        f"{row.cleared.cleared_by.get_username()}, {_moment(row.cleared.cleared_at)}."
        for row in coverage.of(Standing.CLEARED)
        if row.cleared
    ]
    bare = [f"Unaccounted for: “{row.span.cut(article.body)}”" for row in coverage.of(Standing.UNACCOUNTED)]
    return (*head, *cleared, *bare)


def _moment(value: Any) -> str:
    local = timezone.localtime(value)
    return f"{date_format(local, 'j M Y')}, {date_format(local, 'H:i')}"


def _day(value: Any) -> str:
    return date_format(timezone.localtime(value), "j M Y")
