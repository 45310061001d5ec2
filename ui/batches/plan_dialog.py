"""How a batch is worked through: its passes in their order, and the fields keyed twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.batch import Batch, BatchPlan, WorkPass
from digitizer.domain.schema import DocumentType, FieldSpec, Need
from digitizer.domain.values.text import fold
from digitizer.workflow.ports import CaseFilter
from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import button, label

_WIDTH, _HEIGHT, _LIST_HEIGHT = 640, 640, 160
_KEY = int(Qt.ItemDataRole.UserRole)
_CASES_SEEN = 200
"""So many cases tell which document types a batch has; it leaves with one type only."""


class PlanDialog(QDialog):
    """``types`` are the document types of the batch; their fields may be keyed twice."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        name: str,
        plan: BatchPlan,
        types: Sequence[DocumentType],
    ) -> None:
        super().__init__(parent)
        text = session.text
        self._session = session
        self.setWindowTitle(text("ui-action-plan-batch"))
        self.setMinimumWidth(px(_WIDTH))
        self.resize(px(_WIDTH), px(_HEIGHT))
        self.passes = QListWidget()
        self.passes.setAccessibleName(text("second-plan-passes"))
        self.fields = QListWidget()
        self.fields.setAccessibleName(text("second-plan-twice"))
        self.fields.setMinimumHeight(px(_LIST_HEIGHT))
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("second-plan-search"))
        self.search.setAccessibleName(text("second-plan-search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self._count = label("", "muted")
        self._buttons = ok_and_cancel(session, self)
        self._fill(plan, types)
        self._lay_out(name)
        self.passes.itemChanged.connect(lambda _item: self._look())
        self.fields.itemChanged.connect(lambda _item: self._look())
        self._look()

    @property
    def plan(self) -> BatchPlan:
        passes = tuple(WorkPass(key) for key in _checked(self.passes))
        return BatchPlan(passes, tuple(_checked(self.fields)))

    def move_pass(self, step: int) -> None:
        """Bring the chosen pass earlier (-1) or later (1)."""
        here = self.passes.currentRow()
        wanted = here + step
        if here >= 0 and 0 <= wanted < self.passes.count():
            self.passes.insertItem(wanted, self.passes.takeItem(here))
            self.passes.setCurrentRow(wanted)

    def _fill(self, plan: BatchPlan, types: Sequence[DocumentType]) -> None:
        text = self._session.text
        rest = [each for each in WorkPass if each not in plan.passes]
        for each in (*plan.passes, *rest):
            words = text(f"second-pass-{each.value}")
            item = _item(self.passes, words[:1].upper() + words[1:], each.value)
            item.setCheckState(_state(each in plan.passes))
        self.passes.setCurrentRow(0)
        line = self.passes.sizeHintForRow(0)
        self.passes.setFixedHeight(line * len(WorkPass) + 2 * self.passes.frameWidth() + px(6))
        for spec in _by_need(types):
            need = text(f"second-need-{spec.need.value}")
            words = text("second-plan-field", field=self._session.label(spec.label), need=need)
            item = _item(self.fields, words, spec.key)
            item.setCheckState(_state(spec.key in plan.keyed_twice))

    def _lay_out(self, name: str) -> None:
        text = self._session.text
        earlier, later = button(text("second-plan-earlier")), button(text("second-plan-later"))
        earlier.clicked.connect(lambda: self.move_pass(-1))
        later.clicked.connect(lambda: self.move_pass(1))
        beside = QVBoxLayout()
        beside.addWidget(earlier)
        beside.addWidget(later)
        beside.addStretch(1)
        order = QHBoxLayout()
        order.addWidget(self.passes, 1)
        order.addLayout(beside)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("second-plan-title", batch=name), "heading", wrap=True))
        column.addWidget(label(text("second-plan-passes"), "section"))
        column.addLayout(order)
        column.addWidget(label(text("second-plan-twice"), "section"))
        column.addWidget(label(text("second-plan-advice"), "muted", wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.fields, 1)
        column.addWidget(self._count)
        column.addWidget(self._buttons)

    def _filter(self, typed: str) -> None:
        words = fold(typed).split()
        for row in range(self.fields.count()):
            item = self.fields.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in words))

    def _look(self) -> None:
        plan = self.plan
        self._count.setText(self._session.text("second-plan-count", count=len(plan.keyed_twice)))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(plan.passes))


def choose_plan(session: Session, parent: QWidget, batch: Batch) -> BatchPlan | None:
    """What a supervisor chose for a batch; None when nothing is to change."""
    where = CaseFilter(batch_id=batch.id)
    found = session.attempt(
        lambda: session.backend.case_summaries(where, limit=_CASES_SEEN, offset=0)
    )
    keys = dict.fromkeys(row.document_type for row in found or ())
    known = session.backend.catalog.types
    types = [known[key] for key in keys if key is not None and key in known]
    dialog = PlanDialog(session, parent, batch.name, batch.plan, types)
    if dialog.exec() != QDialog.DialogCode.Accepted or dialog.plan == batch.plan:
        return None
    return dialog.plan


def _by_need(types: Sequence[DocumentType]) -> list[FieldSpec]:
    """The fields of all types once each, those that nothing leaves without before the others."""
    found = {spec.key: spec for each in types for spec in each.fields}
    return sorted(found.values(), key=lambda spec: list(Need).index(spec.need))


def _item(where: QListWidget, words: str, key: str) -> QListWidgetItem:
    item = QListWidgetItem(words, where)
    item.setData(_KEY, key)
    return item


def _state(is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked


def _checked(where: QListWidget) -> list[str]:
    items = (where.item(row) for row in range(where.count()))
    return [str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]
