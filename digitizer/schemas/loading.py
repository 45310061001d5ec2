"""Puts the catalog together from the package's own files and those of a workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from digitizer.domain.errors import BadSchema
from digitizer.domain.form import Form
from digitizer.domain.schema import Catalog, CodeList, DocumentType, ExportProfile
from digitizer.schemas.files import SchemaFile
from digitizer.schemas.forms import load_forms
from digitizer.schemas.models import CodeListModel, DocumentTypeModel, ExportProfileModel
from digitizer.schemas.soundness import check_code_list, check_profile, check_type

_CODE_LISTS = "code_lists"
_PROFILE = ".export.toml"
_Value = TypeVar("_Value")


def load_catalog(extra_dirs: Sequence[Path] = ()) -> Catalog:
    """All types, code lists and profiles; those of ``extra_dirs`` come on top, the last wins.

    A folder holds one folder a domain with ``<type>.toml``, ``<type>.export.toml`` and
    ``code_lists/<key>.toml``; those of ``extra_dirs`` may have ``forms/<form>/`` with blank forms.
    A workspace file replaces the package's of the same key whole.
    Raises BadSchema with file and place for the first file that is not well formed, and
    when two files of the same folder claim one key.
    """
    lists: dict[str, CodeList] = {}
    types: dict[str, tuple[SchemaFile, DocumentType]] = {}
    profiles: dict[str, tuple[SchemaFile, ExportProfile]] = {}
    for root, name in _roots(extra_dirs):
        found = list(_files(root, name))
        lists.update(_load_lists(found))
        types.update(_load_types(found))
        profiles.update(_load_profiles(found))
    for file, doc_type in types.values():
        check_type(file, doc_type, lists)
    for file, profile in profiles.values():
        owner = types.get(profile.document_type)
        check_profile(file, profile, owner[1] if owner else None)
    return Catalog(
        {key: doc_type for key, (_, doc_type) in types.items()},
        lists,
        {key: profile for key, (_, profile) in profiles.items()},
        tuple(_forms(extra_dirs, {key: doc_type for key, (_, doc_type) in types.items()})),
    )


def _forms(extra_dirs: Sequence[Path], types: Mapping[str, DocumentType]) -> Iterator[Form]:
    for folder in extra_dirs:
        yield from load_forms(folder, str(folder), types)


def _roots(extra_dirs: Sequence[Path]) -> Iterator[tuple[Traversable | Path, str]]:
    yield files("digitizer.schemas"), "digitizer/schemas"
    for folder in extra_dirs:
        if not folder.is_dir():
            raise BadSchema("schema-no-folder", file=str(folder), place="", reason="")
        yield folder, str(folder)


def _files(root: Traversable | Path, name: str) -> Iterator[SchemaFile]:
    for domain in sorted(root.iterdir(), key=lambda entry: entry.name):
        if not domain.is_dir() or domain.name.startswith(("_", ".")):
            continue
        for entry in sorted(domain.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".toml"):
                yield SchemaFile.read(entry, f"{name}/{domain.name}/{entry.name}")
        lists = domain / _CODE_LISTS
        if not lists.is_dir():
            continue
        for entry in sorted(lists.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".toml"):
                path = f"{name}/{domain.name}/{_CODE_LISTS}/{entry.name}"
                yield SchemaFile.read(entry, path)


def _is_list(file: SchemaFile) -> bool:
    return f"/{_CODE_LISTS}/" in file.name


def _load_lists(found: Sequence[SchemaFile]) -> dict[str, CodeList]:
    loaded: dict[str, CodeList] = {}
    for file in found:
        if _is_list(file):
            code_list = file.parse(CodeListModel).to_domain()
            check_code_list(file, code_list)
            _claim(loaded, code_list.key, code_list, file)
    return loaded


def _load_types(found: Sequence[SchemaFile]) -> dict[str, tuple[SchemaFile, DocumentType]]:
    loaded: dict[str, tuple[SchemaFile, DocumentType]] = {}
    for file in found:
        if not _is_list(file) and not file.name.endswith(_PROFILE):
            doc_type = file.parse(DocumentTypeModel).to_domain()
            _claim(loaded, doc_type.key, (file, doc_type), file)
    return loaded


def _load_profiles(found: Sequence[SchemaFile]) -> dict[str, tuple[SchemaFile, ExportProfile]]:
    loaded: dict[str, tuple[SchemaFile, ExportProfile]] = {}
    for file in found:
        if not _is_list(file) and file.name.endswith(_PROFILE):
            profile = file.parse(ExportProfileModel).to_domain()
            _claim(loaded, profile.document_type, (file, profile), file)
    return loaded


def _claim(loaded: dict[str, _Value], key: str, value: _Value, file: SchemaFile) -> None:
    if key in loaded:
        raise BadSchema("schema-key-twice", file=file.name, place=file.place("key"), reason=key)
    loaded[key] = value
