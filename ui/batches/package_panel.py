"""What an export made: where its package lies, and whether it is whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from digitizer.domain.package import PackageResult, VerifyReport
from ui.session import Session
from ui.widgets.styling import button, label


class PackagePanel(QFrame):
    """Where the package lies and whether it is whole."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.is_busy = False
        self._folder: Path | None = None
        self._words = label("", "heading", wrap=True)
        self._place = label("", "muted", wrap=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._verdict = label("", wrap=True)
        self._opener = button(session.text("ui-open-folder"))
        self._opener.clicked.connect(self._open)
        column = QVBoxLayout()
        column.setSpacing(2)
        for line in (self._words, self._place, self._verdict):
            column.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addLayout(column, 1)
        row.addWidget(self._opener)
        self.hide()

    @property
    def verdict(self) -> str:
        return self._verdict.text()

    def show_busy(self, batch: str, message: str = "ui-exporting") -> None:
        self.is_busy = True
        self._words.setText(self._session.text(message, batch=batch))
        for widget in (self._place, self._verdict, self._opener):
            widget.hide()
        self.show()

    def show_result(self, result: PackageResult, report: VerifyReport) -> None:
        text = self._session.text
        self.is_busy = False
        self._folder = result.folder
        self._words.setText(text("ui-export-done", cases=result.cases, files=len(result.files)))
        self._place.setText(str(result.folder))
        if result.backlog:
            words = text("answering-exported-backlog", count=result.backlog)
            self._place.setText(f"{result.folder}\n{words}")
        if report.is_sound:
            self._verdict.setText(text("ui-package-sound", files=report.files_checked))
            if report.signature is not None and report.signature.certificate is not None:
                signed = text("signing-package-signed", name=report.signature.certificate.name)
                self._verdict.setText(f"{self.verdict}\n{signed}")
        else:
            found = [self._session.backend.messages.problem(p) for p in report.problems]
            self._verdict.setText("\n".join([text("ui-package-broken"), *found]))
        for widget in (self._place, self._verdict, self._opener):
            widget.show()
        self.show()

    def hide_all(self) -> None:
        self.is_busy = False
        self.hide()

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
