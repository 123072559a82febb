"""The full-text index over passages: FTS5 with triggers on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

FTS5 = (
    """CREATE VIRTUAL TABLE sources_passage_fts
       USING fts5(text, title, tokenize = 'porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER sources_passage_fts_insert AFTER INSERT ON sources_passage BEGIN
         INSERT INTO sources_passage_fts (rowid, text, title)
         VALUES (new.id, new.text, (SELECT title FROM sources_document WHERE id = new.document_id));
       END""",
    """CREATE TRIGGER sources_passage_fts_delete AFTER DELETE ON sources_passage BEGIN
         DELETE FROM sources_passage_fts WHERE rowid = old.id;
       END""",
    """CREATE TRIGGER sources_passage_fts_update AFTER UPDATE OF text ON sources_passage BEGIN
         UPDATE sources_passage_fts SET text = new.text WHERE rowid = new.id;
       END""",
    """INSERT INTO sources_passage_fts (rowid, text, title)
       SELECT passage.id, passage.text, document.title
       FROM sources_passage AS passage JOIN sources_document AS document ON document.id = passage.document_id""",
)
GIN = ("CREATE INDEX sources_passage_text ON sources_passage USING GIN (to_tsvector('english', text))",)
DROP = {
    "sqlite": (
        "DROP TRIGGER sources_passage_fts_insert",
        "DROP TRIGGER sources_passage_fts_delete",
        "DROP TRIGGER sources_passage_fts_update",
        "DROP TABLE sources_passage_fts",
    ),
    "postgresql": ("DROP INDEX sources_passage_text",),
}


def build(apps, schema_editor):
    for statement in {"sqlite": FTS5, "postgresql": GIN}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]
    operations = [migrations.RunPython(build, drop)]
