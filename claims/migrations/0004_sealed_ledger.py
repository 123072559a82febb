"""The heads of the ledger are signed, hashes cover all of an entry, and the database refuses to change entries."""

from django.db import migrations, models

from claims.formats.chain import seal_head
from claims.services.sealing import sealing_keys
from factcheck.lib import guards

GUARDED = ("claims_ledgerentry",)


def guard(apps, schema_editor):
    for statement in guards.create(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in guards.drop(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


def seal(apps, schema_editor):
    """What is there now is taken for the truth; the signature keeps it from here on."""
    key = sealing_keys()[0]
    chains = apps.get_model("claims", "LedgerChain").objects
    for chain in chains.exclude(length=0).iterator():
        chains.filter(pk=chain.pk).update(seal=seal_head(chain.name, chain.length, chain.head, key))


class Migration(migrations.Migration):
    dependencies = (("claims", "0003_fetches"),)

    operations = (
        migrations.AddField(
            model_name="ledgerchain",
            name="seal",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Length and head signed with a key that is not in the database; empty before the first entry.",
                max_length=64,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="scheme",
            field=models.PositiveSmallIntegerField(
                default=1, help_text="What the hash covers: 2 is all of the entry."
            ),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    )
