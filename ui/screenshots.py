"""Pictures of all pages at the sizes that offices have."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from digitizer.domain.errors import EnvironmentFault
from digitizer.workflow.ports import CaseFilter
from ui.main_window import MainWindow
from ui.situation import PageName
from ui.theme import theme
from ui.widgets.keys_dialog import KeysDialog

SIZES = (QSize(1366, 768), QSize(1920, 1080))
_SETTLE_SECONDS = 20.0
_QUIET_ROUNDS = 5
_ROUND_SECONDS = 0.02
_LISTED_PAGES = (
    PageName.INBOX,
    PageName.CASES,
    PageName.BATCHES,
    PageName.APPROVAL,
    PageName.FORMS,
    PageName.PEOPLE,
)


def paint_all(window: MainWindow, out_dir: Path) -> list[Path]:
    """Write ``<page>-<width>x<height>[-dark].png``."""
    out_dir.mkdir(parents=True, exist_ok=True)
    was_dark = theme.is_dark
    written: list[Path] = []
    try:
        for dark in (False, True):
            window.apply_theme(dark=dark)
            for size in SIZES if not dark else SIZES[:1]:
                suffix = f"{size.width()}x{size.height()}" + ("-dark" if dark else "")
                written.extend(_paint_pages(window, size, out_dir, suffix))
    finally:
        window.apply_theme(dark=was_dark)
    return written


def _paint_pages(window: MainWindow, size: QSize, out_dir: Path, suffix: str) -> Iterator[Path]:
    window.resize(size)
    window.show()
    for name in _LISTED_PAGES:
        window.show_page(name)
        yield _paint(window, window, out_dir / f"{name.value}-{suffix}.png")
    for label, case_id in _telling_cases(window):
        window.activateWindow()
        window.open_case(case_id)
        yield _paint(window, window, out_dir / f"{label}-{suffix}.png")
    keys = KeysDialog(window.session, window.actions_set, window)
    keys.show()
    yield _paint(window, keys, out_dir / f"keys-{suffix}.png")
    keys.close()
    window.show_page(PageName.INBOX)


def _telling_cases(window: MainWindow) -> Iterator[tuple[str, int]]:
    """The case with the most doubts, and one of unknown type, where there are such."""
    found = window.session.backend.case_summaries(CaseFilter(), limit=200, offset=0)
    known = [case for case in found if case.document_type is not None]
    if known:
        yield "desk", max(known, key=lambda case: case.doubts).id
    unknown = [case for case in found if case.document_type is None]
    if unknown:
        yield "desk-unknown-type", unknown[0].id


def _paint(window: MainWindow, widget: QWidget, path: Path) -> Path:
    _settle(window)
    if not widget.grab().save(str(path)):
        raise EnvironmentFault("picture-not-written", path=path)
    return path


def _settle(window: MainWindow) -> None:
    """Let images arrive and layouts come to rest."""
    deadline = time.monotonic() + _SETTLE_SECONDS
    quiet = 0
    while quiet < _QUIET_ROUNDS and time.monotonic() < deadline:
        QApplication.processEvents()
        quiet = 0 if window.session.bridge.is_busy else quiet + 1
        time.sleep(_ROUND_SECONDS)
