"""Choosing a page of another case, with its picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QStackedWidget, QVBoxLayout, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.workflow.placed_pages import PlacedPage
from ui.casepages.cards import Card, PageCards
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label


class Purpose(Enum):
    INSERT = auto()
    REPLACE = auto()
    MERGE = auto()


_TITLES = {
    Purpose.INSERT: "pages-pick-insert",
    Purpose.REPLACE: "pages-pick-replace",
    Purpose.MERGE: "pages-pick-merge",
}


class PagePicker(QDialog):
    """The pages that arrived last stand first; Enter or a double click takes the chosen one."""

    def __init__(
        self, session: Session, parent: QWidget | None, case_id: int, purpose: Purpose
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._purpose = purpose
        self._found: Sequence[PlacedPage] = ()
        text = session.text
        title = text(_TITLES[purpose])
        self.setWindowTitle(title)
        self.resize(px(820), px(620))
        self.cards = PageCards(session, title, is_wrapping=True)
        self.banner = Banner(session, closable=False)
        self._loading = label(text("pages-loading"), "muted")
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState("inbox", text("pages-pick-none"), text("pages-pick-none-advice"))
        self._stack = QStackedWidget()
        for part in (self._loading, self.cards, self.empty):
            self._stack.addWidget(part)
        self.buttons = ok_and_cancel(session, self)
        self._ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(text("pages-pick-take"))
        self._ok.setDefault(True)
        self._ok.setEnabled(False)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(title, "heading"))
        column.addWidget(label(text("pages-pick-advice"), "muted", wrap=True))
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        column.addWidget(self.buttons)
        self.cards.itemActivated.connect(lambda _item: self.accept())
        backend = session.backend
        session.bridge.run(lambda: backend.case_pages.recent(case_id), self._show, self._fail)

    @property
    def chosen(self) -> PlacedPage | None:
        row = self.cards.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show(self, found: Sequence[PlacedPage]) -> None:
        if not shiboken6.isValid(self):
            return
        if self._purpose is Purpose.MERGE:
            found = list({each.case_id: each for each in reversed(found)}.values())[::-1]
        self._found = found
        self.cards.show_cards([self._card(each) for each in found], 0)
        self._stack.setCurrentWidget(self.cards if found else self.empty)
        self._ok.setEnabled(bool(found))
        self.cards.setFocus()

    def _card(self, each: PlacedPage) -> Card:
        text = self._session.text
        case = text("pages-pick-case", case=each.case_id)
        page = text("pages-page", number=each.place + 1)
        name = each.title or each.scan_name
        first = case if self._purpose is Purpose.MERGE else f"{case} · {page}"
        warning = text("pages-pick-same-entry") if each.is_same_entry else ""
        if each.is_named:
            warning = text("pages-pick-named")
        lines = (first, name) if warning else (first, name, each.scan_name)
        return Card(each.view.image_path, tuple(dict.fromkeys(lines)), warning)

    def _fail(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            self._stack.setCurrentWidget(self.empty)
            self.banner.say(self._session.backend.messages.error(error), Tone.BAD)


def pick_page(
    session: Session,
    parent: QWidget,
    case_id: int,
    purpose: Purpose,
    take: Callable[[PlacedPage], None],
) -> None:
    """Ask for a page and hand it on, unless the user thought better of it."""
    picker = PagePicker(session, parent, case_id, purpose)
    if picker.exec() == QDialog.DialogCode.Accepted and picker.chosen is not None:
        take(picker.chosen)
