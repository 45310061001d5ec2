"""Choosing scans, and making the picture of a sheet ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.form_draft import BlankSheet
from ui.desk.images import PagePicture, levelled
from ui.session import Session

_SCANS = "(*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp)"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a worker made ready: a sheet, and its picture in falling sizes."""

    sheet: BlankSheet
    picture: PagePicture


def choose_scan(parent: QWidget, title: str, session: Session) -> Path | None:
    """A scan that the user chooses, or None."""
    words = session.text("ui-forms-scans")
    folder = str(session.backend.workspace)
    path, _ = QFileDialog.getOpenFileName(parent, title, folder, f"{words} {_SCANS}")
    return Path(path) if path else None


def opened_sheet(sheet: BlankSheet) -> Opened:
    """Raises EnvironmentFault where the picture cannot be shown."""
    image = QImage.fromData(sheet.picture)
    if image.isNull():
        raise EnvironmentFault("form-blank-lost", file=sheet.name)
    return Opened(sheet, levelled(image))
