"""When every administrator forgot the password: the code, what is shown once, and who is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from gui.fakes.accounts import RESCUE_PASSWORD
from gui.test_accounts import MAI, ROOT, SECRET, answer, give, keep
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from digitizer.domain.accounts import Role, name_key
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.handed_secrets import HandedSecret
from digitizer.messages import Messages
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.at_window import means_of
from ui.accounts.handed_dialog import HandedDialog, Paper
from ui.accounts.log_in_dialog import LogInDialog
from ui.accounts.rescuing import RescueDialog
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName


@pytest.fixture
def office(qtbot: QtBot, backend: FakeBackend) -> Iterator[MainWindow]:
    """A window of a clerk; the administrator's code is in the safe."""
    give(backend, MAI, Role.CLERK)
    give(backend, ROOT, Role.ADMINISTRATOR)
    backend.data.rescue.codes.append("CODE-0")
    made = MainWindow(Session(backend, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.desk.editing.close()
    made.close()
    made.deleteLater()


def test_the_log_in_leads_an_administrator_in_by_the_code(
    qtbot: QtBot, backend: FakeBackend
) -> None:
    give(backend, ROOT, Role.ADMINISTRATOR)
    backend.data.rescue.codes.append("CODE-0")
    dialog = LogInDialog(
        Messages("vi"),
        None,
        ROOT,
        lambda _given: None,
        title="Đăng nhập",
        advice="",
        means=means_of(backend),
    )
    qtbot.addWidget(dialog)
    dialog.show()
    told: list[str] = []
    refused: list[str] = []

    def rescue() -> None:
        asking = QApplication.activeModalWidget()
        assert isinstance(asking, RescueDialog)
        assert asking.name.text() == ROOT
        asking.code.setText("sai")
        asking.answer()
        refused.append(asking.said)
        asking.code.setText("CODE-0")
        keep(told)
        asking.answer()

    QTimer.singleShot(0, rescue)
    assert dialog.rescue_link is not None
    dialog.rescue_link.click()
    assert "không đúng" in refused[0]
    assert told == [RESCUE_PASSWORD, "CODE-1"]
    assert dialog.given.name == ROOT
    assert dialog.given.password == RESCUE_PASSWORD
    assert backend.data.accounts[name_key(ROOT)][0].must_change


def test_a_lock_of_the_screen_offers_no_rescue(office: MainWindow) -> None:
    office.actions_set["lock"].trigger()
    dialog = office.accounts_here.idle_lock.dialog
    assert dialog is not None
    assert dialog.rescue_link is None
    dialog.password.setText(SECRET)
    dialog.answer()


def test_an_administrator_is_told_of_a_rescue_until_they_say_that_they_know(
    qtbot: QtBot, office: MainWindow, backend: FakeBackend
) -> None:
    backend.accounts.rescue(ROOT, "CODE-0")
    here = office.accounts_here
    here.tell_of_rescues()
    assert here.told is None, "a clerk is not told"
    account, _ = backend.data.accounts[name_key(ROOT)]
    backend.data.accounts[name_key(ROOT)] = (replace(account, must_change=False), SECRET)

    answer(LogInDialog, ROOT, SECRET)
    office.actions_set["switch-user"].trigger()
    assert here.told is not None
    assert ROOT in " ".join(each.text() for each in here.told.findChildren(QLabel))
    here.told.reject()
    here.tell_of_rescues()
    assert here.told is not None, "waved away is not known"
    here.told.known.click()
    here.tell_of_rescues()
    assert here.told is None
    assert backend.data.rescue.told == {ROOT}


def test_the_first_account_comes_with_a_code_and_an_administrator_renews_it(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.show_page(PageName.ACCOUNTS)
    told: list[str] = []

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AccountDialog)
        for line in dialog._lines:
            line.setText(line.text() or SECRET)
        keep(told)
        dialog.answer()

    QTimer.singleShot(0, fill)
    window.actions_set["add-account"].trigger()
    assert told == ["CODE-0"]
    assert window.actions_set["rescue-code"].isEnabled()


def test_what_is_shown_once_is_written_on_paper(qtbot: QtBot, tmp_path: Path) -> None:
    written: list[Path] = []
    passwords = [
        HandedSecret("Lê Thị Mai", (Role.CLERK, Role.ARBITER), "aB3c-dE4f"),
        HandedSecret("Đỗ Văn Hai", (Role.SUPERVISOR,), "gH5k-mN6p"),
    ]
    dialog = HandedDialog(
        Messages("vi"), None, passwords=passwords, paper=Paper(written.append, "p.pdf")
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.write_paper(tmp_path / "p.pdf")
    assert written == [tmp_path / "p.pdf"]
    assert "p.pdf" in dialog.said.text()
    assert [one.text() for one in dialog.shown] == ["aB3c-dE4f", "gH5k-mN6p"]

    def fail(target: Path) -> None:
        raise EnvironmentFault("disk-full", place=target)

    broken = HandedDialog(Messages("vi"), None, code="X", paper=Paper(fail, "p.pdf"))
    qtbot.addWidget(broken)
    broken.write_paper(tmp_path / "p.pdf")
    assert broken.said.text()
    assert broken.result() != QDialog.DialogCode.Accepted
