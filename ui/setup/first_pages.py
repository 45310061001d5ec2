"""Language and look; where the workspace lies; the office; the folder of the scanner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from digitizer.domain.preferences import SCALES, Look
from digitizer.domain.setup import FolderKind, Office
from digitizer.domain.values.text import clean
from digitizer.messages import LANGUAGES
from ui.backends.setup import Setup
from ui.setup.answers import Answers
from ui.setup.page import Note, SetupPage
from ui.widgets.styling import button, label

_LOW_DISK_BYTES = 2_000_000_000
_GIGABYTE = 1e9


class LanguagePage(SetupPage):
    """``wanted``: show everything in the language, look and size of the answers."""

    key = "language"
    wanted = Signal()

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        liked = answers.liked
        self.language = self._combo("settings-language")
        for code in LANGUAGES:
            self.language.addItem(self.text(f"settings-language-{code}"), code)
        self.look = self._combo("settings-look")
        for look in Look:
            self.look.addItem(self.text(f"settings-look-{look.value}"), look.value)
        self.scale = self._combo("settings-scale")
        for scale in SCALES:
            self.scale.addItem(self.text("settings-percent", percent=scale), scale)
        self.language.setCurrentIndex(self.language.findData(setup.messages.language))
        self.look.setCurrentIndex(self.look.findData(liked.look.value))
        self.scale.setCurrentIndex(self.scale.findData(liked.scale))
        for combo in (self.language, self.look, self.scale):
            combo.activated.connect(lambda _index: self._choose())
        self.column.addStretch(1)

    def enter(self) -> None:
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        self._note()
        self.setup.like(self.answers.liked)

    def _choose(self) -> None:
        self._note()
        self.wanted.emit()

    def _note(self) -> None:
        self.answers.liked = replace(
            self.answers.liked,
            language=self.language.currentData(),
            look=Look(self.look.currentData()),
            scale=self.scale.currentData(),
        )

    def _combo(self, message_id: str) -> QComboBox:
        made = QComboBox()
        caption = label(self.text(message_id))
        caption.setBuddy(made)
        made.setAccessibleName(caption.text())
        self.column.addWidget(caption)
        self.column.addWidget(made)
        return made


class _FolderLine(QWidget):
    """A folder to type or to choose."""

    def __init__(self, page: SetupPage, words: str, text: str) -> None:
        super().__init__()
        self._title = words
        caption = label(words)
        self.line = QLineEdit(text)
        self.line.setAccessibleName(words)
        caption.setBuddy(self.line)
        self.choose = button(page.text("setup-choose"))
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        page.column.addWidget(caption)
        page.column.addWidget(self)
        self.line.textChanged.connect(lambda _text: page.changed.emit())

    @property
    def text(self) -> str:
        return self.line.text().strip()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title, self.text)
        if chosen:
            self.line.setText(chosen)


class FolderPage(SetupPage):
    key = "folder"

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        here = str(setup.workspace or "")
        proposed = here or answers.folder or str(Path.home() / self.text("setup-folder-name"))
        self.folder = _FolderLine(self, self.text("setup-folder-line"), proposed)
        self.folder.setEnabled(not here)
        self.free, self.network, self.kind = label(wrap=True), Note(), Note()
        for each in (self.free, self.network, self.kind):
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.folder.line.textChanged.connect(lambda _text: self._take_path())
        self._look()

    def enter(self) -> None:
        self.folder.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_whole(self) -> bool:
        return self.setup.workspace is not None or self._kind in (
            FolderKind.NEW,
            FolderKind.WORKSPACE,
        )

    def keep(self) -> None:
        if self.setup.workspace is None:
            self.setup.begin(self._path, self.answers.liked)

    @property
    def _path(self) -> Path:
        return Path(self.folder.text).expanduser()

    def _take_path(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        self.answers.folder = self.folder.text
        self._kind: FolderKind | None = None
        if not self._path.is_absolute():
            self.free.setText("")
            self.network.say("", "warn")
            self.kind.say(self.text("setup-folder-relative"), "bad")
            return
        look = self.setup.look_at(self._path)
        self._kind = look.kind
        gigabytes = round(look.free / _GIGABYTE, 1)
        enough = look.free >= _LOW_DISK_BYTES
        self.free.setText(
            self.text("setup-folder-free" if enough else "setup-folder-low", free=gigabytes)
        )
        said = self.text("setup-folder-network", kind=look.network) if look.network else ""
        self.network.say(said, "warn")
        good = self.setup.workspace is not None or self.is_whole()
        here = self.setup.workspace is not None
        words = "here" if here else look.kind.value
        self.kind.say(self.text(f"setup-folder-is-{words}"), "accent" if good else "bad")


class OfficePage(SetupPage):
    key = "office"

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        self._begin()
        self.province = self._combo("setup-office-province")
        self.commune = self._combo("setup-office-commune")
        self.province.addItem(self.text("setup-office-none"), "")
        for unit in setup.provinces():
            self.province.addItem(unit.name, unit.code)
        self.province.setCurrentIndex(max(self.province.findData(answers.province), 0))
        self._fill_communes()
        self.commune.setCurrentIndex(max(self.commune.findData(answers.commune), 0))
        self.office = self.add_line(self.text("setup-office-name"), answers.office or "")
        self.superior = self.add_line(self.text("setup-office-superior"), answers.superior)
        self.province.activated.connect(lambda _index: self._take_province())
        self.commune.activated.connect(lambda _index: self._take_commune())
        for line in (self.office, self.superior):
            line.textChanged.connect(lambda _text: self._note())
        self.column.addStretch(1)

    def enter(self) -> None:
        self.province.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_whole(self) -> bool:
        return bool(clean(self.office.text()))

    def keep(self) -> None:
        self._note()
        answers = self.answers
        name, superior = clean(answers.office or ""), clean(answers.superior)
        self.setup.set_office(Office(name, superior, answers.commune))

    def _begin(self) -> None:
        if self.answers.office is not None:
            return
        office = self.setup.office()
        self.answers.office = office.name
        self.answers.superior = office.superior
        self.answers.commune = office.code
        self.answers.province = self.setup.province_of(office.code)

    def _combo(self, message_id: str) -> QComboBox:
        made = QComboBox()
        made.setMaxVisibleItems(14)
        caption = label(self.text(message_id))
        caption.setBuddy(made)
        made.setAccessibleName(caption.text())
        self.column.addWidget(caption)
        self.column.addWidget(made)
        return made

    def _fill_communes(self) -> None:
        self.commune.clear()
        self.commune.addItem(self.text("setup-office-none"), "")
        code = self.province.currentData()
        for unit in self.setup.communes(code) if code else ():
            self.commune.addItem(unit.name, unit.code)
        self.commune.setEnabled(bool(code))

    def _take_province(self) -> None:
        before = self._offered_superior(self.answers.province)
        self._fill_communes()
        if clean(self.superior.text()) in ("", before):
            self.superior.setText(self._offered_superior(self.province.currentData()))
        self._note()

    def _take_commune(self) -> None:
        known = {self._offer(self.commune.itemText(at)) for at in range(self.commune.count())}
        if clean(self.office.text()) in {"", *known} and self.commune.currentData():
            self.office.setText(self._offer(self.commune.currentText()))
        self._note()

    def _offered_superior(self, province: str) -> str:
        at = self.province.findData(province)
        return self._offer(self.province.itemText(at)) if province and at > 0 else ""

    def _offer(self, unit: str) -> str:
        """As the people's committee of a unit is written: with the kind of unit in lower case."""
        return self.text("setup-office-offer", unit=unit[:1].lower() + unit[1:])

    def _note(self) -> None:
        answers = self.answers
        answers.office, answers.superior = self.office.text(), self.superior.text()
        answers.province = self.province.currentData() or ""
        answers.commune = self.commune.currentData() or ""
        self.changed.emit()


class ScansPage(SetupPage):
    key = "scans"

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        if answers.inbox is None:
            answers.inbox = str(setup.inbox())
        self.folder = _FolderLine(self, self.text("setup-scans-line"), answers.inbox)
        self.column.addWidget(label(self.text("setup-scans-test"), "muted", wrap=True))
        self.column.addStretch(1)

    def enter(self) -> None:
        self.folder.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_whole(self) -> bool:
        self.answers.inbox = self.folder.text
        return bool(self.folder.text)

    def keep(self) -> None:
        self.setup.set_inbox(Path(self.folder.text))
