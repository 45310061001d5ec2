"""A receiver's list opens just the cases that it gives back, and the correction says what it
replaces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.accounts import Role
from digitizer.domain.changes import Actor
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.package import Replaced
from digitizer.domain.reject_list import Columns, known_columns
from digitizer.domain.reject_matching import Outcome
from digitizer.schemas.accounts import load_rights
from digitizer.schemas.rejects import load_reject_profile
from digitizer.workflow import approve, batches, correct, export
from digitizer.workflow.approve_part import approve_part
from digitizer.workflow.export_correction import export_correction
from digitizer.workflow.overview import CaseView, case_view
from digitizer.workflow.reopen import reopen_cases
from digitizer.workflow.take_rejects import (
    RejectQuestion,
    TakenRejects,
    look_at_rejects,
    ready_pairs,
    rejects_of,
    take_rejects,
    taken_lists,
)
from exports.rejects import read_reject_list

NAME, ETHNIC = "nksHoTen", "nksDanToc"
PROFILE = load_reject_profile()
SHA = "c" * 64


class Office:
    """A batch of four cases that left as a package."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.bench, self.folder = bench, folder
        self.cases = [
            read_case(bench, folder, f"{n}.png", {**GOOD, "so": f"{n}/2021"}, batch_name="KS 01")
            for n in range(1, 5)
        ]
        for case in self.cases:
            self.correct(case, "LÊ THỊ MẪU")
        found = self.view(self.cases[0]).batch
        assert found is not None
        self.batch = found.id
        self.answer()
        export.export_batch(bench.ports, SUPERVISOR, self.batch, folder / "goi-1")

    def correct(self, case: int, name: str) -> None:
        ports = self.bench.ports
        correct.set_field(ports, CLERK, case, NAME, name, self.bench.revision(case))
        correct.finish_case(ports, CLERK, case, self.bench.revision(case))

    def answer(self) -> None:
        batches.submit_batch(self.bench.ports, CLERK, self.batch)
        self.bench.later(60)
        approve.approve_batch(self.bench.ports, SUPERVISOR, self.batch)
        self.bench.later(60)

    def view(self, case: int) -> CaseView:
        return case_view(self.bench.ports, case)

    def states(self) -> list[CaseState]:
        return [self.view(case).case.state for case in self.cases]

    def question(self, text: str, columns: Columns | None = None) -> RejectQuestion:
        self.list = self.folder / "trả lại.csv"
        self.list.write_text(text, encoding="utf-8")
        table = read_reject_list(self.list, PROFILE)
        return RejectQuestion(table, columns or known_columns(table.header, PROFILE))

    def outcomes(self, question: RejectQuestion, who: Actor = SUPERVISOR) -> list[Outcome]:
        return [each.outcome for each in look_at_rejects(self.bench.ports, who, PROFILE, question)]

    def take(
        self, question: RejectQuestion, reason: str = "", who: Actor = SUPERVISOR
    ) -> TakenRejects:
        return take_rejects(self.bench.ports, who, PROFILE, question, self.list, reason)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    bench = make_bench(tmp_path)
    pack = bench.ports.pack

    def named(content, out_dir):  # type: ignore[no-untyped-def]
        """As the real one, with what a package says of itself."""
        made = pack(content, out_dir)
        documents = tuple(f"documents/{each.case_id}.pdf" for each in content.cases)
        return type(made)(out_dir, out_dir, {"manifest.json": SHA}, made.cases, documents=documents)

    bench.ports = replace(bench.ports, pack=named)
    return Office(bench, tmp_path)


def refusal(act: object, *arguments: object, **named: object) -> str:
    with pytest.raises(DigitizerError) as refused:
        act(*arguments, **named)  # type: ignore[operator]
    return refused.value.code


def test_looking_changes_nothing(office: Office) -> None:
    question = office.question("Tên tệp;Lý do\n2.pdf;sai\n9.pdf;sai\n")
    assert office.outcomes(question) == [Outcome.READY, Outcome.NONE]
    assert office.states() == [CaseState.EXPORTED] * 4
    assert taken_lists(office.bench.ports, SUPERVISOR) == []


