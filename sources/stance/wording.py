"""Names, numbers and words of a text as a sentence about them quotes them. Plain Python."""

from factcheck.lib.spans import Span
from sources.stance.findings import Findings
from sources.stance.names import Name
from sources.stance.words import FAINT_STEMS, Token

_DASHES = ("—", "–", "-", "(")  # what follows the place in a dateline
_LONGEST = 60  # characters of a name or a quotation in a reason


def written_name(text: str, name: Name) -> str:
    """A name as a text writes it, on one line; the place of a dateline in small letters."""
    written = " ".join(name.span.cut(text).split())
    if written.isupper() and text[name.span.end : name.span.end + 3].lstrip().startswith(_DASHES):
        written = written.title()
    return _shortened(written)


def quote(text: str, span: Span) -> str:
    """A stretch of a text on one line, shortened."""
    return _shortened(" ".join(span.cut(text).split()))


def _shortened(written: str) -> str:
    return written if len(written) <= _LONGEST else written[:_LONGEST].rstrip() + " …"


def written_words(statement: str, findings: Findings) -> tuple[list[str], list[str]]:
    """The words of a claim that the passage has, and the names and words that it lacks.

    Names come whole. What has a reason of its own or says little (numbers, dates, units, "not") is left out.
    """
    names = findings.claimed_names
    inside = frozenset(offset for name in names for offset in range(name.span.start, name.span.end))
    told = {name.words for name, _ in findings.shared_names} | {clash.claimed.words for clash in findings.name_clashes}
    missing = [(name.span.start, written_name(statement, name)) for name in names if name.words not in told]
    missing += [(token.start, _plain(token)) for token in findings.overlap.missing if _tells(token, inside)]
    shared = [_plain(token) for token in findings.overlap.shared if _tells(token, inside)]
    return shared, [*dict.fromkeys(written for _, written in sorted(missing))]


def _tells(token: Token, inside: frozenset[int]) -> bool:
    return token.is_word and token.start not in inside and token.stem not in FAINT_STEMS


def _plain(token: Token) -> str:
    """A word outside a name: without the capital of a sentence's start and without "'s"."""
    word = token.text.removesuffix("'s").removesuffix("’s")
    return word if word.isupper() and len(word) > 1 else word.lower()
