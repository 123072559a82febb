"""Reading, by name."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import Claim
from reviews.transitions import LIVE, UNANSWERED, UNDECIDED, State
from sources.models import LinkingRun
from sources.retrieval.wanted import read_wanted

MAIL_LEASE = dt.timedelta(minutes=5)
MOST_MAIL_ATTEMPTS = 10


def _stored(states: Iterable[State]) -> list[str]:
    return [state.value for state in states]


def _holds(phrase: Sequence[str]) -> models.Q:
    """A claim that holds ``phrase`` in its words, or whose speaker's name does, the one it goes by now included."""
    own, known = models.Q(), models.Q()
    for word in phrase:
        own &= models.Q(claim__speaker__normal_name__contains=word)
        known &= models.Q(claim__speaker__same_as__normal_name__contains=word)
    return own | known | models.Q(claim__in=Claim.objects.holding(phrase))


class ReviewQuerySet(models.QuerySet[Any]):
    """Reviews."""

    def visible_to(self, user: Any) -> Self:
        """The reviews that ``user`` may read; of those of stand-ins only the ones with which he is tried himself."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        return self.filter(models.Q(trial__isnull=True) | models.Q(trial__person=user))

    def listed(self) -> Self:
        """Without the reviews of stand-ins, with which people are tried: what counts, and what the desk has to do."""
        return self.filter(trial__isnull=True)

    def live(self) -> Self:
        """Reviews that are not closed."""
        return self.filter(state__in=_stored(LIVE))

    def calibration_candidates(self) -> Self:
        """Published reviews whose verdict stands, of claims that reviewers are not tried with yet."""
        newer = self.model._default_manager.filter(claim=models.OuterRef("claim"), pk__gt=models.OuterRef("pk"))
        used = self.model._meta.apps.get_model("reviews", "CalibrationItem")._default_manager
        taken = used.filter(claim=models.OuterRef("claim"), retired_at__isnull=True)
        standing = self.listed().filter(~models.Exists(newer), ~models.Exists(taken), state="published")
        return standing.filter(claim__discarded_at__isnull=True)

    def unassigned(self) -> Self:
        """Reviews that wait for somebody to take them, or for a second reviewer."""
        return self._standing(State.OPEN, State.ASSIGNED).filter(models.Q(state="open") | self._needs_second())

    def assigned_to(self, user: Any) -> Self:
        """Reviews that ``user`` has to assess and has not yet."""
        mine = models.Q(assignee=user) | models.Q(second_assignee=user)
        return self.filter(mine, ~models.Exists(self._answers().filter(reviewer=user)), state="assigned")

    def overdue(self) -> Self:
        """Reviews past their due time that nobody has decided."""
        return self.undecided().filter(due_at__lt=timezone.now())

    def not_reminded(self) -> Self:
        """Overdue reviews of whose due time nobody was reminded yet; of those of stand-ins only who has them is."""
        waits = models.Q(state="assigned") & ~models.Exists(self._answers())
        notices = self.model._meta.get_field("notices").related_model._default_manager
        reminders = notices.filter(kind="overdue", review=models.OuterRef("pk"))
        told = models.Exists(reminders.filter(created_at__gte=models.OuterRef("due_at")))
        return self.overdue().filter(models.Q(trial__isnull=True) | waits, ~told)

    def due_soon(self, until: dt.datetime) -> Self:
        """Assigned reviews that are due by ``until`` and not yet, of which somebody who has to answer was not told."""
        waits = self._waits_untold("assignee") | self._waits_untold("second_assignee")
        return self.filter(waits, state="assigned", due_at__gt=timezone.now(), due_at__lte=until)

    def _waits_untold(self, place: str) -> models.Q:
        """Somebody in ``place`` who has to answer and was not reminded of this due time."""
        person = models.OuterRef(place)
        answered = models.Exists(self._answers().filter(reviewer=person))
        told = models.Exists(self._told("reminder").filter(recipient=person, due_at=models.OuterRef("due_at")))
        return models.Q(**{f"{place}__isnull": False}) & ~answered & ~told

    def not_escalated(self, since: dt.datetime) -> Self:
        """Undecided reviews that were due by ``since``, and of whose due time no editor was told."""
        told = models.Exists(self._told("escalated").filter(due_at=models.OuterRef("due_at")))
        return self.undecided().listed().filter(~told, due_at__lte=since)

    def _told(self, kind: str) -> models.QuerySet[Any]:
        notices = self.model._meta.get_field("notices").related_model._default_manager
        told: models.QuerySet[Any] = notices.filter(kind=kind, review=models.OuterRef("pk"))
        return told

    def due_time_outdated(self) -> Self:
        """Undecided reviews whose due time was counted from another publication time than the article has now."""
        now = models.F("claim__article__published_at")
        same = models.Q(due_from=now) | models.Q(due_from__isnull=True, claim__article__published_at__isnull=True)
        return self._standing(*UNDECIDED).filter(~same, due_set_by__isnull=True)

    def judged_by_one(self, article_id: int | None = None) -> Self:
        """Reviews for one reviewer that nobody has answered, of one article or of all, with what the rules look at."""
        wanted = {"claim__article": article_id} if article_id else {}
        open_ones = self._standing(*UNANSWERED).filter(blind=False, assessments__isnull=True, **wanted)
        return open_ones.select_related("claim__article", "claim__speaker").defer("claim__article__body")

    def idle_since(self, moment: dt.datetime) -> Self:
        """Reviews that somebody has and with which nothing was done since ``moment``.

        A blind review whose one reviewer has answered waits for a second one and so is not idle. Of any blind review
        the time since it was given to its reviewers counts: what one does must not tell by when the other loses it.
        """
        waits = models.Exists(self._answers()) & self._needs_second()
        since = Coalesce("assigned_at", "updated_at")
        idle = models.Q(blind=False, updated_at__lt=moment) | models.Q(blind=True, since__lt=moment)
        return self.annotate(since=since).filter(idle & ~waits, state="assigned")

    def _standing(self, *states: State) -> Self:
        """Reviews in one of ``states``, looked up by them first: the few that wait among the many that are done.

        A database that knows nothing of how many wait reads a list with claims from the articles on otherwise.
        """
        waiting = self.model._default_manager.filter(state__in=_stored(states)).order_by()
        return self.filter(pk__in=waiting.values("pk"))

    def waiting(self) -> Self:
        """What ``undecided`` gives, for a list with its claims."""
        return self._standing(*UNDECIDED)

    def undecided(self) -> Self:
        """Reviews whose due time still counts."""
        return self.filter(state__in=_stored(UNDECIDED))

    def disputed(self) -> Self:
        """Reviews whose two assessments differ."""
        return self.filter(state="disputed")

    def decided(self) -> Self:
        """Reviews that wait for a second person to publish or return them."""
        return self.filter(state="decided")

    def matching(self, words: str) -> Self:
        """Reviews of claims that hold ``words``: in the statement, the quote or the name of the speaker; all for none.

        A phrase stands in quotation marks; what must not be there has a minus before it.
        """
        wanted = read_wanted(words)
        found = self
        for phrase in wanted.phrases:
            found = found.filter(_holds(phrase))
        for phrase in wanted.without:
            found = found.exclude(_holds(phrase))
        return found

    def in_order(self, order: str) -> Self:
        """In the order that a person asks for; that of the list when it is none."""
        orders = {
            "worth": ("-claim__checkworthiness", "due_at", "pk"),
            "newest": ("-opened_at", "-pk"),
            "oldest": ("opened_at", "pk"),
        }
        return self.order_by(*orders[order]) if order in orders else self

    def worth(self, least: float) -> Self:
        """Reviews of claims that are at least as much worth checking."""
        return self.filter(claim__checkworthiness__gte=least)

    def said_by(self, speaker: Any) -> Self:
        """Reviews of what ``speaker`` said, under its name or another of its names."""
        return self.filter(claim__in=Claim.objects.said_by(speaker).order_by())

    def held_openly_by(self, person: Any) -> Self:
        """Reviews that ``person`` has. Never blind ones, whose two reviewers are named to nobody."""
        return self.filter(assignee=person, blind=False)

    def due_by(self, moment: dt.datetime) -> Self:
        """Undecided reviews that are due by then, or were."""
        return self.undecided().filter(due_at__lte=moment)

    def for_list(self) -> Self:
        """With claim, article, speaker and people, in one query, without the texts.

        What is due first comes first, and of what is due at the same time what is most worth checking.
        """
        rows = self.select_related("claim__article", "claim__speaker", "assignee", "second_assignee")
        return rows.defer("claim__article__body").order_by("due_at", "-claim__checkworthiness", "pk")

    def for_page(self) -> Self:
        """With claim, article, speaker and people, in one query, with the text of the article."""
        return self.select_related("claim__article", "claim__speaker", "assignee", "second_assignee", "supersedes")

    def hiding(self) -> Self:
        """Blind reviews that wait for an answer, so that none is shown."""
        return self.filter(blind=True, state__in=_stored(UNANSWERED))

    def about(self, comment: Any) -> Self:
        """Reviews of the claim that a comment is about, or of claims that overlap its words."""
        overlaps = models.Q(claim__start__lt=comment.end or 0, claim__end__gt=comment.start or 0)
        return self.filter(models.Q(claim=comment.claim_id) | overlaps, claim__article=comment.article_id)

    def unanswered_by(self, place: str) -> Self:
        """Reviews under way in which the one at ``place``, "assignee" or "second_assignee", has still to answer."""
        answered = self._answers().filter(reviewer=models.OuterRef(place))
        return self.filter(~models.Exists(answered), state="assigned", **{f"{place}__isnull": False})

    def holders(self) -> set[int]:
        """Everybody who has a place in a review under way, answered or not, by primary key."""
        places = self.filter(state="assigned").order_by().values_list("assignee", "second_assignee").distinct()
        return {person for pair in places for person in pair if person is not None}

    def held_by_others_than(self, people: Iterable[int]) -> Self:
        """Reviews under way of which somebody has a place, and has not answered, who is none of ``people``."""
        here = list(people)
        first = ~models.Q(assignee__in=here) & models.Q(pk__in=self.unanswered_by("assignee").values("pk"))
        second = ~models.Q(second_assignee__in=here) & models.Q(
            pk__in=self.unanswered_by("second_assignee").values("pk")
        )
        return self.filter(first | second, state="assigned")

    def claims_without_one(self) -> models.QuerySet[Any]:
        """Live claims that wait for a review: their search for evidence is over, well or badly, and they have none.

        The newest review of a claim counts: one that was published or cancelled by a person ends the matter, one that
        was withdrawn by the machine does not. ``corrected_id`` is the review that a withdrawn one was to correct.
        """
        reviews = self.filter(claim=models.OuterRef("pk"))
        newer = self.filter(claim=models.OuterRef("claim"), pk__gt=models.OuterRef("pk"))
        standing = reviews.exclude(state="cancelled", closed_by__isnull=True).filter(~models.Exists(newer))
        runs = LinkingRun.objects.filter(claim=models.OuterRef("pk"))
        under_way = runs.filter(status__in=("pending", "running"))
        live = Claim.objects.live().listed().filter(article__superseded_by__isnull=True)
        waiting = live.filter(~models.Exists(standing), models.Exists(runs), ~models.Exists(under_way))
        return waiting.annotate(corrected_id=models.Subquery(reviews.order_by("-pk").values("supersedes")[:1]))

    def _answers(self) -> models.QuerySet[Any]:
        """The assessments of the review that is looked at, in its present round."""
        assessments = self.model._meta.get_field("assessments").related_model._default_manager
        answers: models.QuerySet[Any] = assessments.filter(review=models.OuterRef("pk"), round=models.OuterRef("round"))
        return answers

    @staticmethod
    def _needs_second() -> models.Q:
        return models.Q(state="assigned", blind=True, second_assignee__isnull=True)


class AssessmentQuerySet(models.QuerySet[Any]):
    """What reviewers answered."""

    def visible_to(self, user: Any) -> Self:
        """The assessments that ``user`` may read: his own, and those of rounds in which no answer is missing."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        return self.filter(~self._sealed() | models.Q(reviewer=user))

    def unsealed(self) -> Self:
        """The assessments of rounds in which no answer is missing: what anybody may see."""
        return self.filter(~self._sealed())

    def of_round(self, review: Any) -> Self:
        """The answers in the present round of ``review``, in the order in which they came in."""
        return self.filter(review=review, round=review.round).order_by("pk")

    def of_live_rounds(self) -> Self:
        """The answers in the present rounds of all undecided reviews."""
        return self.filter(review__state__in=_stored(UNDECIDED), round=models.F("review__round"))

    def last_answers(self, since: dt.datetime) -> models.QuerySet[Any, Any]:
        """Everybody who answered since then, with the time of his last answer."""
        people = self.filter(at__gte=since).order_by().values_list("reviewer")
        last: models.QuerySet[Any, Any] = people.annotate(last=models.Max("at"))
        return last

    def awaited_in(self, review: Any) -> list[Any]:
        """The people of ``review`` who have not answered in its present round."""
        answered = set(self.of_round(review).values_list("reviewer", flat=True))
        return [person for person in review.people if person.pk not in answered]

    @staticmethod
    def _sealed() -> models.Q:
        """Answers of a blind review that still waits for the other one."""
        return models.Q(review__blind=True, review__state__in=_stored(UNANSWERED), round=models.F("review__round"))


