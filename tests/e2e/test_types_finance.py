"""Papers of a cash desk from scans to a verified package, and e-invoices from their XML."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.program import run
from support.type_walk import (
    CLERK,
    SUPERVISOR,
    Walked,
    assert_leaves_as_printed,
    assert_told_and_read,
    expected_row,
    walk_types,
)

from digitizer.bootstrap.workspace import open_workspace
from digitizer.domain.record import ValueState
from digitizer.samples.finance_papers import invent_invoice
from digitizer.samples.finance_xml import invoice_truth, invoice_xml
from digitizer.schemas import load_catalog
from digitizer.workflow.ports import CaseFilter

LAYOUTS = {
    "finance_fee_receipt": (
        "finance_fee_receipt_ebl_2026",
        "finance_fee_receipt_ebl_plain",
        "finance_fee_receipt_blp_2017",
        "finance_fee_receipt_blp_old",
    ),
    "finance_receipt_voucher": (
        "finance_receipt_voucher_bb_2025",
        "finance_receipt_voucher_bb_lines",
        "finance_receipt_voucher_tt_old",
    ),
    "finance_payment_voucher": (
        "finance_payment_voucher_bb_2025",
        "finance_payment_voucher_bb_lines",
        "finance_payment_voucher_tt_old",
    ),
    "finance_e_invoice": ("finance_e_invoice_print_plain", "finance_e_invoice_print_series"),
}
STARTS = {
    "finance_fee_receipt": "BL.",
    "finance_receipt_voucher": "PT.",
    "finance_payment_voucher": "PC.",
    "finance_e_invoice": "HD.",
}
LEAST_RIGHT = 0.95


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("finance"), LAYOUTS, seed=31)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_scans_are_told_and_read(walked: dict[str, Walked], kind: str) -> None:
    assert_told_and_read(walked[kind], kind, len(LAYOUTS[kind]), LEAST_RIGHT)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    found = walked[kind]
    assert [name[:3] for name in found.documents] == [STARTS[kind]] * len(LAYOUTS[kind])
    assert_leaves_as_printed(found, kind)


HOSTILE = {
    "bomb.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "b">]><HDon>&a;</HDon>',
    "outside.xml": (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><HDon>&a;</HDon>'
    ),
    "other.xml": '<?xml version="1.0"?><rss><channel/></rss>',
    "namespace.xml": '<HDon xmlns="urn:other"><DLHDon/></HDon>',
}


@pytest.mark.slow
def test_xml_invoices_need_no_clerk_and_hostile_files_end_in_quarantine(tmp_path: Path) -> None:
    records = [invent_invoice(random.Random(seed), (2026, 2026)) for seed in range(3)]
    files = {f"invoice_{n}.xml": invoice_xml(record) for n, record in enumerate(records)}
    refused = {
        **HOSTILE,
        "half.xml": files["invoice_0.xml"][:900],
        "two.xml": f"<?xml version='1.0'?><A>{'<HDon/>' * 2}</A>",
    }
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    settings = workspace / "digitizer.toml"
    text = settings.read_text(encoding="utf-8")
    assert "patience_seconds = 15.0" in text
    settings.write_text(text.replace("seconds = 15.0", "seconds = 3.0"), encoding="utf-8")
    (workspace / "inbox" / "Hóa đơn").mkdir()
    for name, content in files.items():
        (workspace / "inbox" / "Hóa đơn" / name).write_text(content, encoding="utf-8")
    for name, content in refused.items():
        (workspace / "inbox" / name).write_text(content, encoding="utf-8")

    watched = run("watch", "--once", workspace=workspace)

    assert watched.code == 1
    quarantine = {path.name for path in (workspace / "quarantine").iterdir()}
    assert quarantine == set(refused) | {f"{name}.txt" for name in refused}
    for name in refused:
        reason = (workspace / "quarantine" / f"{name}.txt").read_text(encoding="utf-8")
        assert "XML" in reason
        assert "root:" not in reason
    _kept_byte_for_byte(workspace, files)
    rows = _exported_untouched(workspace, tmp_path / "out")
    catalog = load_catalog()
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        wanted = expected_row(catalog, "finance.e_invoice", invoice_truth(record))
        for name, value in wanted.items():
            if name != "coChuKySo":
                assert row[name] == value, name


def _kept_byte_for_byte(workspace: Path, files: dict[str, str]) -> None:
    kept = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in workspace.rglob("*")
        if path.is_file() and not path.is_relative_to(workspace / "processed")
    }
    for content in files.values():
        assert hashlib.sha256(content.encode()).hexdigest() in kept


def _exported_untouched(workspace: Path, out: Path) -> list[dict[str, str]]:
    """The rows of the package, when nobody but the program has filled a field."""
    clerk = open_workspace(workspace, CLERK, "vi")
    try:
        batch = clerk.batch("Hóa đơn")
        for summary in clerk.case_summaries(CaseFilter(batch_id=batch.id), limit=10):
            view = clerk.case_view(summary.id)
            assert view.case.record is not None
            assert len(view.pages) == 1
            for field in view.case.record.fields.values():
                assert field.state in (ValueState.ACCEPTED, ValueState.MISSING), field
            clerk.finish_case(summary.id, view.case.revision)
        clerk.submit_batch(batch.id)
        supervisor = clerk.with_actor(SUPERVISOR)
        supervisor.approve_batch(batch.id)
        out.mkdir()
        result = supervisor.export_batch(batch.id, out)
        assert supervisor.verify(result.archive).is_sound
    finally:
        clerk.close()
    book = load_workbook(result.folder / "data/records.xlsx")
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [
        {
            str(name): "" if cell is None else str(cell)
            for name, cell in zip(header, row, strict=True)
        }
        for row in rows
    ]
