"""The living actions: menus, toolbar and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QToolBar, QToolButton

from ui import icons
from ui.action_list import ACTIONS, ActionSpec
from ui.session import Session
from ui.situation import Situation
from ui.theme import theme

_PICTURES_ONLY = "page"


class ActionSet(QObject):
    """The living actions. ``keys`` may replace the keys of single actions by id."""

    def __init__(
        self,
        session: Session,
        handlers: Mapping[str, Callable[[], None]],
        parent: QObject,
        keys: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keys = dict(keys or {})
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            if not spec.is_listed_only:
                self._actions[spec.id] = self._made(spec, handlers[spec.id])

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def all(self) -> Sequence[QAction]:
        return list(self._actions.values())

    def keys_of(self, spec: ActionSpec) -> tuple[str, ...]:
        return self._keys.get(spec.id, spec.keys)

    def fill_menus(self, bar: QMenuBar) -> None:
        menus = {}
        for spec in ACTIONS:
            if spec.is_listed_only:
                continue
            if spec.menu not in menus:
                menus[spec.menu] = bar.addMenu(self._session.text(f"ui-menu-{spec.menu}"))
            menus[spec.menu].addAction(self._actions[spec.id])

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Pages have groups of their own; the image's actions are pictures only."""
        for spec in ACTIONS:
            if not spec.in_toolbar:
                continue
            action = self._actions[spec.id]
            bar.addAction(action)
            tool = bar.widgetForAction(action)
            if spec.menu == _PICTURES_ONLY and isinstance(tool, QToolButton):
                tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def update(self, situation: Situation) -> None:
        """Enable what the situation allows and hide what belongs to other pages."""
        for spec in ACTIONS:
            action = self._actions.get(spec.id)
            if action is not None:
                is_here = spec.pages is None or situation.page in spec.pages
                action.setVisible(is_here)
                action.setEnabled(is_here and spec.enabled(situation))

    def paint_icons(self) -> None:
        """Draw the icons in the colours of the theme in force."""
        for spec in ACTIONS:
            if spec.icon and spec.id in self._actions:
                self._actions[spec.id].setIcon(icons.icon(spec.icon, theme.colors.text))

    def _made(self, spec: ActionSpec, handler: Callable[[], None]) -> QAction:
        words = self._session.text(f"ui-action-{spec.id}")
        action = QAction(words, self)
        keys = [QKeySequence(key) for key in self.keys_of(spec)]
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        action.setToolTip(f"{words} ({shown})" if shown else words)
        action.triggered.connect(lambda _checked=False: handler())
        return action
