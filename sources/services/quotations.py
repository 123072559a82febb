"""How a claim quotes the documents that its evidence is from."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from claims.choices import AttributionKind
from claims.models import Claim
from factcheck.lib.spans import Span
from sources.models import Document, Passage
from sources.quotations import checks, is_worth_a_look, overlaps, quoted_parts, transcript_of


def quotation_checks(claim: Claim, passages: Iterable[Passage]) -> dict[int, list[dict[str, Any]]]:
    """For each passage that a quotation of ``claim`` stands in, by primary key, how faithful it is; reads documents."""
    parts = quoted_parts(claim.quote, is_direct=claim.attribution == AttributionKind.DIRECT)
    worth: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        if any(is_worth_a_look(part, passage.text) for part in parts):
            worth[passage.document_id].append(passage)
    found: dict[int, list[dict[str, Any]]] = {}
    for document in Document.objects.filter(pk__in=worth).only("pk", "text"):
        records = list(checks(parts, transcript_of(document.text), speaker=claim.speaker_name))
        for passage in worth[document.pk]:
            here = Span(passage.start, passage.end)
            found[passage.pk] = [record for record in records if overlaps(record, here)]
    return {key: records for key, records in found.items() if records}
