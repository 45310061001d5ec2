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
    """A package is not in the books when the program was killed after making it and before noting
    it. Nothing for a database of an older program, which the next start upgrades. Raises OSError
    for the folder."""
    names = {each.name for each in packages_in(exports) if (each / _BAG).is_file()}
    if not inspect(engine).has_table("left_packages"):
        return
    with SqlUnitOfWorkFactory(engine, Catalog({}, {}, {}))() as unit:
        left = sorted(names - unit.rejects.noted(names))
    if left:
        shown = ", ".join(left[:_SHOWN]) + (", …" if len(left) > _SHOWN else "")
        params = (("count", str(len(left))), ("folder", str(exports)), ("names", shown))
        yield TrustFinding(Severity.WARNING, "packages-not-noted", params)
