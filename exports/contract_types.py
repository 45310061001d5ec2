"""Invented cases of a document type, for holding an exporter to its contract with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from digitizer.domain.errors import NotAllowed, NotFound
from digitizer.domain.package import ExportCase, PackageContent
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.schema import Catalog
from exports.contract_sample import sample_content
from exports.contract_values import field_values
from exports.file_names import file_names
from exports.formats.facets import is_required

_SHIFTS = 40
_ENOUGH = 12
Known = Mapping[str, Sequence[str]]
"""Some values for each field."""


def content_of_type(catalog: Catalog, key: str, place: Path) -> PackageContent:
    """As :func:`exports.contract_sample.sample_content`, of a document type: two cases with all its
    fields and a third with those only that it requires or names its documents by.

    Raises NotFound ``unknown-type``, NotAllowed ``contract-no-profile`` for a type that does not
    leave, ``contract-no-value`` for a required field to whose form no value is known, and as
    :func:`exports.file_names.file_names` where its documents cannot be told apart."""
    doc_type, profile = catalog.types.get(key), catalog.profiles.get(key)
    if doc_type is None:
        raise NotFound("unknown-type", type=key)
    if profile is None:
        raise NotAllowed("contract-no-profile", type=key)
    sample = sample_content(place)
    plain = replace(sample, document_type=doc_type, profile=profile, catalog=catalog)
    known = {
        spec.key: tuple(islice(field_values(catalog, spec), _ENOUGH)) for spec in doc_type.fields
    }
    for spec in doc_type.fields:
        if is_required(spec) and not known[spec.key]:
            raise NotAllowed("contract-no-value", type=key, field=spec.key)
    return _told_apart(plain, known)


def _told_apart(plain: PackageContent, known: Known) -> PackageContent:
    """With the first values by which every document has a name of its own."""
    for shift in range(_SHIFTS):
        content = _filled(plain, known, shift)
        try:
            file_names(content)
        except NotAllowed:
            continue
        return content
    file_names(content)
    return content


def _filled(plain: PackageContent, known: Known, shift: int) -> PackageContent:
    first, second, third = plain.cases
    named = {key for key in known if f"{{{key}" in plain.profile.file_name}
    bare = {spec.key for spec in plain.document_type.fields if is_required(spec)} | named
    cases = (
        _case(plain, first, known, shift),
        _case(plain, second, known, shift + 1),
        _case(plain, third, {key: known[key] for key in known if key in bare}, shift + 2),
    )
    return replace(plain, cases=cases)


def _case(plain: PackageContent, case: ExportCase, known: Known, number: int) -> ExportCase:
    chosen = {key: some[number % len(some)] for key, some in known.items() if some}
    fields = {
        key: FieldValue(key, text, text, ValueState.CONFIRMED) for key, text in chosen.items()
    }
    doc_type = plain.document_type
    return replace(case, record=Record(doc_type.key, doc_type.version, fields))
