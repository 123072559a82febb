"""Copies of a claim and its article, to try a reviewer with a claim whose answer is known."""

from typing import Any, TypeVar

from django.db import models

from claims.models import Claim

Row = TypeVar("Row", bound=models.Model)


def store_stand_in(claim: Claim) -> Claim:
    """A copy of ``claim`` in a copy of its article, in the caller's transaction; the article holds nothing else.

    The copy has the words, places and readings of the claim and a name of its own, but no history. It is in no list, no
    count and no export: ``Article.stands_in_for`` says what it is.
    """
    article = copied(claim.article, external_id="", supersedes_id=None, stands_in_for_id=claim.article_id)
    article.save()
    stand_in = copied(claim, article=article)
    stand_in.save()
    return stand_in


def copied(row: Row, **over: Any) -> Row:
    """A new row, not stored yet, with the values of ``row`` but for its keys and for ``over``."""
    fields = [field for field in row._meta.concrete_fields if not (field.primary_key or field.name == "public_id")]
    kept = [field for field in fields if field.name not in over and field.attname not in over]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in kept}, **over)
