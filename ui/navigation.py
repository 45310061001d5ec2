"""The left edge: from paper to package, one button a station."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.session import Session
from ui.situation import PageName
from ui.theme import px, theme
from ui.widgets.styling import label

_ICONS = {
    PageName.INBOX: "inbox",
    PageName.CASES: "cases",
    PageName.BATCHES: "batch",
    PageName.APPROVAL: "approval",
    PageName.FORMS: "forms",
    PageName.PEOPLE: "people",
    PageName.SEARCH: "search",
    PageName.PASSES: "passes",
    PageName.SECOND: "second",
    PageName.SAMPLING: "sampling",
    PageName.OWN_WORK: "own-work",
    PageName.PRACTICE: "practice",
    PageName.ACCOUNTS: "accounts",
    PageName.PROGRESS: "progress",
    PageName.AUDIT: "audit",
}
_PART_OF = {
    PageName.DESK: PageName.CASES,
    PageName.DESIGNER: PageName.FORMS,
    PageName.COLUMN: PageName.PASSES,
}
_WIDE_PX, _NARROW_PX = 176, 58
_ICON_PX = 22
_LEAST_PADDING_PX = 12
_LEAST_ROOM_PX = 920
"""In a narrower window the pictures alone must do."""


class Navigation(QFrame):
    """Narrow (pictures only) while the desk or the designer needs the room, and in a window that
    is small for the scale in force."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._session = session
        self._has_room = True
        self._is_wanted_narrow = False
        self._product = label(session.text("ui-product"))
        self._product.setObjectName("productName")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(4)
        column.addWidget(self._product)
        column.addSpacing(8)
        self._group = QButtonGroup(self)
        self._buttons: dict[PageName, QToolButton] = {}
        self._stations = self._built_stations()
        column.addWidget(self._stations, 1)
        self.set_narrow(narrow=False)
        self.paint_icons()

    def _built_stations(self) -> QScrollArea:
        """The buttons, which are scrolled where the window is low for the scale in force."""
        stations = QWidget()
        stations.setObjectName("stations")
        inside = QVBoxLayout(stations)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for page in _ICONS:
            inside.addWidget(self._made(page))
        inside.addStretch(1)
        frame = QScrollArea()
        frame.setObjectName("stationsFrame")
        frame.setWidgetResizable(True)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame.setWidget(stations)
        return frame

    def button(self, page: PageName) -> QToolButton:
        return self._buttons[page]

    def has(self, page: PageName) -> bool:
        return page in self._buttons

    def show_page(self, page: PageName) -> None:
        """The desk counts as part of the cases, the designer as part of the forms."""
        station = self._buttons[_PART_OF.get(page, page)]
        station.setChecked(True)
        self._stations.ensureWidgetVisible(station, 0, 0)
        self.set_narrow(narrow=page in _PART_OF)
        self.paint_icons()

    def show_count(self, page: PageName, count: int) -> None:
        """How many things wait there, behind the name."""
        name = self._session.text(f"ui-page-{page.value}")
        self._buttons[page].setText(f" {name}  ({count})" if count else f" {name}")

    def set_narrow(self, *, narrow: bool) -> None:
        self._is_wanted_narrow = narrow
        self._set_width()

    def set_room(self, width: int) -> None:
        """``width`` of the window in px."""
        self._has_room = width >= px(_LEAST_ROOM_PX)
        self._set_width()

    def _set_width(self) -> None:
        narrow = self._is_wanted_narrow or not self._has_room
        self._product.setVisible(not narrow)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if narrow
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for one in self._buttons.values():
            one.setToolButtonStyle(style)
        self.setFixedWidth(px(_NARROW_PX if narrow else _WIDE_PX))

    def paint_icons(self) -> None:
        colors = theme.colors
        for page, one in self._buttons.items():
            color = colors.accent if one.isChecked() else colors.text
            one.setIcon(icons.icon(_ICONS[page], color, px(_ICON_PX)))

    def _made(self, page: PageName) -> QToolButton:
        made = QToolButton()
        name = self._session.text(f"ui-page-{page.value}")
        made.setText(f" {name}")
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setCheckable(True)
        made.setIconSize(QSize(px(_ICON_PX), px(_ICON_PX)))
        # They move closer together where the window is low for the scale in force.
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        made.setMinimumHeight(px(_ICON_PX) + _LEAST_PADDING_PX)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(page.value))
        self._buttons[page] = made
        self._group.addButton(made)
        return made
