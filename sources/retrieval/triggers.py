"""What the database itself does whenever passages change, in SQL: it fills FTS5 and notes the change for indexes.

SQLite drops the triggers of a table when a migration builds it anew, as it does for most changes of a column. Such a
migration of ``sources_passage`` or ``sources_document`` must end with ``RunPython(triggers.create, triggers.drop)``.
"""

from typing import Any

_NOTED = """
    INSERT INTO sources_librarychange (document_number, number, noted_at) {row}
    ON CONFLICT (document_number) DO UPDATE SET number = NULL, noted_at = excluded.noted_at
    WHERE sources_librarychange.number IS NOT NULL"""
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
_SQLITE_NEW = _NOTED.format(row=f"VALUES (new.{{key}}, NULL, {_NOW})")
_SQLITE_OLD = _NOTED.format(row=f"VALUES (old.{{key}}, NULL, {_NOW})")
_SQLITE = {
    "sources_passage_fts_insert": (
        "AFTER INSERT ON sources_passage",
        "INSERT INTO sources_passage_fts (rowid, text, title) "
        "VALUES (new.id, new.text, (SELECT title FROM sources_document WHERE id = new.document_id))",
    ),
    "sources_passage_fts_delete": (
        "AFTER DELETE ON sources_passage",
        "DELETE FROM sources_passage_fts WHERE rowid = old.id",
    ),
    "sources_passage_fts_update": (
        "AFTER UPDATE OF text ON sources_passage",
        "UPDATE sources_passage_fts SET text = new.text WHERE rowid = new.id",
    ),
    "sources_passage_noted_insert": ("AFTER INSERT ON sources_passage", _SQLITE_NEW.format(key="document_id")),
    "sources_passage_noted_delete": ("AFTER DELETE ON sources_passage", _SQLITE_OLD.format(key="document_id")),
    "sources_passage_noted_update": (
        "AFTER UPDATE ON sources_passage WHEN old.text IS NOT new.text",
        _SQLITE_NEW.format(key="document_id"),
    ),
    "sources_document_noted": (
        "AFTER UPDATE ON sources_document WHEN old.title IS NOT new.title OR old.published_at IS NOT new.published_at",
        _SQLITE_NEW.format(key="id"),
    ),
}

_POSTGRES_FUNCTION = """
    CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$"""
_POSTGRES_FUNCTIONS = {
    "sources_note_passages": "SELECT DISTINCT document_id, NULL::bigint, now() FROM changed ORDER BY 1",
    "sources_note_passage": "VALUES (NEW.document_id, NULL, now())",
    "sources_note_document": "VALUES (NEW.id, NULL, now())",
}
_STATEMENT = "REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sources_note_passages()"
_POSTGRES = {
    "sources_passage_noted_insert": f"AFTER INSERT ON sources_passage {_STATEMENT.format(rows='NEW')}",
    "sources_passage_noted_delete": f"AFTER DELETE ON sources_passage {_STATEMENT.format(rows='OLD')}",
    "sources_passage_noted_update": (
        "AFTER UPDATE ON sources_passage FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) "
        "EXECUTE FUNCTION sources_note_passage()"
    ),
    "sources_document_noted": (
        "AFTER UPDATE ON sources_document FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title "
        "OR OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION sources_note_document()"
    ),
}


def create(_apps: Any, schema_editor: Any) -> None:
    """Make all triggers, in the place of those that are there."""
    in_sqlite = schema_editor.connection.vendor == "sqlite"
    statements = _create_in_sqlite() if in_sqlite else _create_in_postgres()
    for statement in statements:
        schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers that note changes away."""
    if schema_editor.connection.vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE if "noted" in name]
    else:
        statements = [f"DROP FUNCTION IF EXISTS {name} CASCADE" for name in _POSTGRES_FUNCTIONS]
    for statement in statements:
        schema_editor.execute(statement)


def names(vendor: str) -> frozenset[str]:
    """The triggers that a database of this vendor must have."""
    return frozenset(_SQLITE if vendor == "sqlite" else _POSTGRES)


def _create_in_sqlite() -> list[str]:
    made = [f"CREATE TRIGGER {name} {event} BEGIN {body}; END" for name, (event, body) in _SQLITE.items()]
    return [*(f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE), *made]


def _create_in_postgres() -> list[str]:
    functions = [
        _POSTGRES_FUNCTION.format(name=name, body=_NOTED.format(row=row)) for name, row in _POSTGRES_FUNCTIONS.items()
    ]
    return [*functions, *(f"CREATE OR REPLACE TRIGGER {name} {event}" for name, event in _POSTGRES.items())]
