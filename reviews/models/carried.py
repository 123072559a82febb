"""How the claims of a new draft follow from those of the draft before."""

from django.db import models

from claims.models import Claim


class CarriedClaim(models.Model):
    """A claim of a new draft with the one of the draft before that it follows from.

    ``same_words`` claims bring their evidence and what was decided; the others are judged anew. ``reopened_because``
    says why what was decided did not come along, in a sentence; it is empty when it did or nothing was decided.
    """

    before = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="carried_to")
    after = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="carried_from")
    same_words = models.BooleanField()
    was_checked = models.BooleanField(help_text="Whether the claim of the draft before was decided.")
    reopened_because = models.CharField(max_length=500, blank=True)
    carried_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("after",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="a_claim_follows_from_another"),
        )

    def __str__(self) -> str:
        return f"{self.after_id} from {self.before_id}"
