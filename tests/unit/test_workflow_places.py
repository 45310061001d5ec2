"""Beside the text of a place stands its unit: found, asked for, or chosen by a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, Bench, make_bench, read_case

from digitizer.domain.errors import InvalidInput
from digitizer.domain.record import FieldValue
from digitizer.workflow import choose_place, correct, history
from digitizer.workflow.overview import case_view

KEY = "nksQueQuan"
PLAIN = "xã Mai Hạ, huyện Mai Châu, tỉnh Hòa Bình"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def _case(bench: Bench, folder: Path, place: str) -> int:
    return read_case(bench, folder, values={**GOOD, KEY: place})


def _value(bench: Bench, case: int) -> FieldValue:
    record = case_view(bench.ports, case).case.record
    assert record is not None
    return record.fields[KEY]


def _asked(bench: Bench, case: int) -> list[str]:
    problems = case_view(bench.ports, case).problems
    return [problem.code for problem in problems if problem.field == KEY]


def test_a_finished_case_keeps_the_unit_with_its_list(bench: Bench, tmp_path: Path) -> None:
    case = _case(bench, tmp_path, PLAIN)
    correct.finish_case(bench.ports, CLERK, case, 1)

    value = _value(bench, case)
    assert value.text == PLAIN
    assert value.units is not None
    assert value.units.on is not None
    assert value.units.on.name == "xã Mai Hạ"
    assert value.units.on.list_version < "2025-07-01"
    assert value.units.today is not None
    assert value.units.today.list_version >= "2025-07-01"
    assert value.units.today.list_name


def test_a_place_that_nobody_knows_keeps_its_text_alone(bench: Bench, tmp_path: Path) -> None:
    case = _case(bench, tmp_path, "làng Không Đâu, tổng Chẳng Có")
    correct.finish_case(bench.ports, CLERK, case, 1)
    assert _value(bench, case).units is None


def _split_place(bench: Bench, case: int) -> tuple[str, str]:
    """Codes of two units of today that an old one became."""
    found = choose_place.place_options(bench.ports, case, KEY)
    codes = [each.unit.ref.code for each in found.candidates if each.today]
    assert len(codes) >= 2
    return codes[0], codes[1]


SPLIT = "phường Cửa Nam, quận Hoàn Kiếm, thành phố Hà Nội"


def test_an_old_unit_that_was_split_is_asked_about_and_chosen(bench: Bench, tmp_path: Path) -> None:
    case = _case(bench, tmp_path, SPLIT)
    assert _asked(bench, case) == ["place-split"]
    _, second = _split_place(bench, case)

    choose_place.choose_place(bench.ports, CLERK, case, KEY, None, second, 1)

    assert _asked(bench, case) == []
    correct.finish_case(bench.ports, CLERK, case, 2)
    units = _value(bench, case).units
    assert units is not None
    assert units.today is not None
    assert (units.today.code, units.chosen_by) == (second, CLERK.name)


def test_a_code_that_the_text_cannot_mean_is_refused(bench: Bench, tmp_path: Path) -> None:
    case = _case(bench, tmp_path, SPLIT)
    with pytest.raises(InvalidInput) as refused:
        choose_place.choose_place(bench.ports, CLERK, case, KEY, None, "99999", 1)
    assert refused.value.code == "unit-not-offered"
    with pytest.raises(InvalidInput):
        choose_place.choose_place(bench.ports, CLERK, case, "nksHoTen", None, None, 1)


def test_another_text_or_taking_back_drops_the_choice(bench: Bench, tmp_path: Path) -> None:
    case = _case(bench, tmp_path, SPLIT)
    first, _ = _split_place(bench, case)
    choose_place.choose_place(bench.ports, CLERK, case, KEY, None, first, 1)
    history.undo(bench.ports, CLERK, case, 2)
    assert _asked(bench, case) == ["place-split"]

    choose_place.choose_place(bench.ports, CLERK, case, KEY, None, first, 3)
    correct.set_field(bench.ports, CLERK, case, KEY, PLAIN, 4)
    assert _value(bench, case).units is None
