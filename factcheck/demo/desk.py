"""What people do in the demo, step by step, by the same services as on the pages."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from claims.models import Claim
from claims.services.claims import Revision, discard_claim, revise_claim
from exports.models import Publication
from exports.services.publishing import publish_verdict, retract_publication
from factcheck.demo.changing import look_again
from factcheck.demo.finding import find_passage
from factcheck.demo.people import Cast
from factcheck.demo.progress import Progress
from factcheck.demo.waiting import wait_until
from factcheck.lib.errors import DomainError
from reviews.models import Rating, ReplyRequest, Review
from reviews.services.evidence import citable_evidence
from reviews.services.lifecycle import ask_for_second, assign_review, cancel_review, release_review, reopen_review
from reviews.services.replies import Answering, Asking, ask_for_reply, log_reply
from reviews.services.verdicts import assess_review, return_review, settle_review
from sources.models import Evidence
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a document of the demo that bear on a claim, and which way."""

    document: str
    words: str
    stance: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is put to somebody whom a claim concerns; ``contact`` is confidential."""

    person: str
    question: str
    contact: str


@dataclass(slots=True)
class Desk:
    """The desk at work on the claim of one scene.

    Every method is one step. Steps that an earlier run did are left out; the one during which it was stopped is done
    again, and when it turns out to be done already, that is fine.
    """

    cast: Cast
    claim: Claim
    progress: Progress
    name: str
    tell: Callable[[str], None]
    step: int = 0

    def assign(self, to: Any, *, by: Any | None = None) -> None:
        """Give the review to somebody; ``by`` is Edda, or the reviewer who takes it."""
        self._do(lambda: assign_review(review=self.review(), assignee=to, by=by or self.cast.edda))

    def ask_for_second(self, reason: str) -> None:
        """Ask for a second, blind assessment; nothing to do when a rule has asked for it already."""
        self._do(lambda: self._ask_for_second(reason))

    def cite(self, cited: Cited, *, by: Any) -> None:
        """Take a passage as evidence: the machine's suggestion where it is one, otherwise by hand."""
        self._do(lambda: self._cite(cited, by))

    def reject(self, cited: Cited, *, by: Any) -> None:
        """Say that a passage is no evidence; nothing to do when the machine did not suggest it."""
        self._do(lambda: self._reject(cited, by))

    def assess(self, rating: str, rationale: str, *, by: Any) -> None:
        """Answer with all the evidence that can be cited: in a blind review only what ``by`` accepted himself."""
        self._do(
            lambda: assess_review(
                review=self.review(), rating=_rating(rating), rationale=rationale, cited=self._citable(by), by=by,
                version=self.review().version,
            )
        )  # fmt: skip

    def settle(self, rating: str, rationale: str, *, by: Any) -> None:
        """Settle two answers that differ."""
        self._do(
            lambda: settle_review(
                review=self.review(), rating=_rating(rating), rationale=rationale, cited=self._citable(by), by=by,
                version=self.review().version,
            )
        )  # fmt: skip

    def send_back(self, note: str, *, by: Any) -> None:
        """Return a decided review to its reviewer."""
        self._do(lambda: return_review(review=self.review(), by=by, note=note))

    def publish(self, *, by: Any, note: str = "") -> None:
        """Publish the verdict, as a second person."""
        self._do(lambda: publish_verdict(review=self.review(), by=by, note=note))

    def reopen(self, reason: str) -> None:
        """Open a published review again, for a correction."""
        self._do(lambda: reopen_review(review=self.review(), by=self.cast.edda, reason=reason))

    def retract(self, note: str, *, by: Any) -> None:
        """Take back what was published."""
        self._do(lambda: retract_publication(publication=self._publication(), by=by, note=note))

    def find_changed(self, cited: Cited) -> None:
        """Look again at the page that a cited passage is from; it says something else by now."""
        self._do(lambda: look_again(cited.document))

    def ask_for_reply(self, asked: Asked, *, by: Any) -> None:
        """Log that somebody was asked for a reply yesterday, with the confidential contact."""
        self._do(lambda: self._ask_for_reply(asked, by))

    def log_answer(self, text: str, *, by: Any) -> None:
        """Log what came back."""
        answering = Answering(outcome="answered", text=text, channel="mail")
        self._do(lambda: log_reply(reply_request=self._request(), answering=answering, by=by))

    def release(self, reason: str, *, by: Any) -> None:
        """Put the review back into the queue."""
        self._do(lambda: release_review(review=self.review(), by=by, reason=reason))

    def cancel(self, reason: str) -> None:
        """Close the review without a verdict."""
        self._do(lambda: cancel_review(review=self.review(), by=self.cast.edda, reason=reason))

    def discard(self, reason: str) -> None:
        """Set the claim aside."""
        self._do(lambda: discard_claim(claim=self._fresh_claim(), by=self.cast.edda, reason=reason))

    def revise(self, statement: str) -> None:
        """Write the statement so that it can be judged alone; evidence is looked for again and a new review opens."""
        self._do(lambda: self._revise(statement))
        self.wait_for_review()

    def make_overdue(self, hours: int) -> None:
        """Move the due time into the past. Time can not be played by a service, so the row itself is changed."""
        due_at = timezone.now() - dt.timedelta(hours=hours)
        self._do(lambda: Review.objects.filter(pk=self.review().pk).update(due_at=due_at))

    def wait_for_review(self) -> None:
        """Wait until the workers have opened a review of the claim."""
        wait_until(lambda: "" if self._has_review() else "a review to be opened", tell=self.tell)

    def review(self) -> Review:
        """The newest review of the claim."""
        newest: Review = Review.objects.filter(claim=self.claim).select_related("claim__article").latest("pk")
        return newest

    def _has_review(self) -> bool:
        return Review.objects.filter(claim=self.claim).exclude(state="cancelled").exists()

    def _do(self, act: Callable[[], object]) -> None:
        """Do one step, unless it is done, and keep that it is."""
        self.step += 1
        played = self.progress.scene(self.name)
        if self.step <= played.done:
            return
        again = self.step == played.begun
        played.begun = self.step
        self.progress.save()
        try:
            act()
        except DomainError:
            # The run before was stopped between the service's commit and this file, so the step was done.
            if not again:
                raise
        played.done = self.step
        self.progress.save()

    def _publication(self) -> Publication:
        newest: Publication = Publication.objects.filter(review__claim=self.claim).latest("sequence")
        return newest

    def _ask_for_reply(self, asked: Asked, by: Any) -> None:
        now = timezone.now()
        asking = Asking(
            claims=[self.claim], person=asked.person, channel="mail", question=asked.question, contact=asked.contact,
            asked_at=now - dt.timedelta(hours=20), deadline=now + dt.timedelta(hours=4),
        )  # fmt: skip
        ask_for_reply(article=self.claim.article, asking=asking, by=by)

    def _request(self) -> ReplyRequest:
        newest: ReplyRequest = ReplyRequest.objects.on_claim(self.claim).latest("pk")
        return newest

    def _fresh_claim(self) -> Claim:
        claim: Claim = Claim.objects.get(pk=self.claim.pk)
        return claim

    def _ask_for_second(self, reason: str) -> None:
        review = self.review()
        if not review.blind:
            ask_for_second(review=review, by=self.cast.edda, reason=reason)

    def _revise(self, statement: str) -> None:
        claim = self._fresh_claim()
        revise_claim(claim=claim, revision=Revision(statement=statement), by=self.cast.edda, version=claim.version)

    def _citable(self, by: Any) -> list[Evidence]:
        return citable_evidence(self.review(), user=by)

    def _suggested(self, cited: Cited) -> Evidence | None:
        passage = find_passage(cited.document, cited.words)
        return Evidence.objects.filter(claim=self.claim, passage=passage).first()

    def _cite(self, cited: Cited, by: Any) -> None:
        suggested = self._suggested(cited)
        if suggested:
            accept_evidence(evidence=suggested, by=by, note=cited.note, stance=cited.stance)
            return
        passage = find_passage(cited.document, cited.words)
        add_evidence_by_hand(claim=self.claim, passage=passage, stance=cited.stance, by=by, note=cited.note)

    def _reject(self, cited: Cited, by: Any) -> None:
        suggested = self._suggested(cited)
        if suggested:
            reject_evidence(evidence=suggested, by=by, note=cited.note)


def _rating(slug: str) -> Rating:
    return Rating.objects.get(scale__is_default=True, slug=slug)