class VerdictQuerySet(models.QuerySet[Any]):
    """What was decided."""

    def visible_to(self, user: Any) -> Self:
        """The verdicts that ``user`` may read."""
        return self if user.has_perm("reviews.view_verdict") else self.none()

    def with_citations(self) -> Self:
        """With rating, person and the passages that are cited."""
        passage = "citations__evidence__passage__document"
        return self.select_related("rating", "decided_by").prefetch_related(passage)

    def settled_since(self, since: dt.datetime) -> models.QuerySet[Any, Any]:
        """When disputes were settled, newest first: the time of the last answer before, and of the verdict."""
        rows = self._settled(since).annotate(answered_at=models.Max("review__assessments__at"))
        times: models.QuerySet[Any, Any] = rows.order_by("-decided_at").values_list("answered_at", "decided_at")
        return times

    def last_settled(self, since: dt.datetime) -> models.QuerySet[Any, Any]:
        """Everybody who settled disputes since then, with the time of the last one."""
        people = self._settled(since).order_by().values_list("decided_by")
        last: models.QuerySet[Any, Any] = people.annotate(last=models.Max("decided_at"))
        return last

    def _settled(self, since: dt.datetime) -> Self:
        """Verdicts of people who gave none of the answers: they settled a dispute."""
        assessments = self.model._meta.get_field("review").related_model._meta.get_field("assessments").related_model
        own = assessments._default_manager.filter(
            review=models.OuterRef("review"), reviewer=models.OuterRef("decided_by")
        )
        return self.filter(~models.Exists(own), review__blind=True, decided_at__gte=since)

    def newest_of(self, review: Any) -> Any:
        """The verdict that counts for ``review``, or ``None``."""
        return self.filter(review=review).order_by("-version").first()


