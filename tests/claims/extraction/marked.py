"""Examples with their spans written into them: ``[Ann Lee] {said} <the dam was old>``."""

import re
from dataclasses import dataclass

from claims.extraction.base import SpeakerKind
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_MARK = re.compile(r"[\[\]{}<>]")
_ROLES = {"[": "source", "{": "cue", "<": "content"}


@dataclass(frozen=True)
class Bearer:
    """A speaker as far as a statement needs one."""

    name: str = "Ann Lee"
    kind: SpeakerKind = SpeakerKind.PERSON
    role: str = ""
    confidence: float = 1.0


def marked(example: str) -> tuple[Layout, Said]:
    """The text without its marks, and the attribution that they show."""
    found: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    text, start, last = "", 0, 0
    for match in _MARK.finditer(example):
        text += example[last : match.start()]
        last = match.end()
        if match.group() in _ROLES:
            role, start = _ROLES[match.group()], len(text)
        else:
            found[role].append(Span(start, len(text)))
    text += example[last:]
    return Layout.of(text), Said(tuple(found["source"]), tuple(found["cue"]), tuple(found["content"]))
