"""Who publishes: found by name or host, described by people, and joined where two are the same."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from claims.services import ledger
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.fingerprints import normalise
from sources.choices import SourceKind
from sources.models import Document, Feed, Source
from sources.policies import can_describe_publisher

UNKNOWN_PUBLISHER = "Unknown publisher"
MOST_IN_NAME = 200


@dataclass(frozen=True, slots=True)
class Publisher:
    """What is known of a publisher; ``domain`` is its host without "www."."""

    name: str = ""
    domain: str = ""
    kind: str = ""
    primary: bool = False
    reliability_note: str = ""


def find_publisher(known: Publisher) -> Source:
    """The publisher of that name, or of that host where there is no name; made if not known.

    Another name of a publisher gives that publisher.
    """
    name = " ".join(known.name.split())
    at_home = Source.objects.of_library().filter(domain=known.domain) if known.domain and not name else None
    if at_home and (found := at_home.order_by("pk").first()):
        return found
    name = name or known.domain or UNKNOWN_PUBLISHER
    source, _ = Source.objects.select_related("same_as").get_or_create(
        normal_name=_normal(name),
        defaults={
            "name": name[:MOST_IN_NAME],
            "domain": known.domain[:MOST_IN_NAME],
            "kind": known.kind or SourceKind.OTHER.value,
            "primary": known.primary,
        },
    )
    return source.same_as or source


@transaction.atomic(durable=True)
def describe_publisher(*, source: Source, facts: Publisher, by: Any) -> Source:
    """Put right what is known of a publisher. A new name leaves the old one as another name of it.

    Raises ``InvalidInput`` for no name, a kind that is none, and a name that another publisher has.
    """
    can_describe_publisher(by).enforce()
    locked = _locked(source)
    name = " ".join(facts.name.split())[:MOST_IN_NAME]
    _check(locked, name, facts.kind)
    before = _facts(locked)
    _rename(locked, name)
    locked.domain = _bare_domain(facts.domain)
    locked.kind, locked.primary = facts.kind or locked.kind, facts.primary
    locked.reliability_note = facts.reliability_note.strip()
    locked.save()
    changes = {key: [before[key], value] for key, value in _facts(locked).items() if value != before[key]}
    if changes:
        ledger.record("publisher.described", by=by, publisher=str(locked.public_id), name=name, changes=changes)
    return locked


@transaction.atomic(durable=True)
def merge_publishers(*, source: Source, into: Source, by: Any) -> int:
    """Make ``source`` another name of ``into``: its documents, feeds and other names go there.

    Returns how many documents stay where they are, because ``into`` has the same text at the same address already.
    It is not taken back: nothing says afterwards which documents came from where but the ledger.
    """
    can_describe_publisher(by).enforce()
    first, second = sorted((source, into), key=lambda one: one.pk)
    locked = {one.pk: one for one in (_locked(first), _locked(second))}
    source, into = locked[source.pk], locked[into.pk]
    _check_merge(source, into)
    moved, kept = _move_documents(source, into)
    Feed.objects.filter(source=source).update(source=into)
    Source.objects.filter(same_as=source).update(same_as=into)
    source.same_as = into
    source.save(update_fields=["same_as"])
    ledger.record(
        "publisher.merged", by=by, publisher=str(into.public_id), name=into.name, alias=source.name,
        alias_id=str(source.public_id), documents=moved, stayed=kept,
    )  # fmt: skip
    return len(kept)


def _locked(source: Source) -> Source:
    return Source.objects.select_for_update(no_key=True, of=("self",)).get(pk=source.pk)


def _normal(name: str) -> str:
    return normalise(name)[:MOST_IN_NAME]


def _facts(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in Publisher.__slots__}


def _bare_domain(domain: str) -> str:
    return domain.strip().lower().removesuffix(".").removeprefix("www.")[:MOST_IN_NAME]


def _check(source: Source, name: str, kind: str) -> None:
    if not name:
        message = "A publisher needs a name."
        raise InvalidInput(message, fields={"name": message})
    if kind and kind not in SourceKind.values:
        message = f"“{kind[:40]}” is no kind of publisher; known: {', '.join(SourceKind.values)}."
        raise InvalidInput(message, fields={"kind": message})
    other = Source.objects.filter(normal_name=_normal(name)).exclude(pk=source.pk).exclude(same_as=source).first()
    if other:
        message = f"“{other.name}” is another publisher. If the two are the same, merge them."
        raise InvalidInput(message, fields={"name": message})


def _rename(source: Source, name: str) -> None:
    """Give ``source`` its new name; the old one goes on to lead here."""
    normal = _normal(name)
    old_name, old_normal = source.name, source.normal_name
    source.name, source.normal_name = name, normal
    if normal == old_normal:
        return
    Source.objects.filter(normal_name=normal, same_as=source).delete()
    source.save(update_fields=["name", "normal_name"])
    Source.objects.create(name=old_name, normal_name=old_normal, kind=source.kind, same_as=source)


def _check_merge(source: Source, into: Source) -> None:
    if source == into:
        message = "Choose two publishers; this is one and the same."
        raise InvalidInput(message, fields={"into": message})
    if source.same_as_id or into.same_as_id:
        message = "Somebody merged one of these publishers meanwhile. Look at the list again."
        raise Conflict(message)


def _move_documents(source: Source, into: Source) -> tuple[list[str], list[str]]:
    """The public ids of the documents that moved, and of those that would stand there twice."""
    there = set(Document.objects.filter(source=into, external_id="").values_list("text_hash", "url"))
    here = Document.objects.filter(source=source)
    rows = here.values_list("public_id", "text_hash", "url", "external_id")
    kept = {public_id for public_id, text_hash, url, name in rows if not name and (text_hash, url) in there}
    moved = [str(public_id) for public_id, *_ in rows if public_id not in kept]
    here.exclude(public_id__in=kept).update(source=into)
    return moved, [str(public_id) for public_id in kept]
