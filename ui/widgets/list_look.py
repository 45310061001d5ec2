"""The widths of a list's columns and its order, kept for the next time a person sees it."""

from __future__ import annotations

from dataclasses import replace

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHeaderView

from digitizer.domain.preferences import ListLook
from ui.session import Session
from ui.theme import px, theme
from ui.widgets.tables import Table

_PAUSE_MS = 400
_LEAST_PX, _MOST_PX = 30, 2000


class KeptLook(QObject):
    """Lives as long as its table. A look of other columns than the list has now is not followed;
    what stands in the list at first is what a person without a kept look gets."""

    def __init__(self, session: Session, table: Table, name: str) -> None:
        super().__init__(table)
        self._session, self._table, self._name = session, table, name
        self._plain = self._present()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PAUSE_MS)
        self._late.timeout.connect(self._keep)
        self._follow()
        header = table.horizontalHeader()
        header.sectionResized.connect(lambda *_sizes: self._late.start())
        header.sortIndicatorChanged.connect(lambda *_order: self._late.start())
        session.follow_actor(self._on_actor)

    def _on_actor(self) -> None:
        if shiboken6.isValid(self):
            self._late.stop()
            self._follow()

    def _follow(self) -> None:
        look = self._session.preferences.lists.get(self._name, self._plain)
        if len(look.widths) != len(self._plain.widths):
            look = self._plain
        header = self._table.horizontalHeader()
        for column, width in enumerate(look.widths):
            if width and self._is_free(column):
                self._table.setColumnWidth(column, px(min(max(width, _LEAST_PX), _MOST_PX)))
        if self._table.is_sortable_by(look.sorted_by):
            ascends = Qt.SortOrder.AscendingOrder
            order = Qt.SortOrder.DescendingOrder if look.descends else ascends
            header.setSortIndicator(-1 if look.sorted_by is None else look.sorted_by, order)

    def _keep(self) -> None:
        """Kept is what differs from the plain look; nothing is written where nothing changed."""
        liked, look = self._session.preferences, self._present()
        lists = {name: kept for name, kept in liked.lists.items() if name != self._name}
        if look != self._plain:
            lists[self._name] = look
        if lists != liked.lists:
            self._session.prefer_later(replace(liked, lists=lists))

    def _present(self) -> ListLook:
        header, table = self._table.horizontalHeader(), self._table
        widths = tuple(
            round(table.columnWidth(column) * 100 / theme.scale) if self._is_free(column) else 0
            for column in range(header.count())
        )
        order = header.sortIndicatorOrder()
        section = header.sortIndicatorSection()
        if not table.is_sortable_by(section) or section < 0:
            return ListLook(widths)
        return ListLook(widths, section, order == Qt.SortOrder.DescendingOrder)

    def _is_free(self, column: int) -> bool:
        mode = self._table.horizontalHeader().sectionResizeMode(column)
        return mode is QHeaderView.ResizeMode.Interactive
