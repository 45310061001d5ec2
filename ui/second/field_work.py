"""What keying and settling have in common around their panel: nothing to do, or being looked up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget

from digitizer.workflow.second_tasks import FieldPlace
from ui.asking import Asking
from ui.paper.piece import Piece, piece_of, whole_page
from ui.second.entry_panel import FieldPanel
from ui.session import Session
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState

_PANEL, _DONE, _LOADING = range(3)


class FieldWork(QStackedWidget):
    """One tab of the page. ``said`` is a message for the user; ``situation_changed``: another
    field or none is in front."""

    situation_changed = Signal()
    said = Signal(str, Tone)

    def __init__(
        self, session: Session, panel: FieldPanel, done: str, action: QPushButton | None = None
    ) -> None:
        """``done`` is the message that nothing is left, beside what can be done then."""
        super().__init__()
        text = session.text
        self.session = session
        self.batch_id: int | None = None
        self._fetching = Asking(session)
        self._panel = panel
        self.setContentsMargins(4, 12, 4, 0)
        self.addWidget(panel)
        self.addWidget(EmptyState("confirmed", text(done), text(f"{done}-advice"), action))
        self.addWidget(EmptyState("working", text("second-loading"), ""))
        self.setCurrentIndex(_LOADING)

    @property
    def is_open(self) -> bool:
        """Whether a field is in front, to be worked on."""
        return self.currentIndex() == _PANEL

    @property
    def is_done(self) -> bool:
        """Whether nothing was left when it was last looked up."""
        return self.currentIndex() == _DONE

    def fetch(self) -> None:
        """Look up what comes first in the batch and show it."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the caret into the line of the field in front."""
        raise NotImplementedError

    def ask_why_empty(self) -> None:
        raise NotImplementedError

    def forget(self) -> None:
        """Take what was in front out of sight."""
        self.setCurrentIndex(_LOADING)
        self.situation_changed.emit()

    def toggle_sheet(self) -> None:
        """Open the whole page around the field, or close it."""
        if self.is_open:
            self._show_sheet(opened=self._panel.sheet.isHidden())

    def _show_front(self, *, has_field: bool) -> None:
        self.setCurrentIndex(_PANEL if has_field else _DONE)
        self.situation_changed.emit()

    def _show_surroundings(self, place: FieldPlace) -> None:
        """The page stays open from field to field; a field with no place needs it."""
        self._show_sheet(opened=not self._panel.sheet.isHidden() or place.box is None)
        if self.isVisible():
            self.start()

    def _show_sheet(self, *, opened: bool) -> None:
        panel = self._panel
        place = panel.place
        if not opened or place is None or not place.pages:
            panel.show_sheet(None)
            return
        page, box = place.page or place.pages[0], place.box

        def arrived(piece: Piece) -> None:
            if panel.place is place:
                panel.show_sheet(piece)

        self.session.bridge.run(lambda: whole_page(page, box), arrived, self.session.on_error)


def paper_of(place: FieldPlace) -> Piece:
    """The paper of a field. Slow: reads the page's file."""
    if place.page is None or place.box is None:
        return Piece(None)
    return piece_of(place.page, place.box)
