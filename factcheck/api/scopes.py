"""What a token may do, in words that people give it; each stands for rights of its account."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

SCOPES: Final[Mapping[str, frozenset[str]]] = {
    "articles:read": frozenset({"claims.view_article"}),
    "articles:write": frozenset({"claims.add_article"}),
    "claims:read": frozenset({"claims.view_claim"}),
    "speakers:read": frozenset({"claims.view_speaker"}),
    "evidence:read": frozenset({"sources.view_evidence"}),
    "library:read": frozenset({"sources.view_document", "sources.view_source"}),
    "library:write": frozenset({"sources.add_document", "sources.add_source"}),
    "reviews:read": frozenset({"reviews.view_review"}),
    "publications:read": frozenset({"exports.view_publication"}),
    "subscribers:read": frozenset({"exports.view_subscriber"}),
    "subscribers:write": frozenset({"exports.add_subscriber"}),
}


def rights_of(scopes: Iterable[str]) -> frozenset[str]:
    """The rights that ``scopes`` stand for; a word that is none stands for nothing."""
    return frozenset().union(*(SCOPES.get(scope, frozenset()) for scope in scopes))


def granted(token: Any) -> frozenset[str] | None:
    """The rights that ``token`` is confined to; ``None`` for all of its account, as a session or an older token has."""
    grant = getattr(token, "grant", None)
    return None if grant is None else rights_of(grant.scopes)


def scopes_with(right: str) -> list[str]:
    """The scopes that hold ``right``, for the sentence that says what is missing."""
    return [scope for scope, rights in SCOPES.items() if right in rights]
