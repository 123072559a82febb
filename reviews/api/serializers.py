"""The shape of an article's progress."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers import RunOut
from reviews.api.progress import Progress


class ReviewCountsOut(serializers.Serializer[Any]):
    """Claims by the state of their newest review."""

    open = serializers.IntegerField()
    assigned = serializers.IntegerField()
    disputed = serializers.IntegerField()
    decided = serializers.IntegerField()
    published = serializers.IntegerField()
    cancelled = serializers.IntegerField()


class ProgressOut(serializers.Serializer[Any]):
    """How far an article is; claims that were discarded do not count."""

    stage = serializers.ChoiceField(
        choices=["reading", "searching", "reviewing", "finished", "failed"],
        help_text="What the article waits for: the machine while reading and searching, people while reviewing.",
    )
    extraction = serializers.SerializerMethodField()
    claims = serializers.IntegerField()
    linked = serializers.IntegerField(help_text="Claims whose search for evidence is over.")
    reviews = ReviewCountsOut()
    published = serializers.IntegerField(help_text="Claims with a published verdict.")
    finished = serializers.BooleanField(help_text="Read, searched, and no claim waits for people.")

    @extend_schema_field(RunOut(allow_null=True))
    def get_extraction(self, progress: Progress) -> dict[str, Any] | None:
        """The newest reading of the article."""
        return RunOut(progress.extraction).data if progress.extraction else None
