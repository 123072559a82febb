"""Serve an assistant over the Model Context Protocol."""

import io
import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application

from exports.mcp.local_api import LocalApi
from exports.mcp.protocol import Server

VERSION = "0.1.0"
TOKEN = "FACTCHECK_TOKEN"  # noqa: S105 - the name of the variable


class Command(BaseCommand):
    """``mcp``: requests come on standard input and answers go to standard output, one JSON message a line."""

    help = f"Serve an assistant over the Model Context Protocol (stdio). The token of its account is in {TOKEN}."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Answer until the input ends."""
        token = os.environ.get(TOKEN, "")
        if not token:
            message = f"Set {TOKEN} to a token: manage.py create_cms NAME --scope claims:read ... prints one."
            raise CommandError(message)
        api = LocalApi(get_wsgi_application(), token=token, public_url=settings.PUBLIC_URL)
        server = Server(api, version=VERSION)
        lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=True)
        for line in lines:
            if line.strip() and (answer := server.answer(line)):
                out.write(f"{answer}\n")
                out.flush()
