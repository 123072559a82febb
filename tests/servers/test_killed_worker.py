"""A worker that is killed in the middle of its work loses nothing and doubles nothing."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.servers.newsroom import CLOCKS, Newsroom, wait_for

pytestmark = pytest.mark.servers

ARTICLES = 200
UNDER_WAY = "('pending', 'running')"


def article(number: int) -> dict[str, str]:
    """Three paragraphs that differ from article to article, with two attributed claims and one of its own."""
    text = (
        f"The harbour board of Port {number} will close pier {number}, its chair Mara Lindt said on Monday.\n\n"
        f"“We counted {number + 200} cracks,” Lindt said, “and each one is growing.”\n\n"
        f"Pier {number} was opened in 1958 and cost {number + 3} million crowns."
    )
    return {"id": f"a-{number}", "headline": f"Pier {number} to close", "text": text, "published": "2026-03-06"}


def document(number: int) -> dict[str, str]:
    text = f"Engineers counted {number * 12} cracks in the pier. The harbour board was told on Monday."
    return {"id": f"d-{number}", "title": f"Inspection {number}", "publisher": "Port Authority", "text": text}


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    started = Newsroom(tmp_path, **CLOCKS).start()
    yield started
    started.stop()


def kill_worker(newsroom: Newsroom) -> int:
    """SIGKILL the worker and all its children at once, as the kernel does when memory runs out."""
    worker = newsroom.worker()
    for process in [worker, *worker.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    return worker.pid


def all_settled(newsroom: Newsroom) -> bool:
    """Whether every article is read, every claim searched for, and every claim has its review."""
    read = newsroom.one("SELECT count(*) FROM claims_extractionrun WHERE status = 'done'")
    waiting = newsroom.one(f"SELECT count(*) FROM sources_linkingrun WHERE status IN {UNDER_WAY}")
    claims = newsroom.one("SELECT count(*) FROM claims_claim")
    reviews = newsroom.one("SELECT count(*) FROM reviews_review")
    return read == ARTICLES and waiting == 0 and claims > 0 and claims == reviews


def test_two_hundred_articles_survive_two_killed_workers(newsroom: Newsroom, tmp_path: Path) -> None:
    for name, rows in (("documents", map(document, range(20))), ("articles", map(article, range(ARTICLES)))):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
        newsroom.manage(f"import_{name}", str(tmp_path / f"{name}.jsonl"))
    killed = []
    for done in (20, 80):
        wait_for(
            f"{done} articles to be read",
            lambda done=done: newsroom.one("SELECT count(*) FROM claims_extractionrun WHERE status = 'done'") >= done,
            seconds=90,
        )
        killed.append(kill_worker(newsroom))
        wait_for(
            "the worker to be started again", lambda: (new := newsroom.worker()) and new.pid not in killed, seconds=30
        )
    assert newsroom.one("SELECT count(*) FROM claims_extractionrun") == ARTICLES
    wait_for("all work to be done", lambda: all_settled(newsroom), seconds=240)

    doubled = "SELECT count(*) FROM (SELECT {0} FROM {1} GROUP BY {0} HAVING count(*) > 1)"
    assert newsroom.one("SELECT count(*) FROM claims_article") == ARTICLES
    assert newsroom.one(doubled.format("article_id, quote", "claims_claim")) == 0
    assert newsroom.one(doubled.format("claim_id", "reviews_review")) == 0
    assert newsroom.one(doubled.format("claim_id, passage_id", "sources_evidence")) == 0
    assert newsroom.one("SELECT count(*) FROM claims_extractionrun WHERE status <> 'done'") == 0
    assert newsroom.one("SELECT count(*) FROM sources_linkingrun WHERE status <> 'done'") == 0
    found = newsroom.rows("SELECT article_id, count(*) FROM claims_claim GROUP BY article_id")
    assert len(found) == ARTICLES
    assert len({count for _, count in found}) == 1
    told = newsroom.rows(
        "SELECT article_id, count(*) FROM claims_ledgerentry WHERE verb = 'claims.extracted' GROUP BY article_id"
    )
    assert sorted(count for _, count in told) == [1] * ARTICLES
    assert "The ledger holds" in newsroom.manage("verify_ledger")
