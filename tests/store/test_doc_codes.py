"""Codes of general documents: no ordinal is ever given twice, in both databases."""

from __future__ import annotations

import weakref
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from support.paged_case import make_desk

from digitizer.domain.changes import Actor
from digitizer.domain.doc_codes import DocCode, parse_doc_code
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.schemas import load_catalog
from digitizer.schemas.doc_codes import load_doc_code_rule
from digitizer.store.engine import for_writing
from digitizer.store.repositories.cases import SqlCaseRepository
from digitizer.store.rows import EditRow
from digitizer.workflow import correct
from digitizer.workflow.give_doc_codes import give_doc_codes

MAI = Actor("Lê Thị Mai")
RULE = load_doc_code_rule(load_catalog())
OFFICE = "H26.1.2"


@pytest.fixture
def desk(engine, tmp_path):
    return make_desk(engine, tmp_path)


def documents(
    desk,
    *kinds,
    batch="Công văn đi 2019",
    state=ValueState.ACCEPTED,
    code=None,
    code_state=ValueState.ACCEPTED,
):
    """Cases of general documents in a batch, each of the kind."""
    doc_type = desk.catalog.types[RULE.document_type]
    found = []
    for kind in kinds:
        (case_id,) = desk.arrive({}, batch=batch)
        fields = {spec.key: FieldValue(spec.key) for spec in doc_type.fields}
        if kind:
            fields["TypeName"] = FieldValue("TypeName", kind, kind, state)
        if code:
            fields["DocCode"] = FieldValue("DocCode", code, code, code_state)
        with desk.ports.unit_of_work(write=True) as unit:
            case = unit.cases.get(case_id)
            record = Record(doc_type.key, doc_type.version, fields)
            unit.cases.save(replace(case, record=record), case.revision)
            unit.commit()
        found.append(case_id)
    return desk.case(found[0]).batch_id, found


def give(desk, batch, organisation=OFFICE):
    return give_doc_codes(desk.ports, MAI, batch, RULE, organisation)


def test_each_kind_of_document_has_a_row_of_its_own(desk):
    batch, cases = documents(desk, "QĐ", "CV", "QĐ")
    found = give(desk, batch)
    codes = ["H26.1.2_QĐ_000001_V1", "H26.1.2_CV_000001_V1", "H26.1.2_QĐ_000002_V1"]
    assert found.given == tuple(zip(cases, codes, strict=True))
    value = desk.case(cases[0]).record.fields["DocCode"]
    assert (value.value, value.state, value.confirmed_by) == (
        codes[0],
        ValueState.CONFIRMED,
        MAI.name,
    )
    spec = desk.catalog.types[RULE.document_type].field("DocCode")
    assert parse_doc_code(value.value, RULE) == DocCode(OFFICE, "QĐ", 1)
    assert len(value.value) <= spec.max_length


def test_a_second_time_nothing_is_given_again(desk):
    batch, _ = documents(desk, "QĐ", "QĐ")
    give(desk, batch)
    again = give(desk, batch)
    assert (again.given, again.had) == ((), 2)
    _, (later,) = documents(desk, "QĐ", batch="Quyết định 2020")
    (given,) = give(desk, desk.case(later).batch_id).given
    assert given == (later, "H26.1.2_QĐ_000003_V1")


def test_an_emptied_code_comes_back_and_a_new_kind_gets_a_new_one(desk):
    batch, (first, second) = documents(desk, "QĐ", "QĐ")
    give(desk, batch)
    empty = EmptyReason.NOT_ON_PAPER
    for case in (first, second):
        correct.confirm_empty(desk.ports, MAI, case, "DocCode", empty, desk.revision(case))
    correct.set_field(desk.ports, MAI, second, "TypeName", "CV", desk.revision(second))
    assert give(desk, batch).given == (
        (first, "H26.1.2_QĐ_000001_V1"),
        (second, "H26.1.2_CV_000001_V1"),
    )


def test_a_case_set_aside_keeps_its_number_from_others(desk):
    batch, (first,) = documents(desk, "QĐ")
    give(desk, batch)
    correct.set_aside(desk.ports, MAI, first, "quét hai lần", desk.revision(first))
    _, (other,) = documents(desk, "QĐ")
    assert give(desk, batch).given == ((other, "H26.1.2_QĐ_000002_V1"),)


def test_typed_codes_count_and_one_that_is_taken_is_refused(desk):
    batch, (typed,) = documents(desk, "QĐ", code="H26.1.2_QĐ_000041_V1")
    documents(desk, "QĐ")
    assert [code for _, code in give(desk, batch).given] == ["H26.1.2_QĐ_000042_V1"]

    other, _ = documents(desk, "QĐ", code="H26.1.2_QĐ_000041_V1", batch="Lô khác")
    with pytest.raises(NotAllowed) as caught:
        give(desk, other)
    assert (caught.value.code, caught.value.params["other"]) == ("doc-code-taken", str(typed))


def test_a_document_of_unsettled_kind_waits(desk):
    batch, cases = documents(desk, "QĐ", "", state=ValueState.REVIEW)
    found = give(desk, batch)
    assert (found.given, found.left_out) == ((), tuple(cases))
    assert "DocCode" not in desk.texts(cases[0])


