"""A publisher's site on loopback: pages under their paths, with or without validators, and what was asked of it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """What a path answers; ``headers`` are sent as they are, and a known ETag is answered with 304."""

    content: bytes | Callable[[], bytes]
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """A running site; ``pages`` may change while it runs."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                page = site.pages.get(self.path, Page(b"gone", status=404))
                known = page.headers.get("ETag") and self.headers.get("If-None-Match") == page.headers["ETag"]
                content = b"" if known else page.content() if callable(page.content) else page.content
                self.send_response(304 if known else page.status)
                for name, value in {"Content-Type": page.media_type, **page.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def article(title: str, text: str) -> bytes:
    """A page of the site."""
    body = f"<article><h1>{title}</h1><p>{text}</p></article>"
    return f"<!doctype html><html lang='en'><title>{title}</title>{body}".encode()


def rss(site: Site, *numbers: int, title: str = "Port Authority") -> Page:
    """A feed of the site that names the pages ``/n/NUMBER``."""
    items = "".join(
        f"<item><title>Notice {number}</title><link>{site.url(f'/n/{number}')}</link><guid>notice-{number}</guid>"
        "<pubDate>Fri, 06 Mar 2026 08:00:00 +0000</pubDate></item>"
        for number in numbers
    )
    content = f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"
    return Page(content.encode(), "application/rss+xml")
