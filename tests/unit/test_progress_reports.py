"""Report files and roll-ups, quality words, lengths, slips and handovers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digitizer.bootstrap.figures import Figures
from digitizer.bootstrap.progress_papers import report_sheet, report_worksheets, rollup_sheet
from digitizer.bootstrap.progress_rule import example_plan, progress_rule, read_plan
from digitizer.bootstrap.report_files import merge_files, report_text
from digitizer.domain.book import Book, MissingNumber, MissingReason
from digitizer.domain.data_quality import DataQuality, Share, Word, book_share, record_shares
from digitizer.domain.errors import BadSchema, NotFound
from digitizer.domain.field_lengths import LengthRule
from digitizer.domain.progress import DayCounts, NamedCounts, Stage, summed
from digitizer.domain.progress_report import ProgressReport
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.domain.sheet import Table
from digitizer.domain.slip import (
    Direction,
    Handover,
    Slip,
    SlipFile,
    SlipGap,
    SlipPackage,
    still_out,
)
from digitizer.domain.work_plan import Forecast, Milestone, Standing
from digitizer.messages import LANGUAGES, Messages
from digitizer.schemas import load_catalog

DAY = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 10, tzinfo=UTC)
BIRTH = "civil_status.birth"


def report(office: str = "UBND xã Mẫu", code: str = "", checked: int = 4) -> ProgressReport:
    counts = summed([(Stage.SCANNED, 12), (Stage.READ, 10), (Stage.CHECKED, checked)])
    milestone = Milestone("Mốc", date(2026, 12, 31), 100)
    return ProgressReport(
        "UBND tỉnh Mẫu",
        office,
        code,
        DAY,
        AT,
        "0.1.0",
        counts,
        (DayCounts(DAY, counts),),
        (NamedCounts(BIRTH, counts), NamedCounts("", summed([]))),
        3,
        0,
        (Forecast(milestone, checked, Standing.UNKNOWN),),
        None,
        DataQuality({word: Share(9, 10) for word in Word}, 4, 4),
    )


def written(folder: Path, name: str, made: ProgressReport) -> Path:
    path = folder / name
    path.write_text(report_text([made]), encoding="utf-8")
    return path


def test_a_report_file_says_again_what_was_written(tmp_path: Path) -> None:
    (read,) = merge_files([written(tmp_path, "a.json", report())], AT).reports
    assert read == report()


def test_reports_of_offices_add_up(tmp_path: Path) -> None:
    files = [
        written(tmp_path, f"{number}.json", report(f"UBND xã Mẫu {number}", checked=number))
        for number in (1, 2, 3)
    ]
    found = merge_files(files, AT)
    assert [one.office for one in found.reports] == [f"UBND xã Mẫu {at}" for at in (1, 2, 3)]
    assert found.totals[Stage.CHECKED] == 6
    assert found.days == (DayCounts(DAY, found.totals),)
    assert found.shares[Word.RIGHT] == Share(27, 30)


def test_the_newer_report_of_an_office_counts_whatever_the_order(tmp_path: Path) -> None:
    old = written(tmp_path, "old.json", report(code="00001", checked=1))
    newer = replace(report("UBND xã Mẫu mới", "00001", checked=2), made_at=AT + timedelta(hours=1))
    new = written(tmp_path, "new.json", newer)
    for files in ([old, new], [new, old]):
        found = merge_files(files, AT)
        assert [one.totals[Stage.CHECKED] for one in found.reports] == [2]
        assert [(one.file, one.code) for one in found.left_out] == [("old.json", "superseded")]


def test_bad_files_are_named_and_the_others_count(tmp_path: Path) -> None:
    good = written(tmp_path, "good.json", report())
    document = json.loads(report_text([report()]))
    bad = {
        "half.json": report_text([report()])[:200],
        "list.json": "[]",
        "other.json": '{"format": "x"}',
        "newer.json": json.dumps({**document, "version": 2}),
        "version.json": json.dumps({**document, "version": "1"}),
        "fields.json": json.dumps({**document, "reports": [{"office": "x"}]}),
    }
    altered = json.loads(report_text([report()]))
    altered["reports"][0]["totals"]["checked"] = 4000
    bad["altered.json"] = json.dumps(altered)
    for name, content in bad.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    names = [*bad, "bytes.json", "gone.json"]
    found = merge_files([good, *(tmp_path / name for name in names)], AT)
    assert len(found.reports) == 1
    assert {one.file: one.code for one in found.left_out} == {
        "half.json": "wrong",
        "list.json": "other",
        "other.json": "other",
        "newer.json": "newer",
        "version.json": "wrong",
        "fields.json": "wrong",
        "altered.json": "inconsistent",
        "bytes.json": "wrong",
        "gone.json": "unreadable",
    }


def test_a_rollup_can_be_rolled_up_again(tmp_path: Path) -> None:
    district = tmp_path / "district.json"
    made = [report(f"xã {number}") for number in range(3)]
    district.write_text(report_text(made), encoding="utf-8")
    found = merge_files([district, written(tmp_path, "x.json", report("xã khác"))], AT)
    assert len(found.reports) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_and_workbooks_have_words_for_everything(language: str, tmp_path: Path) -> None:
    figures = Figures(Messages(language), load_catalog())
    made = report()
    sheet = report_sheet(made, figures, "Trần Văn Mẫu")
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    assert tables[0].rows[1][1:] == ("10", "10", tables[0].rows[1][3])
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    rollup = merge_files([written(tmp_path, "a.json", made), bad], AT)
    assert any("bad.json" in str(block) for block in rollup_sheet(rollup, figures, "x").blocks)
    assert [len(one.rows) for one in report_worksheets(made, figures)] == [1, 2, 1, 6]


def test_the_example_plan_is_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(example_plan(), encoding="utf-8")
    plan = read_plan(path)
    assert plan.office
    assert all(one.source for one in plan.milestones)
    known = load_catalog().types
    assert all(one.document_type in (None, *known) for one in plan.milestones)


@pytest.mark.parametrize(
    "spoilt", ["office = ", 'stage = "scanned"\n#', "target = 0 #", "unknown = 1\n#"]
)
def test_a_wrong_plan_is_refused_with_its_place(spoilt: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(example_plan() + "\n" + spoilt, encoding="utf-8")
    with pytest.raises(BadSchema, match="plan-file-wrong"):
        read_plan(path)
    with pytest.raises(NotFound, match="plan-file-missing"):
        read_plan(tmp_path / "gone.toml")


def test_the_classes_of_length_are_those_of_the_norm() -> None:
    rule = progress_rule().lengths
    assert rule.classes == ("≤ 15", "16-50", "> 50")
    assert rule.source
    assert LengthRule((10,), DAY, "x").classes == ("≤ 10", "> 10")


def test_an_empty_field_with_a_reason_is_whole_and_a_doubtful_one_is_not() -> None:
    doc_type = load_catalog().types[BIRTH]
    due = [spec.key for spec in doc_type.fields if spec.need != "optional"]
    nothing = record_shares(Record(BIRTH, doc_type.version), doc_type)
    assert nothing[Word.WHOLE] == Share(0, len(due))
    fields = {
        due[0]: FieldValue(due[0], "x", "x", ValueState.CONFIRMED),
        due[1]: FieldValue(due[1], state=ValueState.CONFIRMED, empty_reason=EmptyReason.TORN),
        due[2]: FieldValue(due[2], "x", "x", ValueState.REVIEW),
    }
    found = record_shares(Record(BIRTH, doc_type.version, fields), doc_type)
    assert found[Word.WHOLE] == Share(2, len(due))
    assert found[Word.LIVE].value is None


def test_a_book_is_whole_when_every_number_has_a_case_or_is_declared_gone() -> None:
    gone = (MissingNumber(3, MissingReason.TORN),)
    assert book_share(Book(1, 10, gone), 9) == Share(9, 9)
    assert book_share(Book(1, 10), 9) == Share(9, 10)
    assert book_share(Book(1, 10), 12) == Share(10, 10)
    assert book_share(Book(1, None), 5).value is None


def slip(**changes: object) -> Slip:
    file = SlipFile(1, "a.pdf", "a" * 64, 2, 2, 0)
    package = SlipPackage("p", AT, 3, "b" * 64)
    made = Slip(1, "KS 01", BIRTH, "A", "B", (file,), 4, 1, 0, (package,), "c" * 64)
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({}, ()),
        ({"files": (SlipFile(1, "a", "a" * 64, 3, 2, 0),)}, (SlipGap.PAGES_UNREAD,)),
        ({"files": (SlipFile(1, "a", "a" * 64, 2, 2, 1),)}, (SlipGap.PAGES_UNUSED,)),
        ({"unfinished": 1}, (SlipGap.CASES_OPEN,)),
        ({"packages": ()}, (SlipGap.NOT_EXPORTED,)),
        ({"cases": 5}, (SlipGap.ROWS_DIFFER,)),
    ],
)
def test_a_slip_names_whatever_does_not_add_up(
    changes: dict[str, object], gaps: tuple[SlipGap, ...]
) -> None:
    assert slip(**changes).gaps == gaps


def test_papers_are_out_until_as_many_come_back() -> None:
    def moved(papers: str, way: Direction, books: int, sheets: int) -> Handover:
        return Handover(papers, way, books, sheets, "A", "B", AT, "", "A")

    first = (moved("KS 01", Direction.OUT, 2, 300), moved("KS 02", Direction.OUT, 1, 10))
    back = moved("KS 01", Direction.BACK, 1, 300)
    found = {one.papers: (one.books, one.sheets) for one in still_out((*first, back))}
    assert found == {"KS 01": (1, 0), "KS 02": (1, 10)}
    whole = (
        *first,
        back,
        moved("KS 01", Direction.BACK, 1, 0),
        moved("KS 02", Direction.BACK, 1, 10),
    )
    assert still_out(whole) == ()
