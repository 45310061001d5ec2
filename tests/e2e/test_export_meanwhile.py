"""With the whole program: what changes while a package is made keeps the package from counting, and
it does not stay in the folder of those that do."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from support.page_scans import read_page
from support.workspace import CLERK, SUPERVISOR

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.errors import Conflict
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.workflow import export
from exports import verify_package

BOOK, NAME = "Quyển 1", "nksHoTen"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An approved and rehearsed batch of two cases."""
    root = tmp_path / "ws"
    create_workspace(root)
    with closing(open_workspace(root, CLERK.name, "vi")) as clerk:
        for number in (1, 2):
            finish(clerk, read_page(clerk, tmp_path, number, BOOK, (124, 175)), "LÊ THỊ MẪU")
        clerk.submit_batch(clerk.batch(BOOK).id)
    with closing(open_workspace(root, SUPERVISOR.name, "vi")) as supervisor:
        answer(supervisor)
    return root


def finish(clerk: Workstation, case: int, text: str) -> None:
    clerk.set_field(case, NAME, text, clerk.case_view(case).case.revision)
    clerk.finish_case(case, clerk.case_view(case).case.revision)


def answer(supervisor: Workstation) -> None:
    batch = supervisor.batch(BOOK).id
    supervisor.approve_batch(batch)
    assert supervisor.rehearsal.rehearse(batch).is_clean


def lying_in(folder: Path) -> set[str]:
    """All but the lock, which stays."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_package_of_what_changed_meanwhile_goes_and_the_next_one_counts(place: Path) -> None:
    with closing(open_workspace(place, SUPERVISOR.name, "en")) as supervisor:
        ports, batch = supervisor.ports, supervisor.batch(BOOK).id
        exports, made = supervisor.folders.exports, list[PackageResult]()

        def pack(content: PackageContent, out_dir: Path) -> PackageResult:
            made.append(ports.pack(content, out_dir))
            assert made[-1].folder.name in lying_in(exports)
            supervisor.answering.reopen(batch, [1], "sổ ghi khác")
            return made[-1]

        with pytest.raises(Conflict) as refused:
            export.export_batch(replace(ports, pack=pack), supervisor.actor, batch, exports)
        said = supervisor.messages.error(refused.value)
        assert said.startswith(
            f"Case 1 of the batch {BOOK} changed while the package was being made"
        )
        assert lying_in(exports) == set()
        assert supervisor.batch(BOOK).state is BatchState.PARTLY_APPROVED
        assert supervisor.case_view(2).case.state is CaseState.APPROVED

        with closing(open_workspace(place, CLERK.name, "vi")) as clerk:
            finish(clerk, 1, "LÊ THỊ MẬU")
            clerk.submit_batch(batch)
        answer(supervisor)
        result = supervisor.export_batch(batch)
        assert verify_package(result.archive).is_sound
        assert {result.folder.name, result.archive.name} < lying_in(exports)
        assert supervisor.batch(BOOK).state is BatchState.EXPORTED
        # What stands on paper does not follow the language of the window.
        assert supervisor.ports.words("backlog-card-alone").startswith("Giấy tờ tùy thân này")
