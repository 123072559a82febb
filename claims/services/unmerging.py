"""Taking back that two speakers are one: each name gets what is its own."""

from typing import Any

from django.db import transaction

from claims.models import Claim, Speaker, SpeakerMatch
from claims.policies import can_match_speakers
from claims.services import ledger
from claims.services.claim_columns import columns
from claims.services.claims import facts, lock_claim, store_change
from claims.services.speakers import names_of, who_says


@transaction.atomic(durable=True)
def take_back_match(*, match: SpeakerMatch, by: Any) -> int:
    """Forget what was decided about two speakers, so that it is asked again; the ledger keeps what it was.

    Where they were joined, claims that were read since under the other name, or a name of that one, go back to it, as
    a revision of each claim with its entry: a review of it that somebody has answered is withdrawn. Claims that
    carried the name before never left it. A claim that a person gave to another speaker since stays with that one.
    Gives how many claims went back.
    """
    can_match_speakers(by).enforce()
    locked = SpeakerMatch.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=match.pk)
    pair = (locked.first, locked.second)
    moved = _part(pair, by) if locked.same else 0
    locked.delete()
    ledger.record(
        "speaker.match_taken_back", by=by, names=[one.name for one in pair], same=locked.same, claims_moved=moved
    )
    return moved


def _part(pair: tuple[Speaker, Speaker], by: Any) -> int:
    parted = Speaker.objects.filter(pk__in=[one.pk for one in pair], same_as__in=pair).first()
    if parted is None:
        return 0
    parted.same_as = None
    parted.save(update_fields=["same_as"])
    read_since = Claim.objects.filter(named_as__in=names_of(parted)).order_by("pk")
    return sum(_give_back(claim, by) for claim in read_since)


def _give_back(claim: Claim, by: Any) -> bool:
    """Whether the claim belongs to another speaker now."""
    locked = lock_claim(claim)
    if locked.named_as is None:
        return False
    said = who_says(locked.named_as)
    if said.speaker == locked.speaker:
        return False
    before = columns(locked), facts(locked)
    locked.speaker, locked.named_as = said.speaker, said.named_as
    store_change(locked, before, verb="claim.revised", by=by, because="speakers_taken_apart")
    return True
