"""Whom a review is given to. Plain Python: the same people and the same review always give the same choice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may judge claims. ``unfit`` says why not this one; ``load`` is what he has to judge already.

    No ``languages`` or ``topics`` mean: all.
    """

    name: str
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    load: int = 0
    capacity: int = 10
    is_absent: bool = False
    unfit: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be judged; ``language`` and ``topic`` are empty where they are not known."""

    key: str
    language: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who it is, empty for nobody, and why, in a sentence."""

    name: str
    reason: str


def choose(job: Job, candidates: Sequence[Candidate]) -> Choice:
    """The one with the least to do among those who can: fit, here, with room, and reading the language.

    Whoever knows the topic goes first; when nobody does who is free, the others are asked. Among equals a draw decides
    that is the same each time for the same review, and not always for the same person.
    """
    free = [each for each in candidates if not _hindrance(each, job)]
    if not free:
        return Choice("", f"Nobody is free for it: {_told(candidates, job)}.")
    knowing = [each for each in free if job.topic and _knows(each, job)]
    asked = knowing or free
    chosen = min(asked, key=lambda each: (each.load, _draw(job, each), each.name))
    return Choice(chosen.name, f"Least load ({chosen.load}) among {_among(asked, job, by_topic=bool(knowing))}.")


def _hindrance(candidate: Candidate, job: Job) -> str:
    """Why ``candidate`` does not get the job, in a few words; empty when he may."""
    if candidate.unfit:
        return candidate.unfit
    if candidate.is_absent:
        return "absent"
    if candidate.load >= candidate.capacity:
        return "full"
    if (
        job.language
        and candidate.languages
        and _main(job.language) not in {_main(each) for each in candidate.languages}
    ):
        return f"not reading {_main(job.language)}"
    return ""


def _knows(candidate: Candidate, job: Job) -> bool:
    return not candidate.topics or job.topic.casefold() in {topic.casefold() for topic in candidate.topics}


def _main(language: str) -> str:
    """ "en" of "en-GB"."""
    return language.casefold().partition("-")[0]


def _draw(job: Job, candidate: Candidate) -> bytes:
    return sha256(f"{job.key} {candidate.name}".encode()).digest()


def _among(asked: Sequence[Candidate], job: Job, *, by_topic: bool) -> str:
    """ "3 who read de and know health"."""
    one = len(asked) == 1
    can = [f"{'reads' if one else 'read'} {_main(job.language)}"] if job.language else []
    can += [f"{'knows' if one else 'know'} {job.topic}"] if by_topic else []
    told = f"{len(asked)} who {' and '.join(can)}" if can else f"{len(asked)} who {'is' if one else 'are'} free"
    return told + (f", as nobody who knows {job.topic} is free" if job.topic and not by_topic else "")


def _told(candidates: Sequence[Candidate], job: Job) -> str:
    """How many can not and why: "2 absent, 1 full"."""
    counted = Counter(_hindrance(candidate, job) for candidate in candidates)
    return ", ".join(f"{number} {words}" for words, number in sorted(counted.items())) or "there are no reviewers"
