"""Every key, as F1 shows it: searched, changed, put back, written out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.action_list import ActionSpec
from ui.actions import ActionSet
from ui.announcing import announce
from ui.keymap import KeyMap, refusal, shown
from ui.session import Session
from ui.theme import px
from ui.widgets.key_capture import KeyCapture
from ui.widgets.key_rows import SPEC_ROLE, KeyRows
from ui.widgets.styling import button, label

_SIZE = (820, 600)
_NAME, _KEY, _ABOUT = range(3)


class KeysDialog(QDialog):
    """Changes :attr:`keymap` and, at once, the keys of the actions."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._pending: tuple[ActionSpec, str] | None = None
        text = session.text
        self.setWindowTitle(text("ui-action-keys"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("keys-hint"))
        self.search.setAccessibleName(text("keys-hint"))
        self.search.setClearButtonEnabled(True)
        self.model = QStandardItemModel(self)
        self.rows = KeyRows(session)
        self.table = QTreeView()
        self.table.setObjectName("keys")
        self.table.setModel(self.model)
        self.table.setAccessibleName(text("ui-action-keys"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setItemsExpandable(False)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.note = label("", wrap=True)
        self.capture = KeyCapture(text("keys-press"))
        self.change = button(text("keys-change"), "primary")
        self.clear = button(text("keys-none"))
        self.put_back = button(text("keys-reset"))
        self.put_all_back = button(text("keys-reset-all"))
        self.write = button(text("keys-write"))
        self.swap = button(text("keys-swap"), "primary")
        self.keep = button(text("ui-cancel"))
        self._build()
        self._connect()
        self._fill()
        room = self.screen().availableGeometry().size()
        self.resize(min(px(_SIZE[0]), room.width() - 40), min(px(_SIZE[1]), room.height() - 60))

    @property
    def keymap(self) -> KeyMap:
        return self._actions.keymap

    @property
    def spec(self) -> ActionSpec | None:
        """The action that is chosen in the list."""
        found: ActionSpec | None = self.table.currentIndex().siblingAtColumn(0).data(SPEC_ROLE)
        return found

    def choose(self, action_id: str) -> None:
        """Make the row of an action current."""
        for row in range(self.model.rowCount()):
            group = self.model.index(row, 0)
            for place in range(self.model.rowCount(group)):
                index = self.model.index(place, 0, group)
                if index.data(SPEC_ROLE).id == action_id:
                    self.table.setCurrentIndex(index)
                    self.table.scrollTo(index)

    def take_key(self, key: str) -> None:
        """Give the chosen action this key; where another action has it on the same page, ask
        whether the two are to change places."""
        spec = self.spec
        if spec is None or spec.is_listed_only:
            return
        why = refusal(spec, key)
        if why is not None:
            self._say(self._session.text(f"keys-refused-{why.value}", key=shown(key)))
            return
        holders = self.keymap.holders(spec, key)
        names = ", ".join(self.rows.words(one) for one in holders)
        if any(one.is_listed_only for one in holders):
            self._say(self._session.text("keys-fixed-holder", key=shown(key), actions=names))
        elif holders:
            self._pending = (spec, key)
            self._say(self._session.text("keys-conflict", key=shown(key), actions=names))
            self._asks(is_asking=True)
        else:
            self._follow(self.keymap.assigned(spec, key))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in (self.change, self.clear, self.put_back, self.swap, self.keep):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.put_all_back)
        row.addWidget(self.write)
        below = QStackedWidget()
        below.addWidget(self.note)
        below.addWidget(self.capture)
        self._below = below
        close = button(self._session.text("ui-close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(below)
        column.addLayout(row)
        below.setFixedHeight(self.note.fontMetrics().height() * 2 + 8)
        self._asks(is_asking=False)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.activated.connect(lambda _index: self._begin())
        self.change.clicked.connect(self._begin)
        self.clear.clicked.connect(self._take_none)
        self.put_back.clicked.connect(self._reset)
        self.put_all_back.clicked.connect(lambda: self._follow(KeyMap()))
        self.write.clicked.connect(self._choose_file)
        self.swap.clicked.connect(self._swap)
        self.keep.clicked.connect(self._keep)
        self.capture.pressed.connect(self._captured)
        self.capture.given_up.connect(self._end_capture)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._look_again())

    def _fill(self) -> None:
        chosen = self.spec
        with QSignalBlocker(self.table.selectionModel()):
            self.rows.fill(self.model, self.keymap, self.search.text())
        self.table.expandAll()
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_KEY, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_ABOUT, QHeaderView.ResizeMode.ResizeToContents)
        if chosen is not None:
            self.choose(chosen.id)
        if self.spec is None and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0, self.model.index(0, 0)))
        self._look_again()

    def _look_again(self) -> None:
        spec = self.spec
        can_change = spec is not None and not spec.is_listed_only
        self.change.setEnabled(can_change)
        self.clear.setEnabled(spec is not None and can_change and bool(self.keymap.keys(spec)))
        self.put_back.setEnabled(spec is not None and self.keymap.is_changed(spec))
        self.put_all_back.setEnabled(bool(self.keymap.own))
        self._say("" if can_change or spec is None else self._session.text("keys-fixed-why"))

    def _begin(self) -> None:
        if self.change.isEnabled():
            self._below.setCurrentWidget(self.capture)
            self.capture.begin()
            announce(self, self.capture.text())

    def _captured(self, key: str) -> None:
        self._end_capture()
        self.take_key(key)

    def _end_capture(self) -> None:
        self._below.setCurrentWidget(self.note)
        self.table.setFocus()

    def _take_none(self) -> None:
        if self.spec is not None:
            self._follow(self.keymap.assigned(self.spec, None))

    def _reset(self) -> None:
        spec = self.spec
        if spec is None:
            return
        without = self.keymap.reset(spec)
        if set(without.keys(spec)) == set(spec.keys):
            self._follow(without)
        else:
            names = ", ".join(self.rows.words(one) for one in without.takers(spec))
            self._say(self._session.text("keys-reset-taken", actions=names))

    def _swap(self) -> None:
        if self._pending is not None:
            spec, key = self._pending
            self._keep()
            self._follow(self.keymap.swapped(spec, key))

    def _keep(self) -> None:
        self._pending = None
        self._asks(is_asking=False)
        self._say("")
        self.table.setFocus()

    def _asks(self, *, is_asking: bool) -> None:
        for one in (self.swap, self.keep):
            one.setVisible(is_asking)
        for one in (self.change, self.clear, self.put_back):
            one.setVisible(not is_asking)
        self.table.setEnabled(not is_asking)
        self.search.setEnabled(not is_asking)
        if is_asking:
            self.swap.setFocus()

    def _follow(self, keymap: KeyMap) -> None:
        self._actions.assign_keys(keymap)
        self._fill()
        self.table.setFocus()

    def _choose_file(self) -> None:
        name = self._session.text("keys-file-name")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.write.text(), name, "*.txt")
        if chosen:
            self._session.succeeds(lambda: self.write_sheet(Path(chosen)))

    def write_sheet(self, path: Path) -> None:
        """Write every key as plain text, to be printed; raises EnvironmentFault."""
        self.rows.write(path, self.keymap)
        self._say(self._session.text("keys-written", path=str(path)))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        if text:
            announce(self, text)
