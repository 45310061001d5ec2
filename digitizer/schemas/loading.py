"""Puts the catalog together from the package's own files and those of a workspace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from digitizer.domain.errors import BadSchema
from digitizer.domain.form import Form
from digitizer.domain.schema import Catalog, CodeList, DocumentType, ExportProfile
from digitizer.schemas.export_models import ExportProfileModel
from digitizer.schemas.files import SchemaFile
from digitizer.schemas.forms import load_forms
from digitizer.schemas.models import CodeListModel, DocumentTypeModel
from digitizer.schemas.people import load_people_rules
from digitizer.schemas.soundness import check_code_list, check_profile, check_type

CODE_LISTS, FORMER, PROFILE_ENDING = "code_lists", "former", ".export.toml"
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def load_catalog(extra_dirs: Sequence[Path] = (), *, restricted: bool = True) -> Catalog:
    """All types, code lists and profiles; those of ``extra_dirs`` come on top, the last wins.

    A folder holds one folder a domain with ``<type>.toml``, ``<type>.export.toml``,
    ``code_lists/<key>.toml``, and in ``former/`` the versions of types that today's replaced; those
    of ``extra_dirs`` may have ``forms/<form>/`` with blank forms. A workspace file replaces the
    package's of the same key whole, whose version stays known. Without ``restricted`` the types
    that only a restricted workspace may have are left out, with their profiles.
    Raises BadSchema with file and place for the first file that is not well formed, and
    when two files of the same folder claim one key.
    """
    found = _read(extra_dirs)
    if found.faults:
        raise found.faults[0]
    return found.catalog(restricted=restricted)


def check_catalog(extra_dirs: Sequence[Path] = ()) -> tuple[BadSchema, ...]:
    """What is wrong with any file, one finding a file, in the order of the folders."""
    return tuple(_read(extra_dirs).faults)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the files of all folders say so far; a file that is wrong only adds its fault."""

    lists: dict[str, CodeList] = field(default_factory=dict)
    types: dict[str, tuple[SchemaFile, DocumentType]] = field(default_factory=dict)
    former: dict[tuple[str, str], tuple[SchemaFile, DocumentType]] = field(default_factory=dict)
    profiles: dict[str, tuple[SchemaFile, ExportProfile]] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    faults: list[BadSchema] = field(default_factory=list)

    @contextmanager
    def catching(self) -> Iterator[None]:
        try:
            yield
        except BadSchema as fault:
            self.faults.append(fault)

    def put_type(self, file: SchemaFile, doc_type: DocumentType) -> None:
        """Today's type; one of the same key that an earlier folder had becomes a former one."""
        older = self.types.get(doc_type.key)
        if older is not None and older[1].version != doc_type.version:
            self.former[older[1].key, older[1].version] = older
        self.types[doc_type.key] = (file, doc_type)

    def catalog(self, *, restricted: bool) -> Catalog:
        types = {
            key: doc_type
            for key, (_, doc_type) in self.types.items()
            if restricted or not doc_type.is_restricted
        }
        return Catalog(
            types,
            self.lists,
            {key: each for key, (_, each) in self.profiles.items() if key in types},
            tuple(form for form in self.forms if form.document_type in types),
            {key: each for key, (_, each) in self.former.items() if key[0] in types},
            load_people_rules(),
        )


def _read(extra_dirs: Sequence[Path]) -> _Found:
    found = _Found()
    for root, name in _roots(extra_dirs):
        _read_folder(found, root, name)
    for file, doc_type in [*found.types.values(), *found.former.values()]:
        with found.catching():
            check_type(file, doc_type, found.lists)
    for file, profile in found.profiles.values():
        owner = found.types.get(profile.document_type)
        with found.catching():
            check_profile(file, profile, owner[1] if owner else None)
    types = {key: doc_type for key, (_, doc_type) in found.types.items()}
    for folder in extra_dirs:
        with found.catching():
            found.forms.extend(load_forms(folder, str(folder), types))
    return found


def _roots(extra_dirs: Sequence[Path]) -> Iterator[tuple[Traversable | Path, str]]:
    yield files("digitizer.schemas"), "digitizer/schemas"
    for folder in extra_dirs:
        if not folder.is_dir():
            raise BadSchema("schema-no-folder", file=str(folder), place="", reason="")
        yield folder, str(folder)


def _read_folder(found: _Found, root: Traversable | Path, name: str) -> None:
    """The files of one root; within it no two may claim one key."""
    lists: dict[str, CodeList] = {}
    types: dict[str, DocumentType] = {}
    former: dict[tuple[str, str], DocumentType] = {}
    profiles: dict[str, ExportProfile] = {}
    for entry, path in _entries(root, name):
        with found.catching():
            file = SchemaFile.read(entry, path)
            if f"/{CODE_LISTS}/" in path:
                code_list = file.parse(CodeListModel).to_domain()
                check_code_list(file, code_list)
                _claim(lists, code_list.key, code_list, file)
            elif path.endswith(PROFILE_ENDING):
                profile = file.parse(ExportProfileModel).to_domain()
                _claim(profiles, profile.document_type, profile, file)
                found.profiles[profile.document_type] = (file, profile)
            else:
                doc_type = file.parse(DocumentTypeModel).to_domain()
                if f"/{FORMER}/" in path:
                    _claim(former, (doc_type.key, doc_type.version), doc_type, file)
                    found.former[doc_type.key, doc_type.version] = (file, doc_type)
                else:
                    _claim(types, doc_type.key, doc_type, file)
                    found.put_type(file, doc_type)
    found.lists.update(lists)


def _entries(root: Traversable | Path, name: str) -> Iterator[tuple[Traversable | Path, str]]:
    """Each file with the name that messages call it by, domain by domain."""
    for domain in _sorted(root):
        if not domain.is_dir() or domain.name.startswith(("_", ".")):
            continue
        for folder, path in (
            (domain / CODE_LISTS, f"{name}/{domain.name}/{CODE_LISTS}"),
            (domain / FORMER, f"{name}/{domain.name}/{FORMER}"),
            (domain, f"{name}/{domain.name}"),
        ):
            if folder.is_dir():
                for entry in _sorted(folder):
                    if entry.name.endswith(".toml"):
                        yield entry, f"{path}/{entry.name}"


def _sorted(folder: Traversable | Path) -> list[Traversable | Path]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _claim(loaded: dict[_Key, _Value], key: _Key, value: _Value, file: SchemaFile) -> None:
    if key in loaded:
        raise BadSchema(
            "schema-key-twice", file=file.name, place=file.place("key"), reason=str(key)
        )
    loaded[key] = value
