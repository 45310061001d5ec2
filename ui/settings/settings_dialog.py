"""Language, look, size and typing method of the person in front of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from digitizer.domain.preferences import SCALES, Look, Preferences, TypingMethod
from digitizer.messages import LANGUAGES
from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label

_WIDTH_PX = 520

Choice = tuple[object, str]


class SettingsDialog(QDialog):
    """:attr:`wanted` is what was chosen; the window keeps and follows it."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        liked = session.preferences
        text = session.text
        self.setWindowTitle(text("ui-action-settings").rstrip("…"))
        self.setMinimumWidth(px(_WIDTH_PX))
        languages: list[Choice] = [(None, text("settings-language-computer"))]
        # A language is named in itself, so that one finds back from another.
        languages += [(code, text(f"settings-language-{code}")) for code in LANGUAGES]
        looks = [(look, text(f"settings-look-{look.value}")) for look in Look]
        scales = [(scale, text("settings-percent", percent=scale)) for scale in SCALES]
        methods = [(method, text(f"settings-typing-{method.value}")) for method in TypingMethod]
        self.language = _combo(languages, liked.language)
        self.look = _combo(looks, liked.look)
        self.scale = _combo(scales, liked.scale)
        self.typing = _combo(methods, liked.typing)
        self._build()

    @property
    def wanted(self) -> Preferences:
        return replace(
            self._session.preferences,
            language=self.language.currentData(),
            look=Look(self.look.currentData()),
            scale=self.scale.currentData(),
            typing=TypingMethod(self.typing.currentData()),
        )

    def _build(self) -> None:
        text = self._session.text
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, combo in (
            ("language", self.language),
            ("look", self.look),
            ("scale", self.scale),
            ("typing", self.typing),
        ):
            words = label(text(f"settings-{name}"))
            words.setBuddy(combo)
            combo.setAccessibleName(words.text())
            form.addRow(words, combo)
        about = text("settings-typing-advice")
        self.typing.setAccessibleDescription(about)
        form.addRow("", label(about, "muted", wrap=True))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        name = self._session.backend.actor.name
        column.addWidget(label(self.windowTitle(), "heading"))
        column.addWidget(label(text("settings-advice", name=name), "muted", wrap=True))
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(ok_and_cancel(self._session, self))


def _combo(choices: Sequence[Choice], present: object) -> QComboBox:
    made = QComboBox()
    for value, words in choices:
        made.addItem(words, value)
    found = [value for value, _words in choices]
    made.setCurrentIndex(found.index(present) if present in found else 0)
    return made