class CitationQuerySet(models.QuerySet[Any]):
    """What is cited."""

    def with_passage(self) -> Self:
        """With passage, document, kept bytes and publisher, in one query, without the texts of the documents."""
        about = self.select_related("evidence__passage__document__source", "evidence__passage__document__snapshot")
        return about.defer("evidence__passage__document__text", "evidence__passage__document__shingles")


class NoticeQuerySet(models.QuerySet[Any]):
    """Notices."""

    def of(self, user: Any) -> Self:
        """What ``user`` was told, newest first, with what it is about."""
        about = self.filter(recipient=user).select_related("review__claim__article", "review__claim__speaker")
        return about.defer("review__claim__article__body").order_by("-created_at", "-pk")

    def unread_by(self, user: Any) -> Self:
        """What ``user`` has not read yet, newest first."""
        return self.filter(recipient=user, read_at__isnull=True)

    def to_mail(self, now: dt.datetime) -> Self:
        """Notices that a worker may take now to mail: never sent, and nobody else is sending them."""
        free = models.Q(mail_taken_at__isnull=True) | models.Q(mail_taken_at__lt=now - MAIL_LEASE)
        return self.filter(
            free,
            models.Q(mail_after__isnull=True) | models.Q(mail_after__lte=now),
            way="at_once",
            mailed_at__isnull=True,
            mail_attempts__lt=MOST_MAIL_ATTEMPTS,
            recipient__is_active=True,
        ).exclude(recipient__email="")

    def for_digest(self) -> Self:
        """Notices that wait for a digest: put off for one, in none yet, and not read in the application meanwhile."""
        waits = self.filter(way="digest", mailed_at__isnull=True, digest__isnull=True, read_at__isnull=True)
        return waits.filter(recipient__is_active=True).exclude(recipient__email="")


