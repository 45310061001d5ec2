"""Tables whose rows nobody changes. Steps that already ran on stores made their triggers by this
code, so what it makes stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op


def refuse_changes(tables: Iterable[str]) -> None:
    """Triggers by which the database itself refuses to update or delete rows of the tables, and on
    PostgreSQL to truncate them."""
    is_postgresql = op.get_context().dialect.name == "postgresql"
    for table in tables:
        if is_postgresql:
            _refuse_on_postgresql(table)
        else:
            _refuse_on_sqlite(table)


def _refuse_on_sqlite(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _refuse_on_postgresql(table: str) -> None:
    function = f"{table}_no_change"
    op.execute(
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    for name, when, each in (
        ("no_change", "UPDATE OR DELETE", "ROW"),
        ("no_truncate", "TRUNCATE", "STATEMENT"),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table}"
            f" FOR EACH {each} EXECUTE FUNCTION {function}()"
        )
