"""A list below an editor of what a text typed without marks may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from ui.desk.field_edit import FieldEdit
from ui.desk.text_edit import TextEdit
from ui.theme import px

Suggest = Callable[[str], Sequence[str]]

_MOST_FORMS = 9
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}


class MarkedForms(QObject):
    """The list takes no focus and no input method looks at it: the editor keeps the caret, and its
    keys go through here first. Down chooses and Enter takes what is chosen, Alt and a digit take
    at once; Enter without a choice is the editor's own, and Esc closes the list."""

    def __init__(self, edit: FieldEdit | TextEdit, suggest: Suggest, name: str) -> None:
        super().__init__(edit)
        self._edit = edit
        self._suggest = suggest
        self._name = name
        self._is_taking = False
        self.list: QListWidget | None = None
        edit.installEventFilter(self)
        if isinstance(edit, FieldEdit):
            edit.textEdited.connect(self._on_typed)
        else:
            edit.changed.connect(self._on_typed)

    @property
    def is_open(self) -> bool:
        return self.list is not None and self.list.isVisible()

    @property
    def forms(self) -> list[str]:
        """What the open list offers."""
        if self.list is None or not self.is_open:
            return []
        return [str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in self._rows()]

    def close(self) -> None:
        if self.list is not None:
            self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit or not self.is_open:
            return False
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        elif isinstance(event, QInputMethodEvent):
            if event.preeditString():
                self.close()
        elif isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the list is done with the key."""
        if event.type() is QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape or self._digit(event) is not None:
                event.accept()
                return True
            return False
        if event.type() is not QEvent.Type.KeyPress:
            return False
        return self._act(event)

    def _act(self, event: QKeyEvent) -> bool:
        digit, step = self._digit(event), _STEPS.get(event.key())
        is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        chosen = self._chosen()
        if digit is not None:
            self._take(digit)
        elif is_bare and event.key() == Qt.Key.Key_Escape:
            self.close()
        elif is_bare and step is not None:
            self._move(step)
        elif is_bare and event.key() in _ENTER and chosen is not None:
            self._take(chosen)
        else:
            if event.key() in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.close()
            return False
        return True

    def _digit(self, event: QKeyEvent) -> int | None:
        """Which form Alt and a digit ask for, counted from 0."""
        if (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            != Qt.KeyboardModifier.AltModifier
        ):
            return None
        place = event.key() - Qt.Key.Key_1.value
        return place if 0 <= place < len(self.forms) else None

    def _chosen(self) -> int | None:
        row = self.list.currentRow() if self.list is not None else -1
        return row if row >= 0 else None

    def _move(self, step: int) -> None:
        """Up from the first leads back to the editor, with nothing chosen."""
        if self.list is None:
            return
        row = min(max(self.list.currentRow() + step, -1), self.list.count() - 1)
        self.list.setCurrentRow(row)
        if row < 0:
            self.list.clearSelection()

    def _take(self, row: int) -> None:
        form = self.forms[row]
        self.close()
        self._is_taking = True
        self._edit.take(form)
        self._is_taking = False

    def _on_typed(self, text: str) -> None:
        if self._is_taking or self._edit.is_composing or not self._edit.hasFocus():
            return
        forms = list(self._suggest(text))[:_MOST_FORMS] if text.strip() else []
        if forms and forms != [text]:
            self._show(forms)
        else:
            self.close()

    def _show(self, forms: Sequence[str]) -> None:
        window = self._edit.window()
        if self.list is None or self.list.parent() is not window:
            self.list = self._new_list(window)
        self.list.clear()
        for number, form in enumerate(forms, start=1):
            self.list.addItem(f"Alt+{number}   {form}")
            self.list.item(number - 1).setData(Qt.ItemDataRole.UserRole, form)
        self.list.setCurrentRow(-1)
        self._place(self.list, window)
        self.list.show()
        self.list.raise_()

    def _new_list(self, window: QWidget) -> QListWidget:
        made = QListWidget(window)
        made.setObjectName("choices")
        made.setAccessibleName(self._name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.itemClicked.connect(lambda item: self._take(made.row(item)))
        self._edit.destroyed.connect(made.deleteLater)
        return made

    def _place(self, shown: QListWidget, window: QWidget) -> None:
        """Below the editor, or above it where the window ends."""
        frame = 2 * shown.frameWidth() + px(2)
        height = sum(shown.sizeHintForRow(row) for row in self._rows()) + frame
        shown.resize(max(self._edit.width(), px(260)), height)
        place = self._edit.place_below()
        if place.y() + height > window.height():
            place -= QPoint(0, self._edit.height() + height)
        shown.move(place)

    def _rows(self) -> range:
        return range(self.list.count() if self.list is not None else 0)
