"""Two people changed the same fields: each is chosen, and nothing that was typed is lost unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label

_WIDTH = 620
_MOST_HEIGHT = 420
_MINE, _THEIRS = 0, 1


@dataclass(frozen=True, slots=True)
class Clashing:
    """A field as both have it: its name, its piece of paper, and who changed it when."""

    key: str
    name: str
    paper: QPixmap
    mine: str
    theirs: str
    by: str


class ConflictDialog(QDialog):
    """Keys 1 and 2 choose for the field in hand and go to the next; OK opens when all are
    chosen."""

    def __init__(
        self, session: Session, parent: QWidget | None, clashing: Sequence[Clashing]
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: dict[str, QButtonGroup] = {}
        self.setWindowTitle(session.text("merge-title"))
        self.setMinimumWidth(px(_WIDTH))
        self._buttons = ok_and_cancel(session, self)
        fields = QWidget()
        rows = QVBoxLayout(fields)
        rows.setSpacing(px(10))
        for one in clashing:
            rows.addWidget(self._field(one))
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidget(fields)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(min(fields.sizeHint().height(), px(_MOST_HEIGHT)))
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(session.text("merge-title"), "heading"))
        column.addWidget(label(session.text("merge-advice"), "muted", wrap=True))
        column.addWidget(area, 1)
        column.addWidget(self._buttons)
        self._look()
        next(iter(self._groups.values())).button(_MINE).setFocus()

    @property
    def keeps_mine(self) -> dict[str, bool]:
        """By the field, whether the clerk's own value is kept."""
        return {key: group.checkedId() == _MINE for key, group in self._groups.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose: there is nothing to type here."""
        chosen = {Qt.Key.Key_1: _MINE, Qt.Key.Key_2: _THEIRS}.get(Qt.Key(event.key()))
        if chosen is None:
            super().keyPressEvent(event)
            return
        self._choose(chosen)

    def _choose(self, which: int) -> None:
        groups = list(self._groups.values())
        inside = [group for group in groups if self.focusWidget() in group.buttons()]
        wanted = inside[0] if inside else groups[0]
        wanted.button(which).setChecked(True)
        wanted.button(which).setFocus()
        following = [group for group in groups if group.checkedId() < 0]
        target = following[0].button(_MINE) if following else self._ok
        target.setFocus()

    @property
    def _ok(self) -> QWidget:
        return self._buttons.button(QDialogButtonBox.StandardButton.Ok)

    def _field(self, one: Clashing) -> QWidget:
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setSpacing(px(4))
        name = label(one.name)
        name.setObjectName("fieldLabel")
        column.addWidget(name)
        if not one.paper.isNull():
            paper = QLabel()
            paper.setPixmap(one.paper)
            column.addWidget(paper)
        group = QButtonGroup(frame)
        mine = self._session.text("merge-mine")
        for which, who, value in ((_MINE, mine, one.mine), (_THEIRS, one.by, one.theirs)):
            choice = QRadioButton(f"{which + 1}   {value}\n     {who}")
            choice.setAccessibleName(f"{one.name}: {value} ({who})")
            group.addButton(choice, which)
            column.addWidget(choice)
        group.idToggled.connect(lambda _which, _on: self._look())
        self._groups[one.key] = group
        return frame

    def _look(self) -> None:
        self._ok.setEnabled(all(group.checkedId() >= 0 for group in self._groups.values()))
