"""What this app does when something is announced: it withdraws its reviews and puts work on the queue, after commit."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from claims.models import Article, Claim
from claims.services.ledger_checks import Flaw
from claims.signals import (
    claim_discarded,
    claim_revised,
    claims_carried,
    claims_extracted,
    publication_moved,
    rows_compared,
    topic_changed,
)
from reviews import signals, tasks
from reviews.services import attested, carrying, lifecycle, presence, signoff, sources
from sources.choices import Decision
from sources.models import Document, DocumentCheck, Evidence
from sources.signals import claims_linked, document_reinstated, document_retracted, evidence_decided, evidence_drifted


@receiver(claims_linked, dispatch_uid="reviews.open_reviews")
def open_reviews(*, article: Article, **_kwargs: Any) -> None:
    """The search for evidence has ended: people can judge."""
    tasks.open_reviews.delay_on_commit(article.pk)


@receiver(user_logged_out, dispatch_uid="reviews.leave_all")
def leave_all(*, user: Any, **_kwargs: Any) -> None:
    """Somebody logged out: he is at no review any more, so others need not wait for him."""
    if user is not None:
        presence.leave_all(by=user)


CHANGED: Final = {
    "quote": "its words",
    "statement": "the statement",
    "speaker": "the speaker",
    "speaker_kind": "what the speaker is",
    "role": "the role of the speaker",
    "affiliation": "whom the speaker speaks for",
    "said_on": "the date",
    "said_until": "the end of the period",
    "said_precision": "the precision of the date",
}


@receiver(claim_revised, dispatch_uid="reviews.withdraw_revised")
def withdraw_revised(*, claim: Claim, by: Any, changes: Collection[str], **_kwargs: Any) -> None:
    """A claim says something else now, or somebody else does: what was judged is not what it says."""
    what = ", ".join(CHANGED[name] for name in CHANGED if name in changes)
    reason = f"The claim was revised ({what}); evidence is looked up again."
    lifecycle.withdraw_reviews(claim=claim, by=by, reason=reason, only_judged="statement" not in changes)


@receiver(claim_discarded, dispatch_uid="reviews.withdraw_discarded")
def withdraw_discarded(*, claim: Claim, by: Any = None, **_kwargs: Any) -> None:
    """A claim was set aside: nobody has to judge it."""
    reason = f"The claim was discarded: {claim.discard_reason}"
    lifecycle.withdraw_reviews(claim=claim, by=by, reason=reason)


@receiver(publication_moved, dispatch_uid="reviews.move_due_times")
def move_due_times(*, article: Article, **_kwargs: Any) -> None:
    """An article comes out at another time: its reviews are due at another time."""
    tasks.move_due_times.delay_on_commit(article.pk)


@receiver(topic_changed, dispatch_uid="reviews.ask_for_seconds_of_topic")
def ask_for_seconds_of_topic(*, article: Article, **_kwargs: Any) -> None:
    """An article is about something else than was known, which may ask for two people."""
    tasks.ask_for_seconds.delay_on_commit(article.pk)


@receiver(claim_revised, dispatch_uid="reviews.ask_for_seconds_of_revised")
def ask_for_seconds_of_revised(*, claim: Claim, **_kwargs: Any) -> None:
    """A claim whose review goes on has other facts, which may ask for two people."""
    tasks.ask_for_seconds.delay_on_commit(claim.article_id)


@receiver(signals.rules_changed, dispatch_uid="reviews.ask_for_seconds_by_new_rules")
def ask_for_seconds_by_new_rules(**_kwargs: Any) -> None:
    """The rules are other ones: reviews that are open follow."""
    tasks.ask_for_missed_seconds.delay_on_commit()


@receiver(claims_extracted, dispatch_uid="reviews.undo_sign_off_for_new")
def undo_sign_off_for_new(*, article: Article, claims: Sequence[Claim], **_kwargs: Any) -> None:
    """An article has claims that were not there when somebody answered for it."""
    if claims:
        signoff.withdraw_sign_off(article=article, by=None, because="A claim was added.")


@receiver(claims_carried, dispatch_uid="reviews.carry_reviews")
def carry_reviews(*, before: Article, carried: Sequence[tuple[Claim, Claim]], by: Any, **_kwargs: Any) -> None:
    """A new draft came in: what was decided counts there too, and nobody has to judge the old one."""
    carrying.carry_reviews(carried=carried, by=by)
    carrying.withdraw_old(before=before, by=by)


@receiver(claims_extracted, dispatch_uid="reviews.match_changed")
def match_changed(*, article: Article, claims: Sequence[Claim], **_kwargs: Any) -> None:
    """A new draft was read: its new claims may be changed ones of the draft before."""
    carrying.match_changed(article=article, claims=claims)


@receiver(claim_revised, dispatch_uid="reviews.undo_sign_off_for_revised")
def undo_sign_off_for_revised(*, claim: Claim, by: Any, **_kwargs: Any) -> None:
    """A claim is not what it was when somebody answered for its article."""
    signoff.withdraw_sign_off(article=claim.article, by=by, because="A claim was revised.")


@receiver(claim_discarded, dispatch_uid="reviews.undo_sign_off_for_discarded")
def undo_sign_off_for_discarded(*, claim: Claim, by: Any = None, **_kwargs: Any) -> None:
    """The sentences of a claim that was set aside are not accounted for any more."""
    signoff.withdraw_sign_off(article=claim.article, by=by, because="A claim was discarded.")


@receiver(evidence_drifted, dispatch_uid="reviews.note_drift")
def note_drift(*, check: DocumentCheck, evidence: Sequence[Evidence], **_kwargs: Any) -> None:
    """Cited words changed at their source: what rests on them goes back, and people are told."""
    sources.note_drift(check=check, evidence=evidence)


@receiver(evidence_decided, dispatch_uid="reviews.undo_sign_off_for_decided")
def undo_sign_off_for_decided(*, evidence: Evidence, by: Any, before: tuple[str, str], **_kwargs: Any) -> None:
    """What was accepted when somebody answered for the article is rejected, or bears on the claim another way."""
    if before[0] == Decision.ACCEPTED and before != (evidence.decision, evidence.stance):
        signoff.note_evidence([evidence], by=by, because="The decision on evidence of a claim was changed.")


@receiver(evidence_drifted, dispatch_uid="reviews.undo_sign_off_for_drifted")
def undo_sign_off_for_drifted(*, check: DocumentCheck, evidence: Sequence[Evidence], **_kwargs: Any) -> None:
    """Cited words changed at their source after somebody answered for the article."""
    rows = [row for row in evidence if row.drifted_by_id == check.pk]
    signoff.note_evidence(rows, by=None, because=f"Evidence changed at its source: {check.document.title}"[:500])


@receiver(document_retracted, dispatch_uid="reviews.undo_sign_off_for_retracted")
def undo_sign_off_for_retracted(*, document: Document, evidence: Sequence[Evidence], by: Any, **_kwargs: Any) -> None:
    """A claim rests on a document that nothing may rest on any more."""
    rows = [row for row in evidence if row.decision == Decision.ACCEPTED]
    signoff.note_evidence(rows, by=by, because=f"A source was retracted: {document.title}"[:500])


@receiver(document_retracted, dispatch_uid="reviews.note_retraction")
def note_retraction(*, document: Document, evidence: Sequence[Evidence], by: Any, reason: str, **_kwargs: Any) -> None:
    """Nothing may rest on a document any more: what does goes back or is opened again."""
    sources.note_retraction(document=document, evidence=evidence, by=by, reason=reason)


@receiver(document_reinstated, dispatch_uid="reviews.note_reinstatement")
def note_reinstatement(*, document: Document, evidence: Sequence[Evidence], reason: str, **_kwargs: Any) -> None:
    """A retraction was taken back: people are told."""
    sources.note_reinstatement(document=document, evidence=evidence, reason=reason)


@receiver(signals.notices_waiting, dispatch_uid="reviews.send_notices")
def send_notices(**_kwargs: Any) -> None:
    """Somebody is to be told something: mail it."""
    tasks.send_notices.delay_on_commit()


@receiver(signals.reviews_waiting, dispatch_uid="reviews.assign_waiting")
def assign_waiting(**_kwargs: Any) -> None:
    """Reviews wait for somebody to take them: the machine may give them to people."""
    tasks.assign_waiting.delay_on_commit()


@receiver(rows_compared, dispatch_uid="reviews.compare_judgements")
def compare_judgements(**_kwargs: Any) -> Iterator[Flaw]:
    """The ledger is verified: give what differs of assessments, verdicts and replies."""
    return chain(attested.compare_judgements(), attested.compare_replies())
