"""The JSON Schema of each file format, for editors and for those who make files by program.

``docs/schemas/`` holds them as published; a test keeps both in step.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from digitizer.schemas.export_models import ExportProfileModel
from digitizer.schemas.forms import FormFile
from digitizer.schemas.models import CodeListModel, DocumentTypeModel

SCHEMA_FILES: Mapping[str, type[BaseModel]] = {
    "document-type": DocumentTypeModel,
    "code-list": CodeListModel,
    "export-profile": ExportProfileModel,
    "form": FormFile,
}


def json_schema_text(name: str) -> str:
    """The JSON Schema (draft 2020-12) of a format of :data:`SCHEMA_FILES` as a file's text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        **SCHEMA_FILES[name].model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
