"""Reads the package's data file of document codes."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from digitizer.domain.doc_codes import DocCodeRule
from digitizer.domain.errors import BadSchema
from digitizer.domain.schema import Catalog
from digitizer.schemas.files import SchemaFile

_FILE = "doc_codes.toml"


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(str(error)) from error
    return pattern


_Pattern = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    version: str
    valid_from: date
    source: str
    document_type: str
    field: str
    kind_field: str
    digits: Annotated[int, Field(ge=3, le=12)]
    organisation: _Pattern
    kind: _Pattern


@cache
def _rule() -> DocCodeRule:
    entry = files("digitizer.schemas") / _FILE
    found = SchemaFile.read(entry, f"digitizer/schemas/{_FILE}").parse(_Model)
    return DocCodeRule(
        found.document_type,
        found.field,
        found.kind_field,
        found.digits,
        found.organisation,
        found.kind,
    )


def load_doc_code_rule(catalog: Catalog) -> DocCodeRule:
    """The rule that ships. Raises BadSchema for a file that is not well formed, and where the
    catalog has not the type or the fields that it names."""
    rule = _rule()
    doc_type = catalog.types.get(rule.document_type)
    for key in (rule.field, rule.kind_field):
        if doc_type is None or doc_type.field(key) is None:
            place = f"{rule.document_type}.{key}"
            raise BadSchema("schema-wrong", file=_FILE, place=place, reason=place)
    return rule
