"""A database of its own with settled claims in it, for timing; the settings must name it before this is imported."""

import time
from collections.abc import Sequence

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from factcheck.lib.fingerprints import hash_parts  # noqa: E402
from sources.retrieval.settled import settled_candidates  # noqa: E402
from sources.seen_before.base import Statement  # noqa: E402
from sources.seen_before.fact_checks import FactCheck  # noqa: E402
from sources.seen_before.ranking import matches  # noqa: E402
from sources.services.settled import import_fact_checks  # noqa: E402

BATCH = 500


def fill(statements: Sequence[str]) -> float:
    """Make the tables and store settled claims through the service; seconds of processor time it took to store them."""
    call_command("migrate", verbosity=0, skip_checks=True)
    started = time.process_time()
    for start in range(0, len(statements), BATCH):
        part = statements[start : start + BATCH]
        import_fact_checks(checks=[FactCheck(hash_parts([text]), text) for text in part], by=None)
    return time.process_time() - started


def find(text: str) -> int:
    """How many matches a claim has, as the service looks for them."""
    return len(matches(Statement(text), settled_candidates(text), limit=5))
