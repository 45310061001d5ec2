"""A server that ends the connection of whoever reads while a package is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from support.workspace import CLERK, GOOD, SUPERVISOR, make_bench, read_case

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.schemas import load_catalog
from digitizer.store import SqlUnitOfWorkFactory
from digitizer.workflow import approve, batches, correct, export

_END_READERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE state = 'idle in transaction' AND pid <> pg_backend_pid()"
)


def test_the_finished_package_is_noted_all_the_same(engine: Engine, tmp_path: Path) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no connection that somebody else could end")
    bench = make_bench(tmp_path, load_catalog())
    units = SqlUnitOfWorkFactory(engine, bench.ports.catalog, lambda: bench.now)
    pack = bench.ports.pack

    def packed(content: PackageContent, out_dir: Path) -> PackageResult:
        made = pack(content, out_dir)
        with engine.connect() as connection:
            assert connection.execute(text(_END_READERS)).all() == [(True,)]
        return made

    ports = replace(bench.ports, unit_of_work=units, pack=packed)
    bench.ports = ports
    case = read_case(bench, tmp_path, "1.png", GOOD, batch_name="KS 01")
    correct.set_field(ports, CLERK, case, "nksHoTen", "LÊ THỊ MẪU", bench.revision(case))
    correct.finish_case(ports, CLERK, case, bench.revision(case))
    batches.submit_batch(ports, CLERK, 1)
    approve.approve_batch(ports, SUPERVISOR, 1)
    export.export_batch(ports, SUPERVISOR, 1, tmp_path / "out")
    assert bench.withdrawn == []
    with units() as unit:
        assert [name for name, _ in unit.rejects.packages(1)] == ["out"]
        assert unit.cases.get(case).state is CaseState.EXPORTED
