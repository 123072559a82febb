"""What is told to whom, read into the plain values that a connector takes."""

from django.conf import settings
from django.utils import timezone

from exports.connectors.base import Connector, Message, Remote, Target
from exports.formats.entries import Entry, House
from exports.formats.payload import moment
from exports.models import Delivery, Publication, Receipt, Subscriber
from exports.services.connecting import connector_named
from exports.services.secrets import SECRET, opened, valid_secrets
from factcheck.lib.addresses import parse_networks
from factcheck.lib.errors import DomainError
from factcheck.lib.http import Limits, Request, Response, send
from factcheck.lib.targets import check_address

SEND_LIMITS = Limits(connect_seconds=5, read_seconds=20, total_seconds=25, max_bytes=1_000_000)
PUBLICATIONS = "/api/v1/publications/"


def connector_of(subscriber: Subscriber) -> Connector:
    """The connector of ``subscriber``; ``InvalidInput`` when the settings have it no longer."""
    return connector_named(subscriber.connector)


def message_of(delivery: Delivery) -> Message:
    """The message of ``delivery``: the same in every attempt."""
    house = House(settings.ORGANISATION_NAME, settings.ORGANISATION_URL)
    publication = delivery.publication
    if publication is None:
        return Message(id=delivery.message_id, kind=delivery.kind, at=delivery.requested_at, house=house)
    return Message(
        id=delivery.message_id,
        kind=delivery.kind,
        at=publication.at,
        house=house,
        claim=publication.payload["claim"]["id"],
        schema_version=publication.schema_version,
        supersedes=str(publication.supersedes.public_id) if publication.supersedes else "",
        about=_entry(publication),
    )


def remote_of(delivery: Delivery) -> Remote | None:
    """The item that the subscriber keeps about the claim, as far as receipts tell."""
    if delivery.publication is None:
        return None
    claim = delivery.publication.review.claim_id
    receipt = Receipt.objects.remote_of(subscriber=delivery.subscriber_id, claim=claim)
    return Remote(receipt.remote_id, receipt.remote_url) if receipt else None


def target_of(subscriber: Subscriber) -> Target:
    """Where the messages of ``subscriber`` go. Raises ``ComponentFailed`` when its secrets can not be opened."""
    secrets = opened(subscriber)
    others = {name: value for name, value in secrets.items() if name != SECRET}
    return Target(
        url=subscriber.url,
        options={**subscriber.options, **others},
        secrets=valid_secrets(secrets, subscriber),
        now=timezone.now(),
        door=go_out,
    )


def go_out(asked: Request, /) -> Response:
    """The one door, with the networks and ports that this newsroom allows."""
    return send(
        asked,
        limits=SEND_LIMITS,
        allowed_networks=settings.FETCH_ALLOWED_NETWORKS,
        allowed_ports=settings.FETCH_ALLOWED_PORTS,
    )


def refusal_of(url: str) -> str:
    """Why no message may go to ``url``, as far as that is known without asking a name server; empty when it may."""
    try:
        check_address(url, parse_networks(settings.FETCH_ALLOWED_NETWORKS), settings.FETCH_ALLOWED_PORTS)
    except DomainError as refused:
        return refused.message
    return ""


def address_of(publication_id: object) -> str:
    """The address of an entry in the API."""
    return f"{settings.PUBLIC_URL}{PUBLICATIONS}{publication_id}/"


def _entry(publication: Publication) -> Entry:
    earlier = publication.supersedes
    return Entry(
        url=address_of(publication.public_id),
        at=moment(publication.at) or "",
        correction=publication.note if publication.kind == "corrected" else "",
        payload=publication.payload,
        id=str(publication.public_id),
        sequence=publication.sequence,
        kind=publication.kind,
        note=publication.note,
        supersedes=address_of(earlier.public_id) if earlier else "",
    )
