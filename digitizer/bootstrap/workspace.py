"""Creating and opening a workspace folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from digitizer import __version__
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.placing import place_resolver
from digitizer.bootstrap.type_files import load_types
from digitizer.bootstrap.watching import Watching
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.changes import Actor
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.schema import Catalog
from digitizer.logs import log_to_file
from digitizer.messages import Messages
from digitizer.settings import FILE_NAME, Settings, database_url, load, write_first
from digitizer.store import FileVault, SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.workflow.batch_doubts import ensure_doubts
from digitizer.workflow.notify import ChangeHub
from digitizer.workflow.people import ensure_register
from digitizer.workflow.ports import Ports
from exports import write_package


def create_workspace(
    root: Path, database: str | None = None, *, restricted: bool = False
) -> Folders:
    """Make a new workspace; raises InvalidInput when the folder already is one.

    The settings file is written last, so that a folder without it is no workspace yet.
    """
    if (root / FILE_NAME).exists():
        raise InvalidInput("workspace-exists", folder=root)
    settings = Settings(database=database or Settings().database, restricted=restricted)
    folders = Folders.of(root, settings)
    folders.create()
    root.chmod(0o700)
    engine = open_engine(database_url(settings, root))
    try:
        upgrade(engine)
    finally:
        engine.dispose()
    try:
        write_first(root, settings)
    except OSError as error:
        raise EnvironmentFault("folder-not-made", folder=root, reason=error.strerror) from error
    return folders


def open_workspace(root: Path, user: str, language: str) -> Workstation:
    """Open a workspace for a person; upgrades its database when the program is newer.

    Raises NotFound for a folder that is no workspace, BadSchema for broken settings or document
    types, EnvironmentFault for a database that cannot be reached.
    """
    name = user.strip()
    if not name:
        raise InvalidInput("user-needed")
    root = root.resolve()
    settings = load(root)
    folders = Folders.of(root, settings)
    folders.create()
    log_to_file(root / "logs" / "digitizer.log")
    catalog = load_types(folders, settings)
    engine = open_engine(database_url(settings, root))
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    hub, messages = ChangeHub(), Messages(language)
    ports = _ports(engine, folders, catalog, hub)
    ensure_register(ports)
    ensure_doubts(ports)
    return Workstation(
        ports=ports,
        hub=hub,
        folders=folders,
        messages=messages,
        actor=Actor(name),
        watching=Watching(ports, settings, folders, messages.problem),
        close_store=engine.dispose,
        fresh_ports=lambda: _ports(engine, folders, load_types(folders, settings), hub),
    )


def _ports(engine: Engine, folders: Folders, catalog: Catalog, hub: ChangeHub) -> Ports:
    return Ports(
        unit_of_work=SqlUnitOfWorkFactory(engine, catalog),
        vault=FileVault(folders.vault),
        catalog=catalog,
        clock=lambda: datetime.now(UTC),
        publish=hub.publish,
        pack=write_package,
        places=place_resolver(),
        software_version=__version__,
    )
