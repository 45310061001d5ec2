"""The audit log of a workspace in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.bootstrap.auditing import Wording
from digitizer.bootstrap.log_checking import LogCheck
from digitizer.domain.changes import Edit
from digitizer.domain.errors import DigitizerError
from digitizer.domain.values.text import fold
from digitizer.workflow.audit_port import AuditFilter, LoggedAct
from digitizer.workflow.export_audit import WrittenLog
from digitizer.workflow.verify_audit import AuditReport, Progress, Stopping

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_SOUND_LOG = LogCheck(Path(), 3, 1, "0" * 64, 0, ())
_SOUND = AuditReport(3, 1, 0, 1, "0" * 64, (), 0)


@dataclass
class AuditScript:
    """The log, oldest first, and what a check and an export will say."""

    acts: list[LoggedAct] = field(default_factory=list)
    edits: dict[int, Sequence[Edit]] = field(default_factory=dict)
    report: AuditReport = _SOUND
    error: DigitizerError | None = None
    exported: list[Path] = field(default_factory=list)
    compared: list[Path] = field(default_factory=list)
    checked: list[Path] = field(default_factory=list)
    log: LogCheck = _SOUND_LOG
    before_end: Callable[[Progress, Stopping | None], None] = lambda _progress, _stop: None


@dataclass(frozen=True, slots=True)
class FakeAudit:
    backend: FakeBackend

    @property
    def script(self) -> AuditScript:
        return self.backend.data.audit

    @property
    def wording(self) -> Wording:
        return Wording(self.backend.catalog, self.backend.messages)

    def page(self, where: AuditFilter, *, limit: int, offset: int = 0) -> Sequence[LoggedAct]:
        return self._found(where)[offset : offset + limit]

    def count(self, where: AuditFilter) -> int:
        return len(self._found(where))

    def edits_of(self, seq: int) -> Sequence[Edit]:
        return self.script.edits.get(seq, ())

    def actors(self) -> Sequence[str]:
        return sorted({act.entry.actor for act in self.script.acts})

    def actions(self) -> Sequence[str]:
        return sorted({act.entry.action for act in self.script.acts})

    def verify(
        self, packages: Sequence[Path], progress: Progress, stop: Stopping | None
    ) -> AuditReport:
        self._raise()
        self.script.compared.extend(packages)
        self.script.before_end(progress, stop)
        return self.script.report

    def check_log(self, folder: Path) -> LogCheck:
        self._raise()
        self.script.checked.append(folder)
        return replace(self.script.log, folder=folder)

    def export(self, folder: Path) -> WrittenLog:
        self._raise()
        self.script.exported.append(folder)
        return WrittenLog(folder, "0" * 64, len(self.script.acts), 0)

    def sentence(self, act: LoggedAct) -> str:
        return self.wording.sentence(act)

    def actor_name(self, actor: str) -> str:
        return self.wording.actor_name(actor)

    def action_name(self, action: str) -> str:
        return self.wording.action_name(action)

    def thing(self, subject: str) -> str:
        return self.wording.thing(subject)

    def field_name(self, document_type: str | None, key: str) -> str:
        return self.wording.field_name(document_type, key)

    def _raise(self) -> None:
        if self.script.error is not None:
            raise self.script.error

    def _found(self, where: AuditFilter) -> list[LoggedAct]:
        self._raise()
        return [act for act in reversed(self.script.acts) if _fits(act, where)]


def _fits(act: LoggedAct, where: AuditFilter) -> bool:
    entry = act.entry
    said = " ".join([entry.actor, entry.subject, entry.action, *(v for _, v in entry.details)])
    return (
        where.actor in (None, entry.actor)
        and where.action in (None, entry.action)
        and where.subject in (None, entry.subject, entry.subject.split(":")[0])
        and (where.since is None or entry.at >= where.since)
        and (where.until is None or entry.at < where.until)
        and all(word in fold(said) for word in fold(where.text or "").split())
    )
