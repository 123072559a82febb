"""Who the speakers of the library are: found by name, and joined or kept apart by people."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from claims.choices import SpeakerKind
from claims.models import Article, Speaker, SpeakerMatch
from claims.policies import can_match_speakers
from claims.services import ledger
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.fingerprints import normalise

OF_ONE_ARTICLE = frozenset({SpeakerKind.UNNAMED.value, SpeakerKind.UNRESOLVED.value})


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks: the speaker that the claim belongs to, and the name that stands there if that is another name."""

    speaker: Speaker | None = None
    named_as: Speaker | None = None


def who_says(named: Speaker) -> Said:
    """Whom ``named`` stands for as people decided, and the name itself where it is another one."""
    speaker = bearer(named)
    return Said(speaker, named if named != speaker else None)


def find_speaker(*, article: Article, name: str, kind: str) -> Speaker:
    """The speaker of that name and kind, made if not known; an unnamed one is known within its article only.

    Another name of a speaker, confirmed by a person, gives that speaker.
    """
    return bearer(find_name(article=article, name=name, kind=kind))


def find_name(*, article: Article, name: str, kind: str) -> Speaker:
    """The row of that very name and kind, made if not known, whatever it is another name of."""
    speaker: Speaker
    speaker, _ = Speaker.objects.select_related("same_as").get_or_create(
        normal_name=normalise(name)[:300],
        kind=kind,
        article=article if kind in OF_ONE_ARTICLE else None,
        defaults={"name": name[:300]},
    )
    return speaker


def bearer(speaker: Speaker) -> Speaker:
    """Whom ``speaker`` is another name of, through as many names as there are; itself when it is none."""
    while speaker.same_as is not None:
        speaker = speaker.same_as
    return speaker


@transaction.atomic(durable=True)
def confirm_same_speaker(*, alias: Speaker, speaker: Speaker, by: Any) -> SpeakerMatch:
    """Say that ``alias`` is another name of ``speaker``: what is read from now on goes to ``speaker``.

    Claims that are stored keep the name that they were judged with. Raises ``Conflict`` when the two, or others that
    are known to be them, were decided about before.
    """
    can_match_speakers(by).enforce()
    alias, speaker = _locked(alias), _locked(speaker)
    _check_open(alias, speaker)
    alias.same_as = speaker
    alias.save(update_fields=["same_as"])
    return _decide(alias, speaker, by, "speaker.joined", same=True)


@transaction.atomic(durable=True)
def keep_speakers_apart(*, alias: Speaker, speaker: Speaker, by: Any) -> SpeakerMatch:
    """Say that two speakers are not the same; nobody is asked about them again."""
    can_match_speakers(by).enforce()
    alias, speaker = _locked(alias), _locked(speaker)
    _check_open(alias, speaker)
    return _decide(alias, speaker, by, "speaker.kept_apart", same=False)


def _locked(speaker: Speaker) -> Speaker:
    return Speaker.objects.select_for_update(no_key=True, of=("self",)).get(pk=speaker.pk)


def _check_open(alias: Speaker, speaker: Speaker) -> None:
    if alias == speaker or alias.article_id or speaker.article_id:
        message = "Choose two speakers that are known across articles."
        raise InvalidInput(message)
    if alias.same_as_id or speaker.same_as_id or _decided(alias, speaker):
        message = "Somebody decided about these speakers meanwhile. Look at the list again."
        raise Conflict(message)


def _decided(alias: Speaker, speaker: Speaker) -> bool:
    """Whether a person has kept any of the names of the one apart from any of the other, or joined the two."""
    one, other = names_of(alias), names_of(speaker)
    between = Q(first__in=one, second__in=other) | Q(first__in=other, second__in=one)
    return SpeakerMatch.objects.filter(between).exists()


def names_of(speaker: Speaker) -> set[int]:
    """The primary keys of ``speaker`` and of all its other names."""
    found, layer = {speaker.pk}, {speaker.pk}
    while layer:
        layer = set(Speaker.objects.filter(same_as__in=layer).values_list("pk", flat=True)) - found
        found |= layer
    return found


def _decide(alias: Speaker, speaker: Speaker, by: Any, verb: str, *, same: bool) -> SpeakerMatch:
    first, second = sorted((alias, speaker), key=lambda one: one.pk)
    match = SpeakerMatch.objects.create(first=first, second=second, same=same, decided_by=by)
    ledger.record(
        verb, by=by, alias=alias.name, alias_id=str(alias.public_id), speaker=speaker.name,
        speaker_id=str(speaker.public_id), kind=speaker.kind,
    )  # fmt: skip
    return match
