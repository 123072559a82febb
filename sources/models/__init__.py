"""The rows of this app, in their order of dependence: source, document and passage, run, evidence."""

from sources.models.change import LibraryChange, LibraryLog
from sources.models.check import DocumentCheck
from sources.models.document import ArticleCopy, Document, Passage
from sources.models.evidence import Evidence
from sources.models.feed import Feed, FeedEntry, FeedRun
from sources.models.origin import Origin, OriginDecision, OriginLink, OriginRun, Trace, TraceKey
from sources.models.run import DocumentIntake, LinkingRun
from sources.models.settled import ClaimMatch, SeenBeforeRun, SettledClaim, SettledWord
from sources.models.source import Source

__all__ = (
    "ArticleCopy",
    "ClaimMatch",
    "Document",
    "DocumentCheck",
    "DocumentIntake",
    "Evidence",
    "Feed",
    "FeedEntry",
    "FeedRun",
    "LibraryChange",
    "LibraryLog",
    "LinkingRun",
    "Origin",
    "OriginDecision",
    "OriginLink",
    "OriginRun",
    "Passage",
    "SeenBeforeRun",
    "SettledClaim",
    "SettledWord",
    "Source",
    "Trace",
    "TraceKey",
)
