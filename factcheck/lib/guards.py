"""Tables that only grow: triggers by which the database itself refuses to change or delete a row.

They keep out mistakes, in a shell or in a migration. Who owns the database can take them away; the ledger shows what he
then does. SQLite drops the triggers of a table when a migration builds it anew: such a migration ends with ``create``.
"""

from collections.abc import Iterable
from typing import Final

EVENTS: Final = ("update", "delete")
FUNCTION: Final = "factcheck_refuse_change"

_POSTGRES_FUNCTION: Final = f"""
    CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
    MESSAGE = TG_TABLE_NAME || ' only grows: a row that is stored is never changed or deleted'; END $$"""


def trigger(table: str, event: str) -> str:
    """The name of the trigger that refuses ``event`` ("update", "delete") on ``table``."""
    return f"{table}_only_grows_{event}"


def create(vendor: str, tables: Iterable[str]) -> list[str]:
    """The SQL that guards ``tables`` in a database of this vendor ("sqlite", "postgresql"); may be run again."""
    names = tuple(tables)
    if vendor == "sqlite":
        made = [_in_sqlite(table, event) for table in names for event in EVENTS]
        return [*drop(vendor, names), *made]
    return [_POSTGRES_FUNCTION, *(_in_postgres(table, event) for table in names for event in EVENTS)]


def drop(vendor: str, tables: Iterable[str]) -> list[str]:
    """The SQL that takes the guards away."""
    names = [(trigger(table, event), table) for table in tables for event in EVENTS]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name, _table in names]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in names]


def _in_sqlite(table: str, event: str) -> str:
    refusal = f"{table} only grows: a row that is stored is never changed or deleted"
    return (
        f"CREATE TRIGGER {trigger(table, event)} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _in_postgres(table: str, event: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {trigger(table, event)} BEFORE {event.upper()} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()"
    )