class ReplyRequestQuerySet(models.QuerySet[Any]):
    """Requests for a reply."""

    def visible_to(self, user: Any) -> Self:
        """The requests that ``user`` may read: those who may read reviews."""
        return self if user.has_perm("reviews.view_review") else self.none()

    def on_claim(self, claim: Any) -> Self:
        """The requests that are about one claim."""
        return self.filter(topics__claim=claim)

    def for_page(self) -> Self:
        """Oldest first, with people, claims and what came back; never with the contacts."""
        rows = self.select_related("asked_by", "article").defer("article__body")
        return rows.prefetch_related("claims", "replies__logged_by").order_by("asked_at", "pk")


class ScaleQuerySet(models.QuerySet[Any]):
    """Scales, each version a row."""

    def visible_to(self, user: Any) -> Self:
        """The scales that ``user`` may read: those who may read reviews."""
        return self if user.has_perm("reviews.view_review") else self.none()

    def newest(self) -> Self:
        """The newest version of each scale, the one in use first."""
        return self.filter(is_newest=True).order_by("-is_default", "name")

    def in_use(self) -> Any:
        """The scale that new verdicts are given on."""
        return self.get(is_default=True)

    def versions_of(self, scale: Any) -> Self:
        """All versions of a scale, newest first."""
        return self.filter(family=scale.family).order_by("-version")


