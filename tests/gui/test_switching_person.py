"""Another person comes while something of the first one waits: nothing of it is done by either."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gui.fake_backend import FakeBackend
from gui.test_accounts import MAI, ROOT, SECRET, WRONG, answer, give
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.accounts import Role, name_key
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.idle_lock import LockDialog
from ui.accounts.log_in_dialog import LogInDialog
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName
from ui.widgets.keys_dialog import KeysDialog

DUC = "Phạm Văn Đức"


@pytest.fixture
def office(qtbot: QtBot, backend: FakeBackend) -> Iterator[MainWindow]:
    give(backend, MAI, Role.CLERK)
    give(backend, ROOT, Role.ADMINISTRATOR)
    give(backend, DUC, Role.SUPERVISOR)
    made = MainWindow(Session(backend, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.desk.editing.close()
    made.close()
    made.deleteLater()


def take_over(window: MainWindow, name: str, password: str = SECRET) -> LockDialog:
    """Somebody else answers the locked window."""
    dialog = window.accounts_here.idle_lock.dialog
    assert dialog is not None
    dialog.other_link.click()
    dialog.name.setText(name)
    dialog.password.setText(password)
    dialog.answer()
    return dialog


def test_a_dialog_that_waits_is_cancelled_before_another_person_comes(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    answer(LogInDialog, ROOT, SECRET)
    office.actions_set["switch-user"].trigger()
    office.show_page(PageName.ACCOUNTS)
    before = dict(backend.data.accounts)

    def meanwhile() -> None:
        waiting = QApplication.activeModalWidget()
        assert isinstance(waiting, AccountDialog)
        for line in waiting._lines:
            line.setText(line.text() or SECRET)
        office.accounts_here.idle_lock.lock()
        take_over(office, DUC)
        assert not waiting.isVisible()
        assert office.session.backend.actor.name == ROOT, "whoever asked went on as themselves"

    QTimer.singleShot(0, meanwhile)
    office.actions_set["add-account"].trigger()
    qtbot.waitUntil(lambda: office.session.backend.actor.name == DUC)
    assert backend.data.accounts.keys() == before.keys()
    assert not office.accounts_here.idle_lock.is_locked
    assert not office.accounts_here.idle_lock._covers
    assert not office.navigation.button(PageName.ACCOUNTS).isEnabled()


def test_what_one_person_chose_in_a_dialog_does_not_become_the_other_s(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    def meanwhile() -> None:
        assert isinstance(QApplication.activeModalWidget(), KeysDialog)
        office.accounts_here.idle_lock.lock()
        take_over(office, DUC)

    QTimer.singleShot(0, meanwhile)
    office.actions_set["keys"].trigger()
    qtbot.waitUntil(lambda: office.session.backend.actor.name == DUC)
    assert name_key(DUC) not in {name_key(name) for name in backend.data.preferences}


def test_switching_while_a_dialog_waits_cancels_it_first(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    results: list[int] = []
    waiting = QDialog(office)
    waiting.setModal(True)
    waiting.finished.connect(results.append)
    waiting.open()
    answer_later(qtbot, ROOT)
    office._ask_user()
    qtbot.waitUntil(lambda: office.session.backend.actor.name == ROOT)
    assert results == [QDialog.DialogCode.Rejected]


def answer_later(qtbot: QtBot, name: str) -> None:
    timer = QTimer(QApplication.instance())

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, LogInDialog):
            timer.stop()
            dialog.name.setText(name)
            dialog.password.setText(SECRET)
            dialog.answer()

    timer.timeout.connect(act)
    timer.start(5)


def test_typed_text_of_the_first_person_is_gone_and_nothing_is_stored(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    office.open_case(2)
    form = office.desk.parts.form
    key = form.active or ""
    QTest.keyClicks(office.focusWidget(), "xyz")
    assert office.desk.editing.work.pending
    edits = len(backend.data.edits.get(2, []))
    office.accounts_here.idle_lock.lock()
    take_over(office, DUC)
    qtbot.waitUntil(lambda: office.session.backend.actor.name == DUC)
    assert not office.desk.editing.work.pending
    assert "xyz" not in form.row(key).edit.text()
    assert len(backend.data.edits.get(2, [])) == edits


def test_a_wrong_password_of_another_person_leaves_the_window_locked(
    office: MainWindow, backend: FakeBackend
) -> None:
    office.accounts_here.idle_lock.lock()
    dialog = take_over(office, DUC, WRONG)
    assert "không đúng" in dialog.said
    assert office.accounts_here.idle_lock.is_locked
    dialog.name.setText(MAI)
    dialog.password.setText(SECRET)
    dialog.answer()
    assert not office.accounts_here.idle_lock.is_locked
    assert office.session.backend.actor.name == MAI


def test_a_role_that_does_not_correct_sees_the_desk_closed_and_why(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    office.open_case(2)
    form = office.desk.parts.form
    row = form.row(form.active or "")
    assert not row.edit.isReadOnly()
    answer(LogInDialog, DUC, SECRET)
    office.actions_set["switch-user"].trigger()
    assert office.page.name is PageName.DESK
    assert all(form.row(key).edit.isReadOnly() for key in office.desk.editing.work.keys)
    before = row.edit.text()
    QTest.keyClicks(row.edit, "xyz")
    assert row.edit.text() == before
    assert "Chỉ để xem" in office.desk.parts.footer._left.text()
    assert not office.desk.parts.footer.finish.isEnabled()
    for action in ("finish", "set-aside", "empty", "pass-on"):
        assert not office.actions_set[action].isEnabled()

    backend.accounts.change_roles(DUC, [Role.CLERK])
    office.desk.take_rights()
    assert not form.row(form.active or "").edit.isReadOnly()
    assert office.desk.parts.footer.finish.isVisible()
