"""Keeping SQLite, which has no statistics, from looking a common value up in the wrong index."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

T = TypeVar("T")


class AskedOfEach(FunctionElement[T]):
    """A column whose value is read of each row that is met, and never looked up in an index.
    PostgreSQL knows by itself how common a value is and decides alone."""

    name = "asked_of_each"
    inherit_cache = True

    def __init__(self, column: InstrumentedAttribute[T]) -> None:
        super().__init__(column)
        self.type = column.expression.type


@compiles(AskedOfEach)
def _plain(element: AskedOfEach[Any], compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(AskedOfEach, "sqlite")
def _unindexed(element: AskedOfEach[Any], compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"
