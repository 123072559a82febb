"""Accounting for an article: sentences that need no check, and the sign-off that a change undoes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.models import Article, ExtractionRun, LedgerChain
from claims.services import ledger
from factcheck.lib.errors import Conflict, IllegalTransition, InvalidInput
from factcheck.lib.spans import Span
from reviews.models import ClearedSentence, Review, SignOff
from reviews.policies import can_clear, can_sign_off, can_undo_sign_off
from reviews.services.coverage import SETTLED, Coverage, Standing, coverage_of, sentences_of
from sources.models import Evidence

REASON_MOST: Final = 300
QUOTED_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a sign-off waits for: a sentence for the person, and the word for where it can be put right.

    ``where`` is "sentences", "claims", "disputed", "reading" or "draft".
    """

    where: str
    sentence: str


def gaps(article: Article, coverage: Coverage) -> list[Gap]:
    """What is missing before ``article`` can be signed off; two queries."""
    bare, disputed = coverage.count(Standing.UNACCOUNTED), coverage.disputed
    undecided = coverage.unsettled - disputed
    found = [
        Gap("reading", "The claims are still being read.") if _is_being_read(article) else None,
        Gap("draft", "A newer draft of this article has come in.") if article.superseded_by.exists() else None,
        Gap("sentences", f"{_counted(bare, 'sentence is', 'sentences are')} unaccounted for.") if bare else None,
        Gap("disputed", f"{_counted(disputed, 'claim is', 'claims are')} disputed.") if disputed else None,
        Gap("claims", f"{_counted(undecided, 'claim is', 'claims are')} not decided.") if undecided else None,
    ]
    return [gap for gap in found if gap]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _is_being_read(article: Article) -> bool:
    return ExtractionRun.objects.filter(article=article, status__in=("pending", "running")).exists()


@transaction.atomic(durable=True)
def clear_sentences(*, article: Article, spans: Sequence[Span], reason: str, by: Any) -> list[ClearedSentence]:
    """Say that sentences of ``article`` need no check, and why.

    Raises ``InvalidInput`` for no reason, no sentence, or a span that is no sentence; ``Conflict`` when one of them is
    claimed or was cleared meanwhile.
    """
    return store_cleared(article=article, spans=spans, reason=reason, by=by)


def store_cleared(
    *, article: Article, spans: Sequence[Span], reason: str, by: Any, told: Mapping[str, Any] | None = None
) -> list[ClearedSentence]:
    """What ``clear_sentences`` does, in the caller's transaction; ``told`` goes into the ledger as well."""
    can_clear(by, article).enforce()
    text = _checked_reason(reason)
    _hold(article)
    chosen = sorted(set(spans))
    _check_sentences(article, chosen)
    rows = [
        ClearedSentence.objects.create(article=article, start=span.start, end=span.end, reason=text, cleared_by=by)
        for span in chosen
    ]
    ledger.record(
        "article.sentences_cleared", by=by, article=article, reason=text, rows=[str(row.public_id) for row in rows],
        sentences=[span.cut(article.body)[:QUOTED_MOST] for span in chosen], **(told or {}),
    )  # fmt: skip
    return rows


def _checked_reason(reason: str) -> str:
    text = " ".join(reason.split())
    if not text:
        message = "Say why it needs no check; the reason stands in the printed galley beside your name."
        raise InvalidInput(message, fields={"reason": message})
    if len(text) > REASON_MOST:
        message = f"The reason has {len(text):,} characters; at most {REASON_MOST} are taken."
        raise InvalidInput(message, fields={"reason": message})
    return text


def _check_sentences(article: Article, chosen: Sequence[Span]) -> None:
    if not chosen:
        message = "Choose at least one sentence."
        raise InvalidInput(message, fields={"sentences": message})
    if not set(chosen) <= set(sentences_of(article.body)):
        message = "What was chosen is no sentence of this article. Look at the page again."
        raise InvalidInput(message, fields={"sentences": message})
    taken = set(chosen) - {sentence.span for sentence in coverage_of(article).of(Standing.UNACCOUNTED)}
    if taken:
        message = f"Somebody accounted for “{min(taken).cut(article.body)[:80]}” meanwhile. Look at the page again."
        raise Conflict(message)


