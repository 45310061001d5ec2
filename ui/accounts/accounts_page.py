"""The administrator's page: who has an account, in which roles, and whether it is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QStackedWidget, QVBoxLayout

from digitizer.domain.accounts import Account, Role
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError, NotAllowed
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.log_in_dialog import NewPasswordDialog
from ui.accounts.models import AccountTableModel
from ui.accounts.rescuing import show_code
from ui.page import Page
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label
from ui.widgets.tables import Table

_LIST, _NONE, _CLOSED = range(3)
_WIDTHS = (220, 260, 310, 190)
ACCOUNT_ACTIONS = frozenset(
    {
        "add-account",
        "change-roles",
        "set-password",
        "change-password",
        "disable-account",
        "enable-account",
        "unlock-account",
        "rescue-administrator",
    }
)
"""What changes accounts."""


class AccountsPage(Page):
    """``began`` tells that the first account was made: from now on everybody logs in."""

    name = PageName.ACCOUNTS
    began = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.model = AccountTableModel(session, self)
        self.table = Table(self.model, _WIDTHS, (1,))
        self.table.setAccessibleName(text("ui-page-accounts"))
        self.table.doubleClicked.connect(lambda _index: self._change_roles())
        self.table.selectionModel().selectionChanged.connect(
            lambda *_spans: self.situation_changed.emit()
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(
            EmptyState("accounts", text("accounts-none-title"), text("accounts-none-advice"))
        )
        self.stack.addWidget(
            EmptyState("lock", text("accounts-closed-title"), text("accounts-closed-advice"))
        )
        rules = session.backend.accounts.password_rules
        note = text(
            "accounts-page-rules",
            tries=rules.most_failures,
            hours=round(rules.lock.total_seconds() / 3600),
            minutes=round(rules.idle_lock.total_seconds() / 60),
            days=rules.dormant_after.days,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(label(text("ui-page-accounts"), "title"))
        column.addWidget(label(note, "muted", wrap=True))
        if rules != session.backend.accounts.password_floor:
            column.addWidget(label(text("accounts-page-stricter"), "muted", wrap=True))
        column.addWidget(self.stack, 1)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "add-account": self._add,
            "account-roles": self._change_roles,
            "account-password": self._set_password,
            "account-disable": self._disable,
            "account-enable": self._enable,
            "account-unlock": self._unlock,
            "rescue-code": self._new_rescue_code,
        }

    def situation(self) -> Situation:
        return Situation(self.name, has_account=self._chosen() is not None)

    def enter(self) -> None:
        self._reload()
        self.table.setFocus()

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and change.action in ACCOUNT_ACTIONS:
            self._reload()

    def _reload(self) -> None:
        try:
            self.model.reload()
            self.stack.setCurrentIndex(_LIST if self.model.rows else _NONE)
        except NotAllowed:
            self.stack.setCurrentIndex(_CLOSED)
        except DigitizerError as error:
            self.session.on_error(error)
        self.situation_changed.emit()

    def _chosen(self) -> Account | None:
        here = self.table.current_id()
        return next((row for row in self.model.rows if row.id == here), None)

    def _add(self) -> None:
        text, accounts = self.session.text, self.session.backend.accounts
        is_first = not accounts.are_in_use()

        codes: list[str] = []

        def make(name: str, roles: Collection[Role], password: str) -> None:
            if is_first:
                codes.append(accounts.add_first(name, roles, password))
            else:
                accounts.add(name, roles, password)

        dialog = AccountDialog(
            self.session.backend.messages,
            self,
            make,
            title=text("ui-action-add-account"),
            advice=text("accounts-add-first" if is_first else "accounts-add-advice"),
            name=self.session.backend.actor.name if is_first else "",
            roles=(Role.ADMINISTRATOR,) if is_first else (Role.CLERK,),
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            name = dialog.name.text()
            self._reload()
            self.said.emit(self.session.text("accounts-added", name=name), Tone.GOOD)
            if codes:
                show_code(self.session.backend.messages, self, codes[-1], accounts.print_code)
                self.began.emit()

    def _change_roles(self) -> None:
        account, text = self._chosen(), self.session.text
        if account is None:
            return
        accounts = self.session.backend.accounts
        dialog = AccountDialog(
            self.session.backend.messages,
            self,
            lambda name, roles, _password: accounts.change_roles(name, roles),
            title=text("ui-action-account-roles"),
            advice=text("accounts-roles-advice"),
            name=account.name,
            roles=account.roles,
            is_there=True,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._reload()

    def _set_password(self) -> None:
        account, text = self._chosen(), self.session.text
        if account is None:
            return
        accounts = self.session.backend.accounts
        dialog = NewPasswordDialog(
            self.session.backend.messages,
            self,
            accounts.password_rules,
            lambda _present, wanted: accounts.set_password(account.name, wanted),
            title=text("accounts-set-password", name=account.name),
            asks_present=False,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._reload()
            self.said.emit(text("accounts-must-change", name=account.name), Tone.GOOD)

    def _new_rescue_code(self) -> None:
        text, accounts = self.session.text, self.session.backend.accounts
        if not accounts.are_in_use():
            self.said.emit(text("accounts-none"), Tone.ACCENT)
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(text("ui-action-rescue-code"))
        box.setText(text("rescue-code-question"))
        yes = box.addButton(text("rescue-code-yes"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(text("ui-cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is not yes:
            return
        code = self.session.attempt(accounts.new_rescue_code)
        if code is not None:
            show_code(self.session.backend.messages, self, code, accounts.print_code)

    def _disable(self) -> None:
        self._act(self.session.backend.accounts.disable, "accounts-disabled")

    def _enable(self) -> None:
        self._act(self.session.backend.accounts.enable, "accounts-enabled")

    def _unlock(self) -> None:
        self._act(self.session.backend.accounts.unlock, "accounts-unlocked")

    def _act(self, work: Callable[[str], ChangeSet], said: str) -> None:
        account = self._chosen()
        if account is not None and self.session.succeeds(lambda: work(account.name)):
            self._reload()
            self.said.emit(self.session.text(said, name=account.name), Tone.GOOD)
