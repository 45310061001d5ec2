"""What the window asks of the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from digitizer.bootstrap.log_checking import LogCheck
from digitizer.domain.changes import Edit
from digitizer.workflow.audit_port import AuditFilter, LoggedAct
from digitizer.workflow.export_audit import WrittenLog
from digitizer.workflow.verify_audit import AuditReport, Progress, Stopping


class AuditSight(Protocol):
    """All methods may raise DigitizerError and may be called from any thread; those that name
    words (``sentence`` and what follows) raise nothing."""

    def page(self, where: AuditFilter, *, limit: int, offset: int = 0) -> Sequence[LoggedAct]:
        """The newest first."""
        ...

    def count(self, where: AuditFilter) -> int: ...
    def edits_of(self, seq: int) -> Sequence[Edit]: ...
    def actors(self) -> Sequence[str]: ...
    def actions(self) -> Sequence[str]: ...
    def verify(
        self, packages: Sequence[Path], progress: Progress, stop: Stopping | None
    ) -> AuditReport:
        """Long work."""
        ...

    def check_log(self, folder: Path) -> LogCheck:
        """Of an exported log of any office. Long work."""
        ...

    def export(self, folder: Path) -> WrittenLog:
        """Long work."""
        ...

    def sentence(self, act: LoggedAct) -> str: ...
    def actor_name(self, actor: str) -> str: ...
    def action_name(self, action: str) -> str: ...
    def thing(self, subject: str) -> str: ...
    def field_name(self, document_type: str | None, key: str) -> str: ...
