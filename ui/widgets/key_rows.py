"""What the sheet of keys says: an action a row under its menu, on the screen and as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.values.text import fold
from ui.action_list import ACTIONS, ActionSpec
from ui.keymap import KeyMap, sheet, shown
from ui.session import Session
from ui.theme import base_font

SPEC_ROLE = int(Qt.ItemDataRole.UserRole)
_HEADINGS = ("keys-column-action", "keys-column-key", "keys-column-about")


@dataclass(frozen=True, slots=True)
class KeyRows:
    session: Session

    def fill(self, model: QStandardItemModel, keymap: KeyMap, search: str) -> None:
        """Show the actions whose words, menu or keys hold the searched text, marks or not."""
        wanted = fold(search)
        model.clear()
        model.setHorizontalHeaderLabels([self.session.text(one) for one in _HEADINGS])
        for menu in _menus():
            group = self._group(menu, keymap, wanted)
            if group.rowCount():
                model.appendRow(group)

    def write(self, path: Path, keymap: KeyMap) -> None:
        """Write all as plain text; raises EnvironmentFault ``keys-not-written``."""
        rows = [
            (
                self.menu_words(menu),
                [(spec, self.words(spec)) for spec in ACTIONS if spec.menu == menu],
            )
            for menu in _menus()
        ]
        try:
            path.write_text(sheet(keymap, rows), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or ""
            raise EnvironmentFault("keys-not-written", path=path, reason=reason) from error

    def words(self, spec: ActionSpec) -> str:
        return self.session.text(f"ui-action-{spec.id}")

    def menu_words(self, menu: str) -> str:
        return self.session.text(f"ui-menu-{menu}").replace("&", "")

    def _group(self, menu: str, keymap: KeyMap, wanted: str) -> QStandardItem:
        title = self.menu_words(menu)
        group = QStandardItem(title)
        group.setSelectable(False)
        group.setFont(base_font(bold=True))
        for spec in ACTIONS:
            if spec.menu != menu:
                continue
            cells = self._cells(spec, keymap)
            if wanted in fold(" ".join((title, *(cell.text() for cell in cells)))):
                group.appendRow(cells)
        return group

    def _cells(self, spec: ActionSpec, keymap: KeyMap) -> list[QStandardItem]:
        keys = " / ".join(dict.fromkeys(shown(key) for key in keymap.keys(spec)))
        about = ""
        if spec.is_listed_only:
            about = self.session.text("keys-fixed")
        elif keymap.is_changed(spec):
            about = self.session.text("keys-changed")
        cells = [QStandardItem(text) for text in (self.words(spec), keys, about)]
        cells[0].setData(spec, SPEC_ROLE)
        return cells


def _menus() -> list[str]:
    return list(dict.fromkeys(spec.menu for spec in ACTIONS))
