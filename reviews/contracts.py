"""What a verdict needs before it counts, as rules over plain values: when it is given, and when it is published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

REJECTED = "A cited passage was rejected as evidence: cite it no more, or accept it again."


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited passage: ``decision`` is what a person made of it, ``stance`` the one with which it is cited.

    Of a verdict that was given already, ``name`` is the document and ``now`` the stance that the evidence has since.
    Passages with one ``origin`` go back to one report; one that ``is_circular`` goes back to the article or speaker.
    One that ``is_primary`` is from who knows at first hand; one that ``is_late`` came after the claim was made.
    """

    decision: str
    stance: str
    name: str = ""
    now: str = ""
    origin: str = ""
    is_circular: bool = False
    is_primary: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Demands:
    """What a rating asks of the passages that are cited for it; ``origins``: how many reports must stand behind it."""

    rating: str
    evidence: bool
    contradiction: bool
    corroboration: bool
    unopposed: bool = False
    origins: int = 0
    primary: bool = False
    timely: bool = False
    no_contradiction: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be there; ``sentence`` is for the person who has to bring it."""

    sentence: str
    is_met: Callable[[Sequence[Citation]], bool]


def missing(demands: Demands, cited: Sequence[Citation], against: Sequence[str] = ()) -> list[str]:
    """What is still missing for ``demands``, in sentences; empty when the contract is met.

    ``against`` names the documents of all accepted passages that contradict the claim, cited or not.
    """
    gaps = [requirement.sentence for requirement in requirements(demands) if not requirement.is_met(cited)]
    gaps += [_contradicted(demands, against)] if demands.no_contradiction and against else []
    return gaps + [_restated(citation) for citation in cited if citation.now not in {"", citation.stance}]


def citable(demands: Demands, cited: Sequence[Citation]) -> list[Citation]:
    """Those of ``cited`` that a person who gives this rating would cite."""
    return [each for each in cited if not (demands.unopposed and each.stance == "contradicts")]


def requirements(demands: Demands) -> list[Requirement]:
    """The contract of a rating."""
    found = [Requirement(REJECTED, _none_rejected)]
    if demands.contradiction:
        found.append(_stance_needed(demands.rating, "contradicts"))
    if demands.corroboration:
        found.append(_stance_needed(demands.rating, "corroborates"))
    if demands.evidence and not (demands.contradiction or demands.corroboration):
        sentence = f"“{demands.rating}” needs evidence: accept at least one passage and cite it."
        found.append(Requirement(sentence, lambda cited: bool(_accepted(cited))))
    if demands.origins:
        found.append(_origins_needed(demands))
    if demands.primary:
        sentence = f"“{demands.rating}” needs a primary source: accept a passage from one, and cite it."
        found.append(Requirement(sentence, lambda cited: any(citation.is_primary for citation in _accepted(cited))))
    if demands.timely:
        sentence = (
            f"“{demands.rating}” needs evidence that was there when the claim was made: all that is cited came later."
        )
        found.append(Requirement(sentence, lambda cited: any(not citation.is_late for citation in _accepted(cited))))
    if demands.unopposed:
        sentence = f"“{demands.rating}” can not cite a passage that contradicts the claim: choose another rating."
        found.append(Requirement(sentence, lambda cited: len(citable(demands, cited)) == len(cited)))
    return found


def _stance_needed(rating: str, stance: str) -> Requirement:
    sentence = f"“{rating}” needs evidence: accept at least one passage that {stance} the claim, and cite it."
    return Requirement(sentence, lambda cited: any(citation.stance == stance for citation in _accepted(cited)))


def independent_origins(cited: Sequence[Citation], stance: str = "") -> int:
    """How many reports stand behind the accepted passages, or those with ``stance``: copies of one count once.

    A passage that goes back to the article under check or to the speaker himself counts for nothing.
    """
    counted = (each for each in _accepted(cited) if not stance or each.stance == stance)
    return len({citation.origin for citation in counted if not citation.is_circular})


def _origins_needed(demands: Demands) -> Requirement:
    stance = "contradicts" if demands.contradiction else "corroborates" if demands.corroboration else ""
    what = f" that {stance.removesuffix('s')} the claim" if stance else ""
    sentence = (
        f"“{demands.rating}” needs {demands.origins} independent origin{'s' if demands.origins > 1 else ''}{what}: "
        "copies of one report count once, and what goes back to the article or the speaker does not count."
    )
    return Requirement(sentence, lambda cited: independent_origins(cited, stance) >= demands.origins)


def _contradicted(demands: Demands, against: Sequence[str]) -> str:
    named = ", ".join(f"“{name}”" for name in dict.fromkeys(against))
    return (
        f"“{demands.rating}” can not stand beside accepted evidence that contradicts the claim ({named}): "
        "reject or restate it with a note, or choose another rating."
    )


def _restated(citation: Citation) -> str:
    return (
        f"“{citation.name}” was restated as “{citation.now}” after the verdict, which cites it as “{citation.stance}”: "
        "return the verdict to its reviewer."
    )


def _accepted(cited: Sequence[Citation]) -> list[Citation]:
    return [citation for citation in cited if citation.decision == "accepted"]


def _none_rejected(cited: Sequence[Citation]) -> bool:
    return all(citation.decision != "rejected" for citation in cited)


@dataclass(frozen=True, slots=True)
class ReplyStanding:
    """How far the asking for a reply is: whether anybody was asked, and until when an answer is waited for."""

    asked: bool
    waits_until: str = ""


def missing_reply(rating: str, standing: ReplyStanding) -> list[str]:
    """What is still missing before a rating that needs a reply may go out, in sentences."""
    if not standing.asked:
        return [
            f"“{rating}” needs a reply to be asked for: ask the person it concerns, and log whom you asked what and "
            "until when."
        ]
    if standing.waits_until:
        return [f"A reply was asked for and there is time until {standing.waits_until}: wait, or log what came back."]
    return []
