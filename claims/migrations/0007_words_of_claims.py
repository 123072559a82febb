"""The name under which a claim was read; the full-text index over what claims say.

FTS5 with triggers on SQLite, a GIN index on PostgreSQL.
"""

import django.db.models.deletion
from django.db import migrations, models

FTS5 = (
    """CREATE VIRTUAL TABLE claims_claim_fts
       USING fts5(statement, quote, tokenize = 'porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER claims_claim_fts_insert AFTER INSERT ON claims_claim BEGIN
         INSERT INTO claims_claim_fts (rowid, statement, quote) VALUES (new.id, new.statement, new.quote);
       END""",
    """CREATE TRIGGER claims_claim_fts_delete AFTER DELETE ON claims_claim BEGIN
         DELETE FROM claims_claim_fts WHERE rowid = old.id;
       END""",
    """CREATE TRIGGER claims_claim_fts_update AFTER UPDATE OF statement, quote ON claims_claim BEGIN
         UPDATE claims_claim_fts SET statement = new.statement, quote = new.quote WHERE rowid = new.id;
       END""",
    "INSERT INTO claims_claim_fts (rowid, statement, quote) SELECT id, statement, quote FROM claims_claim",
)
# The index holds the expression that ClaimQuerySet.holding asks for, letter by letter.
GIN = ("CREATE INDEX claims_claim_words ON claims_claim USING GIN (to_tsvector('english', statement || ' ' || quote))",)
DROP = {
    "sqlite": (
        "DROP TRIGGER claims_claim_fts_insert",
        "DROP TRIGGER claims_claim_fts_delete",
        "DROP TRIGGER claims_claim_fts_update",
        "DROP TABLE claims_claim_fts",
    ),
    "postgresql": ("DROP INDEX claims_claim_words",),
}


def build(apps, schema_editor):
    for statement in {"sqlite": FTS5, "postgresql": GIN}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("claims", "0005_stand_ins"),)

    operations = (
        migrations.AddField(
            model_name="claim",
            name="named_as",
            field=models.ForeignKey(
                blank=True,
                help_text="The name under which it was read, where a person had said that it is another name of the speaker.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims_named",
                to="claims.speaker",
            ),
        ),
        migrations.RunPython(build, drop),
    )
