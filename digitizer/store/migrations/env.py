"""Runs the steps inside the transaction that ``digitizer.store.upgrade`` holds open."""

from __future__ import annotations

from alembic import context

from digitizer.store.rows import Row


def run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Row.metadata,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
