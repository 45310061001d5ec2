"""What an entry of the audit log says, in words."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.changes import AUTOMATION
from digitizer.domain.schema import Catalog
from digitizer.messages import Messages
from digitizer.workflow.audit_port import LoggedAct

_THINGS = (
    "case", "batch", "scan", "arrival", "person", "account", "sample", "handover", "delivery",
)  # fmt: skip
_WHOLES = ("people", "search", "words", "edits", "audit", "progress", "work-plan", "accounts")
_LONGEST_SHOWN = 60
_PARAMS = (
    "before", "after", "reason", "name", "cases", "count", "other", "package", "page", "returned",
    "computer_user", "setting", "receiver", "document",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language, with the names of the fields that a catalog knows."""

    catalog: Catalog
    messages: Messages

    def sentence(self, act: LoggedAct) -> str:
        """What was done, without who and when; an act of a program that this one does not know
        is told by its name."""
        entry = act.entry
        params = {name: self._shown(act.detail(name)) for name in _PARAMS}
        params["reason"] = act.detail("reason") or act.detail("why") or params["reason"]
        params |= {
            "thing": self.thing(entry.subject),
            "field": self.field_name(act.document_type, act.detail("field")),
            "action": entry.action,
        }
        known = self.messages.has(f"audit-act-{entry.action}")
        return self.messages.text(f"audit-act-{entry.action if known else 'other'}", **params)

    def actor_name(self, actor: str) -> str:
        """Who acts: a person's own name, or a word for the automation."""
        is_person = actor != AUTOMATION.name
        return actor if is_person else self.messages.text("audit-actor-automation")

    def action_name(self, action: str) -> str:
        """A kind of act in a list to choose from."""
        known = self.messages.has(f"audit-act-{action}.name")
        return self.messages.text(f"audit-act-{action}.name") if known else action

    def thing(self, subject: str) -> str:
        """What an entry speaks of, such as a case with its number."""
        kind, _, number = subject.partition(":")
        if number and kind in _THINGS:
            return self.messages.text(f"audit-thing-{kind}", number=number)
        if not number and kind in _WHOLES:
            return self.messages.text(f"audit-thing-{kind}")
        return subject

    def field_name(self, document_type: str | None, key: str) -> str:
        """The label of a field where its document type is known here, otherwise its key."""
        if not key:
            return ""
        if key == "*":
            return self.messages.text("audit-whole-case")
        found = self.catalog.types.get(document_type or "")
        spec = found.field(key) if found else None
        if spec is None:
            return key
        label = spec.label.vi if self.messages.language == "vi" else spec.label.en
        return label or key

    def _shown(self, text: str) -> str:
        if not text:
            return self.messages.text("audit-empty")
        flat = " ".join(text.split())
        return flat if len(flat) <= _LONGEST_SHOWN else flat[: _LONGEST_SHOWN - 1] + "…"
