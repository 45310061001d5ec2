"""What an entry vouches for, and that every act of the program has its sentence."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.audit_chain import (
    KeptEdit,
    cover_of,
    covering,
    edit_document,
    edit_hash,
    entry_hash,
    moment,
    sealing,
)
from digitizer.domain.audit_edits import Spans
from digitizer.messages import LANGUAGES, Messages
from digitizer.store import codec
from exports import audit_check

WORKFLOW = Path(__file__).parents[2] / "digitizer" / "workflow"
_SILENT = frozenset({"lease", "settle-arrival"})
"""Acts without an entry of their own."""


def _edit(number: int) -> KeptEdit:
    at = moment(datetime(2026, 3, 2, tzinfo=UTC))
    return KeptEdit(number, 1, 2, None, at, None, "so", "set-field", "", "7", "", "", "Mai")


def test_stored_details_vouch_for_edits_one_by_one_or_together() -> None:
    stored = codec.to_json((("why", "a"), *covering([_edit(7), _edit(9)])), codec.DETAILS)
    cover = cover_of(stored)
    assert cover is not None
    assert dict(cover.each) == {number: edit_hash(_edit(number)) for number in (7, 9)}
    sealed = cover_of(codec.to_json(sealing(1, 40, "f" * 64), codec.DETAILS))
    assert sealed is not None
    assert (sealed.first, sealed.last, sealed.together) == (1, 40, "f" * 64)


@pytest.mark.parametrize("details", ["", "[]", '"edits"', '[["edits","x"]]', '{"edits": 1}'])
def test_details_that_vouch_for_nothing_are_no_fault(details: str) -> None:
    assert cover_of(details) is None


@given(st.text(), st.text(), st.none() | st.text(), st.none() | st.integers(), st.integers())
def test_hashes_are_of_the_canonical_json_that_the_stand_alone_check_writes(
    one: str, other: str, before: str | None, undoes: int | None, number: int
) -> None:
    at = moment(datetime(2026, 3, 2, 9, 15, tzinfo=UTC))
    entry = {
        "action": one,
        "actor": other,
        "at": at,
        "details": other,
        "seq": number,
        "subject": one,
    }
    made = entry_hash("f" * 64, number, at, other, one, one, other)
    assert made == audit_check.digest(entry, "f" * 64)
    edit = KeptEdit(number, 7, 2, undoes, at, before, one, other, one, other, one, other, one)
    assert edit_hash(edit) == audit_check.digest(edit_document(edit))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=30))
def test_spans_hold_what_was_added_and_nothing_else(added: list[tuple[int, int]]) -> None:
    spans, numbers = Spans(), set()
    for first, more in added:
        spans.add(first, first + more)
        numbers |= set(range(first, first + more + 1))
    assert {number for number in range(-1, 75) if number in spans} == numbers


def _actions() -> set[str]:
    """What use cases call themselves when they are literal; constants stand in capitals."""
    found: set[str] = set()
    for path in WORKFLOW.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "transaction":
                found |= {
                    part.value
                    for part in ast.walk(node.args[2])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found - _SILENT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_its_sentence_in_the_log(language: str) -> None:
    messages = Messages(language)
    acts = _actions() | {"undo", "redo", "settle", "pass-on", "export-batch", "export-audit"}
    lacking = [act for act in sorted(acts) if not messages.has(f"audit-act-{act}.name")]
    assert len(acts) > 30
    assert lacking == []
