"""The lists of the register of people; workers bring their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from digitizer.domain.people.entries import PersonEntry
from digitizer.domain.people.findings import Finding
from digitizer.domain.people.mention import Aspect, Fact, Mention
from digitizer.workflow.lists import BY_NAME, PersonColumn, PersonOrder
from ui.models.paged import Column, Index, PagedTableModel
from ui.people import wording
from ui.session import Session
from ui.wording import SEVERITY_SIGNS, Sign

Row = TypeVar("Row")

# What may differ without a contradiction.
_CHANGING = frozenset({Aspect.RESIDENCE, Aspect.DATED})


class FedTableModel(PagedTableModel[Row]):
    """``wanted``: somebody has scrolled to the end of the rows, and there are more."""

    wanted = Signal()

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._is_complete = True
        self._is_waiting = False
        self._numbers: dict[object, int] = {}

    def key_of(self, row: Row) -> object:
        """What makes a row the same one when it is brought again."""
        raise NotImplementedError

    def id_of(self, row: Row) -> int:
        return self._numbers.setdefault(self.key_of(row), len(self._numbers))

    def of_id(self, row_id: int | None) -> Row | None:
        return next((row for row in self.rows if self.id_of(row) == row_id), None)

    def show(
        self,
        rows: Sequence[Row],
        *,
        is_complete: bool = True,
        columns: Sequence[Column[Row]] | None = None,
    ) -> None:
        """Begin anew with these rows, and these columns where they are others."""
        self.beginResetModel()
        if columns is not None:
            self._columns = tuple(columns)
        self._rows = list(rows)
        self._is_complete = is_complete
        self._is_waiting = False
        self.endResetModel()

    def add(self, rows: Sequence[Row], *, is_complete: bool) -> None:
        """The rows that were wanted."""
        self._is_complete = is_complete
        self._is_waiting = False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def drop(self, is_gone: Callable[[Row], bool]) -> None:
        """Take rows away that are settled, until a worker has looked at everything anew."""
        for place in reversed([n for n, row in enumerate(self._rows) if is_gone(row)]):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._rows[place]
            self.endRemoveRows()

    def give_up(self) -> None:
        """The rows that were wanted do not come; they may be wanted again."""
        self._is_waiting = False

    def canFetchMore(self, parent: Index) -> bool:
        return super().canFetchMore(parent) and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.wanted.emit()


class PersonTableModel(FedTableModel[PersonEntry]):
    """``sorted_anew``: another order was asked for; whoever feeds the list brings it."""

    sorted_anew = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        columns: list[Column[PersonEntry]] = [
            Column(
                text("people-column-name"),
                lambda row: row.mentions[0].name,
                key=PersonColumn.NAME,
            ),
            Column(text("people-column-born"), wording.born_text, key=PersonColumn.BORN),
            Column(
                text("people-column-number"),
                lambda row: next(iter(wording.numbers_of(row)), ""),
                tip=lambda row: ", ".join(wording.numbers_of(row)),
            ),
            Column(text("people-column-roles"), lambda row: wording.roles_text(session, row)),
            Column(
                text("people-column-cases"),
                lambda row: str(len(wording.cases_of(row))),
                tip=lambda row: ", ".join(map(str, wording.cases_of(row))),
                is_number=True,
            ),
        ]
        super().__init__(columns, parent)

    @property
    def order(self) -> PersonOrder:
        if self.sorted_by is None:
            return BY_NAME
        column, descends = self.sorted_by
        return PersonOrder(self._columns[column].key, descends)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, or by name for -1."""
        if column >= 0 and self._columns[column].key is None:
            return
        self.sorted_by = None if column < 0 else (column, order is Qt.SortOrder.DescendingOrder)
        self.sorted_anew.emit()

    def key_of(self, row: PersonEntry) -> object:
        return row.id


