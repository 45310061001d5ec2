"""Sequences that bring each of their items when it is asked for, so that few are in memory."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar, overload

_T_co = TypeVar("_T_co", covariant=True)


class OneByOne(Sequence[_T_co]):
    """``_item`` is asked for places that there are."""

    @abstractmethod
    def _item(self, at: int) -> _T_co: ...

    @overload
    def __getitem__(self, at: int) -> _T_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_T_co, ...]: ...
    def __getitem__(self, at: int | slice) -> _T_co | tuple[_T_co, ...]:
        if isinstance(at, slice):
            return tuple(self._item(each) for each in range(len(self))[at])
        return self._item(range(len(self))[at])


class Made(OneByOne[_T_co]):
    """``count`` items, each made anew by ``make`` from its place whenever it is asked for."""

    def __init__(self, count: int, make: Callable[[int], _T_co]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    def _item(self, at: int) -> _T_co:
        return self._make(at)


def some_of(whole: Sequence[_T_co], places: Sequence[int]) -> Sequence[_T_co]:
    """The items of ``whole`` at ``places``, each brought when it is asked for."""
    return Made(len(places), lambda at: whole[places[at]])
