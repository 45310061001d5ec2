"""What every page of the window has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from digitizer.domain.changes import ChangeSet
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone


class Page(QWidget):
    """``situation_changed`` asks the window to look at :meth:`situation` again; ``said`` is
    a message for the user, an empty one takes the last away."""

    situation_changed = Signal()
    said = Signal(str, Tone)

    name: PageName

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """What this page does for which action ids."""
        raise NotImplementedError

    def situation(self) -> Situation:
        return Situation(self.name)

    def enter(self) -> None:
        """The page comes to the front."""
        raise NotImplementedError

    def take_change(self, change: ChangeSet) -> None:
        """Something was changed, here or elsewhere."""
        raise NotImplementedError

    def take_theme(self) -> None:
        """The colours were changed; draw anew what does not ask for them when it paints."""

    def forget_typed(self) -> None:
        """Another person takes the place in front: let go of what is typed and not stored."""

    def may_close(self) -> bool:
        """Whether the window may be closed as far as this page's work goes."""
        return True

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; may ask the user."""
        return True
