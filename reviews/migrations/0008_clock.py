"""Due times that know where they come from, notices as each person wants them, digests, and what was foretold."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

LIVE = ["open", "assigned", "disputed", "decided"]


def count_from_publication(apps, schema_editor):
    """The due times that there are were counted from the publication times that there are."""
    article = apps.get_model("claims", "Article")
    published = article.objects.filter(claims=OuterRef("claim")).values("published_at")[:1]
    apps.get_model("reviews", "Review").objects.filter(state__in=LIVE).update(due_from=Subquery(published))


def keep_unmailed(apps, schema_editor):
    """Verdicts that are ready were never mailed; those that were said before this stay so."""
    apps.get_model("reviews", "Notice").objects.filter(kind="decided").update(way="never")


class Migration(migrations.Migration):
    dependencies = (
        ("reviews", "0007_desk_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AddField(
            model_name="review",
            name="due_from",
            field=models.DateTimeField(
                null=True, help_text="The publication time that the due time was counted from."
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="due_set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                help_text="Who set the due time by hand; then it does not move with the publication time.",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="due_reason",
            field=models.CharField(blank=True, max_length=200, help_text="Why it was set by hand.", default=""),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="NoticePreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ways",
                    models.JSONField(
                        default=dict, help_text='The way of each kind of notice: {"assigned": "digest", ...}.'
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        blank=True, max_length=60, help_text="Name of the time zone; empty for that of the desk."
                    ),
                ),
                (
                    "digest_at",
                    models.TimeField(default=datetime.time(8), help_text="When the daily digest goes out."),
                ),
                ("quiet_from", models.TimeField(null=True, help_text="No mail from this time on ...")),
                ("quiet_until", models.TimeField(null=True, help_text="... until this time.")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preference",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                        | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                        name="quiet_hours_have_a_beginning_and_an_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(help_text="The day where the recipient is.")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "mail_taken_at",
                    models.DateTimeField(null=True, help_text="A worker took it to send; the lease of the mail."),
                ),
                ("mail_attempts", models.PositiveSmallIntegerField(default=0)),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-day", "-pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "day"), name="nobody_gets_two_digests_of_a_day")
                ],
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="due_at",
            field=models.DateTimeField(
                null=True, help_text="The due time that it is about, for what the clock says."
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="way",
            field=models.CharField(
                max_length=8,
                choices=[("at_once", "at once"), ("digest", "in the daily digest"), ("never", "never")],
                default="at_once",
                help_text="As the recipient wanted it then.",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="mail_after",
            field=models.DateTimeField(null=True, help_text="The end of the quiet hours in which it was said."),
        ),
        migrations.AddField(
            model_name="notice",
            name="digest",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="notices",
                to="reviews.digest",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assigned", "assigned to you"),
                    ("returned", "returned to you"),
                    ("overdue", "overdue"),
                    ("released", "released"),
                    ("disputed", "to be settled"),
                    ("decided", "ready to publish"),
                    ("cancelled", "cancelled"),
                    ("source", "a source changed"),
                    ("reminder", "due soon"),
                    ("escalated", "nobody decided in time"),
                    ("moved", "due time changed"),
                    ("mention", "you are mentioned"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Forecast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(help_text="The beginning of the hour in which it was made.")),
                ("due_at", models.DateTimeField(help_text="The due time at that time.")),
                (
                    "stage",
                    models.CharField(
                        max_length=8,
                        choices=[
                            ("free", "somebody to take it"),
                            ("taken", "a reviewer"),
                            ("disputed", "an editor"),
                        ],
                    ),
                ),
                ("chance", models.FloatField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="forecasts", to="reviews.review"
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "indexes": [models.Index(fields=["at"], name="forecast_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "at"), name="a_review_is_foretold_once_an_hour"),
                    models.CheckConstraint(
                        condition=models.Q(chance__range=(0, 1)), name="a_chance_lies_between_0_and_1"
                    ),
                ],
            },
        ),
        migrations.RunPython(count_from_publication, migrations.RunPython.noop),
        migrations.RunPython(keep_unmailed, migrations.RunPython.noop),
    )
