"""The living actions: menus, toolbar and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QToolBar, QToolButton

from ui import icons
from ui.action_list import ACTIONS, ActionSpec
from ui.keymap import KeyMap, shown
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import px, theme

_PICTURES_ONLY = "page"
_ICON_PX = 20
_MOST_RECENT = 12


class ActionSet(QObject):
    """One QAction for each entry of the list. What they do is told by :meth:`adopt`, by the
    window for what can be done everywhere and by each page when it is built."""

    def __init__(self, session: Session, parent: QObject, keymap: KeyMap) -> None:
        super().__init__(parent)
        self._session = session
        self._handlers: dict[str, Callable[[], None]] = {}
        self._of_page: dict[PageName, Mapping[str, Callable[[], None]]] = {}
        self._front: PageName | None = None
        self._actions: dict[str, QAction] = {}
        self._recent: list[str] = []
        self._forbidden: frozenset[str] = frozenset()
        for spec in ACTIONS:
            if not spec.is_listed_only:
                self._actions[spec.id] = self._made(spec)
        self.assign_keys(keymap)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    @property
    def recent(self) -> Sequence[str]:
        """The ids of what was done last in this window, the newest first."""
        return tuple(self._recent)

    def adopt(
        self, handlers: Mapping[str, Callable[[], None]], page: PageName | None = None
    ) -> None:
        """Let these handlers answer the actions of their ids; those of a page answer before all
        others while it is in front."""
        self._handlers.update(handlers)
        if page is not None:
            self._of_page[page] = handlers

    def unanswered(self) -> Sequence[str]:
        """The actions that nobody has adopted yet."""
        return [name for name in self._actions if name not in self._handlers]

    def all(self) -> Sequence[QAction]:
        return list(self._actions.values())

    def keys_of(self, spec: ActionSpec) -> tuple[str, ...]:
        return self.keymap.keys(spec)

    def assign_keys(self, keymap: KeyMap) -> None:
        """Change the keys of all actions; menus and tool tips follow."""
        self.keymap = keymap
        for spec in ACTIONS:
            action = self._actions.get(spec.id)
            if action is None:
                continue
            keys = keymap.keys(spec)
            action.setShortcuts([QKeySequence(key) for key in keys])
            words = action.text()
            action.setToolTip(f"{words} ({shown(keys[0])})" if keys else words)

    def fill_menus(self, bar: QMenuBar) -> None:
        menus = {}
        for spec in ACTIONS:
            if spec.is_listed_only:
                continue
            if spec.menu not in menus:
                menus[spec.menu] = bar.addMenu(self._session.text(f"ui-menu-{spec.menu}"))
            menus[spec.menu].addAction(self._actions[spec.id])

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Pages have groups of their own."""
        for spec in ACTIONS:
            if spec.in_toolbar:
                bar.addAction(self._actions[spec.id])

    def style_toolbar(self, bar: QToolBar, *, has_room: bool) -> None:
        """The image's actions are pictures only; without room all are, and the tips say which."""
        for spec in ACTIONS:
            tool = bar.widgetForAction(self._actions[spec.id]) if spec.in_toolbar else None
            if isinstance(tool, QToolButton):
                has_words = has_room and spec.menu != _PICTURES_ONLY
                tool.setToolButtonStyle(
                    Qt.ToolButtonStyle.ToolButtonTextBesideIcon
                    if has_words
                    else Qt.ToolButtonStyle.ToolButtonIconOnly
                )
                tool.setAccessibleName(self._actions[spec.id].text())

    def update(self, situation: Situation) -> None:
        """Enable what the situation allows and hide what belongs to other pages."""
        self._front = situation.page
        for spec in ACTIONS:
            action = self._actions.get(spec.id)
            if action is not None:
                is_here = spec.pages is None or situation.page in spec.pages
                action.setVisible(is_here)
                may = spec.id not in self._forbidden
                action.setEnabled(is_here and may and spec.enabled(situation))

    def forbid(self, action_ids: frozenset[str]) -> None:
        """Keep these closed from the next look on: the person has no right to them."""
        self._forbidden = action_ids

    def may(self, action_id: str) -> bool:
        """Whether the person has the right to it, wherever the window is now."""
        return action_id not in self._forbidden

    def paint_icons(self) -> None:
        """Draw the icons in the colours of the theme in force."""
        for spec in ACTIONS:
            if spec.icon and spec.id in self._actions:
                drawn = icons.icon(spec.icon, theme.colors.text, px(_ICON_PX))
                self._actions[spec.id].setIcon(drawn)

    def _made(self, spec: ActionSpec) -> QAction:
        words = self._session.text(f"ui-action-{spec.id}")
        action = QAction(words, self)
        # A little room between the picture and the words of a tool button.
        action.setIconText(f" {words}")
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: self._do(spec.id))
        return action

    def _do(self, action_id: str) -> None:
        if action_id in self._recent:
            self._recent.remove(action_id)
        self._recent = [action_id, *self._recent][:_MOST_RECENT]
        own = self._of_page.get(self._front, {}) if self._front is not None else {}
        own.get(action_id, self._handlers[action_id])()
