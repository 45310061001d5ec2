"""The result sheet of a sample: what must stand on it, and what must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digitizer.bootstrap.desk.sample_sheet import percent, sample_sheet
from digitizer.domain.batch import Batch
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.samples import (
    Answer,
    MachineText,
    Sample,
    SampleDraw,
    SampleResult,
    SampleState,
    tally,
)
from digitizer.domain.sampling import Numbers, Plan, RoundKind, Strictness, Unit
from digitizer.domain.second_entry import Keyed
from digitizer.domain.sheet import Pairs, Sheet, Signatures, Table
from digitizer.domain.switching import Standing
from digitizer.messages import Messages
from digitizer.schemas import load_catalog
from digitizer.schemas.sampling import load_quality_rules
from digitizer.workflow.sampling_work import SampleReport

NOW = datetime(2026, 11, 28, 8, 30, tzinfo=UTC)
CLERK, CHECKER = "Lê Thị Mẫu", "Trần Văn Mẫu"
WRONG, RIGHT = "LÊ THỊ MẨU", "LÊ THỊ MẪU"
RULES = load_quality_rules()


def report(kind: RoundKind = RoundKind.FIELDS) -> SampleReport:
    is_plan = kind is RoundKind.FIELDS
    draw = SampleDraw(
        batch_id=1,
        round=3,
        kind=kind,
        profile="usual",
        profile_version="1",
        document_type="civil_status.birth",
        series=f"civil_status.birth/{CLERK}",
        lot_size=120,
        plan=Plan("F" if is_plan else "", 2, Numbers(0, 1)),
        strictness=Strictness.TIGHTENED,
        level="II" if is_plan else None,
        limit=0.65 if is_plan else None,
        seed="5eed" * 8,
        lot="a1" * 32,
        last_edit=7,
        is_original=True,
        by=CHECKER,
        at=NOW,
    )
    units = (Unit(11, "nksHoTen"), Unit(12, "nksHoTen"))
    right, wrong = Keyed(RIGHT, RIGHT), Keyed(WRONG, WRONG)
    answers = {
        1: Answer(1, CHECKER, NOW, right, right, MachineText(RIGHT, RIGHT)),
        2: Answer(2, CHECKER, NOW, right, wrong, MachineText(WRONG, WRONG)),
    }
    if not is_plan:
        answers = {
            1: Answer(1, CHECKER, NOW, is_right=True),
            2: Answer(2, CHECKER, NOW, is_right=False, why="mất góc trang"),
        }
    state = SampleState(Sample(5, draw, units), answers, {})
    result = SampleResult(5, tally(state), False, False, False, CHECKER, NOW, "f0" * 32)
    state = replace(state, result=result)
    batch = Batch(1, "KS 1989", draw.document_type, BatchState.RETURNED, CLERK, NOW)
    return SampleReport(
        batch, state, tally(state), RULES.usual, RULES.printed, Standing(Strictness.TIGHTENED)
    )


def sheet(found: SampleReport, language: str = "vi") -> Sheet:
    result = found.state.result
    assert result is not None
    messages = Messages(language)
    return sample_sheet(found, result, load_catalog(), messages, date(2026, 11, 28))


def pairs(made: Sheet) -> dict[str, str]:
    return {
        name: value
        for block in made.blocks
        if isinstance(block, Pairs)
        for name, value in block.pairs
    }


def test_the_sheet_tells_lot_plan_seed_and_result() -> None:
    made = sheet(report())
    said = pairs(made)
    assert said["Tên lô"] == "KS 1989"
    assert said["Người trình"] == CLERK
    assert (said["Cỡ lô (đơn vị)"], said["Cỡ mẫu (n)"], said["Chữ mã"]) == ("120", "2", "F")
    assert (said["Số chấp nhận (Ac)"], said["Số bác bỏ (Re)"]) == ("0", "1")
    assert said["Hạt ngẫu nhiên"] == "5eed" * 8
    assert said["Số đơn vị sai"] == "1 / 2"
    assert said["Độ chính xác đơn vị"] == "50,00 %"
    assert said["Độ chính xác ký tự"] == "95,00 % (1 lỗi trên 20)"
    assert said["Nhận dạng chữ in (máy đọc)"].startswith("95,00 %")
    assert said["Nhận dạng chữ in (máy đọc)"].endswith("yêu cầu từ 98,00 %: không đạt")
    assert said["Kết luận"].startswith("KHÔNG ĐẠT")
    assert said["Đầu chuỗi nhật ký"] == "f0" * 32
    assert said["Mức kiểm tra lô sau"] == "ngặt"


def test_the_wrong_units_are_named_without_their_values() -> None:
    made = sheet(report())
    (table,) = (block for block in made.blocks if isinstance(block, Table))
    assert [row[:2] for row in table.rows] == [("2", "12")]
    assert WRONG not in repr(made)
    assert RIGHT not in repr(made)


def test_whoever_checked_signs_by_name() -> None:
    (places,) = (block for block in sheet(report()).blocks if isinstance(block, Signatures))
    assert [name for _, name in places.places] == [CHECKER, ""]


def test_a_round_of_images_has_no_plan_and_no_characters() -> None:
    made = sheet(report(RoundKind.IMAGES), "en")
    said = pairs(made)
    assert said["Wrong units"] == "1 / 2"
    assert not {"Code letter", "AQL (%)", "Accuracy of characters"} & set(said)
    (table,) = (block for block in made.blocks if isinstance(block, Table))
    assert [row[3] for row in table.rows] == ["mất góc trang"]


@pytest.mark.parametrize(
    ("share", "vi", "en"),
    [
        (1.0, "100,00 %", "100.00 %"),
        # Just short of the limit is not shown as the limit.
        (0.97999, "97,99 %", "97.99 %"),
        (0.98, "98,00 %", "98.00 %"),
        (0.0, "0,00 %", "0.00 %"),
        (None, "không có", "none"),
    ],
)
def test_shares_are_written_as_the_language_does(share: float | None, vi: str, en: str) -> None:
    assert percent(share, Messages("vi")) == vi
    assert percent(share, Messages("en")) == en
