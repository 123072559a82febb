"""Will, should, may: where one text calls certain what the other only wants or thinks possible. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sources.stance.words import Token, word_set

_REACH = 6  # tokens from the modal word to its verb
_ENDS = word_set(". ; : ! ? ,")


class Force(StrEnum):
    """How firmly something is said to happen."""

    CERTAIN = "certain"
    WANTED = "wanted"
    POSSIBLE = "possible"


_FORCES = {
    **dict.fromkeys(("will", "shall", "won't"), Force.CERTAIN),
    **dict.fromkeys(("should", "ought", "shouldn't"), Force.WANTED),
    **dict.fromkeys(("may", "might", "could"), Force.POSSIBLE),
}
_ADVICE = word_set("recommend recommends recommended recommending advise advises advised urge urges urged")


@dataclass(frozen=True, slots=True)
class Shift:
    """One verb under two modal words of unlike force: modal word and verb, in the claim and in the passage."""

    in_claim: tuple[Token, Token]
    in_passage: tuple[Token, Token]


def shift(claim: Sequence[Token], passage: Sequence[Token]) -> Shift | None:
    """The first verb that the claim and the passage both have under a modal word, never one of like force."""
    wanted, found = _forced(claim), _forced(passage)
    for stem, (force, said) in wanted.items():
        others = found.get(stem)
        if others is not None and others[0] is not force:
            return Shift(said, others[1])
    return None


def _forced(listed: Sequence[Token]) -> dict[str, tuple[Force, tuple[Token, Token]]]:
    """The verbs under modal words, by stem; of several modal words over one verb the firmest counts."""
    found: dict[str, tuple[Force, tuple[Token, Token]]] = {}
    for at, token in enumerate(listed):
        force = Force.WANTED if token.lower in _ADVICE else _FORCES.get(token.lower)
        if force is None or (token.lower == "may" and token.is_capitalised):
            continue
        verb = _verb(listed, at + 1)
        if verb is not None and (verb.stem not in found or force is Force.CERTAIN):
            found[verb.stem] = force, (token, verb)
    return found


def _verb(listed: Sequence[Token], at: int) -> Token | None:
    """The first word that says something after a modal word."""
    for token in listed[at : at + _REACH]:
        if token.lower in _ENDS:
            return None
        if token.is_word and token.is_content and token.lower not in {"not", "never", "also"}:
            return token
    return None
