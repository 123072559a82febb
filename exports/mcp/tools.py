"""What an assistant can do here: read claims, evidence and publications, and submit an article.

Each tool is one call of the API. What the token of the server may not do, the API refuses, and the tool says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from exports.mcp.local_api import Answer, LocalApi

ID: Final[Mapping[str, Any]] = {"type": "string", "format": "uuid"}
TEXT: Final[Mapping[str, Any]] = {"type": "string"}
PAGE: Final[Mapping[str, Mapping[str, Any]]] = {
    "cursor": {"type": "string", "description": "From `next` of the page before; leave it out for the first page."},
    "page_size": {"type": "integer", "minimum": 1, "maximum": 200, "description": "Rows on a page; 50 when left out."},
}


@dataclass(frozen=True, slots=True)
class Tool:
    """One call of the API. Of its ``arguments`` those named in ``path`` go into the address, the others beside it."""

    name: str
    description: str
    path: str
    arguments: Mapping[str, Mapping[str, Any]]
    required: tuple[str, ...] = ()
    method: str = "GET"
    title: str = field(default="")

    def described(self) -> dict[str, Any]:
        """As ``tools/list`` gives it."""
        reads = self.method == "GET"
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": {
                "type": "object",
                "properties": {name: dict(shape) for name, shape in self.arguments.items()},
                "required": list(self.required),
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": reads, "destructiveHint": False, "openWorldHint": False},
        }

    def flaw(self, given: Mapping[str, Any]) -> str:
        """What is wrong with the arguments, in a sentence; empty when nothing is."""
        for name in self.required:
            if name not in given:
                return f"The argument {name} is missing."
        for name, value in given.items():
            if name not in self.arguments:
                return f"There is no argument {name[:60]}; known: {', '.join(self.arguments)}."
            if not _fits(value, self.arguments[name]["type"]):
                return f"The argument {name} must be of the type {self.arguments[name]['type']}."
        return ""

    def call(self, api: LocalApi, given: Mapping[str, Any]) -> Answer:
        """Ask the API."""
        inside = {name: str(given[name]) for name in given if f"{{{name}}}" in self.path}
        beside = {name: value for name, value in given.items() if name not in inside and name != "idempotency_key"}
        path = self.path.format(**{name: _step(value) for name, value in inside.items()})
        if self.method == "GET":
            return api.ask("GET", path, query=beside)
        return api.ask(self.method, path, body=beside, key=str(given.get("idempotency_key", "")))


def _fits(value: Any, kind: str) -> bool:
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def _step(value: str) -> str:
    """One step of an address: what holds a slash or a dot is no id, and nothing is at the address that comes of it."""
    return "".join(letter for letter in value if letter.isalnum() or letter == "-")


TOOLS: Final = {
    tool.name: tool
    for tool in (
        Tool(
            "list_articles",
            "Articles of the desk, newest first, without their texts.",
            "articles/",
            {"external_id": {**TEXT, "description": "The sender's own name of the article."}, **PAGE},
            title="List articles",
        ),
        Tool(
            "read_article",
            "One article with its text and the state of its reading. Offsets count Unicode code points of the text.",
            "articles/{article}/",
            {"article": ID},
            ("article",),
            title="Read an article",
        ),
        Tool(
            "article_progress",
            "How far an article is: claims read, evidence searched, reviews, published verdicts.",
            "articles/{article}/progress/",
            {"article": ID},
            ("article",),
            title="See how far an article is",
        ),
        Tool(
            "list_claims",
            "The claims of an article: who said what, when, with the spans of the text.",
            "claims/",
            {"article": ID, **PAGE},
            title="List claims",
        ),
        Tool("read_claim", "One claim.", "claims/{claim}/", {"claim": ID}, ("claim",), title="Read a claim"),
        Tool(
            "list_evidence",
            "Passages set against a claim, each with the stance that the machine suggests and what people decided.",
            "evidence/",
            {"claim": ID, **PAGE},
            title="List evidence",
        ),
        Tool(
            "list_publications",
            "The feed of published, corrected and retracted verdicts, in the order in which they went out.",
            "publications/",
            {
                "after": {"type": "integer", "minimum": 0, "description": "Only entries with a greater sequence."},
                "article": ID,
                "kind": {**TEXT, "enum": ["published", "corrected", "retracted"]},
                **PAGE,
            },
            title="Follow the feed",
        ),
        Tool(
            "read_publication",
            "One entry of the feed: the claim, the verdict with its rationale, and the evidence it rests on.",
            "publications/{publication}/",
            {"publication": ID},
            ("publication",),
            title="Read a publication",
        ),
        Tool(
            "claim_impact",
            "What a changed verdict on a claim touches: claims, articles, publications, items in other systems.",
            "claims/{claim}/impact/",
            {"claim": ID},
            ("claim",),
            title="See what a change touches",
        ),
        Tool(
            "submit_article",
            "Send an article as plain text to be checked. The same text again gives the first article.",
            "articles/",
            {
                "body": {**TEXT, "description": "Plain text, paragraphs separated by an empty line."},
                "published_at": {
                    **TEXT,
                    "description": "ISO 8601; the day from which 'on Monday' is counted. Never guess it.",
                },
                "headline": TEXT,
                "byline": TEXT,
                "outlet": TEXT,
                "language": TEXT,
                "external_id": TEXT,
                "page_url": TEXT,
                "idempotency_key": {**TEXT, "description": "The same in every try of one submission."},
            },
            ("body",),
            method="POST",
            title="Submit an article",
        ),
    )
}