def test_only_what_is_given_back_opens_with_pin_and_reason(office: Office) -> None:
    question = office.question(
        "Tên tệp,Số,Quyển số,Trường lỗi,Lý do\n"
        "2.pdf,,,nksDanToc,thiếu dân tộc\n"
        ",4/2021,01/2021,màu mắt,không rõ\n"
        "2.pdf,,,nksHoTen,thiếu chữ đệm\n"
        "9.pdf,,,nksHoTen,của xã khác\n"
    )
    taken = office.take(question)

    exported, returned = CaseState.EXPORTED, CaseState.RETURNED
    assert office.states() == [exported, returned, exported, returned]
    assert (taken.cases, taken.left_alone) == (2, 1)
    view = office.view(office.cases[1])
    assert view.case.return_reason == "thiếu dân tộc; thiếu chữ đệm"
    assert {pin.field: pin.reason for pin in view.pins} == {
        ETHNIC: "thiếu dân tộc", NAME: "thiếu chữ đệm",
    }  # fmt: skip
    assert all(pin.is_sent for pin in view.pins)
    assert view.case.left_in == "goi-1"
    assert office.view(office.cases[3]).pins == ()
    assert view.batch is not None
    assert view.batch.state is BatchState.PARTLY_APPROVED


def test_the_list_is_kept_with_what_it_gave_back(office: Office) -> None:
    taken = office.take(office.question("Tên tệp,Trường,Lý do\n2.pdf,nksDanToc,thiếu\n8.pdf,,x\n"))
    ports = office.bench.ports
    (kept,) = taken_lists(ports, SUPERVISOR)
    assert (kept.id, kept.name, kept.lines, kept.cases, kept.open) == (
        taken.list_id, "trả lại.csv", 2, 1, 1,
    )  # fmt: skip
    assert ports.vault.path(kept.sha256).read_bytes() == office.list.read_bytes()
    (reject,) = rejects_of(ports, SUPERVISOR, kept.id)
    assert (reject.line, reject.case_id, reject.field) == (2, office.cases[1], ETHNIC)
    assert (reject.left.package, reject.left.number) == ("goi-1", 2)
    assert (reject.left.manifest_sha256, reject.left.file) == (
        SHA, f"documents/{office.cases[1]}.pdf",
    )  # fmt: skip


def test_everything_is_in_the_audit_log(office: Office) -> None:
    office.take(office.question("Tên tệp,Trường,Lý do\n2.pdf,nksDanToc,thiếu\n"))
    with office.bench.ports.unit_of_work() as unit:
        said = {
            each.subject: dict(each.details)
            for each in unit.audit.list(limit=1000)
            if each.action == "take-rejects"
        }
    case, batch = said[f"case:{office.cases[1]}"], said[f"batch:{office.batch}"]
    assert (case["reason"], case["field"], case["package"]) == ("thiếu", ETHNIC, "goi-1")
    assert case["lines"] == "2"
    assert case["list_sha256"] == batch["list_sha256"]
    assert (batch["name"], batch["returned_cases"]) == ("trả lại.csv", str(office.cases[1]))


def test_a_line_is_taken_once(office: Office) -> None:
    text = "Tên tệp,Lý do\n2.pdf,sai\n"
    office.take(office.question(text))
    assert office.outcomes(office.question(text)) == [Outcome.TAKEN]
    assert office.outcomes(office.question(text + "2.pdf,lại\n3.pdf,sai\n")) == [
        Outcome.OPEN, Outcome.OPEN, Outcome.READY,
    ]  # fmt: skip
    assert refusal(office.take, office.question(text)) == "reject-nothing-ready"


