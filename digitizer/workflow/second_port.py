"""What the use cases of second entry and of the supervisor's review need from the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from digitizer.domain.review import Kept, Look, Pin
from digitizer.domain.second_entry import SecondKey, Settlement, TwiceKeyed


class SecondEntryRepository(Protocol):
    """Second keys and settlements are append-only. Adding one raises NotAllowed ``two-roles`` when
    its person had another part in the field."""

    def add(self, key: SecondKey) -> None:
        """Raises Conflict when the field has a second key."""
        ...

    def skip(self, case_id: int, field: str, reason: str, by: str, at: datetime) -> None:
        """Let the field wait for other second persons; the newest reason counts."""
        ...

    def settle(self, settlement: Settlement) -> None: ...

    def field(self, case_id: int, key: str) -> TwiceKeyed | None:
        """One field with its second key and newest settlement; None when the case lacks it."""
        ...

    def keyed(self, batch_id: int, keys: Sequence[str]) -> Iterator[TwiceKeyed]:
        """All fields of these keys that have a second key, of cases that somebody works on: neither
        set aside nor answered for. Few of them are in memory at once."""
        ...

    def differing(self, batch_id: int, keys: Sequence[str]) -> Sequence[TwiceKeyed]:
        """The fields of these keys whose two keys may differ or were settled, but for those of
        cases set aside; quick where few are."""
        ...

    def next_waiting(
        self,
        batch_id: int,
        keys: Sequence[str],
        by: str,
        *,
        by_column: bool,
        skipped: bool,
        but: tuple[int, str] | None = None,
    ) -> tuple[int, str] | None:
        """Case and key of the next field that this person may key: one of those that this person
        skipped, or one of the others; another than ``but``."""
        ...

    def count_waiting(
        self, batch_id: int, keys: Sequence[str], by: str, *, skipped: bool
    ) -> int: ...

    def count_missing(self, batch_id: int, keys: Sequence[str]) -> int:
        """Fields without a second key, whoever may give it, of cases that somebody works on."""
        ...

    def has_seen_case(self, case_id: int, by: str) -> bool:
        """Whether this person worked on the case as its clerk, and so saw its values."""
        ...

    def first_people(self, case_id: int, key: str) -> frozenset[str]:
        """Everybody who had a hand in the first value."""
        ...

    def people_in_batch(self, batch_id: int) -> frozenset[str]:
        """Second and third persons of its cases."""
        ...


class ReviewRepository(Protocol):
    """What supervisors leave at the fields of a submitted batch."""

    def look(self, look: Look) -> None: ...
    def looks(self, batch_id: int, by: str) -> Collection[tuple[int, str]]:
        """Case and field of what this person looked at and nobody changed since."""
        ...

    def pin(self, pin: Pin) -> None:
        """Put a pin in the place of this person's unsent one at the same field."""
        ...

    def unpin(self, case_id: int, field: str, by: str) -> None:
        """Take this person's unsent pin off; nothing where there is none."""
        ...

    def drafts(self, batch_id: int, by: str) -> Sequence[Pin]:
        """This person's pins that were not sent yet."""
        ...

    def send(self, case_ids: Collection[int], by: str) -> None:
        """Send this person's pins of these cases; those of an earlier return are answered."""
        ...

    def sent(self, case_id: int) -> Sequence[Pin]: ...
    def keep(self, case_id: int, field: str, kept: Kept) -> None:
        """Note why a clerk leaves a pinned field as it is."""
        ...

    def keep_again(self, case_id: int, field: str) -> None:
        """Let a keeping that was taken back count again."""
        ...

    def open_again(self, case_id: int, field: str) -> None:
        """Let a keeping count no more."""
        ...
