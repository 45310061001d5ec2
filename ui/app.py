"""Starting the window, and painting all windows without a screen."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from digitizer.domain.errors import DigitizerError
from digitizer.domain.preferences import Look, Preferences
from ui.backend import Backend
from ui.backends.setup import Setup
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.screenshots import EVERY_SETTING, TELLING_SETTINGS, paint_all
from ui.session import Session
from ui.setup.wizard import SetupWizard
from ui.theme import theme

_SMALL_SCREEN_PX = 1366

_log = logging.getLogger(__name__)


def run(backend: Backend, *, argv: Sequence[str]) -> int:
    """Show the window until it is closed; the exit code. The automation runs meanwhile; where
    it cannot (another window of this workspace runs it already), the window says so."""
    app = application(argv)
    window = MainWindow(Session(backend, Bridge()))
    if window.screen().availableGeometry().width() <= _SMALL_SCREEN_PX:
        window.showMaximized()
    else:
        window.show()
    window.accounts_here.tell_of_rescues()
    set_up_if_due(window)
    # What is loaded by now stays until the end. Walking through it again and again, the collector
    # held the window for a tenth of a second each time.
    gc.freeze()
    window.session.bridge.run(
        backend.start_automation, lambda _none: None, lambda error: _not_automatic(window, error)
    )
    try:
        return app.exec()
    finally:
        backend.stop_automation()


def set_up_if_due(window: MainWindow) -> None:
    """Bring the wizard up, once the window stands, where it waits for a person who may use it."""
    setup, session = window.session.backend.setup, window.session
    if window.actions_set["setup"].isEnabled():
        session.bridge.run(
            lambda: setup.is_due,
            lambda is_due: QTimer.singleShot(0, window.set_up) if is_due else None,
            session.on_error,
        )


def first_set_up(setup: Setup, argv: Sequence[str]) -> Path | None:
    """The wizard before there is a workspace; the folder that it made and that is ready, or None
    when the person left it before there was one."""
    application(argv)
    bridge = Bridge()
    try:
        wizard = SetupWizard(setup, bridge, None, Preferences())
        wizard.exec()
    finally:
        bridge.close()
    return setup.workspace


def _not_automatic(window: MainWindow, error: DigitizerError) -> None:
    _log.warning("automation not started: %s", error.code)
    window.show_error(error)


def application(argv: Sequence[str]) -> QApplication:
    """The one application of this process, in our design; the window then follows its person."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(list(argv))
    app.setApplicationName("Digitizer")
    theme.apply(app, Look.SYSTEM, theme.scale)
    return app


def take_screenshots(backend: Backend, out_dir: Path, *, every: bool = False) -> list[Path]:
    """Paint every page and dialog into PNG files, with ``every`` in all settings; needs no
    screen. Nothing is changed in the workspace. Raises EnvironmentFault when a picture cannot be
    written."""
    application(["digitizer"])
    window = MainWindow(Session(backend, Bridge()))
    try:
        return paint_all(window, out_dir, EVERY_SETTING if every else TELLING_SETTINGS)
    finally:
        window.close()
