"""The desk: the articles in progress, and what waits for a person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from claims.models import Article, ArticleIntake
from reviews.models import Review
from reviews.pages.machine import MachineProgress, machine_progress
from reviews.pages.standings import Segment, bar, count_standings

SHOWN = 6


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article on the desk."""

    article: Article
    claims: int
    segments: list[Segment]
    progress: MachineProgress
    next_due: dt.datetime | None
    overdue: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a person is waited for, by kind; each list is cut off after ``SHOWN``."""

    mine: list[Review]
    disputed: list[Review]
    decided: list[Review]
    intakes: list[ArticleIntake]

    def __bool__(self) -> bool:
        return bool(self.mine or self.disputed or self.decided or self.intakes)


def article_rows(articles: Sequence[Article]) -> list[ArticleRow]:
    """The articles with counts, due times and progress: four queries, however many articles there are."""
    standings, progress, due = count_standings(articles), machine_progress(articles), _due(articles)
    return [
        ArticleRow(
            article=article,
            claims=sum(standings[article.pk].values()),
            segments=bar(standings[article.pk]),
            progress=progress[article.pk],
            next_due=due.get(article.pk, {}).get("next_due"),
            overdue=due.get(article.pk, {}).get("overdue", 0),
        )
        for article in articles
    ]


def _due(articles: Sequence[Article]) -> dict[int, dict[str, Any]]:
    late = Count("pk", filter=Q(due_at__lt=timezone.now()))
    reviews: Any = Review.objects.undecided().filter(claim__article__in=[article.pk for article in articles])
    rows = reviews.order_by().values("claim__article_id").annotate(next_due=Min("due_at"), overdue=late)
    return {row["claim__article_id"]: row for row in rows}


def waiting_for(user: Any) -> Waiting:
    """What waits for ``user``: to judge, to settle, to publish, and his own articles still on their way in."""
    reviews = Review.objects.visible_to(user).for_list()
    settles, publishes = user.has_perm("reviews.assign_review"), user.has_perm("reviews.publish_review")
    intakes: Any = ArticleIntake.objects.visible_to(user).not_arrived().filter(requested_by=user)
    return Waiting(
        mine=list(reviews.assigned_to(user)[:SHOWN]),
        disputed=list(reviews.disputed()[:SHOWN]) if settles else [],
        decided=list(reviews.decided()[:SHOWN]) if publishes else [],
        intakes=list(intakes.order_by("-pk")[:SHOWN]),
    )