def test_lines_without_reason_need_one_for_all(office: Office) -> None:
    question = office.question("Tên tệp,Lý do\n2.pdf,\n3.pdf,sai ngày\n")
    assert refusal(office.take, question) == "reason-needed"
    assert office.states() == [CaseState.EXPORTED] * 4
    office.take(question, "nơi nhận trả lại")
    reasons = [office.view(case).case.return_reason for case in office.cases[1:3]]
    assert reasons == ["nơi nhận trả lại", "sai ngày"]


def test_a_list_that_cannot_tell_cases_is_refused(office: Office) -> None:
    question = office.question("Cột A,Lý do\n2.pdf,sai\n")
    assert refusal(office.outcomes, question) == "reject-list-columns"
    assert refusal(office.take, question) == "reject-list-columns"


def test_another_file_than_the_one_looked_at_is_refused(office: Office) -> None:
    question = office.question("Tên tệp,Lý do\n2.pdf,sai\n")
    office.list.write_text("Tên tệp,Lý do\n3.pdf,sai\n", encoding="utf-8")
    assert refusal(office.take, question) == "reject-list-changed"
    assert office.states() == [CaseState.EXPORTED] * 4


def test_nobody_opens_own_work(office: Office) -> None:
    question = office.question("Tên tệp,Lý do\n2.pdf,sai\n")
    assert office.outcomes(question, CLERK) == [Outcome.OWN_WORK]
    assert refusal(office.take, question, who=CLERK) == "reject-nothing-ready"


@pytest.mark.parametrize("act", ["read-rejects", "take-rejects", "export-correction"])
def test_only_supervisors_take_lists_and_correct(act: str) -> None:
    rights = load_rights()
    assert [role for role in Role if rights.allows(frozenset({role}), act)] == [Role.SUPERVISOR]


def test_the_correction_has_only_what_was_given_back_and_names_it(office: Office) -> None:
    bench, batch = office.bench, office.batch
    office.take(office.question("Tên tệp,Lý do\n2.pdf,sai\n4.pdf,sai\n"))
    out = office.folder / "goi-2"
    assert refusal(export_correction, bench.ports, SUPERVISOR, batch, out) == (
        "correction-without-cases"
    )
    office.correct(office.cases[1], "LÊ THỊ MẬN")
    office.correct(office.cases[3], "LÊ THỊ MƠ")
    office.answer()

    done = export_correction(bench.ports, SUPERVISOR, batch, out)

    content = bench.packed[-1]
    assert [each.case_id for each in content.cases] == [office.cases[1], office.cases[3]]
    assert content.replaces == tuple(
        Replaced("goi-1", SHA, number, f"documents/{case}.pdf", case)
        for number, case in ((2, office.cases[1]), (4, office.cases[3]))
    )
    assert done.replaced == 2
    assert office.states() == [CaseState.EXPORTED] * 4
    left_in = [office.view(case).case.left_in for case in office.cases]
    assert left_in == ["goi-1", "goi-2", "goi-1", "goi-2"]
    assert office.view(office.cases[0]).batch.state is BatchState.EXPORTED  # type: ignore[union-attr]
    assert taken_lists(bench.ports, SUPERVISOR)[0].open == 0
    assert refusal(export_correction, bench.ports, SUPERVISOR, batch, out) == (
        "correction-without-cases"
    )


def test_what_is_still_being_corrected_is_the_backlog_of_the_correction(office: Office) -> None:
    bench = office.bench
    office.take(office.question("Tên tệp,Lý do\n2.pdf,sai\n4.pdf,mờ\n"))
    for case in (office.cases[1], office.cases[3]):
        office.correct(case, "LÊ THỊ MẬN")
    batches.submit_batch(bench.ports, CLERK, office.batch)
    approve_part(bench.ports, SUPERVISOR, office.batch, "vẫn mờ", only=[office.cases[1]])
    bench.later(60)

    export_correction(bench.ports, SUPERVISOR, office.batch, office.folder / "goi-2")

    content = bench.packed[-1]
    assert [each.case_id for each in content.cases] == [office.cases[1]]
    assert [each.case_id for each in content.backlog] == [office.cases[3]]
    assert taken_lists(bench.ports, SUPERVISOR)[0].open == 1


