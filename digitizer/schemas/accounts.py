"""Reads the package's data files of accounts: rules of passwords, and the table of rights."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from digitizer.domain.accounts import Duty, PasswordRules, Rights, Role
from digitizer.schemas.files import SchemaFile

_Whole = Annotated[int, Field(ge=1)]
_M = TypeVar("_M", bound=BaseModel)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Password(_Model):
    least_length: _Whole
    classes: Annotated[int, Field(ge=1, le=4)]
    most_failures: _Whole
    lock_hours: _Whole


class _Idle(_Model):
    lock_minutes: _Whole
    dormant_days: _Whole


class HashRules(_Model):
    """The figures of Argon2id."""

    source: str
    passes: _Whole
    memory_kib: Annotated[int, Field(ge=8)]
    lanes: _Whole


class _Accounts(_Model):
    key: str
    version: str
    valid_from: date
    source: str
    password: _Password
    idle: _Idle
    hash: HashRules


class _DutyModel(_Model):
    key: str
    roles: Annotated[list[Role], Field(min_length=1)]
    actions: Annotated[list[str], Field(min_length=1)]


class _RightsModel(_Model):
    key: str
    version: str
    valid_from: date
    source: str
    alone: list[Role]
    duty: list[_DutyModel]

    @model_validator(mode="after")
    def _names_each_once(self) -> _RightsModel:
        actions = [action for duty in self.duty for action in duty.actions]
        for names in (actions, [duty.key for duty in self.duty]):
            if twice := sorted({name for name in names if names.count(name) > 1}):
                raise ValueError(f"named twice: {twice}")
        return self


@cache
def load_password_rules() -> PasswordRules:
    """Raises BadSchema when the file is not well formed."""
    read = _read("accounts.toml", _Accounts)
    return PasswordRules(
        version=read.version,
        source=read.source,
        least_length=read.password.least_length,
        classes=read.password.classes,
        most_failures=read.password.most_failures,
        lock=timedelta(hours=read.password.lock_hours),
        idle_lock=timedelta(minutes=read.idle.lock_minutes),
        dormant_after=timedelta(days=read.idle.dormant_days),
    )


@cache
def load_hash_rules() -> HashRules:
    """Raises BadSchema when the file is not well formed."""
    return _read("accounts.toml", _Accounts).hash


@cache
def load_rights() -> Rights:
    """Raises BadSchema when the file is not well formed."""
    read = _read("rights.toml", _RightsModel)
    duties = tuple(
        Duty(duty.key, frozenset(duty.roles), frozenset(duty.actions)) for duty in read.duty
    )
    return Rights(read.version, read.source, duties, frozenset(read.alone))


def _read(name: str, model: type[_M]) -> _M:
    entry = files("digitizer.schemas") / name
    return SchemaFile.read(entry, f"digitizer/schemas/{name}").parse(model)
