"""Setting up a workspace: before it is there, and later from inside.

Each step is whole when its method returns: a program that is killed in between leaves no
workspace, or one that can be used and whose setting-up goes on at the next start.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.bootstrap.desk.accounts import AccountsDesk
from digitizer.bootstrap.desk.preferences import PreferenceFiles
from digitizer.bootstrap.doctor import Finding, examine
from digitizer.bootstrap.entering import access_for
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.last_workspace import remember_workspace
from digitizer.bootstrap.setup_mark import has_mark, read_mark, write_mark
from digitizer.domain.accounts import PasswordRules, Role, account_name
from digitizer.domain.changes import Actor
from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotAllowed
from digitizer.domain.handed_secrets import HandedSecret
from digitizer.domain.preferences import Preferences
from digitizer.domain.progress import work_day
from digitizer.domain.setup import FolderKind, FolderLook, Office, SetupMark, UnitName
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.work_plan import WorkPlan
from digitizer.messages import Messages
from digitizer.places.lists import NEW, Row, children, rows
from digitizer.schemas.accounts import load_password_rules
from digitizer.schemas.sampling import check_profiles
from digitizer.settings import FILE_NAME, change, load
from digitizer.store.mounts import network_type
from digitizer.workflow.ports import Ports
from digitizer.workflow.see_progress import set_work_plan
from digitizer.workflow.set_up import note_setting, require_setting_up


@dataclass(frozen=True, slots=True)
class SetupMeans:
    """How a workspace is made, and how its store is opened without anybody in front of it."""

    create: Callable[[Path], object]
    store: Callable[[Path], AbstractContextManager[Ports]]


@dataclass(slots=True)
class SetupDesk:
    """``workspace`` None: there is none yet. ``actor`` becomes the administrator once there is
    one. What raises is said at the use cases."""

    messages: Messages
    actor: Actor
    means: SetupMeans
    workspace: Path | None = None
    is_taken_up: bool = False

    # Where

    def look_at(self, folder: Path) -> FolderLook:
        """What a folder would be good for. Reads only."""
        there = folder
        while not there.exists() and there != there.parent:
            there = there.parent
        free = shutil.disk_usage(there).free
        network = network_type(folder) or ""
        if (folder / FILE_NAME).exists():
            return FolderLook(FolderKind.WORKSPACE, free, network)
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            return FolderLook(FolderKind.CLOSED, free, network)
        is_empty = there != folder or has_mark(folder) or not any(folder.iterdir())
        return FolderLook(FolderKind.NEW if is_empty else FolderKind.FULL, free, network)

    def begin(self, folder: Path, liked: Preferences) -> None:
        """Make the workspace, or go on with one whose setting-up is not finished. One that was set
        up already, or has accounts, is only :attr:`is_taken_up`: the way into it is its door."""
        folder = folder.expanduser().resolve()
        look = self.look_at(folder)
        if look.kind is FolderKind.CLOSED:
            raise EnvironmentFault("folder-not-made", folder=folder, reason="")
        if look.kind is FolderKind.FULL:
            raise InvalidInput("setup-folder-full", folder=folder)
        if look.kind is not FolderKind.WORKSPACE:
            # First the mark: a folder that a killed program left half made is then taken up again.
            write_mark(folder, SetupMark.UNFINISHED)
            self.means.create(folder)
        self.workspace = folder
        self.is_taken_up = self.mark is not SetupMark.UNFINISHED or bool(self.people())
        if self.is_taken_up:
            remember_workspace(folder)
        else:
            self.like(liked)

    def like(self, liked: Preferences) -> None:
        """Keep what the person likes; before there is a workspace there is nowhere to."""
        if self.workspace is not None:
            PreferenceFiles(self.workspace / "preferences", self.actor).save(liked)

    @property
    def mark(self) -> SetupMark:
        return read_mark(self.workspace) if self.workspace else SetupMark.UNFINISHED

    @property
    def is_due(self) -> bool:
        """Whether the window asks by itself: where setting-up was begun and not finished, and in a
        workspace that a command made, until somebody uses it or puts it off."""
        mark = self.mark
        return mark is SetupMark.UNFINISHED or (mark is SetupMark.FRESH and not self._is_used())

    def put_off(self) -> None:
        """Ask no more by itself; the menu still leads here."""
        if self.workspace is not None and self.mark is not SetupMark.DONE:
            write_mark(self.workspace, SetupMark.LATER)

    def leave_to_window(self) -> None:
        """Let the first window of a workspace just made ask for what no command said."""
        write_mark(self._root, SetupMark.FRESH)

    def finish(self) -> None:
        write_mark(self._root, SetupMark.DONE)
        remember_workspace(self._root)

    # The office

    def provinces(self) -> Sequence[UnitName]:
        """Those of today, by name."""
        units = [row for row in rows().values() if row.key[0] == NEW and row.parent is None]
        return _by_name(units)

    def communes(self, province: str) -> Sequence[UnitName]:
        """The communes of a province of today, by name."""
        return _by_name(rows()[key] for key in children().get((NEW, province), ()))

    def province_of(self, commune: str) -> str:
        """The code of the province of a commune; "" for an unknown one."""
        row = rows().get((NEW, commune))
        return row.parent[1] if row and row.parent else ""

    def office(self) -> Office:
        with self._store() as ports, ports.unit_of_work() as unit:
            plan = unit.progress.plan()
        return Office(plan.office, plan.superior, plan.code) if plan else Office("", "", "")

    def require_sound(self, office: Office, profile: str) -> None:
        """Raises InvalidInput for a commune or for check rounds that there are not."""
        if office.code and not self.province_of(office.code):
            raise InvalidInput("setup-no-commune", commune=office.code)
        if profile and profile not in self.profiles():
            raise InvalidInput("no-profile", profile=profile, profiles=" ".join(self.profiles()))

    def set_office(self, office: Office) -> None:
        """Put the office at the head of the plan of work, whose other parts stay."""
        if office == self.office():
            return
        self.require_sound(office, "")
        with self._store() as ports:
            with ports.unit_of_work() as unit:
                plan = unit.progress.plan()
            plan = plan or WorkPlan(work_day(ports.clock()))
            named = replace(plan, office=office.name, superior=office.superior, code=office.code)
            set_work_plan(ports, self.actor, named)

    # Settings of the file

    def inbox(self) -> Path:
        return Folders.of(self._root, load(self._root)).inbox

    def set_inbox(self, folder: Path) -> None:
        """Make the folder where it is not there, and try whether it can be written."""
        wanted = self._root / folder.expanduser()
        try:
            wanted.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=wanted, prefix=".digitizer-"):
                pass
        except OSError as error:
            raise EnvironmentFault(
                "folder-not-made", folder=wanted, reason=error.strerror
            ) from error
        inside = wanted.is_relative_to(self._root)
        text = str(wanted.relative_to(self._root) if inside else wanted)
        self._set("intake", "inbox", load(self._root).intake.inbox, text)

    def profiles(self) -> Sequence[str]:
        """The keys of the check rounds that there are."""
        return tuple(check_profiles())

    def profile_label(self, key: str) -> str:
        return check_profiles()[key].in_language(self.messages.language)

    def profile(self) -> str:
        return load(self._root).checks.profile

    def set_profile(self, key: str) -> None:
        """ "" asks for no check rounds."""
        self.require_sound(Office("", "", ""), key)
        self._set("checks", "profile", self.profile(), key)

    # People

    @property
    def password_rules(self) -> PasswordRules:
        if self.workspace is None:
            return load_password_rules()
        return access_for(load(self.workspace).accounts).passwords

    def people(self) -> Sequence[str]:
        """The names of those who have accounts."""
        with self._store() as ports, ports.unit_of_work() as unit:
            return [account.name for account in unit.accounts.list()]

    def add_administrator(self, name: str, password: str, liked: Preferences) -> str:
        """The first account of all, who goes on setting up; the rescue code."""
        known = account_name(name)
        with self._accounts() as accounts:
            code = accounts.add_first(known, [Role.ADMINISTRATOR], password)
        self.actor = Actor(known)
        self.like(liked)
        return code

    def invite(self, people: Sequence[tuple[str, Role]]) -> Sequence[HandedSecret]:
        """Accounts with first passwords, which are told this once. Nobody gets one where one of
        the names is taken or cannot be one."""
        with self._accounts() as accounts:
            names = [account_name(name) for name, _role in people]
            with accounts.ports.unit_of_work() as unit:
                taken = [name for name in names if unit.accounts.find(name) is not None]
            keys = [name.casefold() for name in names]
            taken += [name for name in names if keys.count(name.casefold()) > 1]
            if taken:
                raise InvalidInput("account-exists", name=taken[0])
            return [accounts.invite(name, [role]) for name, role in people]

    def print_code(self, target: Path, code: str) -> None:
        with self._accounts() as accounts:
            accounts.print_code(target, code)

    def print_secrets(self, target: Path, handed: Sequence[HandedSecret]) -> None:
        with self._accounts() as accounts:
            accounts.print_secrets(target, handed)

    def findings(self) -> Sequence[Finding]:
        """Slow: for a worker thread."""
        return examine(self.workspace)

    def _set(self, section: str, key: str, before: str, after: str) -> None:
        if before == after:
            return
        with self._store() as ports:
            require_setting_up(ports, self.actor)
            change(self._root, section, key, after)
            note_setting(ports, self.actor, f"{section}.{key}", before, after)

    @property
    def _root(self) -> Path:
        if self.workspace is None:
            raise NotAllowed("workspace-needed")
        return self.workspace

    def _is_used(self) -> bool:
        with self._store() as ports, ports.unit_of_work() as unit:
            return bool(
                unit.accounts.list()
                or unit.arrivals.list(limit=1)
                or unit.scans.list(limit=1)
                or unit.batches.list()
            )

    def _store(self) -> AbstractContextManager[Ports]:
        return self.means.store(self._root)

    @contextmanager
    def _accounts(self) -> Iterator[AccountsDesk]:
        with self._store() as ports:
            yield AccountsDesk(ports, self.actor, self.messages, self._root.name)


def _by_name(units: Iterable[Row]) -> Sequence[UnitName]:
    ordered = sorted(units, key=lambda row: (row.level, alphabet_key(row.name)))
    return [UnitName(row.key[1], f"{row.level.capitalize()} {row.name}") for row in ordered]