@pytest.mark.parametrize("organisation", ["", "UBND", "h26", "H26."])
def test_a_text_that_is_no_organisation_is_refused(desk, organisation):
    batch, _ = documents(desk, "QĐ")
    with pytest.raises(InvalidInput) as caught:
        give(desk, batch, organisation)
    assert caught.value.code == "organisation-code"


def test_the_register_takes_a_code_once_and_forgets_none(desk, engine):
    batch, (case,) = documents(desk, "QĐ")
    give(desk, batch)
    with desk.ports.unit_of_work(write=True) as unit, pytest.raises(Conflict):
        unit.doc_codes.keep(DocCode(OFFICE, "QĐ", 1), case, desk.now, MAI.name)
    for act in ("DELETE FROM doc_codes", "UPDATE doc_codes SET number = 9"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            for_writing(engine).begin() as connection,
        ):
            connection.execute(text(act))


def test_giving_is_an_edit_and_stands_in_the_audit_log(desk):
    batch, (case,) = documents(desk, "QĐ")
    give(desk, batch)
    with desk.ports.unit_of_work() as unit:
        (edit,) = unit.cases.edits(case)
    assert (edit.action, edit.after_text) == ("give-doc-codes", "H26.1.2_QĐ_000001_V1")


def test_codes_of_batches_that_were_never_given_any_count(desk):
    """As in a workspace of an older program, whose codes were all typed."""
    documents(desk, "QĐ", code="H26.1.2_QĐ_000007_V1", batch="Quyết định 2018")
    batch, (case,) = documents(desk, "QĐ")
    assert give(desk, batch).given == ((case, "H26.1.2_QĐ_000008_V1"),)


def test_a_code_is_taken_though_the_other_batch_was_never_given_any(desk):
    _, (first,) = documents(desk, "QĐ", code="H26.1.2_QĐ_000007_V1", batch="Quyết định 2018")
    batch, _ = documents(desk, "QĐ", code="H26.1.2_QĐ_000007_V1")
    with pytest.raises(NotAllowed) as caught:
        give(desk, batch)
    assert caught.value.params["other"] == str(first)


def test_a_code_is_taken_only_while_the_other_case_has_it(desk):
    batch, (first,) = documents(desk, "QĐ", code="H26.1.2_QĐ_000007_V1")
    give(desk, batch)
    correct.set_field(
        desk.ports, MAI, first, "DocCode", "H26.1.2_QĐ_000001_V1", desk.revision(first)
    )
    other, _ = documents(desk, "QĐ", code="H26.1.2_QĐ_000007_V1", batch="Lô khác")
    assert give(desk, other).had == 1
    empty = EmptyReason.NOT_ON_PAPER
    correct.confirm_empty(desk.ports, MAI, first, "DocCode", empty, desk.revision(first))
    assert give(desk, batch).given == ((first, "H26.1.2_QĐ_000008_V1"),)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("H26.1.2_QĐ_000900_V1", ValueState.REVIEW),
        ("H26.1.2_QĐ_999999_V1", ValueState.REVIEW),
        ("số 900", ValueState.ACCEPTED),
    ],
)
def test_what_is_no_settled_code_is_not_kept_and_waits(desk, code, state):
    batch, (unclear,) = documents(desk, "QĐ", code=code, code_state=state)
    documents(desk, "QĐ")
    found = give(desk, batch)
    assert (found.had, found.unclear) == (0, (unclear,))
    assert [text for _, text in found.given] == ["H26.1.2_QĐ_000001_V1"]
    with desk.ports.unit_of_work() as unit:
        assert unit.doc_codes.ordinals(OFFICE, "QĐ") == {1}


def test_one_misread_last_ordinal_does_not_end_the_others(desk):
    batch, _ = documents(desk, "QĐ", code="H26.1.2_QĐ_999999_V1")
    documents(desk, "QĐ", code="H26.1.2_QĐ_000041_V1")
    documents(desk, "QĐ", "QĐ")
    codes = [code for _, code in give(desk, batch).given]
    assert codes == ["H26.1.2_QĐ_000042_V1", "H26.1.2_QĐ_000043_V1"]


def test_the_ordinals_run_out_before_they_grow_longer(desk):
    batch, cases = documents(desk, *["QĐ"] * 3)
    with pytest.raises(NotAllowed) as caught:
        give_doc_codes(desk.ports, MAI, batch, replace(RULE, digits=0), OFFICE)
    assert caught.value.code == "doc-codes-used-up"
    assert "DocCode" not in desk.texts(cases[0])


def test_many_documents_are_not_all_in_memory(desk, monkeypatch):
    batch, cases = documents(desk, *["QĐ"] * 12)
    alive, most, get = [], [0], SqlCaseRepository.get

    def seen(self, case_id):
        case = get(self, case_id)
        alive[:] = [each for each in alive if each() is not None] + [weakref.ref(case)]
        edits = [row for row in self._session.identity_map.values() if isinstance(row, EditRow)]
        most[0] = max(most[0], len(alive), len(edits))
        return case

    monkeypatch.setattr(SqlCaseRepository, "get", seen)
    assert len(give(desk, batch).given) == len(cases)
    assert most[0] <= 3
