"""Looking into the audit log: reading, checking, handing it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digitizer.bootstrap.auditing import Wording
from digitizer.bootstrap.log_checking import LogCheck, check_log
from digitizer.domain.audit_chain import ChainedEntry, KeptEdit, moment
from digitizer.domain.changes import Actor, Edit
from digitizer.messages import LANGUAGES, Messages
from digitizer.workflow import sight
from digitizer.workflow.audit_port import EVERYTHING, AuditFilter, LoggedAct, without_values
from digitizer.workflow.export_audit import WrittenLog, export_audit
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rights import require_reading, require_right
from digitizer.workflow.verify_audit import AuditReport, Progress, Stopping, verify_audit
from exports.anchors import anchors_of, packages_in
from exports.audit_log import LogTexts, write_log

_RIGHT = "read-audit"
_README = ("title", "made", "holds", "personal", "check", "limits")
_CHECK_WORDS = (
    "entry",
    "head",
    "edit",
    "missing",
    "uncovered",
    "range",
    "differs",
    "unreadable",
    "sound",
    "unsound",
)


@dataclass(frozen=True, slots=True)
class AuditDesk:
    """One person's access; safe to use from several threads. Everything raises NotAllowed for
    somebody without the right to read the log."""

    ports: Ports
    actor: Actor
    messages: Messages
    exports: Path

    @property
    def wording(self) -> Wording:
        return Wording(self.ports.catalog, self.messages)

    def page(self, where: AuditFilter, *, limit: int, offset: int = 0) -> Sequence[LoggedAct]:
        """The newest first. Somebody who may not look into cases sees that they were worked on and
        not what stood in them, and cannot search for it."""
        with self._reading(where) as unit:
            found = unit.audit_reading.page(where, limit=limit, offset=offset)
            return found if self._sees_cases(unit) else [without_values(each) for each in found]

    def count(self, where: AuditFilter) -> int:
        with self._reading(where) as unit:
            return unit.audit_reading.count(where)

    def act(self, seq: int) -> LoggedAct:
        """Raises NotFound."""
        with self._reading() as unit:
            found = unit.audit_reading.act(seq)
            return found if self._sees_cases(unit) else without_values(found)

    def edits_of(self, seq: int) -> Sequence[Edit]:
        """The changes of fields that an entry stands for, none for somebody who may not look into
        cases; raises NotFound."""
        with self._reading() as unit:
            found = unit.audit_reading.edits_of(seq)
            return found if self._sees_cases(unit) else ()

    def actors(self) -> Sequence[str]:
        """Everybody who ever did anything, by name."""
        self._require()
        with self.ports.unit_of_work() as unit:
            return unit.audit_reading.actors()

    def actions(self) -> Sequence[str]:
        self._require()
        with self.ports.unit_of_work() as unit:
            return unit.audit_reading.actions()

    def sentence(self, act: LoggedAct) -> str:
        """See :meth:`digitizer.bootstrap.auditing.Wording.sentence`."""
        return self.wording.sentence(act)

    def actor_name(self, actor: str) -> str:
        return self.wording.actor_name(actor)

    def action_name(self, action: str) -> str:
        return self.wording.action_name(action)

    def thing(self, subject: str) -> str:
        return self.wording.thing(subject)

    def field_name(self, document_type: str | None, key: str) -> str:
        return self.wording.field_name(document_type, key)

    def verify(
        self,
        packages: Sequence[Path] = (),
        progress: Progress = lambda _done, _all: None,
        stop: Stopping | None = None,
    ) -> AuditReport:
        """Check the log against the packages in the workspace's folder and these others, which may
        lie anywhere; see :func:`digitizer.workflow.verify_audit.verify_audit`. Raises NotFound for
        a package that is not there."""
        self._require()
        known = {path.resolve(): path for path in (*packages_in(self.exports), *packages)}
        anchors, problems = anchors_of(known.values())
        return verify_audit(self.ports.unit_of_work, anchors, problems, progress, stop)

    def check_log(self, folder: Path) -> LogCheck:
        """See :func:`digitizer.bootstrap.log_checking.check_log`; of any office."""
        return check_log(folder, (), self.messages)

    def export(self, folder: Path) -> WrittenLog:
        """See :func:`digitizer.workflow.export_audit.export_audit`."""
        return export_audit(self.ports, self.actor, folder, self._write)

    def _write(
        self,
        folder: Path,
        entries: Iterator[ChainedEntry],
        edits: Iterator[KeptEdit],
        made_at: datetime,
    ) -> WrittenLog:
        texts = LogTexts(self._readme(made_at), _check_words())
        head = write_log(folder, entries, edits, moment(made_at), texts)
        return WrittenLog(folder, head.head, head.entries, head.edits)

    def _readme(self, made_at: datetime) -> str:
        """In all languages: who reads it may not have ours."""
        params = {
            "at": f"{made_at:%d/%m/%Y %H:%M %z}",
            "actor": self.actor.name,
            "version": self.ports.software_version,
        }
        parts = [
            "\n\n".join(_said(language, f"audit-readme-{name}", params) for name in _README)
            for language in LANGUAGES
        ]
        return ("\n\n" + "-" * 72 + "\n\n").join(parts) + "\n"

    @contextmanager
    def _reading(self, where: AuditFilter = EVERYTHING) -> Iterator[UnitOfWork]:
        with sight.looking(self.ports, self.actor, _RIGHT) as unit:
            if where.text:
                require_right(unit, self.ports, self.actor, sight.READ_CASE)
            yield unit

    def _sees_cases(self, unit: UnitOfWork) -> bool:
        return sight.may(unit, self.ports, self.actor, sight.READ_CASE)

    def _require(self) -> None:
        require_reading(self.ports, self.actor, _RIGHT)


def _check_words() -> dict[str, str]:
    """Sentences of the check in all languages, one after the other."""
    return {
        code: " / ".join(_said(language, f"audit-check-word-{code}", {}) for language in LANGUAGES)
        for code in _CHECK_WORDS
    }


def _said(language: str, message_id: str, params: dict[str, str]) -> str:
    return Messages(language).text(message_id, **params)
