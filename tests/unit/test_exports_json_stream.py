"""The JSON table is read record by record, and as strictly as if it were read whole."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.export_content import case, content, page_file, some_cases, values

from exports import json_stream
from exports.json_records import JsonRecords, stream_json, write_json
from exports.json_stream import stream_members
from exports.rows import build_table

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    members=st.dictionaries(st.text().filter(lambda name: name != "rows"), JSON, max_size=3),
    rows=st.lists(JSON, max_size=5),
    first=st.integers(1, 40),
    style=st.sampled_from([{}, {"indent": 1}, {"ensure_ascii": False, "separators": (",", ":")}]),
)
def test_whatever_the_pieces_the_same_members_come_out(
    members: dict[str, Any],
    rows: list[Any],
    first: int,
    style: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_stream, "_FIRST", first)
    whole = {**members, "rows": rows}

    found = list(stream_members(BytesIO(json.dumps(whole, **style).encode("utf-8")), "rows"))

    assert [json.loads(text) for name, text in found if name == "rows"] == rows
    assert {name: json.loads(text) for name, text in found if name != "rows"} == members


def test_the_records_are_those_of_the_whole_file(tmp_path: Path) -> None:
    table = build_table(content(some_cases(tmp_path, 3)), ["a.pdf", "b.pdf", "c.pdf"])
    write_json(tmp_path / "t.json", table, "t", "1")
    data = (tmp_path / "t.json").read_bytes()

    whole = JsonRecords.model_validate_json(data)
    assert tuple(stream_json(BytesIO(data))) == whole.records
    assert len(whole.records) == 3


GOOD: dict[str, Any] = {"format": 1, "document_type": "t", "profile_version": "1", "records": []}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 1}',
        json.dumps(GOOD)[:-1],
        json.dumps(GOOD) + "x",
        json.dumps(GOOD)[:-1] + ",}",
        json.dumps({**GOOD, "format": "1"}),
        json.dumps({**GOOD, "more": 1}),
        json.dumps({**GOOD, "records": {}}),
        json.dumps({**GOOD, "records": [1]}),
        json.dumps({**GOOD, "records": [[]]}),
        json.dumps(GOOD)[:-1] + ', "format": 1}',
        json.dumps(GOOD)[:-1] + ', "records": []}',
        json.dumps(GOOD).replace("[]", "[,]"),
        json.dumps(GOOD).replace("[]", "[" + "[" * 100_000),
        json.dumps(GOOD).replace('"format"', "1"),
    ],
)
def test_what_is_no_such_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        list(stream_json(BytesIO(text.encode("utf-8"))))


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError):
        list(stream_json(BytesIO(b'{"format": 1, "document_type": "\xff\xfe"}')))


def test_a_long_record_is_read_whole(tmp_path: Path) -> None:
    one = case(1, page_file(tmp_path), values(ghiChu="ễ" * 32_000))
    write_json(tmp_path / "t.json", build_table(content([one] * 8), ["a.pdf"] * 8), "t", "1")

    found = list(stream_json(BytesIO((tmp_path / "t.json").read_bytes())))

    assert [record.values["ghiChu"] for record in found] == ["ễ" * 32_000] * 8


def test_a_value_without_an_end_is_not_taken_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.json_stream._LONGEST_ELEMENT", 2**17)
    fine, endless = ["x" * 2**16] * 9, ["x" * 2**20]
    assert len(list(stream_members(BytesIO(json.dumps({"rows": fine}).encode()), "rows"))) == 9
    with pytest.raises(ValueError, match="too long"):
        list(stream_members(BytesIO(json.dumps({"rows": endless}).encode()), "rows"))


def test_spaces_and_signs_behind_a_value_are_not_taken_into_memory() -> None:
    """Neither makes the value before them longer."""

    class Counted(BytesIO):
        most = 0

        def read(self, count: int | None = -1) -> bytes:
            self.most = max(self.most, count or 0)
            return super().read(count)

    for text in ('{"a"1' + " " * 3_000_000, '{"rows": [[1]1' + " " * 3_000_000):
        stream = Counted(text.encode())
        with pytest.raises(ValueError, match="no "):
            list(stream_members(stream, "rows"))
        assert stream.most <= 2**16
