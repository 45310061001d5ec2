"""Why a field is empty: the reasons below its line, taken by a digit or with the arrows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from digitizer.domain.record import EmptyReason
from ui.session import Session


def ask_why_empty(
    session: Session,
    edit: QWidget,
    take: Callable[[EmptyReason], None],
    offered: EmptyReason | None = None,
) -> QMenu:
    """``take`` is called with the reason chosen; Enter takes the one ``offered``."""
    menu = QMenu(edit)
    menu.setAccessibleName(session.text("ui-action-empty"))
    for number, reason in enumerate(EmptyReason, start=1):
        choice = menu.addAction(f"&{number}  {session.text(f'ui-empty-{reason.value}')}")
        choice.triggered.connect(lambda _checked=False, reason=reason: take(reason))
        if reason is offered:
            menu.setActiveAction(choice)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(edit.mapToGlobal(QPoint(0, edit.height())))
    return menu
