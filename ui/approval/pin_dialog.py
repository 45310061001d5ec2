"""Why a field goes back to its clerk, with a pin where the paper shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.review import Pin, Point
from digitizer.domain.values.text import clean
from digitizer.workflow.overview import PageView
from ui.approval.differences import Difference
from ui.paper.page_sheet import PageSheet
from ui.paper.piece import Piece, whole_page
from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import button, label

_SIZE = (900, 620)


class PinDialog(QDialog):
    """The pin begins at the field's box, or in the middle of the page; a click or the arrows move
    it. ``pin`` is an earlier one at the same field."""

    def __init__(
        self, session: Session, parent: QWidget | None, row: Difference, pin: Pin | None
    ) -> None:
        super().__init__(parent)
        text = session.text
        self._session, self._row = session, row
        self._point = pin.point if pin else None
        self.setWindowTitle(text("ui-action-pin-row"))
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.sheet = PageSheet(pinning=True)
        self.sheet.setAccessibleName(text("review-pin-sheet"))
        self.reason = QLineEdit(pin.reason if pin else "")
        self.reason.setAccessibleName(text("review-pin-reason"))
        self.reason.setPlaceholderText(text("review-pin-reason"))
        self._buttons = ok_and_cancel(session, self)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(text("review-pin-put"))
        self.reason.textChanged.connect(lambda _text: self._look())
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(
            label(
                text("review-pin-title", field=session.label(row.field.label)), "heading", wrap=True
            )
        )
        column.addWidget(label(text("review-pin-advice"), "muted", wrap=True))
        column.addWidget(self.sheet, 1)
        column.addLayout(self._laid_out_pages())
        column.addWidget(self.reason)
        column.addWidget(self._buttons)
        self._number = self._first_page()
        self._show_page()
        self._look()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def why(self) -> str:
        return clean(self.reason.text())

    @property
    def point(self) -> Point | None:
        """In px of the upright page; None where the case has no page to see."""
        page, share = self._page, self.sheet.pin
        if page is None or share is None:
            return None
        x, y = round(share[0] * page.page.width), round(share[1] * page.page.height)
        return Point(page.page.id, x, y)

    def turn_page(self, step: int) -> None:
        wanted = self._number + step
        if 0 <= wanted < len(self._row.pages):
            self._number, self._point = wanted, None
            self._show_page()

    @property
    def _page(self) -> PageView | None:
        pages = self._row.pages
        return pages[self._number] if self._number < len(pages) else None

    def _laid_out_pages(self) -> QHBoxLayout:
        text = self._session.text
        self._where = label("", "muted")
        row = QHBoxLayout()
        row.addWidget(self._where, 1)
        for step, words, keys in (
            (-1, "ui-action-previous-page", "PgUp"),
            (1, "ui-action-next-page", "PgDown"),
        ):
            turn = button(text(words))
            turn.setVisible(len(self._row.pages) > 1)
            turn.clicked.connect(lambda _checked=False, step=step: self.turn_page(step))
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.turn_page(step))
            row.addWidget(turn)
        return row

    def _first_page(self) -> int:
        """The page of the earlier pin, or of the field."""
        for number, page in enumerate(self._row.pages):
            if self._point is not None and page.page.id == self._point.page_id:
                return number
        own = self._row.page
        return self._row.pages.index(own) if own is not None else 0

    def _show_page(self) -> None:
        page = self._page
        if page is None:
            self._where.setText(self._session.text("second-no-image"))
            return
        count = len(self._row.pages)
        words = self._session.text("review-pin-page", number=self._number + 1, count=count)
        self._where.setText(words)
        box = self._row.box if page is self._row.page else None
        self._session.bridge.run(
            lambda: whole_page(page, box),
            lambda piece: self._arrived(page, piece),
            self._session.on_error,
        )

    def _arrived(self, page: PageView, piece: Piece) -> None:
        if page is self._page:
            self.sheet.show_piece(piece, self._share(page))

    def _share(self, page: PageView) -> tuple[float, float]:
        width, height = max(page.page.width, 1), max(page.page.height, 1)
        if self._point is not None and self._point.page_id == page.page.id:
            return self._point.x / width, self._point.y / height
        box = self._row.box
        if box is not None and page is self._row.page:
            return (box.x + box.width / 2) / width, (box.y + box.height / 2) / height
        return 0.5, 0.5

    def _look(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.why))
