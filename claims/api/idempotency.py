"""The Idempotency-Key of articles, whose first sending is kept with the article itself."""

from factcheck.api.idempotency import HEADER, REPLAYED, hash_request, read_key
from factcheck.lib.replays import Attempt

__all__ = ("HEADER", "REPLAYED", "Attempt", "hash_request", "read_key")
