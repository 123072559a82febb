"""Servers on loopback that behave as a CMS does, with accidents to order."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

AT_LOST_REQUEST = "the request is lost before it is worked on"
AT_LOST_ANSWER = "the request is worked on and the answer is lost"


@dataclass
class Call:
    """One request as it came in."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    status: int
    content: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class FakeServer:
    """A subclass answers in ``answer``. ``accidents`` happen to the next requests that change something, in order."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.accidents: list[str | Answer] = []
        self.lock = threading.Lock()
        self.url = ""

    def answer(self, call: Call) -> Answer:
        raise NotImplementedError

    def writes(self) -> list[Call]:
        return [call for call in self.calls if call.method != "GET"]

    def _answer_or_accident(self, call: Call) -> Answer | None:
        with self.lock:
            self.calls.append(call)
            accident = self.accidents.pop(0) if self.accidents and call.method != "GET" else None
            if isinstance(accident, Answer):
                return accident
            if accident == AT_LOST_REQUEST:
                return None
            answer = self.answer(call)
            return None if accident == AT_LOST_ANSWER else answer


AnyServer = TypeVar("AnyServer", bound=FakeServer)


@contextmanager
def running(server: AnyServer) -> Iterator[AnyServer]:
    """``server`` on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = server._answer_or_accident(
                Call(self.command, parts.path, query, headers, self.rfile.read(length) if length else b"")
            )
            if answer is None:
                self.close_connection = True
                return
            content = b"" if answer.content is None else json.dumps(answer.content).encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = respond  # noqa: N815

        def log_message(self, *_args: object) -> None:
            """Keep the output of the tests clean."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{listener.server_address[1]}"
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
