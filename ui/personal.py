"""The window follows what its person likes: language, look, scale, keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from digitizer.domain.preferences import Look, Preferences
from ui.keymap import KeyMap
from ui.session import Session
from ui.shell import Shell
from ui.theme import theme


class PersonalWindow(Shell):
    """A subclass tells how to fill the frame and how to come back to where one was."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        session.speak(session.preferences.language)
        self._apply_liked_look()
        # The signal of the whole program is freed of this window when that goes.
        QApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme)

    def fill_frame(self) -> None:
        """Build the frame and what belongs to it, without a page yet."""
        raise NotImplementedError

    def way_back(self) -> Callable[[], None]:
        """What leads, in the window built anew, to where one is now."""
        raise NotImplementedError

    def take_preferences(self, wanted: Preferences) -> bool:
        """Keep and follow what the person likes now. Another language or scale builds the window
        anew, on the same page, case and field; False when work in hand stands against that."""
        before = self.session.preferences
        is_built_anew = (wanted.language, wanted.scale) != (before.language, before.scale)
        if is_built_anew and not self.may_be_built_anew():
            return False
        self.session.prefer(wanted)
        if is_built_anew:
            self._build_anew()
        else:
            self._follow()
        return True

    def apply_look(self, look: Look) -> None:
        """Show this look, whatever the person likes."""
        theme.apply(_application(), look, theme.scale)
        self._repaint()

    def suppose(self, wanted: Preferences) -> None:
        """Follow these preferences without keeping them."""
        self.session.suppose(wanted)
        self.follow_person()

    def may_be_built_anew(self) -> bool:
        """Whether no typed text and no running work would be lost; may ask."""
        return self.page.may_leave() and all(page.may_close() for page in self.pages)

    def follow_person(self) -> None:
        """Take over the likings of the person who is here now; they changed hands."""
        speaks = self.session.speak(self.session.preferences.language)
        if speaks or theme.scale != self.session.preferences.scale:
            self._build_anew()
        else:
            self._follow()

    def _follow(self) -> None:
        keymap = KeyMap(self.session.preferences.keys)
        if keymap != self.actions_set.keymap:
            self.actions_set.assign_keys(keymap)
        if self._apply_liked_look():
            self._repaint()

    def _build_anew(self) -> None:
        lead_back = self.way_back()
        self.session.bridge.start_anew()
        self._take_down()
        self.session.speak(self.session.preferences.language)
        self._apply_liked_look()
        self.fill_frame()
        lead_back()

    def _apply_liked_look(self) -> bool:
        """Whether anything changed by it."""
        before = (theme.colors, theme.scale)
        liked = self.session.preferences
        theme.apply(_application(), liked.look, liked.scale)
        return before != (theme.colors, theme.scale)

    def _repaint(self) -> None:
        self.actions_set.paint_icons()
        self.navigation.paint_icons()
        self.banner.paint_icons()
        self.arrived.paint_icon()
        for page in self.pages:
            page.take_theme()

    def _on_color_scheme(self, _scheme: Qt.ColorScheme) -> None:
        if self.session.preferences.look is Look.SYSTEM and self._apply_liked_look():
            self._repaint()


def _application() -> QApplication:
    present = QApplication.instance()
    if not isinstance(present, QApplication):
        raise TypeError(present)
    return present
