"""The database itself refuses to change or delete entries of the feed."""

from django.db import migrations

from factcheck.lib import guards

GUARDED = ("exports_publication",)


def guard(apps, schema_editor):
    for statement in guards.create(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in guards.drop(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = (("exports", "0006_backfills"),)

    operations = (migrations.RunPython(guard, unguard),)
