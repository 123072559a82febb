"""The database itself refuses to change or delete answers, verdicts, what they cite, and rules."""

import django.utils.timezone
from django.db import migrations, models

from factcheck.lib import guards

GUARDED = (
    "reviews_assessment",
    "reviews_assessmentcitation",
    "reviews_verdict",
    "reviews_verdictcitation",
    "reviews_deskrules",
)


def guard(apps, schema_editor):
    for statement in guards.create(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in guards.drop(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = (("reviews", "0010_notice_to_send"),)

    operations = (
        migrations.AlterField(
            model_name="assessment",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="decided_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.RunPython(guard, unguard),
    )
