"""Reviews by whose they are and what they are about, and the claims that wait for one."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.db import models

from claims.models import Claim
from reviews.querysets.due_times import DueTimeQuerySet
from reviews.transitions import UNANSWERED, State
from sources.models import LinkingRun
from sources.retrieval.wanted import read_wanted


def _holds(phrase: Sequence[str]) -> models.Q:
    """A claim that holds ``phrase`` in its words, or whose speaker's name does, the one it goes by now included."""
    own, known = models.Q(), models.Q()
    for word in phrase:
        own &= models.Q(claim__speaker__normal_name__contains=word)
        known &= models.Q(claim__speaker__same_as__normal_name__contains=word)
    return own | known | models.Q(claim__in=Claim.objects.holding(phrase))


class ReviewQuerySet(DueTimeQuerySet):
    """Reviews."""

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

    def judged_by_one(self, article_id: int | None = None) -> Self:
        """Reviews for one reviewer that nobody has answered, of one article or of all, with what the rules look at."""
        wanted = {"claim__article": article_id} if article_id else {}
        open_ones = self._standing(*UNANSWERED).filter(blind=False, assessments__isnull=True, **wanted)
        return open_ones.select_related("claim__article", "claim__speaker").defer("claim__article__body")

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

    def for_list(self) -> Self:
        """With claim, article, speaker and people, in one query, without the texts.

        What is due first comes first, and of what is due at the same time what is most worth checking.
        """
        rows = self.select_related("claim__article", "claim__speaker", "assignee", "second_assignee")
        return rows.defer("claim__article__body").order_by("due_at", "-claim__checkworthiness", "pk")

    def for_page(self) -> Self:
        """With claim, article, speaker and people, in one query, with the text of the article."""
        return self.select_related("claim__article", "claim__speaker", "assignee", "second_assignee", "supersedes")

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
