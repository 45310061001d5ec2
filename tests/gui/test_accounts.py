"""Logging in, the lock, what a role leaves open, and the administrator's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.accounts import Account, AccountState, Role, name_key
from digitizer.domain.errors import NotAllowed
from digitizer.messages import Messages
from digitizer.schemas.accounts import load_password_rules
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.asking_dialog import AskingDialog
from ui.accounts.doorkeeper import WindowDoorkeeper
from ui.accounts.handed_dialog import HandedDialog
from ui.accounts.log_in_dialog import LogInDialog, NewPasswordDialog
from ui.accounts.rights import NEEDED
from ui.action_list import ACTIONS
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName

MAI, ROOT = "Trần Thị Mai", "Đỗ Văn Quản"
SECRET, OTHER, WRONG = "Mùa Thu 2026!", "Chiều Mưa 7;", "Sai Rồi 12!"


def give(backend: FakeBackend, name: str, role: Role, *, must_change: bool = False) -> None:
    number = len(backend.data.accounts) + 1
    account = Account(
        number,
        name,
        frozenset({role}),
        AccountState.ACTIVE,
        must_change=must_change,
        last_seen=datetime.now(UTC),
    )
    backend.data.accounts[name_key(name)] = (account, SECRET)


@pytest.fixture
def office(qtbot: QtBot, backend: FakeBackend) -> Iterator[MainWindow]:
    """A window of a clerk in a workspace with accounts."""
    give(backend, MAI, Role.CLERK)
    give(backend, ROOT, Role.ADMINISTRATOR)
    made = MainWindow(Session(backend, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.desk.editing.close()
    made.close()
    made.deleteLater()


def answer(kind: type[AskingDialog], *texts: str, accept: bool = True) -> list[str]:
    """Fill the lines of the next dialog of this kind, answer it, and tell what it said."""
    told: list[str] = []

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        lines = [line for line in dialog._lines if line.isEnabled()]
        for line, text in zip(lines, texts, strict=False):
            line.setText(text)
        if accept:
            dialog.answer()
        told.append(dialog.said)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, fill)
    return told


def keep(told: list[str]) -> None:
    """Say of the next dialog with secrets that they are kept, and close it."""
    timer = QTimer(QApplication.instance())

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, HandedDialog):
            return
        timer.stop()
        told.extend(shown.text() for shown in dialog.shown)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible(), "it does not go before the secrets are kept"
        assert not dialog.shut.isEnabled()
        dialog.kept.setChecked(True)
        dialog.shut.click()

    timer.timeout.connect(act)
    timer.start(5)


def test_without_accounts_nothing_is_closed_and_nothing_locks(window: MainWindow) -> None:
    assert not window.accounts_here.idle_lock.is_counting
    assert "(tên tự khai)" in window._user.text()
    assert window.actions_set["go-people"].isEnabled()
    window.actions_set["lock"].trigger()
    assert not window.accounts_here.idle_lock.is_locked
    assert "tên tự khai" in window.banner.text


def test_a_role_leaves_open_what_it_may_do_and_nothing_else(
    office: MainWindow, backend: FakeBackend
) -> None:
    assert "tên tự khai" not in office._user.text()
    assert not office.actions_set["go-people"].isEnabled()
    assert not office.navigation.button(PageName.PEOPLE).isEnabled()
    assert not office.navigation.button(PageName.ACCOUNTS).isEnabled()
    office.show_page(PageName.BATCHES)
    assert office.actions_set["create-batch"].isEnabled()

    backend.accounts.change_roles(MAI, [Role.SUPERVISOR])
    office.accounts_here.follow()
    assert office.actions_set["go-people"].isEnabled()
    assert office.navigation.button(PageName.APPROVAL).isEnabled()
    backend.accounts.change_roles(MAI, [Role.AUDITOR])
    office.accounts_here.follow()
    assert not office.actions_set["create-batch"].isEnabled()


def test_every_right_of_an_action_is_an_action_of_the_window() -> None:
    assert set(NEEDED) <= {spec.id for spec in ACTIONS}


def test_another_person_comes_with_name_and_password(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    told = answer(LogInDialog, ROOT, WRONG)
    office.actions_set["switch-user"].trigger()
    assert "không đúng" in told[0]
    assert office.session.backend.actor.name == MAI

    answer(LogInDialog, ROOT.upper(), SECRET)
    office.actions_set["switch-user"].trigger()
    assert office.session.backend.actor.name == ROOT
    assert office.navigation.button(PageName.ACCOUNTS).isEnabled()
    assert not office.navigation.button(PageName.SECOND).isEnabled()


def test_a_person_s_own_password_is_changed_by_the_present_one(
    office: MainWindow, backend: FakeBackend
) -> None:
    for typed, reason in (
        ((WRONG, OTHER, OTHER), "không đúng"),
        ((SECRET, OTHER, WRONG), "không giống nhau"),
        ((SECRET, "ngắn", "ngắn"), "ít nhất 8"),
    ):
        told = answer(NewPasswordDialog, *typed)
        office.actions_set["change-password"].trigger()
        assert reason in told[0]
    answer(NewPasswordDialog, SECRET, OTHER, OTHER)
    office.actions_set["change-password"].trigger()
    assert backend.data.accounts[name_key(MAI)][1] == OTHER


def test_the_idle_window_hides_its_page_and_only_the_same_person_opens_it(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    office.open_case(2)
    before = office.grab().toImage()
    lock = office.accounts_here.idle_lock
    assert lock.is_counting
    lock._timer.setInterval(1)
    lock._timer.start()
    qtbot.waitUntil(lambda: lock.is_locked)
    lock._timer.setInterval(600_000)
    dialog = lock.dialog
    assert dialog is not None
    assert dialog.isModal()
    assert office.grab().toImage() != before
    cover = next(each for each in lock._covers if each.parent() is office)
    assert cover.geometry() == office.rect()
    office.resize(1200, 700)
    assert cover.geometry() == office.rect()
    shown: list[str] = []
    office.session.when_open(lambda: shown.append("now"))
    assert not shown

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert lock.is_locked
    assert dialog.name.text() == MAI
    assert not dialog.name.isEnabled()
    dialog.password.setText(WRONG)
    dialog.answer()
    assert lock.is_locked
    assert "không đúng" in dialog.said

    dialog.password.setText(SECRET)
    dialog.answer()
    assert not lock.is_locked
    assert lock.is_counting
    assert not lock._covers
    assert shown == ["now"]
    assert office.page.name is PageName.DESK
    assert office.desk.editing.work.case.id == 2


def test_a_key_or_the_mouse_begins_the_time_anew(office: MainWindow) -> None:
    lock = office.accounts_here.idle_lock
    for act in (
        lambda: QTest.keyClick(office, Qt.Key.Key_Shift),
        lambda: QTest.mouseClick(office.banner, Qt.MouseButton.LeftButton),
    ):
        lock._timer.stop()
        act()
        assert lock.is_counting


def test_typed_text_survives_the_lock(qtbot: QtBot, office: MainWindow) -> None:
    office.open_case(2)
    form = office.desk.parts.form
    row = form.row(form.active or "")
    before = row.edit.text()
    QTest.keyClicks(office.focusWidget(), "xyz")
    typed = row.edit.text()
    assert typed != before
    office.actions_set["lock"].trigger()
    lock = office.accounts_here.idle_lock
    assert lock.dialog is not None
    lock.dialog.password.setText(SECRET)
    lock.dialog.answer()
    assert row.edit.text() == typed


def test_the_administrator_keeps_accounts(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    answer(LogInDialog, ROOT, SECRET)
    office.actions_set["switch-user"].trigger()
    office.show_page(PageName.ACCOUNTS)
    page = office.accounts
    assert page.model.rowCount() == 2

    told = answer(AccountDialog, "Vũ Thị Hoa", SECRET, OTHER)
    office.actions_set["add-account"].trigger()
    assert "không giống nhau" in told[0]
    answer(AccountDialog, "Vũ Thị Hoa", OTHER, OTHER)
    office.actions_set["add-account"].trigger()
    assert page.model.rowCount() == 3
    made = backend.data.accounts[name_key("Vũ Thị Hoa")][0]
    assert (made.roles, made.must_change) == ({Role.CLERK}, True)

    page.table.select_id(made.id)
    office.actions_set["account-disable"].trigger()
    assert backend.data.accounts[name_key(made.name)][0].state is AccountState.DISABLED
    page.table.select_id(made.id)
    office.actions_set["account-enable"].trigger()
    assert backend.data.accounts[name_key(made.name)][0].state is AccountState.ACTIVE
    page.table.select_id(made.id)
    answer(NewPasswordDialog, SECRET, SECRET)
    office.actions_set["account-password"].trigger()
    assert backend.data.accounts[name_key(made.name)][1] == SECRET


def test_the_first_account_is_made_in_the_window_and_closes_it(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.show_page(PageName.ACCOUNTS)
    assert "Chưa có tài khoản" in window.accounts.stack.currentWidget().accessibleName() or (
        window.accounts.stack.currentIndex() == 1
    )
    told: list[str] = []
    keep(told)
    answer(AccountDialog, backend.actor.name, SECRET, SECRET)
    window.actions_set["add-account"].trigger()
    assert told == backend.data.rescue.codes
    assert backend.accounts.own() is not None
    assert window.accounts_here.idle_lock.is_counting
    assert not window.actions_set["go-people"].isEnabled()
    assert window.navigation.button(PageName.ACCOUNTS).isEnabled()


def test_the_doorkeeper_asks_gives_up_and_asks_for_a_first_password(qtbot: QtBot) -> None:
    keeper = WindowDoorkeeper(Messages("vi"), "Sổ", load_password_rules())
    told = answer(LogInDialog, MAI, SECRET)
    given = keeper.ask(MAI, NotAllowed("log-in-wrong"))
    assert (given.name, given.password) == (MAI, SECRET)
    assert SECRET not in repr(given)
    assert "không đúng" in told[0]
    answer(LogInDialog, accept=False)
    with pytest.raises(NotAllowed):
        keeper.ask(MAI, None)
    answer(NewPasswordDialog, OTHER, OTHER)
    assert keeper.ask_new(MAI, None) == OTHER
    answer(NewPasswordDialog, accept=False)
    with pytest.raises(NotAllowed):
        keeper.ask_new(MAI, None)


def test_the_dialog_waits_until_both_lines_are_typed(qtbot: QtBot) -> None:
    dialog = LogInDialog(
        Messages("vi"), None, MAI, lambda _given: None, title="Đăng nhập", advice=""
    )
    qtbot.addWidget(dialog)
    assert not dialog.ok.isEnabled()
    dialog.password.setText(SECRET)
    assert dialog.ok.isEnabled()
    dialog.answer()
    assert dialog.result() == QDialog.DialogCode.Accepted
