"""A typed client of the fact-checking workbench."""

from factcheck_client.bookmark import Bookmark
from factcheck_client.client import Client
from factcheck_client.errors import NoAnswer, Problem

__all__ = ("Bookmark", "Client", "NoAnswer", "Problem")
