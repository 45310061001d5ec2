"""The document types of a workspace: loading, checking and adding them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from digitizer.bootstrap.folders import Folders
from digitizer.domain.errors import BadSchema, EnvironmentFault, InvalidInput
from digitizer.domain.schema import Catalog
from digitizer.schemas import check_catalog, load_catalog
from digitizer.schemas.published import SCHEMA_FILES, json_schema_text
from digitizer.schemas.scaffold import NewField, export_text, type_text
from digitizer.settings import Settings, load

__all__ = [
    "SCHEMA_FILES",
    "NewField",
    "add_type",
    "faults_of",
    "json_schema_text",
    "load_types",
    "types_of_workspace",
]


def load_types(folders: Folders, settings: Settings) -> Catalog:
    """What a workspace knows; personnel and party files only where its settings allow them.
    Raises BadSchema for the first wrong file."""
    extra = [folders.types] if folders.types.is_dir() else []
    return load_catalog(extra, restricted=settings.restricted)


def types_of_workspace(workspace: Path | None) -> Catalog:
    """The same by the workspace's folder; without one, what ships and is not restricted. Raises
    NotFound for a folder that is no workspace."""
    if workspace is None:
        return load_catalog(restricted=False)
    root = workspace.resolve()
    settings = load(root)
    return load_types(Folders.of(root, settings), settings)


def faults_of(folders: Sequence[Path]) -> tuple[BadSchema, ...]:
    """What is wrong with any file of the program and of these folders of types. Raises BadSchema
    for a folder that is not there."""
    return check_catalog(folders)


def add_type(
    types: Path,
    key: str,
    labels: tuple[str, str],
    titles: Sequence[str],
    fields: Sequence[NewField],
    today: date,
) -> tuple[Path, Path]:
    """Write a new document type and its export profile into a folder of types; the two files.

    Nothing is replaced, and what does not load leaves no file behind. Raises InvalidInput for a
    key that is taken, BadSchema for what the files may not say, EnvironmentFault for the disk.
    """
    taken = load_catalog([types] if types.is_dir() else [])
    if key in taken.types:
        raise InvalidInput("schema-type-exists", type=key)
    domain, _, name = key.partition(".")
    folder = types / domain
    version, source = today.isoformat(), "Mẫu của địa phương"
    made = (folder / f"{name}.toml", folder / f"{name}.export.toml")
    texts = (
        type_text(key, *labels, titles, fields, version, today, source),
        export_text(key, fields, version, today, source),
    )
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(made, texts, strict=True):
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        load_catalog([types])
    except (OSError, BadSchema) as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, BadSchema):
            raise
        reason = error.strerror or str(error)
        raise EnvironmentFault("schema-new-failed", folder=folder, reason=reason) from error
    return made
