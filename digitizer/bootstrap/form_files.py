"""The files of a form in a workspace: written aside, loaded as a start would, then put in place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from digitizer.domain.errors import BadSchema, EnvironmentFault, InvalidInput
from digitizer.domain.form import Form, Place
from digitizer.domain.form_draft import FormDraft, TypeDraft
from digitizer.domain.schema import Catalog
from digitizer.schemas import load_catalog
from digitizer.schemas.forms import BLANK_FILE, FORM_FILE, FORMS_FOLDER, form_text
from digitizer.schemas.scaffold import NewField, export_text, type_text

HISTORY_FOLDER = "history"
"""Beside a form's file: its earlier versions, as ``<version>.toml``."""

_MARGIN_MM = 0.01


@dataclass(frozen=True, slots=True)
class Staged:
    """A draft's files in ``root``, and the catalog that the workspace would have with them."""

    root: Path
    form: Form
    catalog: Catalog


@contextmanager
def staged(draft: FormDraft, types: Path, today: date) -> Iterator[Staged]:
    """The draft written beside the folder of types and loaded together with it.

    Raises BadSchema as a start of the program would, naming the files by their later places, and
    EnvironmentFault ``form-no-io``.
    """
    with _aside(types) as root:
        target = _write(draft, root, today)
        catalog = _loaded(types, root)
        form = next(form for form in catalog.forms if form.blank == target / BLANK_FILE)
        yield Staged(root, form, catalog)


def catalog_with(
    new_type: TypeDraft, types: Path, version: str, source: str, today: date
) -> Catalog:
    """What the workspace would know with a type that is new; raises as :func:`staged` does."""
    with _aside(types) as root:
        _write_type(new_type, root, version, source, today)
        return _loaded(types, root)


@contextmanager
def _aside(types: Path) -> Iterator[Path]:
    """A folder on the same disk as the types that is gone afterwards."""
    try:
        with tempfile.TemporaryDirectory(prefix=".form-", dir=types.parent) as folder:
            yield Path(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault("form-no-io", folder=types, reason=reason) from error


def _loaded(types: Path, root: Path) -> Catalog:
    try:
        return load_catalog([*([types] if types.is_dir() else []), root])
    except BadSchema as error:
        # A message names the file by its later place, not by the one it is tried in.
        file = error.params.get("file", "").replace(str(root), str(types))
        raise BadSchema(error.code, **{**error.params, "file": file}) from error


def save_form(draft: FormDraft, types: Path, today: date) -> Form:
    """Put a draft into a workspace: its type first and the form last, so that whatever stops the
    program in between leaves a folder that loads. A new version keeps the one before it in the
    form's ``history`` folder, under its version.

    Raises InvalidInput ``form-exists``, ``form-other-blank`` or ``form-version-kept``, BadSchema
    and EnvironmentFault ``form-no-io``. Nothing is left of a draft that was refused.
    """
    target = types / _folder_of(draft)
    if draft.replaces is None:
        require_free(types, draft.document_type, draft.name)
    else:
        _require_same_blank(draft, draft.replaces)
    with staged(draft, types, today) as stage:
        if draft.replaces is not None:
            _replace(stage.root / _folder_of(draft), target, draft.replaces)
        else:
            _place(draft, stage.root, types)
    return next(form for form in load_catalog([types]).forms if form.blank == target / BLANK_FILE)


def require_free(types: Path, type_key: str, name: str) -> None:
    """Raises InvalidInput ``form-exists`` where a form of that name lies."""
    target = types / _folder(type_key, name)
    if target.exists():
        raise InvalidInput("form-exists", folder=target)


def _require_same_blank(draft: FormDraft, before: Form) -> None:
    try:
        is_same = before.blank.read_bytes() == draft.sheet.picture
    except OSError as error:
        raise EnvironmentFault("form-blank-lost", file=before.blank) from error
    if not is_same:
        raise InvalidInput("form-other-blank", folder=before.blank.parent)


def _folder(type_key: str, name: str) -> Path:
    return Path(type_key.partition(".")[0], FORMS_FOLDER, name)


def _folder_of(draft: FormDraft) -> Path:
    return _folder(draft.document_type, draft.name)


def _files_of(new_type: TypeDraft) -> tuple[Path, Path]:
    """Where a type and its export profile lie inside a folder of types."""
    domain, name = new_type.key.split(".")
    return Path(domain, f"{name}.toml"), Path(domain, f"{name}.export.toml")


def _write(draft: FormDraft, root: Path, today: date) -> Path:
    """The folder of the form, below ``root``."""
    if draft.new_type is not None:
        _write_type(draft.new_type, root, draft.version, draft.source, today)
    target = root / _folder_of(draft)
    target.mkdir(parents=True)
    _store(target / BLANK_FILE, draft.sheet.picture)
    _store(target / FORM_FILE, form_text(_form(draft, target, today)).encode())
    return target


def _form(draft: FormDraft, target: Path, today: date) -> Form:
    return Form(
        f"{target.parent.parent.name}/{target.name}",
        draft.document_type,
        draft.version,
        draft.source,
        today,
        *draft.sheet.size,
        target / BLANK_FILE,
        draft.sheet.words,
        tuple(replace(zone, place=_tidied(zone.place, draft.sheet.size)) for zone in draft.zones),
    )


def _tidied(place: Place, size: tuple[float, float]) -> Place:
    """In hundredths of a mm, as the file has it, and still on the sheet when it is read back."""
    left, top = round(place.left, 2), round(place.top, 2)
    width = min(round(place.width, 2), round(size[0] - left - _MARGIN_MM, 2))
    return Place(
        left, top, width, min(round(place.height, 2), round(size[1] - top - _MARGIN_MM, 2))
    )


def _write_type(new_type: TypeDraft, root: Path, version: str, source: str, today: date) -> None:
    fields = [
        NewField(
            one.key,
            one.kind.value,
            one.label_vi,
            one.label_en or one.label_vi,
            one.need.value,
            one.code_list,
            (one.printed,) if one.printed else (),
        )
        for one in new_type.fields
    ]
    label_en = new_type.label_en or new_type.label_vi
    head = (version, today, source)
    names = (new_type.key, new_type.label_vi, label_en, (new_type.title,))
    texts = (type_text(*names, fields, *head), export_text(new_type.key, fields, *head))
    for path, text in zip(_files_of(new_type), texts, strict=True):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        _store(root / path, text.encode())


def _store(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _place(draft: FormDraft, root: Path, types: Path) -> None:
    """A new form, and its type before it; a type whose form cannot follow is taken back."""
    placed: list[Path] = []
    try:
        for path in _files_of(draft.new_type) if draft.new_type is not None else ():
            (types / path).parent.mkdir(parents=True, exist_ok=True)
            # A link fails where a rename would silently take another's place.
            os.link(root / path, types / path)
            placed.append(types / path)
        target = types / _folder_of(draft)
        target.parent.mkdir(parents=True, exist_ok=True)
        (root / _folder_of(draft)).rename(target)
    except OSError:
        for path in placed:
            path.unlink()
        raise


def _replace(made: Path, target: Path, before: Form) -> None:
    history = target / HISTORY_FOLDER
    history.mkdir(exist_ok=True)
    kept = history / f"{before.version}.toml"
    content = (target / FORM_FILE).read_bytes()
    if kept.exists() and kept.read_bytes() != content:
        raise InvalidInput("form-version-kept", version=before.version, folder=history)
    _store(kept, content)
    (made / FORM_FILE).replace(target / FORM_FILE)
