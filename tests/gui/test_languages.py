"""The window in another language, look or scale, without losing where one was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import DigitizerError, EnvironmentFault
from digitizer.domain.preferences import Look, Preferences, TypingMethod
from ui.app import application
from ui.bridge import Bridge
from ui.desk import offer_steps
from ui.main_window import MainWindow
from ui.session import Session
from ui.settings.settings_dialog import SettingsDialog
from ui.situation import PageName
from ui.theme import DARK, HIGH_CONTRAST, LIGHT, theme
from ui.widgets.dialogs import TypedAnswer

ENGLISH = Preferences(language="en")


@pytest.fixture(autouse=True)
def usual_looks() -> Iterator[None]:
    """What one test likes is not left to the next."""
    yield
    theme.apply(application([]), Look.LIGHT, 100)


def menu_titles(window: MainWindow) -> list[str]:
    return [action.text() for action in window.menuBar().actions()]


def test_the_language_changes_at_run_time(window: MainWindow) -> None:
    before = menu_titles(window)

    assert window.take_preferences(ENGLISH)

    assert window.session.text("ui-page-inbox") == "Inbox"
    assert window.navigation.button(PageName.INBOX).text().strip() == "Inbox"
    assert len(menu_titles(window)) == len(before)
    assert not set(menu_titles(window)) & set(before)


def test_page_case_and_field_stay(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(2)
    window.desk.parts.form.focus_field("nksNgaySinh")

    window.take_preferences(ENGLISH)

    assert window.page is window.desk
    assert window.desk.editing.work.case.id == 2
    assert window.desk.parts.form.active == "nksNgaySinh"


@pytest.mark.parametrize(
    "name",
    [name for name in PageName if name not in (PageName.DESK, PageName.DESIGNER, PageName.COLUMN)],
)
def test_every_page_comes_back_in_the_other_language(window: MainWindow, name: PageName) -> None:
    window.show_page(name)

    window.take_preferences(ENGLISH)

    assert window.page.name is name


def test_typed_text_is_asked_about_and_stops_the_change(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offer_steps, "ask_about_typed", lambda *_args: TypedAnswer.STAY)
    window.open_case(1)
    edit = window.desk.parts.form.row("nksHoTen").edit
    QTest.keyClicks(edit, "Mai")

    assert not window.take_preferences(ENGLISH)

    assert window.session.backend.messages.language == "vi"
    assert window.desk.parts.form.row("nksHoTen").edit.text() == "Mai"


def test_the_rebuilt_window_still_works_and_hears_of_changes(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.take_preferences(ENGLISH)

    window.actions_set["go-batches"].trigger()
    backend.create_batch("Khai sinh 09/2025")

    qtbot.waitUntil(lambda: window.batches.model.rowCount() == 1)
    assert window.page is window.batches


def test_answers_asked_for_before_go_nowhere(qtbot: QtBot, window: MainWindow) -> None:
    told: list[int] = []
    window.session.bridge.run(lambda: 1, told.append, window.session.on_error)

    window.session.bridge.start_anew()

    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    assert told == []


def test_language_and_look_are_there_at_the_next_start(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow
) -> None:
    window.take_preferences(replace(ENGLISH, look=Look.DARK))

    again = MainWindow(Session(backend, Bridge()))
    qtbot.addWidget(again)
    again.show()

    assert again.session.text("ui-page-inbox") == "Inbox"
    assert theme.colors is DARK
    again.close()


def test_likings_that_cannot_be_read_are_said_and_the_window_opens(
    qtbot: QtBot, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: object) -> Preferences:
        raise EnvironmentFault("preferences-damaged", path="x")

    monkeypatch.setattr(type(backend.preferences), "load", fail)

    window = MainWindow(Session(backend, Bridge()))
    qtbot.addWidget(window)
    window.show()

    assert window.banner.isVisible()
    assert window.page is window.inbox
    window.close()


def test_another_person_sees_their_own_language(window: MainWindow, backend: FakeBackend) -> None:
    backend.with_actor("Phạm Văn Long").preferences.save(ENGLISH)

    window.switch_user("Phạm Văn Long")
    assert window.session.text("ui-page-inbox") == "Inbox"
    window.switch_user("Trần Thị Mai")

    assert window.session.text("ui-page-inbox") == "Hộp đến"


def test_the_dialog_shows_what_is_liked_and_gives_what_is_chosen(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.suppose(Preferences(look=Look.DARK, scale=150))
    dialog = SettingsDialog(window.session, window)
    qtbot.addWidget(dialog)
    assert dialog.wanted == window.session.preferences

    dialog.typing.setCurrentIndex(dialog.typing.findData(TypingMethod.TELEX))
    dialog.look.setCurrentIndex(dialog.look.findData(Look.HIGH_CONTRAST))

    assert dialog.wanted == Preferences(
        look=Look.HIGH_CONTRAST, scale=150, typing=TypingMethod.TELEX
    )


def test_what_is_chosen_in_the_dialog_holds_and_is_kept(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: SettingsDialog) -> int:
        dialog.look.setCurrentIndex(dialog.look.findData(Look.HIGH_CONTRAST))
        dialog.scale.setCurrentIndex(dialog.scale.findData(125))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(SettingsDialog, "exec", choose)

    window.actions_set["settings"].trigger()

    assert theme.colors is HIGH_CONTRAST
    assert theme.scale == 125
    assert backend.preferences.load() == Preferences(look=Look.HIGH_CONTRAST, scale=125)


def test_dark_is_kept_and_light_comes_back(window: MainWindow, backend: FakeBackend) -> None:
    window.actions_set["dark"].trigger()
    assert backend.preferences.load().look is Look.DARK

    window.actions_set["dark"].trigger()

    assert theme.colors is LIGHT


@pytest.mark.parametrize("scale", [100, 125, 150, 175, 200])
def test_fonts_and_sizes_follow_the_scale(window: MainWindow, scale: int) -> None:
    usual = window.navigation.button(PageName.CASES).iconSize().width()
    points = QApplication.font().pointSizeF()

    window.take_preferences(Preferences(scale=scale))

    assert QApplication.font().pointSizeF() == pytest.approx(points * scale / 100)
    icon = window.navigation.button(PageName.CASES).iconSize().width()
    assert icon == round(usual * scale / 100)


def test_an_error_of_saving_is_shown_and_the_liking_holds(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[DigitizerError] = []
    window.session.on_error = shown.append

    def fail(_self: object, _wanted: Preferences) -> None:
        raise EnvironmentFault("preferences-not-saved", path="x", reason="")

    monkeypatch.setattr(type(window.session.backend.preferences), "save", fail)

    window.actions_set["dark"].trigger()

    assert [error.code for error in shown] == ["preferences-not-saved"]
    assert theme.colors is DARK
