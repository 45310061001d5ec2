"""Reads the package's data file of what receivers call the columns of their lists."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from digitizer.domain.reject_list import RejectColumn, RejectProfile, name_key
from digitizer.schemas.files import SchemaFile

_FILE = "reject_list.toml"


class _ProfileModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    version: str
    valid_from: date
    source: str
    names: dict[RejectColumn, list[str]]
    fields: dict[RejectColumn, list[str]]

    @model_validator(mode="after")
    def _is_clear(self) -> Self:
        """Every column has a name, and no name means two."""
        if set(self.names) != set(RejectColumn):
            raise ValueError("each column needs its names")
        meant: dict[str, RejectColumn] = {}
        for column, names in self.names.items():
            for name in names:
                if meant.setdefault(name_key(name), column) is not column or not name_key(name):
                    raise ValueError(f"the name {name} means two columns or none")
        return self

    def to_domain(self) -> RejectProfile:
        names = {
            column: tuple(dict.fromkeys(map(name_key, names)))
            for column, names in self.names.items()
        }
        fields = {column: tuple(keys) for column, keys in self.fields.items()}
        return RejectProfile(self.key, self.version, self.valid_from, self.source, names, fields)


@cache
def load_reject_profile() -> RejectProfile:
    """Raises BadSchema for a file that is not well formed."""
    entry = files("digitizer.schemas") / _FILE
    return SchemaFile.read(entry, f"digitizer/schemas/{_FILE}").parse(_ProfileModel).to_domain()