def test_a_correction_of_what_changed_meanwhile_leaves_no_package(office: Office) -> None:
    bench, case = office.bench, office.cases[1]
    office.take(office.question("Tên tệp,Lý do\n2.pdf,sai\n"))
    office.correct(case, "LÊ THỊ MẬN")
    office.answer()
    whole = bench.ports

    def pack(content, out_dir):  # type: ignore[no-untyped-def]
        made = whole.pack(content, out_dir)
        reopen_cases(whole, SUPERVISOR, office.batch, [case], "vẫn sai")
        return made

    ports, out = replace(whole, pack=pack), office.folder / "goi-2"
    refused = refusal(export_correction, ports, SUPERVISOR, office.batch, out)
    assert refused == "export-changed-meanwhile"
    assert [made.folder for made in bench.withdrawn] == [out]
    assert office.view(case).case.left_in == "goi-1"
    assert taken_lists(whole, SUPERVISOR)[0].open == 1


def test_a_whole_export_names_what_it_replaces_too(office: Office) -> None:
    office.take(office.question("Tên tệp,Lý do\n2.pdf,sai\n"))
    office.correct(office.cases[1], "LÊ THỊ MẬN")
    office.answer()
    export.export_batch(office.bench.ports, SUPERVISOR, office.batch, office.folder / "goi-2")
    content = office.bench.packed[-1]
    assert len(content.cases) == 4
    assert [(each.package, each.number) for each in content.replaces] == [("goi-1", 2)]


def test_a_row_needs_its_package_where_the_batch_has_several(office: Office) -> None:
    text = "Dòng trong gói,Lý do\n2,sai\n"
    rows = replace(office.question(text), batch_id=office.batch)
    assert office.outcomes(rows) == [Outcome.READY]
    export.export_batch(office.bench.ports, SUPERVISOR, office.batch, office.folder / "goi-2")
    assert office.outcomes(rows) == [Outcome.NONE]
    assert office.outcomes(replace(rows, package="goi-1")) == [Outcome.READY]


def test_a_row_that_was_replaced_is_not_opened_by_an_old_list(office: Office) -> None:
    office.take(office.question("Tên tệp,Gói,Lý do\n2.pdf,goi-1,sai\n"))
    office.correct(office.cases[1], "LÊ THỊ MẬN")
    office.answer()
    export_correction(office.bench.ports, SUPERVISOR, office.batch, office.folder / "goi-2")
    old = office.question("Tên tệp,Gói,Lý do\n2.pdf,goi-1,sai nữa\n2.pdf,goi-2,sai nữa\n")
    assert office.outcomes(old) == [Outcome.ANSWERED, Outcome.READY]
    office.take(old)
    (newest, _) = taken_lists(office.bench.ports, SUPERVISOR)
    (reject,) = rejects_of(office.bench.ports, SUPERVISOR, newest.id)
    assert (reject.left.package, reject.left.number) == ("goi-2", 1)


def test_only_what_somebody_looked_at_is_opened(office: Office) -> None:
    question = office.question("Tên tệp,Lý do\n2.pdf,sai\n3.pdf,sai\n")
    ports = office.bench.ports
    looked = look_at_rejects(ports, SUPERVISOR, PROFILE, question)
    seen = ready_pairs(looked[:1])
    taken = take_rejects(ports, SUPERVISOR, PROFILE, question, office.list, seen=seen)
    assert (taken.cases, taken.left_alone) == (1, 1)
    exported, returned = CaseState.EXPORTED, CaseState.RETURNED
    assert office.states() == [exported, returned, exported, exported]
    again = {(2, office.cases[1]), (3, office.cases[0])}
    assert refusal(
        take_rejects, ports, SUPERVISOR, PROFILE, question, office.list, seen=again
    ) == "reject-nothing-ready"  # fmt: skip
