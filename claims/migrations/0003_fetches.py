"""Every answer that was fetched, with its headers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("claims", "0002_explained_readings"),)

    operations = (
        migrations.CreateModel(
            name="Fetch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_url", models.URLField(help_text="The address that was asked for.", max_length=2000)),
                ("url", models.URLField(help_text="The address that answered, after redirects.", max_length=2000)),
                ("status", models.PositiveSmallIntegerField(help_text="HTTP status.")),
                (
                    "headers",
                    models.JSONField(default=dict, help_text="Headers of the answer by lower-case name."),
                ),
                ("fetched_at", models.DateTimeField(db_index=True)),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fetches", to="claims.snapshot"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "fetches",
                "ordering": ("fetched_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__range", (100, 599))), name="the_status_of_a_fetch_is_one_of_http"
                    )
                ],
            },
        ),
    )
