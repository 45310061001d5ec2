"""Nobody calls a case a personnel or Party file where the workspace is not restricted."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, make_bench, read_case

from digitizer.domain.errors import InvalidInput
from digitizer.schemas import load_catalog
from digitizer.workflow import correct

RESTRICTED = ("cadre.resume_2c", "cadre.resume_2023", "party.member_file")


def test_an_ordinary_workspace_refuses_the_types(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, load_catalog(restricted=False))
    case = read_case(bench, tmp_path, typed=False)
    for key in RESTRICTED:
        with pytest.raises(InvalidInput) as refused:
            correct.assign_type(bench.ports, CLERK, case, key, bench.revision(case))
        assert refused.value.code == "unknown-type"


def test_a_restricted_workspace_takes_them(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, load_catalog())
    case = read_case(bench, tmp_path, typed=False)
    changes = correct.assign_type(bench.ports, CLERK, case, RESTRICTED[0], bench.revision(case))
    assert changes.cases == {case}