class FindingTableModel(FedTableModel[Finding]):
    """``with_severity`` adds how grave it is as a column of its own."""

    def __init__(
        self, session: Session, parent: QObject | None = None, *, with_severity: bool = True
    ) -> None:
        text = session.text

        def sign(row: Finding) -> Sign:
            return SEVERITY_SIGNS[row.severity]

        def whole(row: Finding) -> str:
            return wording.finding_text(session, row)

        severity: Column[Finding] = Column(
            text("people-column-severity"),
            lambda row: text(f"people-{row.severity.value}"),
            sign,
        )
        columns: list[Column[Finding]] = [
            Column(
                text("people-column-finding"),
                lambda row: wording.what_text(session, row),
                None if with_severity else sign,
                tip=whole,
            ),
            Column(text("people-column-person-names"), wording.names_text, tip=whole),
            Column(text("people-column-cases"), wording.cases_text),
        ]
        super().__init__([severity, *columns] if with_severity else columns, parent)

    def key_of(self, row: Finding) -> object:
        left, right = row.left, row.right
        return (row.code, left.mention.id, left.fact, right.mention.id, right.fact)


@dataclass(frozen=True, slots=True)
class Source:
    """One value of one case. ``is_first`` begins the values of that case."""

    mention: Mention
    fact: Fact
    is_first: bool


class SourceTableModel(FedTableModel[Source]):
    """Everything that is known of one person, with the case and field that each value stands in."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text

        def case(row: Source) -> str:
            return wording.source_text(session, row.mention)

        def label(row: Source) -> str:
            return session.label(session.backend.stated(row.mention, row.fact).label)

        columns: list[Column[Source]] = [
            Column(
                text("people-column-case"),
                lambda row: str(row.mention.id.case_id) if row.is_first else "",
                tip=case,
            ),
            Column(
                text("people-column-roles"),
                lambda row: wording.role_text(session, row.mention) if row.is_first else "",
                tip=case,
            ),
            Column(text("people-column-field"), label),
            Column(
                text("people-column-said"),
                lambda row: session.backend.stated(row.mention, row.fact).shown,
            ),
        ]
        super().__init__(columns, parent)

    def show_person(self, entry: PersonEntry) -> None:
        self.show(
            [
                Source(mention, fact, is_first=place == 0)
                for mention in entry.mentions
                for place, fact in enumerate(mention.facts)
            ]
        )

    def key_of(self, row: Source) -> object:
        return (row.mention.id, row.fact)


@dataclass(frozen=True, slots=True)
class Compared:
    """What the two sides of a finding say of one thing, in words. ``aspect`` None: of the paper
    and not of the person."""

    label: str
    left: str
    right: str
    aspect: Aspect | None = None

    @property
    def differs(self) -> bool:
        """Whether both speak of what is one in a person's life, and do not say the same."""
        is_lasting = self.aspect is not None and self.aspect not in _CHANGING
        return is_lasting and bool(self.left and self.right) and self.left != self.right


class ComparisonModel(FedTableModel[Compared]):
    """Two mentions side by side; the head of each column names its case."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._session = session

    def show_finding(self, finding: Finding) -> None:
        session = self._session
        left, right = finding.left.mention, finding.right.mention
        sign = SEVERITY_SIGNS[finding.severity]
        columns: tuple[Column[Compared], ...] = (
            Column(
                session.text("people-column-aspect"),
                lambda row: row.label,
                lambda row: sign if row.differs else None,
            ),
            Column(wording.case_text(session, left.id.case_id), lambda row: row.left),
            Column(wording.case_text(session, right.id.case_id), lambda row: row.right),
        )
        kinds = Compared(
            session.text("ui-column-type"),
            session.type_label(left.document_type),
            session.type_label(right.document_type),
        )
        roles = Compared(
            session.text("people-column-roles"),
            wording.role_text(session, left),
            wording.role_text(session, right),
        )
        self.show(
            [
                kinds,
                roles,
                *(
                    Compared(
                        session.text(f"people-aspect-{aspect.value}"),
                        wording.aspect_text(session, left, aspect),
                        wording.aspect_text(session, right, aspect),
                        aspect,
                    )
                    for aspect in wording.aspects_in_common(finding)
                ),
            ],
            columns=columns,
        )

    def key_of(self, row: Compared) -> object:
        return row.label
