"""Land certificates leave with the identity papers of their owners, as plan 515 wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook
from PIL import Image
from support.workspace import CLERK, SUPERVISOR, Bench, make_bench, stored_scan

from digitizer.domain.case import CaseReading, ReadPage, Region, ScanReading
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.package import PackageResult
from digitizer.domain.page import Box, Origin, PageReading
from digitizer.domain.record import EmptyReason, FieldReading, ReadingState, ValueState
from digitizer.domain.schema import Need
from digitizer.domain.values.canonical import canonical
from digitizer.workflow import approve, batches, correct, export, recognize
from digitizer.workflow.approve_part import approve_part
from digitizer.workflow.overview import CaseView, case_view
from digitizer.workflow.reopen import reopen_cases
from exports.package import write_package
from exports.rehearsal import rehearse
from exports.verify import verify_package

CERTIFICATE, CARD, OLD = "land.certificate", "identity.citizen_card", "identity.old_card"
ORIGIN = Origin("test", "1")
ALONE = (
    "Giấy tờ tùy thân này chưa có hồ sơ của người đứng tên trên giấy trong gói; "
    "chờ đi cùng hồ sơ ấy."
)
# The width of its page in px (100 dpi) tells in a PDF which paper a page is of.
WIDTHS = {CERTIFICATE: 800, CARD: 350, OLD: 300}
HUSBAND, WIFE, FORMER = "034090001234", "034192005678", "151234567"
COUPLE = {
    "soPhatHanh": "CĐ 123456",
    "soVaoSo": "CH 00123",
    "ngayCap": "15/06/2015",
    "phapNhan": "Vợ chồng",
    "chuHoTen": "Trần Văn Mẫu",
    "chuNgaySinh": "1990",
    "chuSoGiayTo": HUSBAND,
    "voChongHoTen": "Lê Thị Mẫu",
    "voChongNgaySinh": "1992",
    "voChongSoGiayTo": WIFE,
    "soThua": "120",
    "toBanDo": "07",
    "diaChiThua": "thôn Mẫu, xã Mẫu",
    "dienTich": "160,2",
}


def card(number: str, name: str, **others: str) -> dict[str, str]:
    day = {"ngaySinh": "01/02/1990", "ngayCap": "10/05/2021", "gioiTinh": "Nam"}
    return {"soDinhDanh": number, "hoTen": name, **day, **others}


@dataclass(slots=True)
class Office:
    bench: Bench
    folder: Path

    def read(self, type_key: str, values: Mapping[str, str], batch: str = "GCN 01") -> int:
        """A paper of one page, read, looked at and finished; the number of its case."""
        number = len(list(self.folder.glob("scan-*"))) + 1
        stored_scan(self.bench, self.folder, f"scan-{number}.png", batch)
        task = recognize.next_task(self.bench.ports, "test")
        assert task is not None
        catalog = self.bench.ports.catalog
        doc_type = catalog.types[type_key]
        fields = []
        for key, text in values.items():
            spec = doc_type.field(key)
            assert spec is not None, key
            value = canonical(spec, text, catalog.code_list_of(spec)).value
            assert value is not None, key
            box, state = Box(10, 10, 50, 12), ReadingState.ACCEPTED
            fields.append(FieldReading(key, text, value, 0.9, state, 1, box, ORIGIN))
        width = WIDTHS[type_key]
        image = self.folder / f"page-{number}.jpg"
        Image.new("RGB", (width, 400), (240, 240, 230)).save(image, dpi=(100, 100))
        page = ReadPage.of(PageReading(1, width, 400, 100, 0, 0.0, ()), str(image))
        case = CaseReading(type_key, doc_type.version, 0.9, (Region(1),), tuple(fields))
        (case_id,) = recognize.store_reading(
            self.bench.ports, task, ScanReading((page,), (case,))
        ).cases
        self._finish(case_id)
        return case_id

    def _finish(self, case_id: int) -> None:
        ports = self.bench.ports
        view = case_view(ports, case_id)
        assert view.document_type is not None
        assert view.case.record is not None
        for spec in view.document_type.fields:
            value = view.case.record.fields.get(spec.key)
            is_open = value is None or value.state in (ValueState.MISSING, ValueState.REVIEW)
            if is_open and spec.need is not Need.OPTIONAL:
                revision, why = self.bench.revision(case_id), EmptyReason.NOT_ON_PAPER
                correct.confirm_empty(ports, CLERK, case_id, spec.key, why, revision)
        correct.finish_case(ports, CLERK, case_id, self.bench.revision(case_id))

    def view(self, case_id: int) -> CaseView:
        return case_view(self.bench.ports, case_id)

    def batch_of(self, case_id: int) -> int:
        batch = self.view(case_id).batch
        assert batch is not None
        return batch.id

    def submit(self, case_id: int) -> int:
        batch = self.batch_of(case_id)
        batches.submit_batch(self.bench.ports, CLERK, batch)
        return batch

    def newest_note(self, action: str) -> dict[str, str]:
        with self.bench.ports.unit_of_work() as unit:
            found = [each for each in unit.audit.list(limit=1000) if each.action == action]
        return dict(found[-1].details)

    def export(self, case_id: int, name: str = "out") -> PackageResult:
        batch = self.batch_of(case_id)
        return export.export_batch(self.bench.ports, SUPERVISOR, batch, self.folder / name)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    bench = make_bench(tmp_path)
    bench.ports = replace(bench.ports, pack=write_package)
    return Office(bench, tmp_path)


def papers_in(document: Path) -> list[str]:
    """Which papers the pages of a document are of, by their widths."""
    known = {round(width / 100 * 72): key for key, width in WIDTHS.items()}
    with pdfplumber.open(document) as pdf:
        return [known[round(float(page.width))] for page in pdf.pages]


def documents_of(made: PackageResult) -> dict[str, list[str]]:
    return {path.name: papers_in(path) for path in sorted(made.folder.rglob("*.pdf"))}


def rows_of(made: PackageResult) -> list[dict[str, object]]:
    (workbook,) = made.folder.rglob("records.xlsx")
    sheet = load_workbook(workbook)["Bieu mau 01"]
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def backlog_of(made: PackageResult) -> list[tuple[object, ...]]:
    (workbook,) = made.folder.rglob("records.xlsx")
    _header, *rows = load_workbook(workbook)["Tồn đọng"].iter_rows(values_only=True)
    return [tuple(row) for row in rows]


def test_certificate_and_cards_become_one_document_named_by_its_serial(office: Office) -> None:
    wife = office.read(CARD, card(WIFE, "Lê Thị Mẫu", gioiTinh="Nữ"))
    paper = office.read(CERTIFICATE, COUPLE)
    husband = office.read(CARD, card(HUSBAND, "Trần Văn Mẫu", soCMNDCu=FORMER))
    batch = office.submit(paper)
    approve.approve_batch(office.bench.ports, SUPERVISOR, batch)
    made = office.export(paper)

    assert verify_package(made.archive).is_sound
    assert documents_of(made) == {"CD123456.pdf": [CERTIFICATE, CARD, CARD]}
    (row,) = rows_of(made)
    assert (row["Số phát hành"], row["Họ và tên"]) == ("CĐ123456", "Trần Văn Mẫu")
    assert (row["Số giấy tờ"], row["Tờ bản đồ số"]) == (HUSBAND, "07")
    assert {office.view(each).case.state for each in (paper, husband, wife)} == {CaseState.EXPORTED}
    assert {office.view(each).case.left_in for each in (husband, wife)} == {made.folder.name}


def test_the_owner_comes_before_the_spouse_whatever_was_scanned_first(office: Office) -> None:
    wife = office.read(CARD, card(WIFE, "Lê Thị Mẫu", gioiTinh="Nữ"))
    paper = office.read(CERTIFICATE, COUPLE)
    husband = office.read(CARD, card(HUSBAND, "Trần Văn Mẫu"))
    approve.approve_batch(office.bench.ports, SUPERVISOR, office.submit(paper))
    packed = []
    pack = office.bench.ports.pack
    office.bench.ports = replace(
        office.bench.ports, pack=lambda content, out: packed.append(content) or pack(content, out)
    )
    office.export(paper)
    assert [[scan.card for scan in case.further_scans] for case in packed[0].cases] == [
        [husband, wife]
    ]
    seen = rehearse(packed[0], write_package, office.folder / "rehearsals")
    assert (seen.findings, len(seen.rows)) == ((), 1)
    assert [file.pages for file in seen.files if file.pages] == [3]


def test_an_older_card_and_the_number_that_a_card_replaced_are_found_too(office: Office) -> None:
    old_paper = {**COUPLE, "soPhatHanh": "AB 111111", "chuSoGiayTo": FORMER}
    first = office.read(CERTIFICATE, old_paper)
    office.read(CARD, card(HUSBAND, "Trần Văn Mẫu", soCMNDCu=FORMER))
    office.read(OLD, {"soCMND": FORMER, "hoTen": "Trần Văn Mẫu", "ngaySinh": "01/02/1990"})
    second = office.read(CERTIFICATE, {**COUPLE, "soPhatHanh": "AB 222222"})
    approve.approve_batch(office.bench.ports, SUPERVISOR, office.submit(first))
    made = office.export(second)
    assert documents_of(made) == {
        "AB111111.pdf": [CERTIFICATE, CARD, OLD],
        "AB222222.pdf": [CERTIFICATE, CARD],
    }


def test_a_card_of_nobody_keeps_the_batch_back(office: Office) -> None:
    paper = office.read(CERTIFICATE, COUPLE)
    stranger = office.read(CARD, card("001090009999", "Người Lạ"))
    with pytest.raises(NotAllowed) as refused:
        office.submit(paper)
    assert refused.value.code == "batch-card-of-nobody"
    assert refused.value.params["cases"] == str(stranger)


def test_a_card_waits_with_its_certificate(office: Office) -> None:
    paper = office.read(CERTIFICATE, COUPLE)
    alone = {key: text for key, text in COUPLE.items() if not key.startswith("voChong")}
    of_another = {"soPhatHanh": "AB 222222", "phapNhan": "Cá nhân", "chuSoGiayTo": "034088000011"}
    other = office.read(CERTIFICATE, alone | of_another)
    husband = office.read(CARD, card(HUSBAND, "Trần Văn Mẫu"))
    batch = office.submit(paper)
    approve_part(office.bench.ports, SUPERVISOR, batch, "mờ", but=[paper])
    made = office.export(other)
    assert documents_of(made) == {"AB222222.pdf": [CERTIFICATE]}
    assert office.view(husband).case.state is CaseState.APPROVED
    assert office.view(husband).case.left_in is None
    assert backlog_of(made) == [
        (str(paper), "CĐ 123456", "mờ"),
        (str(husband), "Trần Văn Mẫu", ALONE),
    ]
    assert verify_package(made.archive).is_sound
    note = office.newest_note("export-batch")
    assert (note["cases"], note["backlog"], note["cards_alone"]) == ("1", "2", str(husband))
    assert "joined_cards" not in note


def test_a_card_that_left_waits_for_nothing_when_its_certificate_is_set_aside(
    office: Office,
) -> None:
    paper = office.read(CERTIFICATE, COUPLE)
    alone = {key: text for key, text in COUPLE.items() if not key.startswith("voChong")}
    of_another = {"soPhatHanh": "AB 222222", "phapNhan": "Cá nhân", "chuSoGiayTo": "034088000011"}
    other = office.read(CERTIFICATE, alone | of_another)
    husband = office.read(CARD, card(HUSBAND, "Trần Văn Mẫu"))
    ports = office.bench.ports
    batch = office.submit(paper)
    approve.approve_batch(ports, SUPERVISOR, batch)
    whole = office.export(paper, "first")
    office.bench.later(60)
    reopen_cases(ports, SUPERVISOR, batch, [paper], "không phải của xã")
    correct.set_aside(ports, CLERK, paper, "không phải của xã", office.bench.revision(paper))

    made = office.export(other, "second")

    assert documents_of(made) == {"AB222222.pdf": [CERTIFICATE]}
    assert made.backlog == 0
    assert "Tồn đọng" not in load_workbook(made.folder / "data" / "records.xlsx").sheetnames
    assert "cards_alone" not in office.newest_note("export-batch")
    held = office.view(husband).case
    assert (held.state, held.left_in) == (CaseState.EXPORTED, whole.folder.name)


def test_a_card_never_leaves_without_a_certificate(office: Office) -> None:
    paper = office.read(CERTIFICATE, COUPLE)
    office.read(CARD, card(HUSBAND, "Trần Văn Mẫu"))
    batch = office.submit(paper)
    approve_part(office.bench.ports, SUPERVISOR, batch, "mờ", but=[paper])
    with pytest.raises(NotAllowed, match="package-without-cases"):
        office.export(paper)


def test_cards_alone_have_rows_of_their_own(office: Office) -> None:
    first = office.read(CARD, card(HUSBAND, "Trần Văn Mẫu"), "CCCD 01")
    office.read(CARD, card(WIFE, "Lê Thị Mẫu", gioiTinh="Nữ"), "CCCD 01")
    approve.approve_batch(office.bench.ports, SUPERVISOR, office.submit(first))
    made = office.export(first)
    assert [pages for _, pages in sorted(documents_of(made).items())] == [[CARD], [CARD]]


def test_other_types_still_do_not_leave_in_one_batch(office: Office) -> None:
    paper = office.read(CERTIFICATE, COUPLE)
    birth = {"so": "15/2021", "quyenSo": "01/2021", "ngayDangKy": "20/03/2021"}
    names = {"nksHoTen": "LÊ THỊ MẪU", "nksGioiTinh": "Nữ", "nksNgaySinh": "16/03/2021"}
    WIDTHS.setdefault("civil_status.birth", 500)
    office.read("civil_status.birth", {**birth, **names})
    with pytest.raises(NotAllowed, match="batch-mixed-types"):
        office.submit(paper)