class CommentQuerySet(models.QuerySet[Any]):
    """What people say to each other."""

    def visible_to(self, user: Any) -> Self:
        """The comments that ``user`` may read: his own, and those that are not held, in threads that he may read.

        What a reviewer writes about a claim, or about words that overlap it, is held while a blind review of it waits
        for answers; and what one of two blind reviewers writes anywhere in the article, while his review does.
        """
        if not user.has_perm("reviews.view_review"):
            return self.none()
        own, own_thread = models.Q(author=user), models.Q(parent__isnull=True) | models.Q(parent__author=user)
        return self.filter(own | ~self._held(), own_thread | ~self._held("parent__"))

    def unheld(self) -> Self:
        """Comments that nobody has to wait for."""
        return self.filter(~self._held(), models.Q(parent__isnull=True) | ~self._held("parent__"))

    def untold(self) -> Self:
        """Comments that mention people who were not told of it yet."""
        return self.filter(told_at__isnull=True, mentions__isnull=False).distinct()

    def for_page(self) -> Self:
        """Oldest first, with the people."""
        return self.select_related("author", "resolved_by", "claim").order_by("at", "pk")

    def _held(self, prefix: str = "") -> models.Q:
        reviews = self.model._meta.apps.get_model("reviews", "Review")
        hiding = reviews._default_manager.hiding().filter(claim__article=models.OuterRef(f"{prefix}article"))
        author = models.OuterRef(f"{prefix}author")
        about = models.Q(claim=models.OuterRef(f"{prefix}claim"))
        overlaps = models.Q(
            claim__start__lt=models.OuterRef(f"{prefix}end"), claim__end__gt=models.OuterRef(f"{prefix}start")
        )
        concerns = models.Exists(hiding.filter(about | overlaps))
        assesses = models.Exists(hiding.filter(models.Q(assignee=author) | models.Q(second_assignee=author)))
        return models.Q(**{f"{prefix}never_held": False}) & (concerns | assesses)


