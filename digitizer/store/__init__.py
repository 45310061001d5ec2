"""Where scans, cases, batches and the audit log are kept: a database and a vault of files."""

from digitizer.store.engine import open_engine
from digitizer.store.unit_of_work import SqlUnitOfWork, SqlUnitOfWorkFactory
from digitizer.store.upgrade import upgrade
from digitizer.store.vault import FileVault

__all__ = [
    "FileVault",
    "SqlUnitOfWork",
    "SqlUnitOfWorkFactory",
    "open_engine",
    "upgrade",
]
