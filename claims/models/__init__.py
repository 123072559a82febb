"""The rows of this app, in their order of dependence: snapshot, fetch, article, speaker, run, claim, ledger,
submission.
"""

from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.fetch import Fetch
from claims.models.ledger import LedgerChain, LedgerEntry
from claims.models.run import ArticleIntake, ExtractionRun, Intake, Run
from claims.models.snapshot import Snapshot
from claims.models.speaker import Speaker, SpeakerMatch
from claims.models.submission import Submission

__all__ = (
    "Article",
    "ArticleIntake",
    "Claim",
    "ExtractionRun",
    "Fetch",
    "Intake",
    "LedgerChain",
    "LedgerEntry",
    "Run",
    "Snapshot",
    "Speaker",
    "SpeakerMatch",
    "Submission",
)