class CalibrationItemQuerySet(models.QuerySet[Any]):
    """Settled claims that reviewers are tried with."""

    def visible_to(self, user: Any) -> Self:
        """The items that ``user`` may know of: who may be tried himself knows of none."""
        return self if user.has_perm("reviews.assign_review") else self.none()

    def in_use(self) -> Self:
        """Items that are still handed out."""
        return self.filter(retired_at__isnull=True)

    def for_list(self) -> Self:
        """Newest first, with claim, article and answer, and how often each was handed out and answered."""
        rows = self.select_related("claim__article", "claim__speaker", "rating", "marked_by", "retired_by").annotate(
            handed_out=models.Count("trials", distinct=True),
            answered=models.Count("trials__review__assessments", distinct=True),
        )
        return rows.order_by("-marked_at", "-pk")

    def fresh_for(self, user: Any) -> Self:
        """Items in use that ``user`` was never tried with, on claims with which he had nothing to do."""
        trials = self.model._meta.get_field("trials").related_model._default_manager
        reviews = self.model._meta.get_field("claim").related_model._meta.get_field("reviews").related_model
        had = models.Q(assignee=user) | models.Q(second_assignee=user) | models.Q(closed_by=user)
        did = had | models.Q(assessments__reviewer=user) | models.Q(verdicts__decided_by=user)
        own = models.Q(claim__article__submitted_by=user)
        judged = reviews._default_manager.filter(did, claim=models.OuterRef("claim"))
        tried = trials.filter(item=models.OuterRef("pk"), person=user)
        return self.in_use().exclude(own).filter(~models.Exists(tried), ~models.Exists(judged))


class CalibrationTrialQuerySet(models.QuerySet[Any]):
    """Items as they were handed out."""

    def stand_ins(self, user: Any, article: Any) -> dict[int, Any]:
        """The copies that ``user`` judges in place of claims of ``article``, by the primary key of those claims.

        When an item is retired and answered, the claim itself stands there again.
        """
        rows = self.filter(person=user, item__claim__article=article).select_related("review__claim__speaker", "item")
        rows = rows.exclude(item__retired_at__isnull=False, review__state__in=("decided", "cancelled"))
        return {trial.item.claim_id: trial.review.claim for trial in rows}


class DigestQuerySet(models.QuerySet[Any]):
    """Digests."""

    def to_mail(self, now: dt.datetime) -> Self:
        """Digests that a worker may take now to mail: never sent, and nobody else is sending them."""
        free = models.Q(mail_taken_at__isnull=True) | models.Q(mail_taken_at__lt=now - MAIL_LEASE)
        return self.filter(free, mailed_at__isnull=True, mail_attempts__lt=MOST_MAIL_ATTEMPTS)


class ForecastQuerySet(models.QuerySet[Any]):
    """What was foretold."""

    def settled(self) -> Self:
        """Forecasts of which it is known what came, with ``made``: whether the review made the due time of then.

        Only those whose due time has passed, so that the quick ones do not count before the slow ones; and none of a
        review that was closed without a verdict.
        """
        verdicts = self.model._meta.get_field("review").related_model._meta.get_field("verdicts").related_model
        since = verdicts._default_manager.filter(decided_at__gte=models.OuterRef("at"))
        given = since.filter(review=models.OuterRef("review"))
        made = models.Exists(given.filter(decided_at__lte=models.OuterRef("due_at")))
        known = models.Exists(given) | ~models.Q(review__state="cancelled")
        return self.filter(known, due_at__lt=timezone.now()).annotate(made=made)


class ProfileQuerySet(models.QuerySet[Any]):
    """What is known of reviewers."""

    def away_on(self, day: dt.date) -> set[int]:
        """The primary keys of those who are away on ``day``."""
        back = models.Q(absent_until__isnull=True) | models.Q(absent_until__gte=day)
        return set(self.filter(back, absent_from__lte=day).values_list("person", flat=True))


class ClearedSentenceQuerySet(models.QuerySet[Any]):
    """Sentences that need no check."""

    def standing(self) -> Self:
        """Those that nobody took back, in the order of the text, with who said it."""
        return self.filter(taken_back_at__isnull=True).select_related("cleared_by").order_by("start", "pk")


class SavedViewQuerySet(models.QuerySet[Any]):
    """Views of the queue that are kept."""

    def visible_to(self, user: Any) -> Self:
        """The views of ``user`` and those that are shared with the desk, with whose they are."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        return self.filter(models.Q(owner=user) | models.Q(shared=True)).select_related("owner")


class SignOffQuerySet(models.QuerySet[Any]):
    """Sign-offs of articles."""

    def in_force(self) -> Self:
        """Those that nothing has undone, with who signed."""
        return self.filter(undone_at__isnull=True).select_related("signed_by")

    def newest_of(self, article: Any) -> Any:
        """The last sign-off of ``article``, in force or undone, or ``None``."""
        return self.filter(article=article).select_related("signed_by", "undone_by").first()
