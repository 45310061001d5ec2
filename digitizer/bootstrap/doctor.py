"""Examining the machine and a workspace: what is well, what is not, and the cure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine, inspect

from digitizer.bootstrap.couriers import Couriers
from digitizer.bootstrap.entering import access_for
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.package_check import package_findings
from digitizer.bootstrap.receiver_check import receiver_findings
from digitizer.bootstrap.trust_check import trust_findings
from digitizer.bootstrap.type_files import types_of_workspace
from digitizer.domain.errors import DigitizerError, EnvironmentFault
from digitizer.domain.problems import Severity
from digitizer.domain.schema import Catalog
from digitizer.samples import MissingFontsError, label_families
from digitizer.settings import database_url, load
from digitizer.store import SqlUnitOfWorkFactory, open_engine
from digitizer.store.searching import searches_quickly
from digitizer.workflow.rights import administrators
from digitizer.workflow.verify_audit import verify_audit
from ocr import ReadSettings, hand_finder, line_net, tesseract_engine

_LOW_DISK_BYTES = 2_000_000_000


class Health(StrEnum):
    WELL = "well"
    WARNING = "warning"
    FAULT = "fault"


_HEALTH = {
    Severity.INFO: Health.WELL,
    Severity.WARNING: Health.WARNING,
    Severity.ERROR: Health.FAULT,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` names ``doctor-<code>`` in the catalogs; its attribute ``cure`` says what to do."""

    code: str
    health: Health
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, health: Health, **params: object) -> Finding:
        return cls(code, health, tuple((name, str(value)) for name, value in params.items()))


def examine(workspace: Path | None, signing_secret: str | None = None) -> tuple[Finding, ...]:
    """All findings, machine first; ``workspace`` None examines the machine only. The
    ``signing_secret`` opens the key file that signs, so that its certificate can be looked at."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        _line_readers,
        _hands,
        _tesseract,
        _fonts,
        _types,
    ]
    if workspace is not None:
        checks.append(lambda: _workspace(workspace.resolve(), signing_secret))
    findings: list[Finding] = []
    for check in checks:
        findings.extend(check())
    return tuple(findings)


def _line_readers(models: Sequence[Path] | None = None) -> Iterator[Finding]:
    """Of these model files, or of the installed ones."""
    for model in ReadSettings().line_models if models is None else models:
        try:
            net = line_net(model)
        except EnvironmentFault as fault:
            yield Finding.of(fault.code, Health.WARNING, **{"file": model.name, **fault.params})
            continue
        yield Finding.of("line-reader", Health.WELL, name=net.card.name, version=net.card.version)


def _hands() -> Iterator[Finding]:
    try:
        hand_finder()
    except EnvironmentFault as fault:
        yield Finding.of("hand-finder-fault", Health.WARNING, reason=fault.code)
        return
    yield Finding.of("hand-finder", Health.WELL)


def _tesseract() -> Iterator[Finding]:
    for language in ReadSettings().languages:
        try:
            engine = tesseract_engine(language)
        except EnvironmentFault as fault:
            if fault.code != "tesseract-language-missing":
                yield Finding.of("tesseract-missing", Health.FAULT, reason=fault.code)
                return
            code = f"language-missing-{language.lower()}"
            yield Finding.of(code, Health.FAULT, language=language)
            continue
        yield Finding.of("language", Health.WELL, language=language, version=engine.version)


def _fonts() -> Iterator[Finding]:
    try:
        families = label_families()
    except MissingFontsError as error:
        yield Finding.of("fonts-missing", Health.WARNING, packages=error.params["packages"])
        return
    yield Finding.of("fonts", Health.WELL, count=len(families))


def _types() -> Iterator[Finding]:
    try:
        catalog = types_of_workspace(None)
    except DigitizerError as error:
        yield Finding.of("types-broken", Health.FAULT, reason=error)
        return
    yield Finding.of("types", Health.WELL, count=len(catalog.types))


def _workspace(root: Path, signing_secret: str | None) -> Iterator[Finding]:
    try:
        settings = load(root)
        access_for(settings.accounts)
    except DigitizerError as error:
        yield Finding.of("settings", Health.FAULT, folder=root, reason=error.code)
        return
    if settings.restricted:
        yield Finding.of("restricted", Health.WELL)
    folders = Folders.of(root, settings)
    for folder in (folders.root, folders.inbox, folders.vault, folders.exports):
        yield _rights(folder)
    yield from _line_readers([Path(name) for name in settings.reading.line_models])
    for found in trust_findings(settings, root, signing_secret):
        yield Finding(found.code, _HEALTH[found.severity], found.params)
    for found in receiver_findings(Couriers(root, settings.receivers)):
        yield Finding(found.code, _HEALTH[found.severity], found.params)
    yield _disk(root)
    yield from _database(database_url(settings, root), folders.exports)


def _rights(folder: Path) -> Finding:
    usable = folder.is_dir() and os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    code = "folder" if usable else "folder-unusable"
    return Finding.of(code, Health.WELL if usable else Health.FAULT, folder=folder)


def _disk(root: Path) -> Finding:
    free = shutil.disk_usage(root).free
    enough = free >= _LOW_DISK_BYTES
    gigabytes = f"{free / 1e9:.1f}"
    if enough:
        return Finding.of("disk", Health.WELL, free=gigabytes)
    return Finding.of("disk-low", Health.WARNING, free=gigabytes)


def _database(url: str, exports: Path) -> Iterator[Finding]:
    try:
        engine = open_engine(url)
        try:
            report = verify_audit(SqlUnitOfWorkFactory(engine, Catalog({}, {}, {})))
            is_quick = searches_quickly(engine)
            accounts = _accounts(engine)
            packages = tuple(package_findings(exports, engine))
        finally:
            engine.dispose()
    except DigitizerError as error:
        yield Finding.of("database-fault", Health.FAULT, reason=error.code)
        return
    yield Finding.of("database", Health.WELL, kind=url.partition(":")[0])
    if not is_quick:
        yield Finding.of("search-slow", Health.WARNING)
    yield from accounts
    for found in packages:
        yield Finding(found.code, _HEALTH[found.severity], found.params)
    if report.is_sound:
        yield Finding.of("audit", Health.WELL)
    else:
        yield Finding.of("audit-broken", Health.FAULT, count=report.fault_count)


def _accounts(engine: Engine) -> list[Finding]:
    """Nothing for a database of an older program, which the next start upgrades."""
    if not inspect(engine).has_table("accounts"):
        return []
    with SqlUnitOfWorkFactory(engine, Catalog({}, {}, {}))() as unit:
        count = len(unit.accounts.list())
        keepers = administrators(unit)
    if not count:
        return [Finding.of("accounts-none", Health.WARNING)]
    found = [Finding.of("accounts", Health.WELL, count=count)]
    if "," not in keepers:
        found.append(Finding.of("accounts-one-administrator", Health.WARNING, name=keepers))
    return found
