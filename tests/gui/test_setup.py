"""The wizard: each page is kept before the next, and nothing is lost by going back or leaving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from gui.fakes.setup import FakeSetup
from gui.test_accounts import SECRET, WRONG, keep
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from digitizer.domain.accounts import Role
from digitizer.domain.changes import Actor
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.preferences import Look, Preferences
from digitizer.domain.setup import FolderKind, FolderLook, Office, SetupMark
from digitizer.messages import Messages
from ui.app import application, first_set_up, set_up_if_due
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.screenshots import things
from ui.setup.first_pages import FolderPage, LanguagePage, OfficePage, ScansPage
from ui.setup.last_pages import ChecksPage, DoctorPage, FinishPage
from ui.setup.people_pages import ColleaguesPage, PeoplePage
from ui.setup.wizard import STEPS, SetupWizard
from ui.theme import theme

WORKSPACE = Path("/srv/so-hoa")


@pytest.fixture
def setup() -> FakeSetup:
    return FakeSetup(Messages("vi"), Actor("mai"))


@pytest.fixture
def wizard(qtbot: QtBot, setup: FakeSetup) -> Iterator[SetupWizard]:
    made, bridge = shown(qtbot, setup)
    yield made
    made.hide()
    made.deleteLater()
    bridge.close()
    theme.apply(application([]), Look.SYSTEM, 100)


def shown(qtbot: QtBot, setup: FakeSetup) -> tuple[SetupWizard, Bridge]:
    bridge = Bridge()
    made = SetupWizard(setup, bridge, None, Preferences())
    made.show()
    qtbot.waitExposed(made)
    return made, bridge


def go_to(wizard: SetupWizard, step: str) -> None:
    """By the button, as a person who answers only what must be answered."""
    while wizard.step != step:
        if wizard.step == "folder" and isinstance(wizard.page, FolderPage):
            wizard.page.folder.line.setText(str(WORKSPACE))
        if wizard.step == "office" and isinstance(wizard.page, OfficePage):
            wizard.page.office.setText("UBND xã Mẫu")
        if wizard.step == "people" and isinstance(wizard.page, PeoplePage):
            wizard.page.alone.setChecked(True)
        before = wizard.step
        wizard.go_on()
        assert wizard.step != before, wizard.note.text


def test_alone_one_walks_through_and_all_is_kept(
    qtbot: QtBot, wizard: SetupWizard, setup: FakeSetup
) -> None:
    go_to(wizard, "finish")
    assert setup.workspace == WORKSPACE
    assert setup.kept.name == "UBND xã Mẫu"
    assert isinstance(wizard.page, FinishPage)
    told = " ".join(each.text() for each in wizard.page.findChildren(QLabel))
    assert "UBND xã Mẫu" in told
    assert "một mình" in told
    wizard.next.click()
    assert wizard.result() == QDialog.DialogCode.Accepted
    assert setup.state is SetupMark.DONE


def test_leaving_puts_off_and_the_next_time_finds_what_was_kept(
    qtbot: QtBot, wizard: SetupWizard, setup: FakeSetup
) -> None:
    go_to(wizard, "scans")
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert setup.state is SetupMark.LATER
    again, bridge = shown(qtbot, setup)
    again.go_on()
    assert isinstance(again.page, FolderPage)
    assert not again.page.folder.isEnabled(), "the workspace is there already"
    again.go_on()
    assert isinstance(again.page, OfficePage)
    assert again.page.office.text() == "UBND xã Mẫu"
    again.hide()
    again.deleteLater()
    bridge.close()


def test_what_cannot_be_kept_holds_one_on_the_page_with_a_sentence(
    wizard: SetupWizard, setup: FakeSetup
) -> None:
    go_to(wizard, "folder")

    def fail() -> None:
        raise EnvironmentFault("folder-not-made", folder="/srv", reason="Permission denied")

    setup.fails = fail
    assert isinstance(wizard.page, FolderPage)
    wizard.page.folder.line.setText(str(WORKSPACE))
    wizard.next.click()
    assert wizard.step == "folder"
    assert "/srv" in wizard.note.text
    setup.fails = lambda: None
    go_to(wizard, "scans")
    assert not wizard.note.text
    assert isinstance(wizard.page, ScansPage)
    wizard.page.folder.line.setText("/cấm")
    wizard.go_on()
    assert wizard.step == "scans"
    assert "/cấm" in wizard.note.text


def test_a_workspace_that_was_set_up_is_only_opened(wizard: SetupWizard, setup: FakeSetup) -> None:
    setup.looks[str(WORKSPACE)] = FolderLook(FolderKind.WORKSPACE, 50_000_000_000, "")
    go_to(wizard, "folder")
    assert isinstance(wizard.page, FolderPage)
    wizard.page.folder.line.setText(str(WORKSPACE))
    wizard.go_on()
    assert wizard.result() == QDialog.DialogCode.Accepted
    assert setup.workspace == WORKSPACE
    assert not setup.liked[1:], "nothing is kept in it for somebody who did not enter"


@pytest.mark.parametrize("kind", [FolderKind.FULL, FolderKind.CLOSED])
def test_a_folder_that_does_not_do_is_told_at_once(
    wizard: SetupWizard, setup: FakeSetup, kind: FolderKind
) -> None:
    setup.looks["/media/usb"] = FolderLook(kind, 1_000_000_000, "cifs")
    go_to(wizard, "folder")
    page = wizard.page
    assert isinstance(page, FolderPage)
    page.folder.line.setText("/media/usb")
    assert not wizard.next.isEnabled()
    assert page.kind.text
    assert "cifs" in page.network.text
    assert "1.0" in page.free.text() or "1,0" in page.free.text() or "chỉ còn" in page.free.text()
    page.folder.line.setText("so-hoa")
    assert not wizard.next.isEnabled()
    page.folder.line.setText(str(WORKSPACE))
    assert wizard.next.isEnabled()
    assert not page.network.text


def test_another_language_and_look_are_shown_at_once_and_kept(
    qtbot: QtBot, wizard: SetupWizard, setup: FakeSetup
) -> None:
    page = wizard.page
    assert isinstance(page, LanguagePage)
    page.look.setCurrentIndex(page.look.findData(Look.DARK.value))
    page.language.setCurrentIndex(page.language.findData("en"))
    page.language.activated.emit(0)
    qtbot.waitUntil(lambda: wizard.next.text() == "Next")
    assert theme.is_dark
    assert wizard.windowTitle() == "First set-up"
    go_to(wizard, "office")
    assert setup.liked[-1] == Preferences(language="en", look=Look.DARK)


def test_the_units_offer_the_names_of_the_office(wizard: SetupWizard, setup: FakeSetup) -> None:
    go_to(wizard, "office")
    page = wizard.page
    assert isinstance(page, OfficePage)
    assert not wizard.next.isEnabled()
    page.province.setCurrentIndex(2)
    page.province.activated.emit(2)
    page.commune.setCurrentIndex(1)
    page.commune.activated.emit(1)
    assert page.office.text() == "UBND xã Mẫu"
    assert page.superior.text() == "UBND tỉnh Thanh Hóa"
    page.office.setText("Ủy ban nhân dân xã Mẫu")
    page.commune.activated.emit(1)
    assert page.office.text() == "Ủy ban nhân dân xã Mẫu", "what was typed stays"
    wizard.go_on()
    assert setup.kept == Office("Ủy ban nhân dân xã Mẫu", "UBND tỉnh Thanh Hóa", "16012")


def test_the_administrator_comes_first_and_the_rules_show_while_one_types(
    qtbot: QtBot, wizard: SetupWizard, setup: FakeSetup
) -> None:
    go_to(wizard, "people")
    page = wizard.page
    assert isinstance(page, PeoplePage)
    assert not wizard.next.isEnabled(), "one of both must be chosen"
    page.accounts.setChecked(True)
    form = page.form
    form.name.setText("Đỗ Văn Quản")
    form.wanted.setText("ngắn")
    assert not wizard.next.isEnabled()
    assert "chưa đạt" in form.rules["password-too-short"][1].accessibleName()
    form.wanted.setText(SECRET)
    assert "chưa đạt" not in form.rules["password-too-short"][1].accessibleName()
    form.again.setText(WRONG)
    assert not wizard.next.isEnabled()
    form.again.setText(SECRET)
    told: list[str] = []
    keep(told)
    wizard.go_on()
    assert told == ["AAAA-CCCC-DDDD-EEEE-FFFF-GGGG"]
    assert setup.actor.name == "Đỗ Văn Quản"

    colleagues = wizard.page
    assert isinstance(colleagues, ColleaguesPage)
    colleagues.lines[0][0].setText("Lê Thị Mai")
    role = colleagues.lines[3][1]
    colleagues.lines[3][0].setText("Phạm Văn Đức")
    role.setCurrentIndex(role.findData(Role.SUPERVISOR.value))
    passwords: list[str] = []
    keep(passwords)
    wizard.go_on()
    assert len(passwords) == 2
    assert setup.names == ["Đỗ Văn Quản", "Lê Thị Mai", "Phạm Văn Đức"]

    wizard.go_back()
    assert colleagues.lines[0][0].isReadOnly()
    wizard.go_on()
    assert wizard.step == "checks", "nobody is made twice"
    wizard.go_back()
    wizard.go_back()
    assert "Lê Thị Mai" in page.there.text()
    assert not page.alone.isEnabled()


def test_check_rounds_and_findings(qtbot: QtBot, wizard: SetupWizard, setup: FakeSetup) -> None:
    go_to(wizard, "checks")
    page = wizard.page
    assert isinstance(page, ChecksPage)
    page.choices["usual"].setChecked(True)
    wizard.go_on()
    assert setup.checks == "usual"
    doctor = wizard.page
    assert isinstance(doctor, DoctorPage)
    qtbot.waitUntil(lambda: bool(doctor.findings))
    assert [one.code for one in doctor.findings] == ["tesseract-missing", "disk-low", "audit"]
    told = " ".join(each.text() for each in doctor.findChildren(QLabel))
    assert "apt-get" in told
    wizard.go_on()
    assert wizard.step == STEPS[-1]


def test_the_whole_way_goes_by_the_keyboard(qtbot: QtBot, wizard: SetupWizard) -> None:
    wizard.activateWindow()
    QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_Return)
    assert wizard.step == "folder"
    assert isinstance(wizard.page, FolderPage)
    wizard.page.folder.line.setText(str(WORKSPACE))
    QTest.keyClick(wizard.page.folder.line, Qt.Key.Key_Return)
    assert wizard.step == "office"


def test_the_menu_leads_to_the_wizard_and_back(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    seen: list[str] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SetupWizard)
        seen.append(dialog.step)
        dialog.later.click()

    QTimer.singleShot(0, leave)
    window.actions_set["setup"].trigger()
    assert seen == ["language"]
    assert backend.setup.mark is SetupMark.LATER


def opened_by_itself(qtbot: QtBot, window: MainWindow) -> list[str]:
    """The steps at which a wizard stood that came up by itself."""
    seen: list[str] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, SetupWizard):
            seen.append(dialog.step)
            dialog.later.click()

    timer = QTimer()
    timer.timeout.connect(leave)
    timer.start(20)
    set_up_if_due(window)
    qtbot.wait(300)
    timer.stop()
    return seen


@pytest.mark.parametrize("mark", [SetupMark.FRESH, SetupMark.UNFINISHED])
def test_the_first_window_of_a_workspace_asks_by_itself_and_only_once(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, mark: SetupMark
) -> None:
    backend.setup.state = mark
    assert opened_by_itself(qtbot, window) == ["language"]
    assert opened_by_itself(qtbot, window) == []


def test_a_workspace_that_was_set_up_does_not_ask(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.setup.state = SetupMark.DONE
    assert opened_by_itself(qtbot, window) == []


def test_whoever_may_not_set_up_is_not_asked(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.setup.state = SetupMark.FRESH
    window.actions_set["setup"].setEnabled(False)
    assert opened_by_itself(qtbot, window) == []


def test_at_the_first_start_the_wizard_makes_the_workspace_or_there_is_none(
    qtbot: QtBot, setup: FakeSetup
) -> None:
    def leave_at(step: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SetupWizard)
        go_to(dialog, step)
        dialog.later.click()

    QTimer.singleShot(0, lambda: leave_at("folder"))
    assert first_set_up(setup, []) is None
    QTimer.singleShot(0, lambda: leave_at("office"))
    assert first_set_up(setup, []) == WORKSPACE


def test_every_page_has_its_picture(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    pages = [each for each in things() if each.name.startswith("setup-")]
    assert [each.name for each in pages] == [f"setup-{step}" for step in STEPS]
    for page in pages:
        shown = page.show(window)
        assert isinstance(shown, SetupWizard)
        shown.show()
        qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
        assert not shown.grab().isNull()
        shown.close()
        shown.deleteLater()
