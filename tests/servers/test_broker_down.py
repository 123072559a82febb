"""While the broker is down articles are still taken in, and they are read when it is back."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.supervision.broker import find_server
from factcheck.supervision.readiness import answers_ping
from tests.servers.newsroom import CLOCKS, Newsroom, call, wait_for

pytestmark = pytest.mark.servers

BODY = "The harbour board will close the east pier, its chair Mara Lindt said on Monday."


class Broker:
    """A broker that the newsroom does not look after."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.socket = directory / "own.sock"

    def start(self) -> None:
        options = ["--port", "0", "--unixsocket", str(self.socket), "--appendonly", "yes", "--dir", str(self.directory)]
        self.process = subprocess.Popen([find_server(), *options], stdout=subprocess.DEVNULL)
        wait_for("the broker to answer", lambda: answers_ping(self.socket), seconds=10)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path)
    broker.start()
    yield broker
    broker.kill()


@pytest.fixture
def newsroom(tmp_path: Path, broker: Broker) -> Iterator[Newsroom]:
    started = Newsroom(tmp_path, REDIS_URL=f"redis+socket://{broker.socket}", **CLOCKS).start()
    yield started
    started.stop()


def test_an_article_posted_while_the_broker_is_down_is_read_when_it_is_back(newsroom: Newsroom, broker: Broker) -> None:
    token = newsroom.manage("create_cms", "gazette").strip()
    broker.kill()
    asked = time.monotonic()
    status, _, article = call(newsroom.address, token, "POST", "/api/v1/articles/", {"body": BODY})
    assert status == 201
    assert time.monotonic() - asked < 15
    _, _, progress = call(newsroom.address, token, "GET", f"/api/v1/articles/{article['id']}/progress/")
    assert progress["extraction"]["status"] == "pending"
    broker.start()
    wait_for(
        "the article to be read",
        lambda: newsroom.one("SELECT count(*) FROM reviews_review") > 0,
        seconds=120,
    )
