"""Whether long lists are searched through an index."""

from __future__ import annotations

from sqlalchemy import Engine, inspect

from digitizer.store.engine import for_reading


def searches_quickly(engine: Engine) -> bool:
    """False for a PostgreSQL server without trigrams, where a search reads every case."""
    if engine.dialect.name != "postgresql":
        return True
    with for_reading(engine).connect() as connection:
        indexes = inspect(connection).get_indexes("cases")
    return any(index["name"] == "ix_cases_by_trigrams" for index in indexes)
