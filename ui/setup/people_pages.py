"""Who works here: alone for now, or with accounts; the administrator first, then the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.accounts import Role, broken_rules
from digitizer.domain.errors import InvalidInput
from digitizer.domain.values.text import clean
from ui import icons
from ui.accounts.handed_dialog import HandedDialog, Paper
from ui.accounts.rescuing import show_code
from ui.backends.setup import Setup
from ui.setup.answers import Answers, Colleague
from ui.setup.page import SetupPage
from ui.theme import Tone, px, theme
from ui.widgets.styling import button, label

_OFFERED = (Role.CLERK, Role.CLERK, Role.SECOND_CLERK, Role.ARBITER, Role.SUPERVISOR)
_ROLES = (
    Role.CLERK,
    Role.SECOND_CLERK,
    Role.ARBITER,
    Role.SUPERVISOR,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
_RULES = {
    "password-too-short": "setup-rule-length",
    "password-too-plain": "setup-rule-kinds",
    "password-has-name": "setup-rule-name",
}
_SECRETS_FILE = "first-passwords.pdf"


class PeoplePage(SetupPage):
    """Once there is an account the page only tells so."""

    key = "people"

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        self.alone = QRadioButton(self.text("setup-people-alone"))
        self.accounts = QRadioButton(self.text("setup-people-accounts"))
        self.there = label("", wrap=True)
        self.form = _AdministratorForm(self)
        for widget, words in (
            (self.alone, "setup-people-alone-advice"),
            (self.accounts, "setup-people-accounts-advice"),
        ):
            self.column.addWidget(widget)
            note = label(self.text(words), "muted", wrap=True)
            note.setIndent(px(24))
            widget.setAccessibleDescription(note.text())
            self.column.addWidget(note)
            widget.toggled.connect(lambda _on: self._choose())
        self.column.addWidget(self.form)
        self.column.addWidget(self.there)
        self.column.addStretch(1)

    def enter(self) -> None:
        known = self.setup.people()
        self._has_accounts = bool(known)
        chosen = True if known else self.answers.wants_accounts
        self.alone.setChecked(chosen is False)
        self.accounts.setChecked(bool(chosen))
        for choice in (self.alone, self.accounts):
            choice.setEnabled(not known)
        said = self.text("setup-people-there", count=len(known), names=", ".join(known))
        self.there.setText(said if known else "")
        self._choose()
        first = self.accounts if chosen else self.alone
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_whole(self) -> bool:
        if self._has_accounts or self.alone.isChecked():
            return True
        return self.accounts.isChecked() and self.form.is_whole()

    def keep(self) -> None:
        if self._has_accounts or self.alone.isChecked():
            return
        form = self.form
        form.require_whole()
        code = self.setup.add_administrator(
            clean(form.name.text()), form.wanted.text(), self.answers.liked
        )
        show_code(self.setup.messages, self, code, self.setup.print_code)

    def _choose(self) -> None:
        chosen = self.accounts.isChecked()
        if chosen or self.alone.isChecked():
            self.answers.wants_accounts = chosen
        self.form.setVisible(chosen and not self._has_accounts)
        self.changed.emit()

    _has_accounts = False


class _AdministratorForm(QWidget):
    """Name and password of the administrator, with the rules and which of them are kept."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__()
        self._page = page
        grid = QGridLayout(self)
        grid.setContentsMargins(px(24), 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        name = page.answers.administrator
        self.name = self._line(grid, 0, "setup-people-name", name)
        self.wanted = self._line(grid, 1, "accounts-password", is_secret=True)
        self.again = self._line(grid, 2, "password-ask-again", is_secret=True)
        self.rules: dict[str, tuple[QLabel, QLabel]] = {}
        rules = QVBoxLayout()
        rules.setSpacing(px(4))
        for code in (*_RULES, "again"):
            self.rules[code] = (QLabel(), label(self._words(code)))
            row = QGridLayout()
            row.setColumnStretch(1, 1)
            row.setHorizontalSpacing(px(6))
            row.addWidget(self.rules[code][0], 0, 0)
            row.addWidget(self.rules[code][1], 0, 1)
            rules.addLayout(row)
        grid.addLayout(rules, 3, 1)
        self.look()

    def is_whole(self) -> bool:
        return bool(clean(self.name.text())) and not self._broken()

    def require_whole(self) -> None:
        if self.wanted.text() != self.again.text():
            raise InvalidInput("password-again-differs")

    def look(self) -> None:
        self._page.answers.administrator = self.name.text()
        broken = self._broken()
        for code, (sign, words) in self.rules.items():
            is_kept = code not in broken
            tone = Tone.GOOD if is_kept else Tone.PLAIN
            name = "confirmed" if is_kept else "missing"
            sign.setPixmap(icons.pixmap(name, theme.colors.of(tone), px(16), 2))
            state = self._page.text("setup-rule-kept" if is_kept else "setup-rule-open")
            words.setAccessibleName(f"{words.text()}: {state}")
        self._page.changed.emit()

    def _broken(self) -> set[str]:
        wanted = self.wanted.text()
        name = clean(self.name.text()) or wanted
        errors = broken_rules(self._page.setup.password_rules, wanted, name)
        broken = {error.code for error in errors}
        if not wanted or wanted != self.again.text():
            broken.add("again")
        return broken

    def _words(self, code: str) -> str:
        rules = self._page.setup.password_rules
        if code == "again":
            return self._page.text("setup-rule-again")
        return self._page.text(_RULES[code], least=rules.least_length, classes=rules.classes)

    def _line(
        self, grid: QGridLayout, row: int, words: str, text: str = "", *, is_secret: bool = False
    ) -> QLineEdit:
        line = QLineEdit(text)
        if is_secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        caption = label(self._page.text(words))
        caption.setBuddy(line)
        line.setAccessibleName(caption.text())
        grid.addWidget(caption, row, 0)
        grid.addWidget(line, row, 1)
        line.textChanged.connect(lambda _text: self.look())
        return line


class ColleaguesPage(SetupPage):
    """One table of all the others; a line without a name is passed over."""

    key = "colleagues"

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        self._nobody = label(self.text("setup-colleagues-alone"), wrap=True)
        self.column.addWidget(self._nobody)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.addWidget(label(self.text("accounts-name"), "muted"), 0, 0)
        self._grid.addWidget(label(self.text("accounts-column-roles"), "muted"), 0, 1)
        self.column.addWidget(self._table)
        self.more = button(self.text("setup-colleagues-more"), "link")
        self.more.clicked.connect(self._add_blank)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.lines: list[tuple[QLineEdit, QComboBox]] = []
        if not answers.colleagues:
            answers.colleagues = [Colleague("", role) for role in _OFFERED]
        for colleague in answers.colleagues:
            self._add(colleague)

    def enter(self) -> None:
        has_accounts = bool(self.setup.people())
        self._nobody.setVisible(not has_accounts)
        self._table.setVisible(has_accounts)
        self.more.setVisible(has_accounts)
        for (line, role), colleague in zip(self.lines, self.answers.colleagues, strict=True):
            line.setReadOnly(colleague.is_made)
            role.setEnabled(not colleague.is_made)
        free = (line for line, _role in self.lines if not line.isReadOnly())
        if (first := next(free, None)) is not None and has_accounts:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        new = [one for one in self.answers.colleagues if clean(one.name) and not one.is_made]
        if not new or not self.setup.people():
            return
        handed = self.setup.invite([(clean(one.name), one.role) for one in new])
        for one in new:
            one.is_made = True
        setup = self.setup
        paper = Paper(lambda target: setup.print_secrets(target, handed), _SECRETS_FILE)
        HandedDialog(setup.messages, self, passwords=handed, paper=paper).exec()

    def _add_blank(self) -> None:
        colleague = Colleague("", Role.CLERK)
        self.answers.colleagues.append(colleague)
        self._add(colleague)
        self.lines[-1][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, colleague: Colleague) -> None:
        number = len(self.lines) + 1
        line, role = QLineEdit(colleague.name), QComboBox()
        line.setAccessibleName(self.text("setup-colleagues-name", number=number))
        role.setAccessibleName(self.text("setup-colleagues-role", number=number))
        _fill_roles(self, role, _ROLES)
        role.setCurrentIndex(role.findData(colleague.role.value))
        line.textChanged.connect(lambda text: self._note(number - 1, name=text))
        role.currentIndexChanged.connect(lambda _at: self._note(number - 1))
        self._grid.addWidget(line, number, 0)
        self._grid.addWidget(role, number, 1)
        self.lines.append((line, role))

    def _note(self, at: int, name: str | None = None) -> None:
        colleague = self.answers.colleagues[at]
        colleague.name = colleague.name if name is None else name
        colleague.role = Role(self.lines[at][1].currentData())
        self.changed.emit()


def _fill_roles(page: SetupPage, combo: QComboBox, roles: Sequence[Role]) -> None:
    for role in roles:
        combo.addItem(page.text(f"role-{role.value}"), role.value)
