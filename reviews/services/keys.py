"""The keys of the pages: what they do, and which ones a person set otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from claims.services import ledger
from factcheck.lib.errors import InvalidInput
from reviews.models import KeyMap


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something a key does: its name in the scripts, what it says in the list, the key that ships, its group."""

    name: str
    label: str
    key: str
    group: str


ACTIONS: Final = (
    KeyAction("next", "next claim, or next passage of a review", "j", "Moving"),
    KeyAction("previous", "previous claim or passage", "k", "Moving"),
    KeyAction("bare", "next sentence that is unaccounted for", "u", "Moving"),
    KeyAction("evidence", "to the evidence", "e", "Moving"),
    KeyAction("review", "open the review of the claim", "o", "Moving"),
    KeyAction("supports", "the passage corroborates", "s", "Judging"),
    KeyAction("contradicts", "the passage contradicts", "c", "Judging"),
    KeyAction("context", "the passage is context (neutral)", "n", "Judging"),
    KeyAction("reject", "the passage is no evidence", "y", "Judging"),
    KeyAction("assign", "assign, or to what can be done", "a", "Judging"),
    KeyAction("mark", "mark the selected words as a claim", "m", "Editing"),
    KeyAction("words", "change the words of the claim", "w", "Editing"),
    KeyAction("revise", "revise the claim: statement, speaker, date", "r", "Editing"),
    KeyAction("split", "split the claim", "x", "Editing"),
    KeyAction("merge", "merge the claim with another", "g", "Editing"),
    KeyAction("discard", "discard the claim", "d", "Editing"),
    KeyAction("pin", "add evidence to the claim", "p", "Editing"),
    KeyAction("undo", "undo what you did last", "z", "Editing"),
    KeyAction("redo", "do again what you undid last", "Z", "Editing"),
    KeyAction("coverage", "show what is accounted for in the text", "v", "Page"),
    KeyAction("search", "search", "/", "Page"),
    KeyAction("help", "this list", "?", "Page"),
)
"""All actions. Digits choose a rating and Ctrl-K opens all commands; these can not be set otherwise."""
TAKEN: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Actions that belong together, each with the key that a person uses."""

    name: str
    rows: tuple[tuple[KeyAction, str], ...]


def keys_of(user: Any) -> dict[str, str]:
    """The key of each action for ``user``; one query, none for nobody."""
    own = KeyMap.objects.filter(person=user).values_list("keys", flat=True).first() if user.is_authenticated else None
    return {action.name: (own or {}).get(action.name, action.key) for action in ACTIONS}


def key_groups(keys: Mapping[str, str]) -> list[KeyGroup]:
    """The actions in groups, with their ``keys``."""
    names = dict.fromkeys(action.group for action in ACTIONS)
    return [KeyGroup(name, tuple((row, keys[row.name]) for row in ACTIONS if row.group == name)) for name in names]


def clashes(keys: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each action whose key can not be used; empty when all can."""
    labels = {action.name: action.label for action in ACTIONS}
    found = {}
    for name, key in keys.items():
        same = [other for other in keys if other != name and keys[other] == key]
        if len(key) != 1 or key.isspace() or not key.isprintable():
            found[name] = "Give one key: a letter or a sign."
        elif key in TAKEN:
            found[name] = "Digits choose a rating."
        elif same:
            found[name] = f"“{key}” is also the key for “{labels[same[0]]}”."
    return found


@transaction.atomic(durable=True)
def set_keys(*, keys: Mapping[str, str], by: Any) -> KeyMap:
    """Set the keys of ``by``; actions that are not named keep the key that ships.

    Raises ``InvalidInput`` with a sentence for each action whose key is taken or no key.
    """
    known = {action.name: action.key for action in ACTIONS}
    wanted = known | {name: key for name, key in keys.items() if name in known}
    if wrong := clashes(wanted):
        message = "Some keys are taken twice or can not be used. Change one of each pair."
        raise InvalidInput(message, fields=wrong)
    own = {name: key for name, key in wanted.items() if key != known[name]}
    stored, _ = KeyMap.objects.update_or_create(person=by, defaults={"keys": own})
    ledger.record("person.keys_set", by=by, keys=own)
    return stored
