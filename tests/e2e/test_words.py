"""Marks, spelling and typing keys through the command line."""

from __future__ import annotations

import json

from support.program import run


def test_a_name_typed_without_marks() -> None:
    done = run("words", "marked", "nguyen thi hang")
    assert done.code == 0
    assert done.out.splitlines()[0] == "Nguyễn Thị Hằng"


def test_a_place_as_json() -> None:
    done = run("words", "marked", "--kind", "place", "--json", "xa lung cu, tinh ha giang")
    assert json.loads(done.out)[0] == "xã Lũng Cú, tỉnh Hà Giang"


def test_odd_syllables_are_told_by_the_exit_code_too() -> None:
    done = run("words", "odd", "Quyét định của xã Krông Pắc")
    assert (done.code, done.out) == (1, "Quyét\n")
    assert run("words", "odd", "Quyết định").code == 0


def test_keys_become_words() -> None:
    done = run("words", "telex", "Nguyeenx Thij Hawngf, so 12W")
    assert done.out == "Nguyễn Thị Hằng, so 12W\n"
    assert run("words", "telex", "--method", "vni", "Nguye64n").out == "Nguyễn\n"
