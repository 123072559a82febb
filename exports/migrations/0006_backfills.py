"""What was published before somebody subscribed; who manages subscribers through the API."""

import django.db.models.deletion
import uuid
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

RIGHTS = ("view_subscriber", "add_subscriber")
GROUPS = ("editor", "integrator")


def add_rights(apps, schema_editor):
    create_permissions(installed.get_app_config("exports"), verbosity=0, using=schema_editor.connection.alias)
    permission_model = apps.get_model("auth", "Permission")
    for name in GROUPS:
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        for right in RIGHTS:
            group.permissions.add(permission_model.objects.get(content_type__app_label="exports", codename=right))


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0004_deliveries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="subscriber",
            name="paced_from",
            field=models.DateTimeField(help_text="Since when messages of a backfill are counted.", null=True),
        ),
        migrations.AddField(
            model_name="subscriber",
            name="paced_count",
            field=models.PositiveIntegerField(default=0, help_text="How many of them were sent since then."),
        ),
        migrations.CreateModel(
            name="Backfill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("after", models.PositiveBigIntegerField(default=0)),
                ("since", models.DateTimeField(null=True)),
                ("standing", models.BooleanField(default=False)),
                ("first_sequence", models.PositiveBigIntegerField()),
                ("last_sequence", models.PositiveBigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("requested_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(help_text="When somebody let the rest go.", null=True)),
                ("requested_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("subscriber", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="backfills", to="exports.subscriber")),
            ],
            options={"ordering": ("-pk",)},
        ),
        migrations.AddConstraint(
            model_name="backfill",
            constraint=models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="a_backfill_is_of_at_least_one_entry"),
        ),
        migrations.AddConstraint(
            model_name="backfill",
            constraint=models.CheckConstraint(condition=models.Q(("first_sequence__lte", models.F("last_sequence"))), name="a_backfill_does_not_end_before_it_begins"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="backfill",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="exports.backfill"),
        ),
        migrations.RunPython(add_rights, migrations.RunPython.noop),
    ]
