"""Questions to a server: are you ready for work? Each answers within about a second and never raises."""

import http.client
from collections.abc import Mapping
from pathlib import Path

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from factcheck.supervision.address import Address

ANSWER_SECONDS = 2


def answers_http(address: Address, path: str, headers: Mapping[str, str]) -> bool:
    """Whether a GET of ``path`` is answered with 200."""
    connection = http.client.HTTPConnection(address.host, address.port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", path, headers=dict(headers))
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def answers_ping(unix_socket: Path) -> bool:
    """Whether a Redis or Valkey server answers PING there; one that is still loading its data does not count."""
    once = Retry(NoBackoff(), retries=0)  # the caller asks again by itself
    try:
        with Redis(unix_socket_path=str(unix_socket), socket_timeout=ANSWER_SECONDS, retry=once) as client:
            return bool(client.ping())
    except RedisError:
        return False
