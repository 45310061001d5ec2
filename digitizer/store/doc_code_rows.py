"""The register of document codes. It is append-only: triggers refuse UPDATE and DELETE."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.store.rows import Row


class DocCodeRow(Row):
    """A code that was given to a case, or met in it."""

    __tablename__ = "doc_codes"
    __table_args__ = (
        UniqueConstraint("organisation", "kind", "number", "version"),
        Index(None, "case_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    kind: Mapped[str]
    number: Mapped[int]
    version: Mapped[int]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[datetime]
    actor: Mapped[str]
