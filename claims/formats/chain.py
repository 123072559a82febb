"""The chain of the ledger as plain values: what the hash of an entry covers, and how a chain is walked.

``exports/dossier/verify.py`` does the same with the standard library alone; a test holds the two together.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

SCHEME: Final = 2
MACHINE: Final = "machine"


@dataclass(frozen=True, slots=True)
class Link:
    """One entry. Ids are public ids; ``account`` tells accounts apart that had the same name, empty for the machine."""

    chain: str
    sequence: int
    verb: str
    claim: str | None
    actor: str
    details: Any
    at: str
    previous: str
    hash: str = ""
    scheme: int = SCHEME
    article: str | None = None
    account: str = ""


def canonical(value: Any) -> bytes:
    """The one way in which a JSON value is written for hashing: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """SHA-256 of a JSON value."""
    return hashlib.sha256(canonical(value)).hexdigest()


def link_hash(link: Link) -> str:
    """The hash of an entry; scheme 1, of entries written before there was another, leaves out two columns."""
    content = {
        "chain": link.chain,
        "sequence": link.sequence,
        "verb": link.verb,
        "claim": link.claim,
        "actor": link.actor,
        "details": link.details,
        "at": link.at,
        "previous": link.previous,
    }
    if link.scheme != 1:
        content |= {"scheme": link.scheme, "article": link.article, "account": link.account}
    return digest(content)


def seal_head(chain: str, length: int, head: str, key: str) -> str:
    """The signature of a head: HMAC-SHA-256 with a key that lies outside the database."""
    return hmac.new(key.encode(), canonical([chain, length, head]), hashlib.sha256).hexdigest()


def is_sealed(chain: str, length: int, head: str, *, seal: str, keys: Iterable[str]) -> bool:
    """Whether ``seal`` is the signature of the head with any of ``keys``."""
    return any(hmac.compare_digest(seal_head(chain, length, head, key), seal) for key in keys)


@dataclass(slots=True)
class Walk:
    """A walk along one chain: give it the entries in order, one at a time; it keeps only the last."""

    chain: str
    article: str | None = None
    place: int = 0
    head: str = ""
    is_broken: bool = field(default=False)

    def step(self, link: Link) -> str:
        """What is wrong with the next entry, in a sentence; empty when it holds. After a fault the walk goes on."""
        fault = self._fault(link)
        self.place, self.head = link.sequence, link.hash
        self.is_broken = bool(fault)
        return fault

    def _fault(self, link: Link) -> str:
        if link.sequence != self.place + 1:
            return f"entry {self.place + 1} is missing, the next is {link.sequence}"
        if link.previous != self.head:
            return "it does not follow from the entry before it"
        if link.hash != link_hash(link):
            return "its content was changed after it was written"
        if link.article != self.article or bool(link.account) == (link.actor == MACHINE):
            return "it was moved to another article or another person after it was written"
        return ""
