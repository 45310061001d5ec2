"""Creating the tables and bringing them up to this program's version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, text

from digitizer.domain.errors import EnvironmentFault
from digitizer.store.audit import seal_older_edits
from digitizer.store.engine import for_writing

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that no other use of PostgreSQL's advisory locks in this database takes.
_UPGRADE_LOCK = 20_250_105


def upgrade(engine: Engine) -> None:
    """Create the tables or bring them up to date, in one transaction; nothing when they are.

    Raises EnvironmentFault ``database-newer`` when a newer program made the database, and
    ``database-encoding`` when a PostgreSQL database cannot keep Vietnamese text. Two programs
    that start at once wait for each other.
    """
    if _stored_revision(engine) == _newest_revision():
        return
    # Most starts end above; Alembic alone would be a tenth of them.
    from alembic import command
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    # ConfigParser takes a percent sign for its own.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    with for_writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
            _check_encoding(connection)
        current = MigrationContext.configure(connection).get_current_revision()
        if current == scripts.get_current_head():
            return
        known = {script.revision for script in scripts.walk_revisions()}
        if current is not None and current not in known:
            raise EnvironmentFault("database-newer", version=current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        seal_older_edits(connection)


def _newest_revision() -> str:
    """The number of the last step, which its file's name begins with."""
    return max(path.name[1:5] for path in (_MIGRATIONS / "versions").glob("m[0-9]*.py"))


def _stored_revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        query = text("SELECT version_num FROM alembic_version")
        revision: str | None = connection.scalar(query)
        return revision


def _check_encoding(connection: Connection) -> None:
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise EnvironmentFault("database-encoding", encoding=encoding)
