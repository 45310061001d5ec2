"""Creating and opening a workspace folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from digitizer import __version__
from digitizer.bootstrap.desk.practice import Practising
from digitizer.bootstrap.desk.setup import SetupDesk, SetupMeans
from digitizer.bootstrap.entering import access_for, enter, shipped_access
from digitizer.bootstrap.feeding import Feeding
from digitizer.bootstrap.finding import CatchingUp
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.placing import place_resolver
from digitizer.bootstrap.practice_files import PracticeFiles, is_practice, writing
from digitizer.bootstrap.practice_room import PracticeRoom
from digitizer.bootstrap.practice_window import PracticeWindows
from digitizer.bootstrap.quality import workspace_rules
from digitizer.bootstrap.signing_room import SigningRoom
from digitizer.bootstrap.type_files import load_types
from digitizer.bootstrap.watching import Watching
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.accounts import account_name
from digitizer.domain.changes import Actor
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.domain.sampling import NO_CHECKS, QualityRules
from digitizer.domain.schema import Catalog
from digitizer.logs import log_to_file
from digitizer.messages import LANGUAGES, Messages
from digitizer.settings import FILE_NAME, Settings, database_url, load, write_first
from digitizer.store import FileVault, SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.store.patience import until_free
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.doorkeeper import Doorkeeper, NobodyAsks
from digitizer.workflow.due_doubts import ensure_doubts
from digitizer.workflow.make_searchable import ensure_search
from digitizer.workflow.notify import ChangeHub
from digitizer.workflow.people import ensure_register
from digitizer.workflow.ports import Ports
from exports import write_package
from exports.registry import writers_of
from exports.rehearsal import clear_left_rehearsal
from exports.staging import withdraw

_log = logging.getLogger(__name__)


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


def open_workspace(
    root: Path,
    user: str,
    language: str,
    doorkeeper: Doorkeeper | None = None,
    *,
    unattended: bool = False,
) -> Workstation:
    """Open a workspace for a person; upgrades its database when the program is newer. Where the
    workspace has accounts the ``doorkeeper`` asks for name and password, and without one it stays
    closed; see :func:`digitizer.bootstrap.entering.enter` for ``unattended``.

    Raises NotFound for a folder that is no workspace, BadSchema for broken settings or document
    types, EnvironmentFault for a database that cannot be reached, NotAllowed for whoever is not
    let in.
    """
    name = account_name(user)
    root = root.resolve()
    settings = load(root)
    folders = Folders.of(root, settings)
    folders.create()
    log_to_file(root / "logs" / "digitizer.log")
    if not clear_left_rehearsal(folders.rehearsals):
        _log.warning("a rehearsed package is left in %s and cannot be removed", folders.rehearsals)
    catalog = load_types(folders, settings)
    access = access_for(settings.accounts)
    engine = _engine(settings, root)
    hub, messages = ChangeHub(), Messages(language)
    signing = SigningRoom(settings.signing, root)
    made = partial(
        _ports,
        engine,
        folders,
        hub=hub,
        quality=workspace_rules(settings.checks),
        needs_page_count=settings.checks.page_count,
        access=access,
        signing=signing,
    )
    ports = made(catalog)
    try:
        actor = enter(ports, access, name, doorkeeper or NobodyAsks(), unattended=unattended)
    except BaseException:
        engine.dispose()
        raise
    ensure_register(ports)
    ensure_doubts(ports)
    ensure_search(ports)
    finding = CatchingUp(ports)
    finding.start()
    watching = Watching(ports, settings, folders, messages.problem)
    return Workstation(
        ports=ports,
        hub=hub,
        folders=folders,
        messages=messages,
        actor=actor,
        watching=watching,
        finding=finding,
        signing_room=signing,
        close_store=engine.dispose,
        setup_means=_setup_means(),
        fresh_ports=lambda: made(load_types(folders, settings)),
        practising=Practising(
            root,
            partial(_enter_practice, restricted=settings.restricted),
            watching.require_engines,
            PracticeWindows(),
            _feeding(ports, folders, actor, hub) if is_practice(root) else None,
        ),
    )


def setting_up(messages: Messages, user: str) -> SetupDesk:
    """What sets a workspace up that is not there yet. Raises InvalidInput for a name that cannot
    be a person's."""
    return SetupDesk(messages, Actor(account_name(user)), _setup_means())


def _setup_means() -> SetupMeans:
    return SetupMeans(create_workspace, bare_store)


@contextmanager
def bare_store(root: Path) -> Iterator[Ports]:
    """The store of a workspace without anybody in front of it and without its background work, for
    what comes before the door: setting up, and a rescue. Raises as :func:`open_workspace`."""
    root = root.resolve()
    settings = load(root)
    folders = Folders.of(root, settings)
    catalog, access = load_types(folders, settings), access_for(settings.accounts)
    engine = _engine(settings, root)
    try:
        yield _ports(engine, folders, catalog, ChangeHub(), access=access)
    finally:
        engine.dispose()


def make_practice(folder: Path, *, restricted: bool) -> None:
    """Make a practice workspace where there is none. Raises what :func:`create_workspace` raises,
    EnvironmentFault ``disk-full``, ``practice-not-written``."""
    if is_practice(folder):
        return
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / FILE_NAME).exists():
            create_workspace(folder, restricted=restricted)
    PracticeFiles(folder).begin()


def _enter_practice(folder: Path, *, restricted: bool) -> tuple[Ports, Callable[[], None]]:
    """The store of a practice folder, without the background work of an open workspace."""
    make_practice(folder, restricted=restricted)
    settings = load(folder)
    folders = Folders.of(folder, settings)
    folders.create()
    engine = _engine(settings, folder)
    return _ports(engine, folders, load_types(folders, settings), ChangeHub()), engine.dispose


def _feeding(ports: Ports, folders: Folders, actor: Actor, hub: ChangeHub) -> Feeding:
    room = PracticeRoom(PracticeFiles(folders.root), ports, actor, folders.inbox)
    return Feeding(room, hub.publish)


def _engine(settings: Settings, root: Path) -> Engine:
    engine = open_engine(database_url(settings, root))
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _pack(signing: SigningRoom, content: PackageContent, out_dir: Path) -> PackageResult:
    """Signed where the settings say so; a key that is locked is told before any work is done."""
    return write_package(content, out_dir, signing.package_signer(content.created_by))


def _ports(
    engine: Engine,
    folders: Folders,
    catalog: Catalog,
    hub: ChangeHub,
    quality: QualityRules = NO_CHECKS,
    *,
    needs_page_count: bool = False,
    access: Access | None = None,
    signing: SigningRoom | None = None,
) -> Ports:
    return Ports(
        unit_of_work=SqlUnitOfWorkFactory(engine, catalog, _now),
        vault=FileVault(folders.vault),
        catalog=catalog,
        clock=_now,
        publish=hub.publish,
        pack=partial(_pack, signing) if signing is not None else write_package,
        withdraw=withdraw,
        insist=until_free,
        writers=writers_of,
        # What leaves is read by Vietnamese offices.
        words=Messages(LANGUAGES[0]).text,
        places=place_resolver(),
        software_version=__version__,
        quality=quality,
        needs_page_count=needs_page_count,
        access=access or shipped_access(),
    )


def _now() -> datetime:
    return datetime.now(UTC)
