"""The window shows a person the pages that the person may look at, and begins where they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digitizer.domain.accounts import Account, AccountState, Role, name_key
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName

Opener = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, backend: FakeBackend) -> Iterator[Opener]:
    """Opens the window of a person with these roles."""
    made: list[MainWindow] = []

    def work(*roles: Role) -> MainWindow:
        name = backend.actor.name
        now = datetime.now(UTC)
        account = Account(1, name, frozenset(roles), AccountState.ACTIVE, False, now)
        backend.data.accounts[name_key(name)] = (account, "Mùa Thu 2026!")
        window = MainWindow(Session(backend, Bridge()))
        window.show()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield work
    for window in made:
        window.desk.editing.close()
        window.close()
        window.deleteLater()


def shown(window: MainWindow) -> set[PageName]:
    navigation = window.navigation
    return {
        name for name in PageName if navigation.has(name) and not navigation.button(name).isHidden()
    }


@pytest.mark.parametrize(
    ("role", "first", "hidden"),
    [
        (Role.CLERK, PageName.INBOX, {PageName.PEOPLE, PageName.ACCOUNTS, PageName.SAMPLING}),
        (Role.SECOND_CLERK, PageName.SECOND, {PageName.INBOX, PageName.CASES, PageName.PASSES}),
        (Role.ARBITER, PageName.CASES, {PageName.INBOX, PageName.APPROVAL}),
        (
            Role.ADMINISTRATOR,
            PageName.ACCOUNTS,
            {PageName.INBOX, PageName.CASES, PageName.BATCHES, PageName.PEOPLE},
        ),
        (Role.AUDITOR, PageName.INBOX, {PageName.PASSES, PageName.SECOND}),
    ],
)
def test_each_role_begins_at_a_page_of_its_own_and_sees_no_other(
    opened: Opener, role: Role, first: PageName, hidden: set[PageName]
) -> None:
    window = opened(role)
    assert window.page.name is first
    assert window.banner.isHidden()
    assert not shown(window) & hidden
    for name in hidden:
        assert not window.actions_set[f"go-{name.value}"].isEnabled()


def test_without_accounts_all_pages_are_there(window: MainWindow) -> None:
    assert shown(window) == {name for name in PageName if window.navigation.has(name)}


def test_whoever_may_not_see_the_page_in_front_is_led_away_from_it(
    opened: Opener, backend: FakeBackend
) -> None:
    window = opened(Role.CLERK)
    window.open_case(2)
    assert window.page.name is PageName.DESK
    backend.accounts.change_roles(backend.actor.name, [Role.ADMINISTRATOR])
    window.session.take_backend(backend)
    QApplication.processEvents()
    assert window.page.name is PageName.ACCOUNTS
    assert PageName.CASES not in shown(window)


def test_the_palette_finds_no_cases_for_whom_may_not_list_them(
    opened: Opener, qtbot: QtBot, backend: FakeBackend
) -> None:
    from ui.palette.palette import Palette

    window = opened(Role.SECOND_CLERK)
    palette = Palette(window.session, window.actions_set, window.page.situation(), window)
    qtbot.addWidget(palette)
    for typed in ("mau", "#2", "2"):
        palette.line.setText(typed)
        qtbot.wait(50)
        assert not palette._cases
