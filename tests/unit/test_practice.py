"""What counts as a miss, and when the exercises become harder."""

from __future__ import annotations

from digitizer.domain.pace import ErrorKind
from digitizer.domain.practice import Level, Marked, Miss, advised_level, misses
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import Catalog, FieldSpec
from digitizer.schemas import load_catalog

CATALOG: Catalog = load_catalog()
BIRTH = CATALOG.types["civil_status.birth"]


def as_is(_spec: FieldSpec, value: str) -> str:
    return value


def record(**values: str) -> Record:
    fields = {key: FieldValue(key, value, value) for key, value in values.items()}
    return Record(BIRTH.key, BIRTH.version, fields)


def test_a_right_record_has_no_misses() -> None:
    assert misses(record(nksHoTen="Lê Vũ"), BIRTH, {"nksHoTen": "Lê Vũ"}, as_is) == ()


def test_a_wrong_tone_is_a_miss_of_its_kind() -> None:
    (miss,) = misses(record(nksHoTen="Lê Vủ"), BIRTH, {"nksHoTen": "Lê Vũ"}, as_is)
    assert miss == Miss("nksHoTen", "Lê Vủ", "Lê Vũ", ErrorKind.HOOK_TILDE)


def test_a_field_left_out_and_one_that_is_not_on_the_paper_are_misses() -> None:
    found = misses(record(ghiChu="thừa"), BIRTH, {"nksHoTen": "Lê Vũ"}, as_is)
    assert {(one.key, one.kind) for one in found} == {
        ("nksHoTen", ErrorKind.EMPTY),
        ("ghiChu", ErrorKind.EMPTY),
    }


def marked(cases: int, wrong: int) -> list[Marked]:
    miss = Miss("so", "1", "7", ErrorKind.NUMBER)
    return [Marked(n, "x", BIRTH.key, 50, (miss,) * wrong) for n in range(cases)]


def test_the_level_follows_the_results_within_its_bounds() -> None:
    assert advised_level(Level.USUAL, marked(5, 0)) is Level.HARD
    assert advised_level(Level.HARD, marked(5, 0)) is Level.HARD
    assert advised_level(Level.USUAL, marked(5, 1)) is Level.USUAL
    assert advised_level(Level.USUAL, marked(5, 3)) is Level.CLEAN
    assert advised_level(Level.CLEAN, marked(5, 3)) is Level.CLEAN


def test_four_cases_are_too_few_to_change_the_level() -> None:
    assert advised_level(Level.USUAL, marked(4, 0)) is Level.USUAL
