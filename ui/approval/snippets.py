"""The paper of the differences in sight, cut in a worker when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from ui.approval.differences import Difference
from ui.paper.piece import cut
from ui.session import Session

_AT_ONCE = 4
_MOST_WAITING = 40
_MOST_KEPT = 300
_MARGIN = 0.8
"""Paper around a field, in heights of its box, above and below together."""

Place = tuple[int, str]


class Snippets(QObject):
    """What was asked for last comes first; who scrolled on does not wait for what is out of
    sight. ``arrived``: some are there that were asked for."""

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: OrderedDict[Place, QImage | None] = OrderedDict()
        self._waiting: OrderedDict[Place, Difference] = OrderedDict()
        self._cutting: frozenset[Place] = frozenset()

    def of(self, row: Difference) -> QImage | None:
        """The paper around the row's box; None where there is none, and until it is there."""
        place = row.place
        if place in self._kept:
            self._kept.move_to_end(place)
            return self._kept[place]
        if row.page is not None and row.box is not None and place not in self._cutting:
            self._waiting[place] = row
            self._waiting.move_to_end(place)
            while len(self._waiting) > _MOST_WAITING:
                self._waiting.popitem(last=False)
            self._begin()
        return None

    def is_lost(self, row: Difference) -> bool:
        """Whether there is no paper to show: no place is known, or the image cannot be read."""
        has_place = row.page is not None and row.box is not None
        return not has_place or (row.place in self._kept and self._kept[row.place] is None)

    def clear(self) -> None:
        self._kept.clear()
        self._waiting.clear()

    def _begin(self) -> None:
        if self._cutting or not self._waiting or self._session.bridge.is_closed:
            return
        rows = [self._waiting.popitem()[1] for _ in range(min(_AT_ONCE, len(self._waiting)))]
        self._cutting = frozenset(row.place for row in rows)
        self._session.bridge.run(
            lambda: [(row.place, _cut(row)) for row in rows], self._take, self._session.on_error
        )

    def _take(self, found: Sequence[tuple[Place, QImage | None]]) -> None:
        self._cutting = frozenset()
        self._kept.update(found)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()
        self._begin()


def _cut(row: Difference) -> QImage | None:
    """A page image that is lost costs the snippet, not the answer."""
    page, box = row.page, row.box
    if page is None or box is None:
        return None
    margin = box.height * _MARGIN / 2
    wanted = QRectF(box.x, box.y, box.width, box.height)
    return cut(page, wanted.adjusted(-margin, -margin, margin, margin))
