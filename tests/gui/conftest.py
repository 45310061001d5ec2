"""A window over a workspace in memory, painted without a screen."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from gui.people import fill
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from digitizer.domain.schema import Catalog
from digitizer.schemas import load_catalog
from ui.app import application
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.models.virtual import VirtualTableModel
from ui.session import Session


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """pytest-qt's application, in our design from the beginning."""
    return application([])


@pytest.fixture(autouse=True)
def patient_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists wait for their workers as long as it takes, so that tests need not."""
    monkeypatch.setattr(VirtualTableModel, "patience", 10.0)
    monkeypatch.setattr(VirtualTableModel, "patience_refreshing", 10.0)


@pytest.fixture
def backend(catalog: Catalog, tmp_path: Path) -> FakeBackend:
    made = FakeBackend(catalog, tmp_path)
    fill(made, tmp_path)
    return made


@pytest.fixture
def window(qtbot: QtBot, backend: FakeBackend) -> Iterator[MainWindow]:
    made = MainWindow(Session(backend, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.desk.editing.close()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ui-work")]
