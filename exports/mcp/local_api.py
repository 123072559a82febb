"""The REST API, called in this process: the same tokens, scopes, limits, checks and answers as over HTTP."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

BASE: Final = "/api/v1/"
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, and the JSON of the body."""

    status: int
    content: Any


class LocalApi:
    """``application`` is the WSGI application of the desk, ``public_url`` the name by which it goes."""

    def __init__(self, application: Application, *, token: str, public_url: str) -> None:
        self._application = application
        self._token = token
        self._url = urlsplit(public_url)

    def ask(
        self, method: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = None, key: str = ""
    ) -> Answer:
        """One request; ``path`` lies below the API, ``key`` is an Idempotency-Key."""
        content = b"" if body is None else json.dumps(body).encode()
        environ = self._environ(method, path, urlencode(query or {}), content)
        if key:
            environ["HTTP_IDEMPOTENCY_KEY"] = key
        status = 0

        def start_response(line: str, _headers: Any, _error: Any = None) -> None:
            nonlocal status
            status = int(line.split(" ", 1)[0])

        answered = self._application(environ, start_response)
        try:
            text = b"".join(answered)
        finally:
            if hasattr(answered, "close"):
                answered.close()
        return Answer(status, json.loads(text) if text else None)

    def _environ(self, method: str, path: str, query: str, content: bytes) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": BASE + path,
            "QUERY_STRING": query,
            "SERVER_NAME": self._url.hostname or "localhost",
            "SERVER_PORT": str(self._url.port or (443 if self._url.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": self._url.netloc,
            "HTTP_X_FORWARDED_PROTO": self._url.scheme,
            "HTTP_ACCEPT": "application/json",
            "HTTP_AUTHORIZATION": f"Token {self._token}",
            "CONTENT_TYPE": "application/json" if content else "",
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self._url.scheme,
            "wsgi.input": io.BytesIO(content),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
