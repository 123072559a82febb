"""What a person's search through the library brought up."""

from dataclasses import dataclass
from typing import Any, Final

from claims.templatetags.spans import Mark
from sources.models import Passage
from sources.retrieval.library import find_passages, find_places

FOUND_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """One passage, with the words in it that were asked for as ``marks``."""

    passage: Passage
    marks: tuple[Mark, ...]


def found_passages(*, user: Any, typed: str) -> list[FoundPassage]:
    """The passages that ``user`` may read and that hold what was typed, best first; see ``retrieval.wanted``.

    Documents that were retracted or have a newer version are left out.
    """
    keys = find_passages(typed, limit=FOUND_SHOWN)
    rows = Passage.objects.visible_to(user).usable().with_document().in_bulk(keys)
    return [_found(rows[key], typed) for key in keys if key in rows]


def _found(passage: Passage, typed: str) -> FoundPassage:
    places = find_places(passage.text, typed)
    return FoundPassage(passage, tuple(Mark(place.start, place.end, tone="found") for place in places))
