"""Invented mentions in short: ``mention(3, born="1990-03-12", number="001090000001")``."""

from __future__ import annotations

from digitizer.domain.people.mention import Aspect, Fact, Mention, MentionId

BIRTH = "civil_status.birth"
_KEYS = {"child": "nksHoTen", "mother": "meHoTen", "father": "chaHoTen", "wife": "voHoTen"}
_KEYS |= {"husband": "chongHoTen", "deceased": "nktHoTen", "requester": "nycHoTen"}
_TYPES = {"wife": "civil_status.marriage", "husband": "civil_status.marriage"}
_TYPES |= {"deceased": "civil_status.death", "person": "civil_status.marital_status"}
_EVENTS = {"child": "birth", "wife": "marriage", "husband": "marriage", "deceased": "death"}


def mention(
    case_id: int, name: str = "Trần Thị Mẫu", role: str = "child", **said: str | list[str]
) -> Mention:
    """A mention by a civil status document whose facts are given by the names of their aspects."""
    key = _KEYS.get(role, "nxnHoTen")
    prefix = key.removesuffix("HoTen")
    facts = [Fact(Aspect.NAME, key, name)]
    for aspect, values in said.items():
        all_values = [values] if isinstance(values, str) else values
        key_of = f"{prefix}{aspect.title()}"
        facts += [Fact(Aspect(aspect), key_of, value) for value in all_values]
    doc_type = _TYPES.get(role, BIRTH)
    return Mention(MentionId(case_id, key), doc_type, role, _EVENTS.get(role, ""), tuple(facts))
