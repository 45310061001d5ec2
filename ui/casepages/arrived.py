"""The notice in the status bar that a scan one waits for seems to be there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton

from digitizer.workflow.rescans_arrived import ArrivedScan
from ui import icons
from ui.asking import Asking
from ui.session import Session
from ui.theme import px, theme

_ICON_PX = 16


class ArrivedNotice(QToolButton):
    """In sight only while there is something to tell. ``came`` says in words what arrived since the
    last look; what was there at the first look is only counted."""

    came = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asking = Asking(session)
        self._known: frozenset[tuple[int, int]] | None = None
        self.found: Sequence[ArrivedScan] = ()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(px(_ICON_PX), px(_ICON_PX)))
        self.paint_icon()
        self.hide()

    def ask(self) -> None:
        """Have a worker look."""
        desk = self._session.backend.case_pages
        self._asking.ask(desk.rescans_arrived, self._show, self._session.on_error)

    def forget(self) -> None:
        """Another person is here now."""
        self._known = None
        self.ask()

    def paint_icon(self) -> None:
        self.setIcon(icons.icon("scan-again", theme.colors.accent, px(_ICON_PX)))

    def words(self, each: ArrivedScan) -> str:
        return self._session.text(
            "arrived-sure" if each.is_sure else "arrived-maybe",
            case=each.awaited.case_id,
            page=each.awaited.place + 1,
            scan=each.found.scan_name,
        )

    def _show(self, found: Sequence[ArrivedScan]) -> None:
        self.found = found
        self.setText(self._session.text("arrived-count", count=len(found)))
        said = "\n".join(map(self.words, found))
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.setVisible(bool(found))
        known = frozenset((each.awaited.view.page.id, each.found.view.page.id) for each in found)
        before, self._known = self._known, known
        fresh = [
            each
            for each in found
            if before is not None
            and (each.awaited.view.page.id, each.found.view.page.id) not in before
        ]
        if fresh:
            self.came.emit(self.words(fresh[0]))
