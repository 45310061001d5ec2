"""Vietnamese from plain keys (Telex, VNI), for computers without an input method of their own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QToolTip, QWidget
from shiboken6 import isValid

from digitizer.domain.preferences import TypingMethod
from digitizer.domain.schema import FieldKind
from digitizer.domain.typing.engine import Typed, compose, finish
from digitizer.domain.typing.methods import Method, method
from digitizer.domain.typing.spelling import Spelling, spelling
from ui.session import Session

# What is typed in these is made of digits and codes: no key of theirs is a mark.
_NO_WORDS = frozenset(
    {
        FieldKind.TIME,
        FieldKind.ID_NUMBER,
        FieldKind.NUMBER,
        FieldKind.MONEY,
        FieldKind.AREA,
        FieldKind.TAX_CODE,
    }
)
# Words and digits side by side: Telex helps, the digits of VNI would be marks.
_WITH_DIGITS = frozenset({FieldKind.DATE, FieldKind.BOOK_NUMBER})
_WORD_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

Edit = QLineEdit | QPlainTextEdit


@dataclass(frozen=True, slots=True)
class _Word:
    """The word being typed, which begins at ``start``: its parts around the keys, and what the
    editor holds after the last of them."""

    edit: Edit
    start: int
    before: str
    keys: str
    after: str
    text: str
    caret: int


class TypingHelper(QObject):
    """One for a window. It works while ``session.preferences.typing`` names a method, and falls
    silent for good as soon as an input method of the computer writes into one of its editors, so
    that two never work on one word; ``silenced`` is said once, with the sentence for it."""

    silenced = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kinds: dict[QObject, FieldKind | None] = {}
        self._lists: dict[QObject, Edit] = {}
        self._is_silent = False
        self._word: _Word | None = None
        self._spelling: Spelling | None = None

    @property
    def is_silent(self) -> bool:
        return self._is_silent

    def attach(self, edit: Edit, kind: FieldKind | None = None) -> None:
        """Help in this editor from now on. ``kind`` is the kind of the field that it edits: in
        numbers no key is a mark, in dates and numbers of books no digit is one. A list of
        completions of the editor passes its keys through here too."""
        if edit not in self._kinds:
            edit.installEventFilter(self)
            edit.destroyed.connect(self._forget)
            if isinstance(edit, QLineEdit):
                # The list may be made only when the first letter asks for it.
                edit.textEdited.connect(lambda _text: self._watch_list(edit))
        self._kinds[edit] = kind
        self._watch_list(edit)

    def _watch_list(self, edit: Edit) -> None:
        completer = edit.findChild(QCompleter)
        popup = completer.popup() if completer is not None else None
        if popup is not None and popup not in self._lists:
            # While the list is open it gets the keys and hands them past the editor's filters.
            self._lists[popup] = edit
            popup.installEventFilter(self)

    def _forget(self) -> None:
        """Let go of editors that are gone."""
        self._kinds = {edit: kind for edit, kind in self._kinds.items() if isValid(edit)}
        self._lists = {
            each: edit for each, edit in self._lists.items() if isValid(each) and isValid(edit)
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        edit = self._lists.get(watched, watched)
        if not isinstance(edit, QLineEdit | QPlainTextEdit) or self._is_silent:
            return False
        if isinstance(event, QInputMethodEvent):
            self._on_input_method(edit, event)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(edit, event)
        return False

    def _on_input_method(self, edit: QWidget, event: QInputMethodEvent) -> None:
        if self._session.preferences.typing is TypingMethod.OFF:
            return
        if event.preeditString() or event.commitString():
            self._is_silent = True
            self._word = None
            said = self._session.text("words-typing-silenced")
            QToolTip.showText(edit.mapToGlobal(QPoint(0, edit.height())), said, edit)
            self.silenced.emit(said)

    def _on_key(self, edit: Edit, event: QKeyEvent) -> bool:
        used = self._method(edit)
        if used is None or edit.isReadOnly() or event.modifiers() & _COMMANDS:
            return False
        key = event.text()
        if len(key) == 1 and key.isalnum():
            return self._type(edit, key, used)
        if (key and key.isprintable()) or event.key() in _WORD_ENDS:
            self._end_word(edit, used)
        return False

    def _method(self, edit: Edit) -> Method | None:
        kind, typing = self._kinds.get(edit), self._session.preferences.typing
        if kind in _NO_WORDS or (kind in _WITH_DIGITS and typing is TypingMethod.VNI):
            return None
        return method(typing)

    def _known(self) -> Spelling:
        if self._spelling is None:
            self._spelling = spelling(self._session.backend.words.known_words())
        return self._spelling

    def _type(self, edit: Edit, key: str, used: Method) -> bool:
        """Type a letter or digit; whether the editor is done with it."""
        word = self._current(edit)
        keys = word.keys + key
        made = compose(word.before, keys, word.after, used, self._known())
        text, end = word.text, _end_of_word(word.text, word.start)
        caret = word.start + made.caret
        plain = text[: word.caret] + key + text[word.caret :]
        changed = text[: word.start] + made.text + text[end:]
        is_plain = changed == plain or _selection(edit) is not None
        if is_plain:
            changed, caret = plain, word.caret + 1
        self._word = _Word(edit, word.start, word.before, keys, word.after, changed, caret)
        if is_plain:
            return False
        _replace(edit, word.start, end, made)
        return True

    def _current(self, edit: Edit) -> _Word:
        """The word at the caret: the one being typed, else the one that stands there."""
        text, caret = _content(edit)
        selected = _selection(edit)
        if selected:
            start, end = selected
            text, caret = text[:start] + text[end:], start
        word = self._word
        if word and word.edit is edit and (word.text, word.caret) == (text, caret):
            return word
        start = caret
        while start and text[start - 1].isalnum():
            start -= 1
        after = text[caret : _end_of_word(text, caret)]
        return _Word(edit, start, text[start:caret], "", after, text, caret)

    def _end_word(self, edit: Edit, used: Method) -> None:
        word = self._current(edit)
        self._word = None
        if not word.keys or _selection(edit):
            return
        end = _end_of_word(word.text, word.start)
        made = finish(word.before, word.keys, word.after, used, self._known())
        if made.text != word.text[word.start : end]:
            _replace(edit, word.start, end, made)


def _end_of_word(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def _content(edit: Edit) -> tuple[str, int]:
    """The text, or the caret's line of it, and the caret's place in it."""
    if isinstance(edit, QLineEdit):
        return edit.text(), edit.cursorPosition()
    cursor = edit.textCursor()
    return cursor.block().text(), cursor.positionInBlock()


def _selection(edit: Edit) -> tuple[int, int] | None:
    """Where the selection begins and ends; None for none."""
    if isinstance(edit, QLineEdit):
        if not edit.hasSelectedText():
            return None
        return edit.selectionStart(), edit.selectionEnd()
    cursor = edit.textCursor()
    if not cursor.hasSelection():
        return None
    at = cursor.block().position()
    return cursor.selectionStart() - at, cursor.selectionEnd() - at


def _replace(edit: Edit, start: int, end: int, made: Typed) -> None:
    """Exchange a part of the line in one step that can be undone."""
    if isinstance(edit, QLineEdit):
        edit.setSelection(start, end - start)
        edit.insert(made.text)
        edit.setCursorPosition(start + made.caret)
        return
    cursor = edit.textCursor()
    at = cursor.block().position()
    cursor.setPosition(at + start)
    cursor.setPosition(at + end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(made.text)
    cursor.setPosition(at + start + made.caret)
    edit.setTextCursor(cursor)
