"""How many requests a client may send, and the headers that tell it how many are left.

Headers: ``RateLimit`` and ``RateLimit-Policy`` of draft-ietf-httpapi-ratelimit-headers.
"""

import math
from typing import Any, Final

from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle

POLICY: Final = "client"


class ClientRate(UserRateThrottle):
    """So many requests of one account in a stretch of time; the setting is ``API_RATE``."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether this request may pass; what is left stays on the view for its answer."""
        allowed = super().allow_request(request, view)
        if self.rate is not None:
            view.rate_headers = self._headers()
        return allowed

    def _headers(self) -> dict[str, str]:
        limits: Any = self  # the framework sets these when it reads the rate
        quota, seconds = limits.num_requests or 0, limits.duration or 1
        history: list[float] = getattr(self, "history", [])
        oldest = history[-1] if history else self.timer()
        reset = max(0, math.ceil(seconds - (self.timer() - oldest)))
        return {
            "RateLimit-Policy": f'"{POLICY}";q={quota};w={seconds}',
            "RateLimit": f'"{POLICY}";r={max(0, quota - len(history))};t={reset}',
        }
