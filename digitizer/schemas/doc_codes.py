"""Reads the package's data file of document codes."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from digitizer.domain.doc_codes import DocCodeRule


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


@cache
def load_doc_code_rule() -> DocCodeRule:
    """The rule that ships."""
    text = (files("digitizer.schemas") / "doc_codes.toml").read_text(encoding="utf-8")
    found = _Model.model_validate(tomllib.loads(text))
    return DocCodeRule(found.document_type, found.field, found.kind_field, found.digits)
