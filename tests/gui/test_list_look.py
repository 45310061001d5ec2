"""How a person left a list is how that person finds it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from digitizer.domain.preferences import ListLook
from ui.bridge import Bridge
from ui.cases.cases_page import CasesPage
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.theme import px


@pytest.fixture
def opened(backend: FakeBackend) -> Iterator[Callable[[], Session]]:
    """Windows that are opened one after another."""
    made: list[Session] = []

    def one() -> Session:
        made.append(Session(backend, Bridge()))
        return made[-1]

    yield one
    for session in made:
        session.close()


@pytest.fixture
def keep(backend: FakeBackend) -> Callable[[ListLook], None]:
    def write(look: ListLook) -> None:
        liked = backend.preferences.load()
        backend.preferences.save(replace(liked, lists={"cases": look}))

    return write


def page_of(qtbot: QtBot, session: Session) -> CasesPage:
    page = CasesPage(session, CaseTableModel(session))
    qtbot.addWidget(page)
    return page


def kept(backend: FakeBackend) -> ListLook | None:
    return backend.preferences.load().lists.get("cases")


def free_columns(page: CasesPage) -> list[int]:
    header = page.table.horizontalHeader()
    interactive = header.ResizeMode.Interactive
    return [
        column
        for column in range(header.count())
        if header.sectionResizeMode(column) is interactive
    ]


def test_widths_and_order_come_back(
    qtbot: QtBot, backend: FakeBackend, opened: Callable[[], Session]
) -> None:
    session = opened()
    page = page_of(qtbot, session)
    column = free_columns(page)[0]
    by = page.table.model().sortable()[0]
    assert kept(backend) is None

    page.table.setColumnWidth(column, px(177))
    page.table.horizontalHeader().setSortIndicator(by, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: kept(backend) is not None)

    look = kept(backend)
    assert look is not None
    assert (look.widths[column], look.sorted_by, look.descends) == (177, by, True)
    again = page_of(qtbot, opened())
    assert again.table.columnWidth(column) == px(177)
    assert again.model.sorted_by == (by, True)


def test_a_list_put_back_as_it_was_is_kept_no_more(
    qtbot: QtBot, backend: FakeBackend, opened: Callable[[], Session]
) -> None:
    page = page_of(qtbot, opened())
    column = free_columns(page)[0]
    before = page.table.columnWidth(column)
    page.table.setColumnWidth(column, px(177))
    qtbot.waitUntil(lambda: kept(backend) is not None)

    page.table.setColumnWidth(column, before)

    qtbot.waitUntil(lambda: kept(backend) is None)


def test_the_look_of_another_person_is_another(
    qtbot: QtBot, backend: FakeBackend, opened: Callable[[], Session]
) -> None:
    session = opened()
    page = page_of(qtbot, session)
    column = free_columns(page)[0]
    before = page.table.columnWidth(column)
    page.table.setColumnWidth(column, px(177))
    qtbot.waitUntil(lambda: kept(backend) is not None)

    session.switch_actor("Trần Văn Khác")
    assert page.table.columnWidth(column) == before

    session.switch_actor(backend.actor.name)
    assert page.table.columnWidth(column) == px(177)


def test_a_look_that_fits_no_more_is_left_alone(
    qtbot: QtBot, opened: Callable[[], Session], keep: Callable[[ListLook], None]
) -> None:
    plain = page_of(qtbot, opened())
    keep(ListLook((500,), 99))

    page = page_of(qtbot, opened())

    column = free_columns(page)[0]
    assert page.table.columnWidth(column) == plain.table.columnWidth(column)
    assert page.model.sorted_by is None
