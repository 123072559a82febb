"""The rows of a dossier, read one at a time as plain values, each in an order that depends on nothing but the state.

Nothing confidential is read: of a request for a reply not the contact, of a blind round that is under way no answer.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

from claims.formats.chain import Link
from claims.models import Article, Claim, LedgerChain, LedgerEntry, Snapshot
from claims.services import ledger
from exports.models import Publication
from reviews.models import Assessment, ReplyRequest, Review, Verdict
from sources.models import Document, Evidence

Row = dict[str, Any]
PAGE: Final = 200
HOUSE_VERBS: Final = ("document.added", "document.retracted", "document.reinstated", "document.checked")


def article_row(article: Article, body_sha256: str) -> Row:
    """The article without its text, which is a member of its own."""
    return {
        "id": str(article.public_id),
        "external_id": article.external_id,
        "headline": article.headline,
        "byline": article.byline,
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "published_at": _moment(article.published_at),
        "submitted_by": _name(article.submitted_by),
        "created_at": _moment(article.created_at),
        "supersedes": str(article.supersedes.public_id) if article.supersedes else None,
        "snapshot": article.snapshot.sha256 if article.snapshot else None,
        "body_sha256": body_sha256,
    }


def claim_rows(article: Article) -> Iterator[Row]:
    """Every claim, also those that were set aside, in the order of the text."""
    for claim in Claim.objects.of(article).with_speaker().iterator(PAGE):
        yield {
            "id": str(claim.public_id),
            "content": claim.content,
            "quote": claim.quote,
            "statement": claim.statement,
            "machine_statement": claim.machine_statement,
            "speaker": claim.speaker.name if claim.speaker else None,
            "role": claim.role,
            "affiliation": claim.affiliation,
            "attribution": claim.attribution,
            "force": claim.force,
            "said_on": claim.said_on.isoformat() if claim.said_on else None,
            "said_precision": claim.said_precision,
            "said_text": claim.said_text,
            "origin": claim.origin,
            "component": claim.run.component if claim.run else None,
            "version": claim.version,
            "discarded": claim.discard_reason or None,
        }


def documents_of(article: Article) -> Any:
    """The documents from which passages are set against claims of ``article``."""
    ids = Evidence.objects.filter(claim__article=article).values("passage__document")
    return Document.objects.filter(pk__in=ids).order_by("public_id")


def document_rows(article: Article) -> Iterator[Row]:
    """The documents without their texts, each with the name of the member that has it."""
    rows = documents_of(article).select_related("source", "snapshot").defer("text", "shingles")
    for document in rows.iterator(PAGE):
        yield {
            "id": str(document.public_id),
            "title": document.title,
            "url": document.url,
            "publisher": document.source.name,
            "publisher_kind": document.source.kind,
            "primary": document.source.primary,
            "language": document.language,
            "published_at": _moment(document.published_at),
            "fetched_at": _moment(document.fetched_at),
            "retracted_at": _moment(document.retracted_at),
            "retraction_note": document.retraction_note,
            "snapshot": document.snapshot.sha256 if document.snapshot else None,
            "text": document_path(document),
        }


def document_path(document: Document) -> str:
    """The name of the member that has the text of ``document``."""
    return f"documents/{document.public_id}.txt"


def document_texts(article: Article) -> Iterator[tuple[str, str]]:
    """The texts with the names of their members, one in memory at a time."""
    for key in documents_of(article).values_list("pk", flat=True).iterator(PAGE):
        document = Document.objects.only("public_id", "text").get(pk=key)
        yield document_path(document), document.text


def evidence_rows(article: Article) -> Iterator[Row]:
    """Every passage that is set against a claim; those of one document stand together."""
    rows = Evidence.objects.filter(claim__article=article).select_related(
        "claim", "passage__document", "curated_by", "run"
    )
    rows = rows.defer("passage__document__text", "passage__document__shingles", "claim__steps", "claim__times")
    ordered = rows.order_by("passage__document__public_id", "passage__start", "passage__end", "public_id")
    for row in ordered.iterator(PAGE):
        yield {
            "id": str(row.public_id),
            "claim": str(row.claim.public_id),
            "document": str(row.passage.document.public_id),
            "start": row.passage.start,
            "end": row.passage.end,
            "quote": row.passage.text,
            "locator": row.passage.locator,
            "rank": row.rank,
            "machine_stance": row.machine_stance,
            "machine_reasons": row.machine_reasons,
            "component": row.run.component if row.run else None,
            "human_stance": row.human_stance,
            "decision": row.decision,
            "decided_by": _name(row.curated_by),
            "decided_at": _moment(row.curated_at),
            "note": row.note,
            "origin": row.origin,
            "after_claim": row.after_claim,
        }


def review_rows(article: Article) -> Iterator[Row]:
    """Every review, with what it corrects."""
    rows = Review.objects.filter(claim__article=article).select_related("claim", "supersedes").order_by("pk")
    for review in rows.iterator(PAGE):
        yield {
            "id": str(review.public_id),
            "claim": str(review.claim.public_id),
            "state": review.state,
            "blind": review.blind,
            "round": review.round,
            "version": review.version,
            "opened_at": _moment(review.opened_at),
            "due_at": _moment(review.due_at),
            "closed_at": _moment(review.closed_at),
            "closing_reason": review.closing_reason,
            "supersedes": str(review.supersedes.public_id) if review.supersedes else None,
        }


def assessment_rows(article: Article) -> Iterator[Row]:
    """The answers of reviewers, but for those of blind rounds in which one is still missing."""
    rows = Assessment.objects.unsealed().filter(review__claim__article=article)
    for row in _judgements(rows, "reviewer"):
        yield {
            **_judgement_row(row),
            "round": row.round,
            "reviewer": row.reviewer.get_username(),
            "at": _moment(row.at),
        }


def verdict_rows(article: Article) -> Iterator[Row]:
    """Every version of every verdict."""
    for row in _judgements(Verdict.objects.filter(review__claim__article=article), "decided_by"):
        yield {
            **_judgement_row(row),
            "version": row.version,
            "decided_by": row.decided_by.get_username(),
            "decided_at": _moment(row.decided_at),
        }


def publication_rows(article: Article) -> Iterator[Row]:
    """What went out, in the order of the feed."""
    rows = Publication.objects.of_article(article.public_id).in_feed_order()
    for row in rows.select_related("review__claim", "verdict", "supersedes", "published_by").iterator(PAGE):
        yield {
            "id": str(row.public_id),
            "sequence": row.sequence,
            "kind": row.kind,
            "claim": str(row.review.claim.public_id),
            "review": str(row.review.public_id),
            "verdict": row.verdict.version,
            "supersedes": str(row.supersedes.public_id) if row.supersedes else None,
            "note": row.note,
            "published_by": row.published_by.get_username(),
            "at": _moment(row.at),
            "schema_version": row.schema_version,
            "payload": row.payload,
        }


def reply_rows(article: Article) -> Iterator[Row]:
    """Who was asked for a reply and what came back; never how they are reached."""
    for row in ReplyRequest.objects.filter(article=article).for_page():
        yield {
            "id": str(row.public_id),
            "claims": sorted(str(claim.public_id) for claim in row.claims.all()),
            "person": row.person,
            "channel": row.channel,
            "question": row.question,
            "asked_at": _moment(row.asked_at),
            "deadline": _moment(row.deadline),
            "asked_by": row.asked_by.get_username(),
            "replies": [_reply_row(reply) for reply in row.replies.all()],
        }


def ledger_rows(article: Article) -> Iterator[Row]:
    """The chain of the article, from its first entry."""
    entries = LedgerEntry.objects.filter(chain__article=article).with_names().order_by("sequence")
    return (_link_row(ledger.link_of(entry)) for entry in entries.iterator(PAGE))


def house_rows(article: Article) -> Iterator[Row]:
    """What the house's own chain has of the documents: that they came, were looked at again, or were retracted."""
    keys = [str(key) for key in documents_of(article).values_list("public_id", flat=True)]
    for at in range(0, len(keys), PAGE):
        entries = LedgerEntry.objects.filter(verb__in=HOUSE_VERBS, details__document__in=keys[at : at + PAGE])
        for entry in entries.with_names().order_by("sequence"):
            yield _link_row(ledger.link_of(entry))


