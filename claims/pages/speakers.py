"""Speakers of the library that may be the same, and what people decided about them."""

from collections.abc import Set
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Max

from claims.formats.alike import Alike, Named, alike
from claims.models import Claim, Speaker, SpeakerMatch
from claims.policies import can_match_speakers
from factcheck.lib.decisions import Decision

PAIRS_SHOWN = 50
DECIDED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker with what helps to tell who that is: its newest claim, with role and article."""

    speaker: Speaker
    newest: Claim | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two speakers that may be the same; ``alias`` would become another name of ``speaker``."""

    alias: Known
    speaker: Known
    why: str


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    """All that the page shows. ``has_more`` says that further pairs come up once these are decided."""

    pairs: list[Pair]
    has_more: bool
    decided: list[SpeakerMatch]
    may_match: Decision


def speakers_page(user: Any) -> SpeakersPage:
    """The pairs that nobody has decided about, and the newest decisions; six queries at most."""
    library = Speaker.objects.visible_to(user).of_library()
    matches = SpeakerMatch.objects.filter(first__in=Speaker.objects.visible_to(user))
    asked = set(matches.values_list("first", "second"))
    found = alike(Named(*row) for row in library.values_list("pk", "kind", "name"))
    listed = list(islice((pair for pair in found if _in_order(pair) not in asked), PAIRS_SHOWN + 1))
    known = _known(library, {key for pair in listed for key in (pair.alias, pair.speaker)})
    return SpeakersPage(
        pairs=[Pair(known[pair.alias], known[pair.speaker], pair.why) for pair in listed[:PAIRS_SHOWN]],
        has_more=len(listed) > PAIRS_SHOWN,
        decided=list(matches.select_related("first", "second", "decided_by")[:DECIDED_SHOWN]),
        may_match=can_match_speakers(user),
    )


def _in_order(pair: Alike) -> tuple[int, int]:
    return min(pair.alias, pair.speaker), max(pair.alias, pair.speaker)


def _known(library: Any, keys: Set[int]) -> dict[int, Known]:
    """What is known of the speakers with these primary keys."""
    live = Claim.objects.live().listed().filter(speaker__in=keys)
    newest = live.order_by().values("speaker").annotate(newest=Max("pk")).values("newest")
    claims = Claim.objects.filter(pk__in=newest).select_related("article").defer("article__body")
    told = {claim.speaker_id: claim for claim in claims}
    return {speaker.pk: Known(speaker, told.get(speaker.pk)) for speaker in library.filter(pk__in=keys).counted()}
