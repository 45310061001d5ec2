"""The pages of one case in a row, and everything that can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import Action
from digitizer.domain.reading_again import is_unread
from digitizer.workflow.page_act import Arranged
from digitizer.workflow.placed_pages import PlacedPage
from ui import icons
from ui.backends.case_pages import CasePages
from ui.casepages.cards import Card, PageCards
from ui.casepages.deeds import COLUMNS, DEEDS, Deed
from ui.casepages.picker import Purpose, pick_page
from ui.casepages.questions import ask_removal, ask_rescan_reason
from ui.session import Session
from ui.theme import Tone, px, theme
from ui.widgets.banner import Banner
from ui.widgets.styling import button, label


class CasePagesDialog(QDialog):
    """Each act is on disk when the row shows it. Acts run in a worker; while one runs nothing else
    can be begun, but for the reading of a page that was turned: it goes on also when the dialog is
    closed. It begins at ``page_id``. ``has_changed``: whether any act went through."""

    def __init__(
        self, session: Session, parent: QWidget | None, case_id: int, page_id: int | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._case_id = case_id
        self._pages: Sequence[PlacedPage] = ()
        self._revision = 0
        self._is_editable = False
        self._is_busy = False
        self._turned: int | None = None
        self._first_page = page_id
        self.has_changed = False
        text = session.text
        self.setWindowTitle(text("pages-title"))
        self.resize(px(960), px(560))
        self.cards = PageCards(session, text("pages-list"))
        self.banner = Banner(session)
        self.counted = label("", "muted")
        self.buttons = {deed.id: self._button(deed) for deed in DEEDS}
        self.close_button = button(text("pages-do-close"))
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self.cards.currentRowChanged.connect(lambda _row: self._look())
        self._load(0)

    def _button(self, deed: Deed) -> QPushButton:
        words = self._session.text(f"pages-do-{deed.id}")
        made = button(words)
        made.setIcon(icons.icon(deed.icon, theme.colors.text, px(18)))
        made.setIconSize(QSize(px(18), px(18)))
        shown = QKeySequence(deed.keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{words} ({shown})")
        made.setAccessibleDescription(shown)
        made.clicked.connect(lambda: self.do(deed.id))
        QShortcut(QKeySequence(deed.keys), self, lambda: self.do(deed.id))
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(px(8))
        for at, made in enumerate(self.buttons.values()):
            grid.addWidget(made, at // COLUMNS, at % COLUMNS)
        head = QHBoxLayout()
        head.addWidget(label(self._session.text("pages-title"), "heading"))
        head.addStretch(1)
        head.addWidget(self.counted)
        foot = QHBoxLayout()
        foot.addWidget(label(self._session.text("pages-hint"), "muted"), 1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self.cards)
        column.addLayout(grid)
        column.addWidget(self.banner)
        column.addStretch(1)
        column.addLayout(foot)

    # What is shown

    def _load(self, chosen: int) -> None:
        backend, case_id = self._session.backend, self._case_id
        self.counted.setText(self._session.text("pages-loading"))
        self._set_busy(busy=True)

        def read() -> tuple[Sequence[PlacedPage], int, bool]:
            view = backend.case_view(case_id)
            is_editable = Action.EDIT in view.allowed
            return backend.case_pages.placed(case_id), view.case.revision, is_editable

        self._session.bridge.run(read, lambda found: self._show(found, chosen), self._fail)

    def _show(self, found: tuple[Sequence[PlacedPage], int, bool], chosen: int) -> None:
        if not shiboken6.isValid(self):
            return
        self._pages, self._revision, self._is_editable = found
        text = self._session.text
        self.counted.setText(text("pages-of", case=self._case_id, count=len(self._pages)))
        ids = [each.view.page.id for each in self._pages]
        if self._first_page in ids:
            chosen = ids.index(self._first_page)
        self._first_page = None
        self.cards.show_cards([self._card(each) for each in self._pages], chosen)
        self._set_busy(busy=False)
        self.cards.setFocus()
        row, self._turned = self._turned, None
        if row is not None and row < len(self._pages) and is_unread(self._pages[row].view.page):
            self._read(row)

    def _card(self, each: PlacedPage) -> Card:
        text = self._session.text
        wish = each.view.rescan
        lines = (
            text("pages-page", number=each.place + 1),
            text("pages-from", scan=each.scan_name),
        )
        warning = text("pages-unread") if is_unread(each.view.page) else ""
        if wish:
            warning = text("pages-waits", reason=wish.reason)
        return Card(each.view.image_path, lines, warning)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._look()

    def _look(self) -> None:
        for name, made in self.buttons.items():
            made.setEnabled(self.can(name))

    def can(self, name: str) -> bool:
        """Whether an act is open now."""
        row, count = self.cards.currentRow(), len(self._pages)
        if self._is_busy or not self._is_editable or not 0 <= row < count:
            return False
        waits = self._pages[row].view.rescan is not None
        conditions = {
            "earlier": row > 0,
            "later": row < count - 1,
            "split": row > 0,
            "remove": count > 1,
            "read": is_unread(self._pages[row].view.page),
            "rescan": not waits,
            "no-rescan": waits,
        }
        return conditions.get(name, True)

    # What is done

    def do(self, name: str) -> None:
        """Run an act by its name, if it is open."""
        if not self.can(name):
            return
        row = self.cards.currentRow()
        deeds: dict[str, Callable[[], None]] = {
            "earlier": lambda: self._move(row, row - 1),
            "later": lambda: self._move(row, row + 1),
            "left": lambda: self._turn(row, 270),
            "right": lambda: self._turn(row, 90),
            "read": lambda: self._read(row),
            "split": lambda: self._split(row),
            "remove": lambda: self._remove(row),
            "insert": lambda: self._pick(Purpose.INSERT, row),
            "replace": lambda: self._pick(Purpose.REPLACE, row),
            "merge": lambda: self._pick(Purpose.MERGE, row),
            "rescan": lambda: self._ask_rescan(row),
            "no-rescan": lambda: self._drop_rescan(row),
            "undo": self._undo,
        }
        deeds[name]()

    def _move(self, row: int, target: int) -> None:
        desk, case, revision = self._parts()
        self._run(lambda: desk.move(case, row, target, revision), "move", target)

    def _turn(self, row: int, degrees: int) -> None:
        desk, case, revision = self._parts()
        self._turned = row
        self._run(lambda: desk.turn(case, row, degrees, revision), "turn", row)

    def _read(self, row: int) -> None:
        """Read a turned page anew, while anything else can be done."""
        desk, page = self._session.backend.case_pages, self._pages[row].view.page
        self.banner.say(self._session.text("pages-reading", page=row + 1), Tone.ACCENT)
        self._session.bridge.run(
            lambda: desk.read_page(page.id), lambda _done: self._was_read(), self._fail
        )

    def _was_read(self) -> None:
        if shiboken6.isValid(self):
            self.has_changed = True
            self.banner.say(self._session.text("pages-done-read"), Tone.GOOD)
            self._load(self.cards.currentRow())

    def _split(self, row: int) -> None:
        desk, case, revision = self._parts()
        places = range(row, len(self._pages))
        self._run(lambda: desk.split(case, places, revision), "split", row - 1)

    def _remove(self, row: int) -> None:
        reason = ask_removal(self._session, self)
        if reason is not None:
            desk, case, revision = self._parts()
            self._run(lambda: desk.remove(case, row, reason, revision), "remove", row)

    def _pick(self, purpose: Purpose, row: int) -> None:
        pick_page(
            self._session,
            self,
            self._case_id,
            purpose,
            lambda chosen: self._take(purpose, row, chosen),
        )

    def _take(self, purpose: Purpose, row: int, chosen: PlacedPage) -> None:
        desk, case, revision = self._parts()
        source = (chosen.case_id, chosen.place)
        if purpose is Purpose.INSERT:
            self._run(lambda: desk.insert(case, row + 1, source, revision), "insert", row + 1)
        elif purpose is Purpose.REPLACE:
            self._run(lambda: desk.replace(case, row, source, revision), "replace", row)
        else:
            self._run(
                lambda: desk.merge(case, [chosen.case_id], revision), "merge", row, chosen.case_id
            )

    def _ask_rescan(self, row: int) -> None:
        reason = ask_rescan_reason(self._session, self)
        if reason is not None:
            desk, case, _ = self._parts()
            self._run(lambda: Arranged(desk.ask_rescan(case, row, reason)), "rescan", row)

    def _drop_rescan(self, row: int) -> None:
        desk, case, _ = self._parts()
        self._run(lambda: Arranged(desk.drop_rescan(case, row)), "no-rescan", row)

    def _undo(self) -> None:
        desk, case, _ = self._parts()
        self._run(lambda: desk.undo(case), "undo", self.cards.currentRow())

    def _parts(self) -> tuple[CasePages, int, int]:
        return self._session.backend.case_pages, self._case_id, self._revision

    def _run(self, work: Callable[[], Arranged], name: str, chosen: int, other: int = 0) -> None:
        self._set_busy(busy=True)
        self.banner.hide()
        self._session.bridge.run(
            work, lambda done: self._done(name, chosen, done.case_id or other), self._fail
        )

    def _done(self, name: str, chosen: int, case_id: int) -> None:
        if not shiboken6.isValid(self):
            return
        self.has_changed = True
        self.banner.say(self._session.text(f"pages-done-{name}", case=case_id), Tone.GOOD)
        self._load(chosen)

    def _fail(self, error: DigitizerError) -> None:
        self._turned = None
        if not shiboken6.isValid(self) or not self.isVisible():
            self._session.on_error(error)
            return
        self._set_busy(busy=False)
        if not self._pages:
            self.counted.setText(self._session.text("pages-failed"))
        self.banner.say(self._session.backend.messages.error(error), Tone.BAD)
        self.cards.setFocus()
