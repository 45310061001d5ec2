"""What the text in a field means, in one line below it: a date in words, the parts of a number."""

from __future__ import annotations

from collections.abc import Iterator

from digitizer.domain.places import PlaceState, Resolution
from digitizer.domain.record import FieldValue
from digitizer.domain.schema import FieldKind, FieldSpec, Rule
from digitizer.domain.values.canonical import canonical_for, shown_for
from digitizer.domain.values.dates import PartialDate, parse_iso
from digitizer.domain.values.ids import is_old_identity_number, parse_personal_number
from digitizer.domain.values.inexact_dates import is_lunar
from digitizer.domain.values.spoken_values import date_in_words, decimal_in_words
from digitizer.domain.values.tax_codes import has_right_check_digit, tax_code_kind, tax_code_text
from digitizer.domain.values.typed_dates import days_of_month, typed_dates
from ui.desk.date_edit import today
from ui.desk.work import CaseWork
from ui.session import Session

_PERSON_DIGITS = 12
_ID_RULE = "id_structure"
_FEMALE = "2"


class Meaning:
    """Says nothing ("") where a text speaks for itself. Quick enough for every key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, work: CaseWork, key: str, written: str) -> str:
        """``written`` is what stands in the editor, which may be short for what is stored."""
        spec = work.spec(key)
        if not written.strip():
            return ""
        match spec.kind:
            case FieldKind.DATE:
                return self._date(spec, written)
            case FieldKind.ID_NUMBER:
                return self._number(work, spec, written)
            case FieldKind.TAX_CODE:
                return self._tax_code(written)
            case FieldKind.MONEY | FieldKind.AREA:
                return self._amount(spec, written)
            case FieldKind.CODE:
                return self._code(spec, written)
            case _:
                return ""

    def place(self, found: Resolution) -> str:
        """What the resolver makes of a stored place."""
        text = self._session.text
        if found.state in (PlaceState.AMBIGUOUS, PlaceState.UNKNOWN) or found.unit is None:
            if found.candidates:
                return text("fields-place-several", count=len(found.candidates))
            return text("fields-place-unknown")
        then, now = found.unit, found.unit_today
        if now is not None and now.address == then.address:
            return text("fields-place-same", unit=then.address)
        if now is not None:
            return text("fields-place-both", then=then.address, now=now.address)
        several = sum(each.today for each in found.candidates)
        return text("fields-place-then", then=then.address, count=several)

    def chosen_place(self, value: FieldValue) -> str:
        """The units that stand beside a stored place; "" where nobody told any."""
        units = value.units
        if units is None or units.on is None:
            return ""
        now = units.today.name if units.today else self._session.text("fields-place-untold")
        if units.chosen_by:
            return self._session.text(
                "fields-place-chosen", then=units.on.name, now=now, name=units.chosen_by
            )
        return ""

    def _date(self, spec: FieldSpec, written: str) -> str:
        text = self._session.text
        found = typed_dates(written, today())
        if len(found) > 1:
            return text("fields-date-either", dates=self._either(found))
        if found:
            return text(
                "fields-date-means", date=found[0].formatted(), words=date_in_words(found[0])
            )
        short = days_of_month(written)
        if short is not None:
            month, year, days = short
            return text("fields-date-no-such-day", month=f"{month:02d}/{year}", days=days)
        value = self._value(spec, written)
        if value is None:
            return text("fields-date-how")
        return text("fields-date-lunar") if is_lunar(value) else text("fields-date-rough")

    def _either(self, found: tuple[PartialDate, ...]) -> str:
        return self._session.text("fields-or").join(each.formatted() for each in found)

    def _number(self, work: CaseWork, spec: FieldSpec, written: str) -> str:
        text, value = self._session.text, self._value(spec, written) or ""
        number = parse_personal_number(value)
        if number is None:
            if is_old_identity_number(value):
                return text("fields-number-old")
            return text("fields-number-digits", count=len(value)) if value.isdigit() else ""
        name = self._session.backend.province_of_number(number.place)
        place = text(
            "fields-number-place" if name else "fields-number-elsewhere",
            code=number.place,
            name=name or "",
        )
        sex = text("fields-female" if number.is_female else "fields-male")
        said = text("fields-number-parts", place=place, sex=sex, year=str(number.birth_year))
        against = self._contradictions(work, spec.key, number.birth_year, number.is_female)
        return "  ".join([said, *against])

    def _contradictions(
        self, work: CaseWork, key: str, year: int, is_female: bool
    ) -> Iterator[str]:
        """What the number says otherwise than the fields that the law compares it with."""
        doc_type = work.view.document_type
        rules = doc_type.rules if doc_type else ()
        for rule in rules:
            if rule.kind != _ID_RULE or rule.fields[0] != key:
                continue
            born = parse_iso(_value_of(work, rule.fields[1]))
            if born is not None and born.year != year:
                yield self._session.text("fields-number-year", born=born.formatted())
            sex = _sex_of(work, rule)
            if sex and (sex == _FEMALE) != is_female:
                yield self._session.text("fields-number-sex")

    def _tax_code(self, written: str) -> str:
        code = tax_code_text(written)
        kind = tax_code_kind(code)
        if kind is None:
            return self._session.text("fields-tax-digits", count=sum(map(str.isdigit, code)))
        said = self._session.text(f"fields-tax-{kind.value}")
        if len(code) == _PERSON_DIGITS:
            return said
        right = "fields-tax-right" if has_right_check_digit(code) else "fields-tax-wrong"
        return f"{said}; {self._session.text(right)}"

    def _amount(self, spec: FieldSpec, written: str) -> str:
        value = self._value(spec, written)
        words = decimal_in_words(value) if value is not None else None
        if value is None or words is None:
            return ""
        unit = "fields-area" if spec.kind is FieldKind.AREA else "fields-money"
        shown = shown_for(self._session.backend.catalog, spec, value)
        return self._session.text(unit, amount=shown, words=words)

    def _code(self, spec: FieldSpec, written: str) -> str:
        value = self._value(spec, written)
        return self._session.text("fields-code", code=value) if value is not None else ""

    def _value(self, spec: FieldSpec, written: str) -> str | None:
        return canonical_for(self._session.backend.catalog, spec, written).value


def _value_of(work: CaseWork, key: str) -> str:
    return work.value(key).value or ""


def _sex_of(work: CaseWork, rule: Rule) -> str:
    if len(rule.fields) > 2:
        return _value_of(work, rule.fields[2])
    return dict(rule.params).get("sex", "")
