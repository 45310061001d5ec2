"""A simulated clerk who knows the truth of the samples and works like a person: one look at each
doubtful field, a correction where the reading is wrong, a reason where the paper is blank."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.record import EmptyReason, FieldValue, ValueState
from digitizer.domain.values.canonical import shown_for
from digitizer.domain.values.dates import parse_iso


@dataclass(frozen=True, slots=True)
class Tally:
    """Fields by how they became right. ``wrongly_accepted`` ones were found against the truth,
    as only a demonstration can, and typed."""

    accepted: int = 0
    confirmed: int = 0
    typed: int = 0
    wrongly_accepted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.accepted + other.accepted,
            self.confirmed + other.confirmed,
            self.typed + other.typed,
            self.wrongly_accepted + other.wrongly_accepted,
        )


def settle_case(station: Workstation, case_id: int, truth_file: Path) -> Tally:
    """Make every field of the case what the paper says; the case stays unfinished."""
    type_key, fields = _truth(truth_file)
    view = station.case_view(case_id)
    if view.case.record is None:
        station.assign_type(case_id, type_key, view.case.revision)
        view = station.case_view(case_id)
    record = view.case.record
    if record is None or view.document_type is None:
        return Tally()
    wanted = _with_book(fields)
    tally = Tally()
    for spec in view.document_type.fields:
        value = record.fields.get(spec.key, FieldValue(spec.key))
        right = wanted.get(spec.key)
        if right is None:
            tally += _blank(station, case_id, value)
            continue
        text = shown_for(station.catalog, spec, right)
        tally += _present(station, case_id, value, right, text)
    return tally


def _present(station: Workstation, case_id: int, value: FieldValue, right: str, text: str) -> Tally:
    if value.value == right:
        if value.is_settled:
            return Tally(accepted=1)
        station.confirm_field(case_id, value.key, _revision(station, case_id))
        return Tally(confirmed=1)
    station.set_field(case_id, value.key, text, _revision(station, case_id))
    wrong = value.state is ValueState.ACCEPTED
    return Tally(typed=1, wrongly_accepted=int(wrong))


def _blank(station: Workstation, case_id: int, value: FieldValue) -> Tally:
    if value.state is ValueState.MISSING:
        return Tally()
    station.confirm_empty(case_id, value.key, EmptyReason.NOT_ON_PAPER, _revision(station, case_id))
    wrong = value.state is ValueState.ACCEPTED
    return Tally(typed=1, wrongly_accepted=int(wrong))


def _with_book(fields: dict[str, str]) -> dict[str, str]:
    """The clerk has the book in hand: what a certificate does not print of its entry, the book's
    cover and page say."""
    registered = parse_iso(fields.get("ngayDangKy", ""))
    if registered is None:
        return fields
    number = fields.get("so", "").partition("/")[0] or "1"
    return {
        **fields,
        "so": f"{number}/{registered.year}",
        "quyenSo": fields.get("quyenSo", f"01/{registered.year}"),
        "noiDangKy": fields.get("noiDangKy", "UBND xã Mẫu, tỉnh Mẫu"),
    }


def _truth(path: Path) -> tuple[str, dict[str, str]]:
    data = json.loads(path.read_text(encoding="utf-8"))
    fields = data["cases"][0]["fields"]
    return data["document_type"], {key: field["value"] for key, field in fields.items()}


def _revision(station: Workstation, case_id: int) -> int:
    return station.case_view(case_id).case.revision
