"""What comes in: articles with claims whose search for evidence has ended, and publication times that move."""

import datetime as dt
import itertools

from django.utils import timezone

from bench.desk.people import Desk
from bench.desk.plan import KINDS, START, ZONE
from bench.desk.world import World
from claims.models import Article, Claim, Speaker
from claims.services.articles import ArticleFacts, complete_article
from factcheck.lib.fingerprints import hash_text, normalise
from reviews.deadlines import instant
from sources.models import LinkingRun
from sources.signals import claims_linked

BODY = "The harbour board will close the east pier, its chair said on Monday. This is report number {}."
HOURS = range(6, 22)


class Newsroom:
    """Sends articles to the desk."""

    def __init__(self, world: World, desk: Desk) -> None:
        self.world = world
        self.desk = desk
        self._numbers = itertools.count(1)
        self.claims = 0

    def start(self) -> None:
        """Plan when articles come in: over the day, on some days four times as many as on others."""
        plan, random = self.world.plan, self.world.random
        left, articles = plan.claims, -(-plan.claims // plan.per_article)
        busy = [random.uniform(0.4, 1.6) for _ in range(plan.days)]
        for day in sorted(random.choices(range(plan.days), busy, k=articles)):
            size = min(plan.per_article, left)
            left -= size
            date = START.date() + dt.timedelta(days=day)
            moment = instant(date, dt.time(random.choice(HOURS), random.randrange(60)), ZONE)
            self.world.at(moment, lambda size=size: self.come_in(size))

    def come_in(self, size: int) -> None:
        """One article with its claims; the machine has found them and looked for evidence."""
        random, number = self.world.random, next(self._numbers)
        body = BODY.format(number)
        entered = random.choice(self.desk.people).user if random.random() < self.world.plan.conflicts else None
        ahead = dt.timedelta(hours=random.choice((4, 6, 8, 10, 14, 20, 26, 30)))
        article = Article.objects.create(
            headline=f"Report {number}",
            body=body,
            body_hash=hash_text(body),
            language="en",
            published_at=self.world.now + ahead,
            submitted_by=entered,
        )
        claims = self._claims(article, size)
        self.claims += len(claims)
        claims_linked.send(sender=LinkingRun, article=article, claims=claims)
        if random.random() < self.world.plan.moves:
            self.world.after(ahead / 3, lambda: self._move(article))

    def _claims(self, article: Article, size: int) -> list[Claim]:
        random = self.world.random
        name = f"Speaker {article.pk}"
        speaker = Speaker.objects.create(name=name, normal_name=normalise(name), kind="person")
        kinds, weights = list(KINDS), [share for share, _ in KINDS.values()]
        claims = [
            Claim(
                article=article,
                content=[[place, place + 20]],
                start=place,
                end=place + 20,
                quote=article.body[place : place + 20],
                statement=f"The harbour board will close pier {place} of report {article.pk}.",
                speaker=speaker,
                attribution="indirect",
                force=random.choices(kinds, weights)[0],
                fingerprint=f"{article.pk:032d}{place:032d}",
                checkworthiness=round(random.betavariate(2, 2), 3),
                confidence=0.8,
            )
            for place in range(size)
        ]
        Claim.objects.bulk_create(claims)
        stored = list(Claim.objects.filter(article=article))
        ended = {"status": "done", "finished_at": timezone.now(), "component": "simulated/1"}
        LinkingRun.objects.bulk_create(
            LinkingRun(claim=claim, statement_hash=f"{claim.pk:064d}", **ended) for claim in stored
        )
        return stored

    def _move(self, article: Article) -> None:
        """The article comes out earlier or later than was said."""
        hours = self.world.random.choice((-2, -1, 2, 6))
        moved = article.published_at + dt.timedelta(hours=hours)
        editor = self.desk.editors[0].user
        facts = ArticleFacts(published_at=max(moved, self.world.now + dt.timedelta(hours=1)))
        self.world.timed("complete_article", lambda: complete_article(article=article, facts=facts, by=editor))
        self.world.counts.moved += 1
