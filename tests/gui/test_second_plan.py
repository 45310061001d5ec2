"""Choosing how a batch is worked through."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget
from pytestqt.qtbot import QtBot

from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.lifecycle import BatchState
from ui.batches.plan_dialog import PlanDialog
from ui.main_window import MainWindow
from ui.situation import PageName

PLAN = BatchPlan((WorkPass.CASE,), ("nksHoTen",))


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> PlanDialog:
    types = [backend.catalog.types["civil_status.birth"]]
    made = PlanDialog(window.session, window, "KS 01", PLAN, types)
    qtbot.addWidget(made)
    return made


def tick(where: QListWidget, key: str, state: Qt.CheckState = Qt.CheckState.Checked) -> None:
    for row in range(where.count()):
        if where.item(row).data(Qt.ItemDataRole.UserRole) == key:
            where.item(row).setCheckState(state)


def test_it_shows_the_plan_as_it_is(dialog: PlanDialog) -> None:
    assert dialog.plan == PLAN


def test_passes_are_chosen_in_their_order(dialog: PlanDialog) -> None:
    tick(dialog.passes, WorkPass.COLUMN)
    dialog.passes.setCurrentRow(0)
    assert dialog.plan.passes == (WorkPass.CASE, WorkPass.COLUMN)

    dialog.move_pass(1)
    dialog.move_pass(1)

    assert dialog.plan.passes == (WorkPass.COLUMN, WorkPass.CASE)


def test_a_plan_without_a_pass_is_none(dialog: PlanDialog) -> None:
    tick(dialog.passes, WorkPass.CASE, Qt.CheckState.Unchecked)

    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)

    assert not ok.isEnabled()


def test_fields_are_found_without_marks_and_stay_chosen(dialog: PlanDialog) -> None:
    tick(dialog.fields, "nksDanToc")

    dialog.search.setText("dan toc")

    shown = [
        dialog.fields.item(row)
        for row in range(dialog.fields.count())
        if not dialog.fields.item(row).isHidden()
    ]
    assert shown
    assert all("Dân tộc" in item.text() for item in shown)
    assert set(dialog.plan.keyed_twice) == {"nksHoTen", "nksDanToc"}


def test_the_plan_is_kept_from_the_page_of_batches(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.create_batch("KS 01")
    backend.add_to_batch(1, [1])
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.actions_set["plan-batch"].isEnabled())

    def accepted(dialog: PlanDialog) -> QDialog.DialogCode:
        tick(dialog.passes, WorkPass.COLUMN)
        tick(dialog.fields, "nksHoTen")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PlanDialog, "exec", accepted)
    window.actions_set["plan-batch"].trigger()

    kept = backend.data.batches[1]
    assert kept.plan == BatchPlan((WorkPass.CASE, WorkPass.COLUMN), ("nksHoTen",))
    assert kept.state is BatchState.OPEN