def ledger_head(article: Article) -> Row:
    """Where the chain of the article ends now."""
    chain = LedgerChain.objects.filter(article=article).first()
    name = ledger.chain_name(article)
    return {"chain": name, "length": chain.length if chain else 0, "head": chain.head if chain else ""}


def snapshots_of(article: Article) -> Any:
    """The kept bytes of the article and of its documents."""
    ids = documents_of(article).exclude(snapshot=None).values("snapshot")
    rows = Snapshot.objects.filter(pk__in=ids) | Snapshot.objects.filter(articles=article)
    return rows.distinct().order_by("sha256")


def snapshot_rows(article: Article) -> Iterator[Row]:
    """What is known of the kept bytes: their size, what they were called, when they were fetched from where."""
    for row in snapshots_of(article).prefetch_related("fetches").iterator(PAGE):
        fetches = [
            {"url": each.url, "asked_url": each.asked_url, "status": each.status, "at": _moment(each.fetched_at)}
            for each in row.fetches.all()
        ]
        yield {
            "sha256": row.sha256,
            "bytes": row.size,
            "media_type": row.media_type,
            "url": row.url,
            "fetches": fetches,
        }


def _judgements(rows: Any, person: str) -> Iterator[Any]:
    about = rows.select_related("review__claim", "rating__scale", person).order_by("pk")
    about = about.prefetch_related("citations__evidence")
    yield from about.iterator(PAGE)


def _judgement_row(row: Any) -> Row:
    return {
        "review": str(row.review.public_id),
        "claim": str(row.review.claim.public_id),
        "rating": row.rating.slug,
        "rating_name": row.rating.name,
        "scale": row.rating.scale.name,
        "rationale": row.rationale,
        "cited": _cited(row.citations.all()),
    }


def _cited(citations: Sequence[Any]) -> list[Row]:
    cited = ({"evidence": str(each.evidence.public_id), "stance": each.stance} for each in citations)
    return sorted(cited, key=lambda each: each["evidence"])


def _reply_row(reply: Any) -> Row:
    return {
        "id": str(reply.public_id),
        "outcome": reply.outcome,
        "channel": reply.channel,
        "text": reply.text,
        "at": _moment(reply.at),
        "logged_by": reply.logged_by.get_username(),
    }


def _link_row(link: Link) -> Row:
    return {name: getattr(link, name) for name in Link.__slots__}


def _moment(value: dt.datetime | None) -> str | None:
    return value.isoformat() if value else None


def _name(person: Any) -> str | None:
    return person.get_username() if person else None
