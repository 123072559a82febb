"""How sure a reviewer is, and settled claims that reviewers are tried with."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def number():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def key(to, related_name, **over):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to, **over)


class Migration(migrations.Migration):
    dependencies = (
        ("claims", "0005_stand_ins"),
        ("reviews", "0006_replies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AddField(
            model_name="assessment",
            name="confidence",
            field=models.PositiveSmallIntegerField(
                help_text="How sure the reviewer is that the rating will stand, in percent; empty when not said.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__isnull", True), ("confidence__range", (0, 100)), _connector="OR"),
                name="the_confidence_of_a_reviewer_is_a_percentage",
            ),
        ),
        migrations.CreateModel(
            name="CalibrationItem",
            fields=[
                ("id", number()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reason", models.CharField(help_text="Why its answer is beyond doubt.", max_length=500)),
                ("marked_at", models.DateTimeField(auto_now_add=True)),
                ("retired_at", models.DateTimeField(null=True)),
                ("claim", key("claims.claim", "calibration_items")),
                ("marked_by", key(settings.AUTH_USER_MODEL, "marked_calibration_items")),
                ("rating", key("reviews.rating", "calibration_items")),
                ("retired_by", key(settings.AUTH_USER_MODEL, "retired_calibration_items", null=True)),
            ],
            options={"ordering": ("-marked_at", "-pk")},
        ),
        migrations.CreateModel(
            name="CalibrationTrial",
            fields=[
                ("id", number()),
                ("handed_at", models.DateTimeField(auto_now_add=True)),
                ("handed_by", key(settings.AUTH_USER_MODEL, "handed_calibration_trials", null=True)),
                ("item", key("reviews.calibrationitem", "trials")),
                ("person", key(settings.AUTH_USER_MODEL, "calibration_trials")),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trial", to="reviews.review"
                    ),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.AddConstraint(
            model_name="calibrationitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("claim",),
                name="a_claim_tries_reviewers_under_one_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="calibrationitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_known_answer_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="calibrationtrial",
            constraint=models.UniqueConstraint(
                fields=("item", "person"), name="nobody_is_tried_twice_with_the_same_claim"
            ),
        ),
    )
