"""The rows of this app, in their order of dependence: source, document and passage, run, evidence."""

from sources.models.document import ArticleCopy, Document, Passage
from sources.models.evidence import Evidence
from sources.models.run import DocumentIntake, LinkingRun
from sources.models.source import Source

__all__ = ("ArticleCopy", "Document", "DocumentIntake", "Evidence", "LinkingRun", "Passage", "Source")
