"""What a person did on an article, in words, with what can be undone."""

from dataclasses import dataclass
from typing import Any, Final

from claims.models import Article
from reviews.pages.timeline import WORDS
from reviews.services.undo import Deed, deeds, redoable

DEEDS_SHOWN: Final = 60
_MORE: Final = {
    "article.sentences_cleared": "said that sentences need no check",
    "article.sentences_reopened": "said that sentences need a check after all",
    "article.signed_off": "signed the article off",
    "article.sign_off_undone": "took the sign-off back",
    "article.completed": "filled in facts of the article",
}


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One thing that was done: in words, and about what."""

    deed: Deed
    what: str
    about: str


def deed_rows(article: Article, *, user: Any) -> list[DeedRow]:
    """What ``user`` did on ``article``, newest first; one query."""
    return [_row(deed) for deed in deeds(article, by=user)[:DEEDS_SHOWN]]


def last_undoable(article: Article, *, user: Any) -> DeedRow | None:
    """What "undo" would undo for ``user`` now."""
    return next((_row(deed) for deed in deeds(article, by=user) if deed.may_undo), None)


def last_redoable(article: Article, *, user: Any) -> DeedRow | None:
    """What "redo" would do again for ``user`` now."""
    deed = redoable(article, by=user)
    return _row(deed) if deed and deed.may_undo else None


def _row(deed: Deed) -> DeedRow:
    entry = deed.entry
    known = _MORE | WORDS
    what = known.get(entry.verb, entry.verb.partition(".")[2].replace("_", " "))
    sentences = entry.details.get("sentences", "")
    about = entry.claim.statement if entry.claim else "; ".join(sentences) if isinstance(sentences, list) else ""
    return DeedRow(deed, what, about[:200])
