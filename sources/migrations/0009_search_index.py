"""The log of what changed in the library, which the search index follows; how a search was made."""

import uuid

from django.db import migrations, models

from sources.retrieval import triggers


def name_the_library(apps, schema_editor):
    apps.get_model("sources", "LibraryLog").objects.create()


class Migration(migrations.Migration):
    dependencies = (("sources", "0008_quotations"),)

    operations = (
        migrations.CreateModel(
            name="LibraryLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("library", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("newest", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="LibraryChange",
            fields=[
                ("document_number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(null=True)),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("number", "document_number"),
                "indexes": [models.Index(fields=["number", "document_number"], name="libraries_change_by_number")],
            },
        ),
        migrations.AddField(
            model_name="linkingrun",
            name="caution",
            field=models.CharField(
                blank=True, default="", max_length=300, help_text="What the search suffered from, in words."
            ),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_library, migrations.RunPython.noop),
        migrations.RunPython(triggers.create, triggers.drop),
    )
