"""The server of the Model Context Protocol: what an assistant reads and sends, with the rights of its token."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from claims.models import Article, Claim
from exports.mcp.local_api import LocalApi
from exports.mcp.protocol import REVISIONS, Server
from exports.mcp.tools import TOOLS
from exports.models import Publication
from exports.services.clients import create_client
from exports.services.publishing import retract_publication

ROOT = Path(__file__).parents[2]
BODY = "The harbour board will close the east pier, its chair Mara Lindt said on Monday."


class Assistant:
    """Talks to a server in this process."""

    def __init__(self, *scopes: str) -> None:
        token = create_client(name=f"assistant-{len(scopes)}", scopes=scopes)
        api = LocalApi(get_wsgi_application(), token=token, public_url="http://127.0.0.1:8000")
        self.server = Server(api, version="test")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        line = json.dumps({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})
        answer = self.server.answer(line)
        assert answer
        assert "\n" not in answer
        return json.loads(answer)

    def call(self, name: str, **arguments: Any) -> dict[str, Any]:
        return self.ask("tools/call", name=name, arguments=arguments)["result"]


@pytest.fixture(autouse=True)
def connection_of_the_test() -> Iterator[None]:
    """A request closes the connection it used; this one holds the test's own transaction."""
    moments = (request_started, request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


@pytest.fixture
def assistant(db: None, settings: Any) -> Assistant:
    settings.WHITENOISE_AUTOREFRESH = True
    return Assistant()


@pytest.mark.filterwarnings("ignore:No directory at")
class TestServer:
    @pytest.mark.parametrize("asked", [*REVISIONS, "1999-01-01", None])
    def test_the_revision_is_agreed_on(self, assistant: Assistant, asked: str | None) -> None:
        result = assistant.ask("initialize", protocolVersion=asked, capabilities={}, clientInfo={})["result"]

        assert result["protocolVersion"] == (asked if asked in REVISIONS else "2025-06-18")
        assert result["capabilities"] == {"tools": {}}

    def test_every_tool_is_described_by_a_schema_of_its_arguments(self, assistant: Assistant) -> None:
        tools = assistant.ask("tools/list")["result"]["tools"]

        assert [tool["name"] for tool in tools] == list(TOOLS)
        for tool in tools:
            assert tool["inputSchema"]["additionalProperties"] is False
            assert set(tool["inputSchema"]["required"]) <= set(tool["inputSchema"]["properties"])
            assert tool["annotations"]["readOnlyHint"] == (tool["name"] != "submit_article")

    def test_claims_evidence_and_publications_are_read(
        self, assistant: Assistant, published: Publication, claim: Claim
    ) -> None:
        article = str(claim.article.public_id)
        assert assistant.call("read_claim", claim=str(claim.public_id))["structuredContent"]["quote"] == claim.quote
        (row,) = assistant.call("list_claims", article=article)["structuredContent"]["results"]
        assert row["statement"] == claim.statement
        assert len(assistant.call("list_evidence", claim=str(claim.public_id))["structuredContent"]["results"]) == 1
        (entry,) = assistant.call("list_publications", after=0)["structuredContent"]["results"]
        assert entry["id"] == str(published.public_id)
        assert assistant.call("list_publications", after=1)["structuredContent"]["results"] == []

    def test_an_article_is_submitted_once_under_a_key(self, assistant: Assistant, fake_components: None) -> None:
        first = assistant.call("submit_article", body=BODY, published_at="2026-03-06", idempotency_key="one")
        again = assistant.call("submit_article", body=BODY, published_at="2026-03-06", idempotency_key="one")

        assert first["isError"] is False
        assert first["structuredContent"]["id"] == again["structuredContent"]["id"]
        assert Article.objects.count() == 1

    def test_what_the_token_may_not_do_is_refused_in_words(self, db: None) -> None:
        reader = Assistant("publications:read")
        refused = reader.call("submit_article", body=BODY)

        assert refused["isError"] is True
        assert "lacks the scope articles:write" in refused["content"][0]["text"]
        assert not Article.objects.exists()

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            ({}, "claim is missing"),
            ({"claim": 7}, "must be of the type string"),
            ({"claim": "x", "also": "y"}, "no argument also"),
            ({"claim": "../publications"}, "(404)"),
            ({"claim": "00000000-0000-4000-8000-000000000000"}, "(404)"),
        ],
    )
    def test_wrong_arguments_are_said(self, assistant: Assistant, arguments: dict[str, Any], sentence: str) -> None:
        result = assistant.call("read_claim", **arguments)

        assert result["isError"] is True
        assert sentence in result["content"][0]["text"]

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("{", -32700),
            ("[" * 100_000, -32700),
            ("[]", -32600),
            ('{"id": 1, "method": "ping"}', -32600),
            ('{"jsonrpc": "2.0", "id": 1}', -32600),
            ('{"jsonrpc": "2.0", "id": 1, "method": "invented"}', -32601),
            ('{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32602),
            ('{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "drop"}}', -32602),
            (
                '{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "read_claim", "arguments": 1}}',
                -32602,
            ),
        ],
    )
    def test_what_is_no_request_has_its_error(self, assistant: Assistant, line: str, code: int) -> None:
        assert json.loads(assistant.server.answer(line) or "")["error"]["code"] == code

    def test_a_notification_gets_no_answer(self, assistant: Assistant) -> None:
        assert assistant.server.answer('{"jsonrpc": "2.0", "method": "notifications/initialized"}') is None

    def test_a_retraction_is_read_as_one(self, assistant: Assistant, published: Publication, editor: Any) -> None:
        entry = retract_publication(publication=published, by=editor, note="Wrong person.")
        told = assistant.call("read_publication", publication=str(entry.public_id))["structuredContent"]

        assert (told["kind"], told["payload"]["verdict"]) == ("retracted", None)


@pytest.mark.servers
def test_the_command_answers_over_its_pipes_and_ends_with_its_input(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    env = kept | {"DATA_DIR": str(tmp_path), "ENV_FILE": ""}

    def manage(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, check=False, cwd=ROOT, capture_output=True, text=True, env=env, timeout=300, **more
        )

    assert manage("migrate").returncode == 0
    without = manage("mcp")
    assert without.returncode == 1
    assert "FACTCHECK_TOKEN" in without.stderr

    env["FACTCHECK_TOKEN"] = manage("create_cms", "assistant").stdout.strip()
    asked = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {
            "name": "submit_article", "arguments": {"body": f"{BODY} “Æ” 🙂", "published_at": "2026-03-06"}}},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "list_articles", "arguments": {}}},
    ]  # fmt: skip
    done = manage("mcp", input="".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in asked))
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0
    assert [answer["id"] for answer in answers] == [1, 2, 3]
    (article,) = answers[2]["result"]["structuredContent"]["results"]
    assert article["id"] == answers[1]["result"]["structuredContent"]["id"]
