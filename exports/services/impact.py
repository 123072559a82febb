"""The blast radius of a change: the claims, articles, publications and remote items that it touches.

A changed verdict touches its claim and the same claim elsewhere; a source that was retracted or has drifted touches
what rests on it and what was published citing it; a merged speaker touches what was published under another name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from claims.models import Claim, Speaker
from claims.services.speakers import bearer
from exports.choices import Cause
from exports.models import Delivery, Publication, Receipt
from reviews.models import Review, VerdictCitation
from reviews.services.sources import resting_on
from sources.models import ClaimMatch, Document

MOST: Final = 500

CITED: Final = "Its published verdict cites this document."
RESTS: Final = "Evidence for it stands in this document."
ITSELF: Final = "The claim itself."
SAME: Final = "The same claim, as it was found to be seen before."
OTHER_NAME: Final = "Published under the name “{name}”."


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """An item that a subscriber keeps about a claim, and whether it has confirmed the entry that stands."""

    subscriber: str
    id: str
    url: str
    sequence: int | None


@dataclass(frozen=True, slots=True)
class TouchedClaim:
    """A claim with why it is touched, its newest review, the entry that stands, and what is kept elsewhere.

    ``unconfirmed`` are the subscribers that have not confirmed the newest entry.
    """

    claim: Claim
    why: tuple[str, ...]
    review: Review | None
    entry: Publication | None
    remote: tuple[RemoteItem, ...]
    unconfirmed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change touches. ``subject`` is the claim, document or speaker that changed, ``label`` its words."""

    cause: Cause
    subject: Any
    label: str
    touched: tuple[TouchedClaim, ...]
    more: bool = False

    @property
    def published(self) -> list[TouchedClaim]:
        """Those of which a verdict stands published."""
        return [item for item in self.touched if item.entry is not None]

    @property
    def articles(self) -> list[Any]:
        """The articles that the claims stand in, each once."""
        return list({item.claim.article_id: item.claim.article for item in self.touched}.values())

    @property
    def remote(self) -> list[RemoteItem]:
        """All items elsewhere."""
        return [remote for item in self.touched for remote in item.remote]


def impact_of(subject: Claim | Document | Speaker, *, user: Any) -> Impact:
    """What a change of ``subject`` touches, as far as ``user`` may see it; at most 500 claims, published ones first."""
    if isinstance(subject, Document):
        return _impact(Cause.DOCUMENT, subject, subject.title, _of_document(subject, user), user)
    if isinstance(subject, Speaker):
        return _impact(Cause.SPEAKER, subject, subject.name, _of_speaker(subject), user)
    return _impact(Cause.CLAIM, subject, subject.statement, _of_claim(subject), user)


def _of_document(document: Document, user: Any) -> dict[int, list[str]]:
    """Why each claim is touched, by its primary key."""
    why: dict[int, list[str]] = {}
    cited = VerdictCitation.objects.filter(evidence__passage__document=document)
    standing = Publication.objects.standing().filter(verdict__in=cited.values("verdict"))
    for claim_id in standing.order_by("sequence").values_list("review__claim", flat=True):
        why.setdefault(claim_id, []).append(CITED)
    for touched in resting_on(document, user=user):
        why.setdefault(touched.claim.pk, []).append(RESTS)
    return why


def _of_claim(claim: Claim) -> dict[int, list[str]]:
    why: dict[int, list[str]] = {claim.pk: [ITSELF]}
    same = ClaimMatch.objects.filter(relation="same", dismissed_at__isnull=True, claim__discarded_at__isnull=True)
    elsewhere = same.filter(settled__claim=claim).values_list("claim", flat=True)
    for found in (*elsewhere, *same.filter(other_claim=claim).values_list("claim", flat=True)):
        why.setdefault(found, []).append(SAME)
    return why


def _of_speaker(speaker: Speaker) -> dict[int, list[str]]:
    """Claims of which a verdict stands under a name that is not the one that the speaker goes by now."""
    known = bearer(speaker)
    standing = Publication.objects.standing().filter(review__claim__speaker__in=_names(known))
    why: dict[int, list[str]] = {}
    for claim_id, name in standing.order_by("sequence").values_list("review__claim", "payload__claim__speaker__name"):
        if name and name != known.name:
            why.setdefault(claim_id, []).append(OTHER_NAME.format(name=name))
    return why


def _names(speaker: Speaker) -> set[int]:
    """The primary keys of ``speaker`` and of all its other names."""
    found, layer = {speaker.pk}, {speaker.pk}
    while layer:
        layer = set(Speaker.objects.filter(same_as__in=layer).values_list("pk", flat=True)) - found
        found |= layer
    return found


def _impact(cause: Cause, subject: Any, label: str, why: Mapping[int, Sequence[str]], user: Any) -> Impact:
    entries = _standing(why)
    first = sorted(why, key=lambda pk: pk not in entries)
    pks = first[:MOST]
    claims = Claim.objects.visible_to(user).filter(pk__in=pks).select_related("article", "speaker")
    by_pk = {claim.pk: claim for claim in claims.defer("article__body")}
    reviews, remote, waiting = _reviews(pks, user), _remote(pks), _unconfirmed(pks)
    touched = tuple(
        TouchedClaim(
            claim=by_pk[pk],
            why=tuple(dict.fromkeys(why[pk])),
            review=reviews.get(pk),
            entry=entries.get(pk),
            remote=tuple(remote.get(pk, ())),
            unconfirmed=tuple(dict.fromkeys(waiting.get(pk, ()))),
        )
        for pk in pks
        if pk in by_pk
    )
    return Impact(cause, subject, label, touched, more=len(first) > MOST)


def _standing(pks: Iterable[int]) -> dict[int, Publication]:
    rows = (
        Publication.objects.standing().filter(review__claim__in=list(pks)).select_related("review", "verdict__rating")
    )
    return {row.review.claim_id: row for row in rows.defer("payload").order_by("sequence")}


def _reviews(pks: Iterable[int], user: Any) -> dict[int, Review]:
    rows = Review.objects.visible_to(user).filter(claim__in=list(pks)).order_by("pk")
    return {row.claim_id: row for row in rows}


def _remote(pks: Iterable[int]) -> dict[int, list[RemoteItem]]:
    """The newest item of each claim at each subscriber that is still there."""
    found: dict[int, dict[int, RemoteItem]] = {}
    for row in Receipt.objects.of_claims(list(pks)).filter(subscriber__removed_at__isnull=True):
        item = RemoteItem(row.subscriber.name, row.remote_id, row.remote_url, row.delivery.sequence)
        found.setdefault(row.claim_id, {}).setdefault(row.subscriber_id, item)
    return {claim_id: list(items.values()) for claim_id, items in found.items()}


def _unconfirmed(pks: Iterable[int]) -> dict[int, list[str]]:
    rows = Delivery.objects.unconfirmed().filter(publication__review__claim__in=list(pks))
    found: dict[int, list[str]] = {}
    for claim_id, name in rows.order_by("pk").values_list("publication__review__claim", "subscriber__name"):
        found.setdefault(claim_id, []).append(name)
    return found
