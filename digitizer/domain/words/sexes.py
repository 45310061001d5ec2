"""The sex of a person whose name is typed, as the record tells it."""

from __future__ import annotations

from collections.abc import Mapping

from digitizer.domain.record import Record
from digitizer.domain.schema import DocumentType
from digitizer.domain.words.model import Sex

_CODES = {"1": Sex.MALE, "2": Sex.FEMALE}


def sex_of(doc_type: DocumentType, record: Record, key: str, role_sex: Mapping[str, str]) -> Sex:
    """By the field of the person's sex, else by the role (mother); ``role_sex`` gives the code
    that a role implies."""
    person = next((each for each in doc_type.people if each.name == key), None)
    if person is None:
        return Sex.UNKNOWN
    code = record.value(person.sex) if person.sex else None
    return _CODES.get(code or role_sex.get(person.role or "", ""), Sex.UNKNOWN)
