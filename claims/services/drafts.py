"""A new draft of an article: the claims whose words still stand there come along."""

from typing import Any, Final

from claims.formats.moves import Moves
from claims.models import Article, Claim
from claims.services import ledger
from claims.signals import claims_carried
from factcheck.lib.spans import from_pairs, pairs

_SAME: Final = (
    "quote", "statement", "machine_statement", "changes", "role", "affiliation", "members", "candidates",
    "attribution", "force", "lemma", "hedged", "negated", "conditional", "said_on", "said_until", "said_precision",
    "said_value", "said_text", "said_anchor", "checkworthiness", "confidence", "reasons", "origin", "run",
    "fingerprint", "version", "speaker",
    "named_as",
)  # fmt: skip


def carry_claims(*, before: Article, after: Article, by: Any) -> list[tuple[Claim, Claim]]:
    """Copy the live claims of ``before`` whose words stand in ``after``, in the caller's transaction; old and new.

    What a person set comes along. Speakers that belong to the old article stay with it, so their claims are read anew.
    """
    moves = Moves(before.body, after.body)
    found = [
        (claim, copy)
        for claim in Claim.objects.live().of(before).select_related("speaker", "named_as", "run")
        if not (claim.speaker and claim.speaker.article_id) and (copy := _copy(claim, after, moves))
    ]
    Claim.objects.bulk_create([copy for _, copy in found], batch_size=200)
    ledger.record("claims.carried", by=by, article=after, before=str(before.public_id), carried=len(found))
    claims_carried.send(sender=Article, article=after, before=before, carried=found, by=by)
    return found


def _copy(claim: Claim, after: Article, moves: Moves) -> Claim | None:
    content = moves.place(claim.content_spans)
    if content is None:
        return None
    others = {
        name: pairs(moves.place(from_pairs(getattr(claim, name))) or ())
        for name in ("source_spans", "cue_spans", "said_spans")
    }
    same = {name: getattr(claim, name) for name in _SAME}
    return Claim(article=after, content=pairs(content), start=content[0].start, end=content[-1].end, **same, **others)
