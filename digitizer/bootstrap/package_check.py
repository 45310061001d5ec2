"""Whether the packages that lie among the exports of a workspace are all in its books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, inspect

from digitizer.bootstrap.trust_check import TrustFinding
from digitizer.domain.problems import Severity
from digitizer.domain.schema import Catalog
from digitizer.store import SqlUnitOfWorkFactory
from exports.anchors import packages_in

_SHOWN = 5
_BAG = "bagit.txt"
"""In every package that was made since the books name them."""


def package_findings(exports: Path, engine: Engine) -> Iterator[TrustFinding]:
    """A package is not in the books while it is being noted, when the program was killed before, in
    an older copy of the database, in one that is not of this folder, and under another name than
    its own. Nothing for a database of an older program, which the next start upgrades. A folder
    that cannot be looked at is a finding too."""
    try:
        names = {each.name for each in packages_in(exports) if (each / _BAG).is_file()}
    except OSError as error:
        told = (("folder", str(exports)), ("reason", error.strerror or type(error).__name__))
        yield TrustFinding(Severity.WARNING, "packages-unreadable", told)
        return
    if not inspect(engine).has_table("left_packages"):
        return
    with SqlUnitOfWorkFactory(engine, Catalog({}, {}, {}))() as unit:
        left = sorted(names - unit.rejects.noted(names))
    if left:
        shown = ", ".join(left[:_SHOWN]) + (", …" if len(left) > _SHOWN else "")
        params = (("count", str(len(left))), ("folder", str(exports)), ("names", shown))
        yield TrustFinding(Severity.WARNING, "packages-not-noted", params)
