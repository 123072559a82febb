"""Tokens with scopes, answers kept under Idempotency-Keys, and the group of clients that read the work of the desk."""

import django.db.models.deletion
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

READER = (
    "claims.view_speaker", "reviews.view_review", "reviews.view_verdict", "sources.view_document",
    "sources.view_source",
)  # fmt: skip


def add_reader(apps, schema_editor):
    for label in ("claims", "sources", "reviews", "exports"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="reader")
    permission_model = apps.get_model("auth", "Permission")
    for right in READER:
        label, codename = right.split(".")
        group.permissions.add(permission_model.objects.get(content_type__app_label=label, codename=codename))


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0002_groups_and_feed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("knox", "0009_extend_authtoken_field"),
    ]
    operations = [
        migrations.CreateModel(
            name="TokenGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scopes", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("token", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="grant", to="knox.authtoken")),
            ],
        ),
        migrations.CreateModel(
            name="Replay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("request_hash", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("body", models.JSONField(null=True)),
                ("location", models.CharField(blank=True, max_length=500)),
                ("begun_at", models.DateTimeField(db_index=True)),
                ("client", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="replays", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("client", "key"), name="a_key_of_a_client_is_answered_once")],
            },
        ),
        migrations.RunPython(add_reader, migrations.RunPython.noop),
    ]
