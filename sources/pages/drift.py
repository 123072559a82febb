"""What became of a document at its source, laid out for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Claim
from factcheck.lib.decisions import Decision
from factcheck.lib.forms import DeskForm
from sources.drift.beside import Row, changed_rows
from sources.forms import RetractionForm
from sources.models import Document, DocumentCheck, Evidence
from sources.policies import can_check, can_retract
from sources.services.opinions import as_seen_by

CHECKS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DriftRecord:
    """The looks at a document's address, the newest first, the claims that rest on it, and what may be done."""

    checks: Sequence[DocumentCheck]
    claims: Sequence[Claim]
    may_check: Decision
    may_retract: Decision
    form: DeskForm

    @property
    def is_under_way(self) -> bool:
        """Whether it is being looked at now."""
        return bool(self.checks) and self.checks[0].is_under_way


def drift_of(document: Document, *, user: Any, form: DeskForm | None = None) -> DriftRecord:
    """The record of one document; ``form`` is a retraction that was refused."""
    checks = DocumentCheck.objects.filter(document=document).select_related("version", "requested_by")
    return DriftRecord(
        checks=list(checks.defer("version__text", "version__shingles").order_by("-pk")[:CHECKS_SHOWN]),
        claims=claims_on(document, user=user),
        may_check=can_check(user),
        may_retract=can_retract(user),
        form=form or RetractionForm(),
    )


def claims_on(document: Document, *, user: Any) -> list[Claim]:
    """The claims for which evidence of the document is accepted, as far as ``user`` may see that."""
    rows = Evidence.objects.on_document(document).select_related("claim__article", "claim__speaker")
    seen = as_seen_by(user, rows.defer("claim__article__body").order_by("claim__article", "claim__start"))
    return list({row.claim_id: row.claim for row in seen if row.decision == "accepted"}.values())


def rows_of(check: DocumentCheck) -> list[Row]:
    """The paragraphs that differ between a document and what was found at its address; none without another text."""
    if check.version is None:
        return []
    return changed_rows(check.document.text, check.version.text)
