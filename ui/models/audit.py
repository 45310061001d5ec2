"""The entries of the audit log, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from digitizer.workflow.audit_port import EVERYTHING, AuditFilter, LoggedAct
from ui.models.paged import Column
from ui.models.virtual import Query, VirtualTableModel
from ui.session import Session


class AuditTableModel(VirtualTableModel[LoggedAct]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, _columns(session), parent)
        self._where = EVERYTHING

    @property
    def where(self) -> AuditFilter:
        return self._where

    def show(self, where: AuditFilter) -> None:
        self._where = where
        self.reload()

    def query(self) -> Query[LoggedAct]:
        audit, where = self._session.backend.audit, self._where
        return Query(
            lambda limit, offset: audit.page(where, limit=limit, offset=offset),
            lambda: audit.count(where),
        )

    def id_of(self, row: LoggedAct) -> int:
        return row.seq


def _columns(session: Session) -> list[Column[LoggedAct]]:
    text, audit = session.text, session.backend.audit
    locale = QLocale(session.backend.messages.language)
    return [
        Column(text("audit-column-seq"), lambda row: locale.toString(row.seq), is_number=True),
        Column(
            text("audit-column-at"),
            lambda row: f"{row.entry.at.astimezone():%d/%m/%Y %H:%M:%S}",
        ),
        Column(text("audit-column-actor"), lambda row: audit.actor_name(row.entry.actor)),
        Column(text("audit-column-what"), audit.sentence),
    ]
