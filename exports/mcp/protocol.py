"""The Model Context Protocol, as far as a server of tools needs it: JSON-RPC 2.0, one message a line.

Written after revision 2025-06-18 of the specification (https://modelcontextprotocol.io/specification/2025-06-18). The
other revisions that begin with a handshake differ in nothing that is used here: a client that asks for one of
``REVISIONS`` gets it, and to any other it is said which one is spoken.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from exports.mcp.local_api import Answer, LocalApi
from exports.mcp.tools import TOOLS

REVISION: Final = "2025-06-18"
REVISIONS: Final = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
INSTRUCTIONS: Final = (
    "A newsroom's fact-checking desk. Claims are what articles say and who says it; only a publication holds a verdict "
    "that people decided and published. What the machine suggests about evidence is no verdict."
)

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603


class Refusal(Exception):
    """A request that is answered with an error of JSON-RPC."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Server:
    """Answers messages, each a line of JSON, with the API of the desk behind the tools."""

    def __init__(self, api: LocalApi, *, version: str) -> None:
        self._api = api
        self._version = version
        self._methods: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "initialize": self._initialize,
            "ping": lambda _params: {},
            "tools/list": lambda _params: {"tools": [tool.described() for tool in TOOLS.values()]},
            "tools/call": self._call,
        }

    def answer(self, line: str) -> str | None:
        """The answer to one line; ``None`` to a notification, which gets none."""
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            return _error(None, Refusal(PARSE_ERROR, "This is no JSON."))
        if not isinstance(request, dict) or request.get("jsonrpc") != "2.0":
            return _error(None, Refusal(INVALID_REQUEST, "This is no request of JSON-RPC 2.0."))
        if "id" not in request:
            return None
        return self._answer_request(request)

    def _answer_request(self, request: Mapping[str, Any]) -> str:
        if "method" not in request:
            return _error(request["id"], Refusal(INVALID_REQUEST, "The request names no method."))
        try:
            result = self._dispatch(str(request["method"]), request.get("params", {}))
        except Refusal as refusal:
            return _error(request["id"], refusal)
        return _line({"jsonrpc": "2.0", "id": request["id"], "result": result})

    def _dispatch(self, name: str, params: Any) -> dict[str, Any]:
        method = self._methods.get(name)
        if method is None:
            raise Refusal(METHOD_NOT_FOUND, f"There is no method {name[:60]}.")
        if not isinstance(params, dict):
            raise Refusal(INVALID_PARAMS, "params must be an object.")
        return method(params)

    def _initialize(self, params: Mapping[str, Any]) -> dict[str, Any]:
        asked = params.get("protocolVersion")
        return {
            "protocolVersion": asked if asked in REVISIONS else REVISION,
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "factcheck-workbench", "title": "Fact-checking desk", "version": self._version},
            "instructions": INSTRUCTIONS,
        }

    def _call(self, params: Mapping[str, Any]) -> dict[str, Any]:
        tool = TOOLS.get(str(params.get("name")))
        if tool is None:
            raise Refusal(INVALID_PARAMS, f"There is no tool {str(params.get('name'))[:60]}.")
        given = params.get("arguments") or {}
        if not isinstance(given, dict):
            raise Refusal(INVALID_PARAMS, "arguments must be an object.")
        flaw = tool.flaw(given)
        return _told(flaw) if flaw else _result(tool.call(self._api, given))


def _result(answer: Answer) -> dict[str, Any]:
    """What the API answered; a refusal is a result that says so, for the assistant to read."""
    if answer.status >= 400:
        problem = answer.content if isinstance(answer.content, dict) else {}
        return _told(f"{problem.get('detail', 'The desk refused.')} ({answer.status})")
    text = json.dumps(answer.content, ensure_ascii=False)
    return {"content": [{"type": "text", "text": text}], "structuredContent": answer.content, "isError": False}


def _told(sentence: str) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": sentence}], "isError": True}


def _error(request_id: Any, refusal: Refusal) -> str:
    return _line({"jsonrpc": "2.0", "id": request_id, "error": {"code": refusal.code, "message": refusal.message}})


def _line(message: Mapping[str, Any]) -> str:
    """One line: JSON escapes the line breaks in texts."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
