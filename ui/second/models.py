"""The batches with fields keyed twice, with what waits for the present person."""

from __future__ import annotations

from PySide6.QtCore import QObject

from digitizer.workflow.second_tasks import SecondBatch
from ui.models.held import HeldTableModel
from ui.models.paged import Column
from ui.session import Session


class SecondBatchModel(HeldTableModel[SecondBatch]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        columns: list[Column[SecondBatch]] = [
            Column(text("second-column-batch"), lambda row: row.name),
            Column(text("second-column-waiting"), lambda row: str(row.waiting), is_number=True),
            Column(
                text("second-column-differences"),
                lambda row: str(row.differences),
                is_number=True,
            ),
        ]
        super().__init__(columns, parent)

    def id_of(self, row: SecondBatch) -> int:
        return row.batch_id
