"""Reading an article for its claims."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from claims.choices import RunStatus
from claims.extraction.base import ExtractedClaim, SpeakerKind
from claims.extraction.language import READ_AS, recognise
from claims.extraction.records import spans_of
from claims.models import Article, Claim, ExtractionRun
from claims.services import ledger, runs
from claims.services.readings import RENEWED, new_claim, renew
from claims.services.speakers import Said, find_name, who_says
from claims.signals import claim_revised, claims_extracted, extraction_requested
from factcheck.lib import components
from factcheck.lib.errors import ComponentError, ComponentFailed, ComponentUnavailable
from factcheck.lib.fingerprints import hash_parts, normalise
from factcheck.lib.spans import cut_all

logger = logging.getLogger(__name__)


def input_hash(article: Article) -> str:
    """What a reading depends on: the words, the day relative dates count from, the language."""
    published = article.published_on.isoformat() if article.published_on else ""
    return hash_parts([article.body_hash, published, article.language])


def request_extraction(*, article: Article) -> ExtractionRun:
    """Ask for a reading in the caller's transaction; the same reading is asked for once."""
    run, _ = ExtractionRun.objects.get_or_create(
        article=article, component=components.label(components.get("extractor")), input_hash=input_hash(article)
    )
    extraction_requested.send(sender=ExtractionRun, article_id=article.pk)
    return run


def run_extraction(*, article_id: int) -> None:
    """Take the waiting readings of an article, read outside any transaction, store in one. Safe to run twice."""
    for run in runs.take(ExtractionRun.objects.filter(article_id=article_id)):
        try:
            _read(run)
        except ComponentUnavailable as error:
            logger.warning("extraction of article %s is put back: %s", article_id, error)
            runs.put_back(run, error=str(error))
        except ComponentError as error:
            runs.finish(run, status=RunStatus.FAILED, error=str(error))
        except runs.LostLease as error:
            logger.info("%s", error)


def _read(run: ExtractionRun) -> None:
    article = run.article
    if run.input_hash != input_hash(article):
        runs.finish(run, status=RunStatus.STALE)
        return
    run.language = article.language or recognise(article.body) or ""
    run.language_recognised = bool(run.language) and (not article.language or article.language_recognised)
    found = components.get("extractor").extract(
        article.body, published=article.published_on, language=run.language or READ_AS
    )
    _check(article, found)
    store_reading(run=run, found=found)


def _check(article: Article, found: Sequence[ExtractedClaim]) -> None:
    """A reading must fit the article: spans inside its text, and not more claims than a desk can ever look at."""
    most = settings.CLAIMS_MAX_PER_ARTICLE
    if len(found) > most:
        message = f"The article holds {len(found):,} claims; at most {most:,} are taken. Split the article."
        raise ComponentFailed(message)
    if not all(claim.content and _fits(claim, len(article.body)) for claim in found):
        message = "The extractor returned a claim whose place is not in the text."
        raise ComponentFailed(message)


def _fits(claim: ExtractedClaim, length: int) -> bool:
    """Whether every span lies in a text of ``length``, and every change in the statement."""
    inside = all(span.end <= length for span in spans_of(claim))
    return inside and all(0 <= change.start <= change.end <= len(claim.statement) for change in claim.changes)


@transaction.atomic(durable=True)
def store_reading(*, run: ExtractionRun, found: Sequence[ExtractedClaim]) -> list[Claim]:
    """Add the claims that are new, flag those no longer found, leave alone what people touched; announce the new."""
    article = run.article
    speakers = _speakers(article, found)
    wanted = {fingerprint(cut_all(article.body, claim.content), claim.speaker): claim for claim in reversed(found)}
    known = {claim.fingerprint: claim for claim in article.claims.select_related("run")}
    new = [
        new_claim(run, mark, claim, speakers.get(_speaker_key(claim), Said()))
        for mark, claim in wanted.items()
        if mark not in known
    ]
    Claim.objects.bulk_create(sorted(new, key=lambda claim: claim.start))
    changed = _renew_found(run, known, wanted)
    _flag_missing(run, [claim for mark, claim in known.items() if mark not in wanted])
    runs.finish(run, claims_found=len(wanted), language=run.language, language_recognised=run.language_recognised)
    ledger.record(
        "claims.extracted", article=article, component=run.component, found=len(wanted), new=len(new), run=run.pk,
        changed=changed,
    )  # fmt: skip
    claims_extracted.send(sender=ExtractionRun, article=article, claims=new)
    return new


def fingerprint(quote: str, speaker: str) -> str:
    """The words and the speaker, not the statement: it survives editing; the same words twice are one claim."""
    return hash_parts([quote, speaker])


def _speaker_key(claim: ExtractedClaim) -> tuple[str, str] | None:
    if claim.speaker_kind == SpeakerKind.ARTICLE or not claim.speaker:
        return None
    return normalise(claim.speaker)[:300], claim.speaker_kind.value


def _speakers(article: Article, found: Sequence[ExtractedClaim]) -> dict[tuple[str, str] | None, Said]:
    """The speakers of ``found``, made where they are not known yet."""
    names = {key: claim.speaker for claim in found if (key := _speaker_key(claim))}
    named = {key: find_name(article=article, name=names[key], kind=key[1]) for key in sorted(names)}
    return {key: who_says(row) for key, row in named.items()}


def _renew_found(
    run: ExtractionRun, known: dict[str, Claim], wanted: dict[str, ExtractedClaim]
) -> dict[str, dict[str, list[str]]]:
    """Claims found again stay as they are; what no person touched follows the new reading, and is announced.

    Gives what was changed, by the public id of the claim: the ledger keeps it.
    """
    again = [claim for mark, claim in known.items() if mark in wanted]
    changed = {}
    for claim in again:
        claim.missing_since = None
        if claim.version == 1:
            changed[claim.pk] = renew(claim, wanted[claim.fingerprint], run)
    Claim.objects.bulk_update(again, ["missing_since", *RENEWED], batch_size=100)
    for claim in again:
        if changed.get(claim.pk) and not claim.discarded_at:
            claim_revised.send(sender=Claim, claim=claim, by=None, changes=changed[claim.pk])
    return {str(claim.public_id): changed[claim.pk] for claim in again if changed.get(claim.pk)}


def _flag_missing(run: ExtractionRun, missing: Sequence[Claim]) -> None:
    """Claims that this reading did not find are kept and marked; what a person marked by hand is not missed."""
    ids = [claim.pk for claim in missing if claim.origin == "machine" and claim.missing_since_id is None]
    Claim.objects.filter(pk__in=ids).update(missing_since=run)


def repeat_stalled_extractions() -> None:
    """Ask again for readings whose message was lost or whose worker died."""
    for run in runs.stalled(ExtractionRun):
        extraction_requested.send(sender=ExtractionRun, article_id=run.article_id)
