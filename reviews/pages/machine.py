"""How far the machine is with an article."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from claims.choices import RunStatus
from claims.models import Article, ExtractionRun
from sources.models import LinkingRun

_UNDER_WAY = (RunStatus.PENDING, RunStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class MachineProgress:
    """The reading of the text, then the search for evidence. ``linked`` counts claims that are done or given up."""

    reading: ExtractionRun | None
    linked: int
    to_link: int

    @property
    def is_reading(self) -> bool:
        """Whether the claims are still being taken out of the text."""
        return self.reading is not None and self.reading.is_under_way

    @property
    def is_under_way(self) -> bool:
        """Whether a person still has to wait."""
        return self.is_reading or self.linked < self.to_link

    @property
    def error(self) -> str:
        """Why the text could not be read; empty when it could."""
        failed = self.reading is not None and self.reading.status == RunStatus.FAILED
        return self.reading.error if failed and self.reading else ""


@dataclass(frozen=True, slots=True)
class MachineWork:
    """How many texts are being read and for how many claims evidence is being looked up, of all articles together."""

    reading: int
    linking: int

    def __bool__(self) -> bool:
        return bool(self.reading or self.linking)


def machine_work(user: Any) -> MachineWork:
    """What the machine has to do in the articles that ``user`` may read; two queries."""
    articles = Article.objects.visible_to(user).listed()
    runs = LinkingRun.objects.filter(claim__article__in=articles, claim__discarded_at__isnull=True)
    return MachineWork(
        reading=ExtractionRun.objects.filter(article__in=articles, status__in=_UNDER_WAY).count(),
        linking=runs.filter(status__in=_UNDER_WAY).count(),
    )


def machine_progress(articles: Iterable[Article]) -> dict[int, MachineProgress]:
    """How far the machine is with each article, by its primary key; two queries."""
    keys = [article.pk for article in articles]
    readings = {run.article_id: run for run in ExtractionRun.objects.filter(article__in=keys).order_by("pk")}
    linking: dict[int, dict[str, int]] = defaultdict(dict)
    rows = LinkingRun.objects.filter(claim__article__in=keys, claim__discarded_at__isnull=True)
    for article_id, status, number in rows.values_list("claim__article_id", "status").annotate(Count("pk")).order_by():
        linking[article_id][status] = number
    return {key: _progress(readings.get(key), linking[key]) for key in keys}


def _progress(reading: ExtractionRun | None, statuses: dict[str, int]) -> MachineProgress:
    counted = {status: number for status, number in statuses.items() if status != RunStatus.STALE}
    total = sum(counted.values())
    waiting = sum(counted.get(status, 0) for status in _UNDER_WAY)
    return MachineProgress(reading=reading, linked=total - waiting, to_link=total)
