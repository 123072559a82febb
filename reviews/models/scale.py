"""The answers a verdict can give."""

from django.db import models


class Scale(models.Model):
    """A set of ratings that a newsroom uses; one of them is the default."""

    name = models.CharField(max_length=100, unique=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("is_default",), condition=models.Q(is_default=True), name="one_scale_is_the_default"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """One answer: its words, its value in a ClaimReview (empty when it has none), and what it demands."""

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="ratings")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=300)
    value = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 is most false, higher is truer.")
    order = models.PositiveSmallIntegerField()
    tone = models.CharField(max_length=20, help_text="Name of the colour token the pages use.")
    needs_evidence = models.BooleanField(default=True, help_text="Must cite evidence that a person accepted.")
    needs_contradiction = models.BooleanField(default=False, help_text="Must cite a passage that contradicts.")
    needs_corroboration = models.BooleanField(default=False, help_text="Must cite a passage that corroborates.")
    needs_origins = models.PositiveSmallIntegerField(
        default=0, help_text="How many independent reports must stand behind it; 0 does not count them."
    )

    class Meta:
        ordering = ("scale", "order")
        constraints = (models.UniqueConstraint(fields=("scale", "slug"), name="a_rating_stands_once_on_a_scale"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_unopposed(self) -> bool:
        """Whether it says that all of a claim holds: the truest answer of its scale, and it must be corroborated."""
        if not self.needs_corroboration or self.value is None:
            return False
        return not Rating.objects.filter(scale=self.scale_id, value__gt=self.value).exists()