@transaction.atomic(durable=True)
def take_back_cleared(*, cleared: ClearedSentence, by: Any) -> ClearedSentence:
    """Take back that a sentence needs no check. It undoes a sign-off."""
    return store_taken_back(rows=[cleared], by=by)[0]


def store_taken_back(
    *, rows: Sequence[ClearedSentence], by: Any, told: Mapping[str, Any] | None = None
) -> list[ClearedSentence]:
    """What ``take_back_cleared`` does with several rows of one article, in the caller's transaction."""
    article = rows[0].article
    can_clear(by, article).enforce()
    locked = list(ClearedSentence.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in rows]))
    if any(row.taken_back_at for row in locked):
        message = "This was taken back already."
        raise Conflict(message)
    for row in locked:
        row.taken_back_at, row.taken_back_by = timezone.now(), by
        row.save(update_fields=["taken_back_at", "taken_back_by"])
    ledger.record(
        "article.sentences_reopened", by=by, article=article, rows=[str(row.public_id) for row in locked],
        sentences=[row.span.cut(article.body)[:QUOTED_MOST] for row in locked], **(told or {}),
    )  # fmt: skip
    withdraw_sign_off(article=article, by=by, because="A sentence was said to need a check after all.")
    return locked


@transaction.atomic(durable=True)
def sign_off(*, article: Article, by: Any, note: str = "") -> SignOff:
    """Answer for ``article``: every sentence is accounted for and every claim decided.

    Raises ``IllegalTransition`` with what is missing, ``Conflict`` when it is signed off already.
    """
    can_sign_off(by, article).enforce()
    _hold(article)
    if SignOff.objects.in_force().filter(article=article).exists():
        message = "This article is signed off already."
        raise Conflict(message)
    coverage = coverage_of(article)
    if missing := gaps(article, coverage):
        raise IllegalTransition(f"It can not be signed off yet. {' '.join(gap.sentence for gap in missing)}")
    signed = SignOff.objects.create(
        article=article, signed_by=by, note=" ".join(note.split())[:500],
        sentences=len(coverage.sentences), claims=len(coverage.claims),
    )  # fmt: skip
    ledger.record(
        "article.signed_off", by=by, article=article, note=signed.note, sentences=signed.sentences, claims=signed.claims
    )
    return signed


def _hold(article: Article) -> None:
    """Wait for whoever changes this article now, and let nobody until the end: every change adds to its chain."""
    list(LedgerChain.objects.select_for_update().filter(article=article))


@transaction.atomic(durable=True)
def undo_sign_off(*, article: Article, by: Any, reason: str) -> None:
    """A person takes the sign-off back, with a reason. ``Conflict`` when there is none."""
    can_undo_sign_off(by, article).enforce()
    if not withdraw_sign_off(article=article, by=by, because=_checked_reason(reason), by_hand=True):
        message = "This article is not signed off."
        raise Conflict(message)


def withdraw_sign_off(
    *, article: Article, by: Any, because: str, by_hand: bool = False, told: Mapping[str, Any] | None = None
) -> bool:
    """Undo the sign-off of ``article``, if there is one, in the transaction of what changed; whether there was."""
    undone = {"undone_at": timezone.now(), "undone_by": by if by_hand else None, "undone_because": because[:500]}
    if not SignOff.objects.filter(article=article, undone_at__isnull=True).update(**undone):
        return False
    actor = by if by_hand else None
    by_whom = {"because_of": by.get_username()} if by and not by_hand else {}
    ledger.record("article.sign_off_undone", by=actor, article=article, reason=because, **by_whom, **(told or {}))
    return True


def note_evidence(rows: Iterable[Evidence], *, by: Any, because: str) -> None:
    """Accepted evidence is not what it was: the sign-offs of the articles whose claims rest on it are undone."""
    for article in {row.claim.article_id: row.claim.article for row in rows if not row.claim.discarded_at}.values():
        withdraw_sign_off(article=article, by=by, because=because)


def note_step(review: Review, *, by: Any) -> None:
    """A review took a step: a claim that is no longer settled undoes the sign-off of its article."""
    if review.state not in SETTLED:
        article = review.claim.article
        withdraw_sign_off(article=article, by=by, because=f"The review of a claim is {review.state} again.")
