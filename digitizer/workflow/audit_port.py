"""What looking into the audit log needs of the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from digitizer.domain.audit_chain import ChainedEntry, KeptEdit
from digitizer.domain.changes import AuditEntry, Edit


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """``text`` is matched without marks, word by word, against person, act, subject and details;
    ``subject`` is one thing (``case:12``) or a kind (``case``). ``since`` is the first moment and
    ``until`` the first one after the last; ``before_seq`` leaves the entries of lower numbers."""

    actor: str | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    before_seq: int | None = None


EVERYTHING = AuditFilter()
_OF_RECORDS = frozenset(
    {"case", "person", "scan", "arrival", "sample", "people", "words", "search"}
)
_NO_VALUES = frozenset({"field", "page", "place", "pages", "count"})


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """An entry with its number; ``document_type`` is that of the case it speaks of."""

    seq: int
    entry: AuditEntry
    hash: str
    document_type: str | None = None

    def detail(self, name: str) -> str:
        """One of the details; "" when the entry does not say it."""
        return next((text for told, text in self.entry.details if told == name), "")


def without_values(act: LoggedAct) -> LoggedAct:
    """The act without what stood in a record, in the name of a file or in a reason."""
    if act.entry.subject.partition(":")[0] not in _OF_RECORDS:
        return act
    kept = tuple(pair for pair in act.entry.details if pair[0] in _NO_VALUES)
    return replace(act, entry=replace(act.entry, details=kept))


class AuditReading(Protocol):
    """Reads the log; keeps nothing."""

    def page(self, where: AuditFilter, *, limit: int, offset: int = 0) -> Sequence[LoggedAct]:
        """The newest first."""
        ...

    def count(self, where: AuditFilter) -> int: ...
    def act(self, seq: int) -> LoggedAct:
        """Raises NotFound."""
        ...

    def edits_of(self, seq: int) -> Sequence[Edit]:
        """The edits that an entry vouches for one by one; raises NotFound."""
        ...

    def actors(self) -> Sequence[str]:
        """Everybody who ever did anything, by name."""
        ...

    def actions(self) -> Sequence[str]: ...
    def newest_seq(self) -> int:
        """0 for an empty log."""
        ...

    def chain(self) -> Iterator[ChainedEntry]:
        """All entries in the order of their numbers, as they are stored."""
        ...

    def edit_hashes(self, ids: Collection[int]) -> Mapping[int, str]:
        """The hashes, as of the log's chain, of the stored edits among those, by their ids."""
        ...

    def kept_edits_between(self, first: int, last: int) -> Iterator[KeptEdit]:
        """In the order of their ids."""
        ...

    def edit_ids(self) -> Iterator[int]:
        """In their order."""
        ...
