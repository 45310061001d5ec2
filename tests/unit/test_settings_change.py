"""One setting of the file is changed, and all else stays as its owner wrote it."""

from __future__ import annotations

from digitizer.settings import changed_lines

FILE = """\
# của cơ quan
database = "sqlite:///x.db"  # ghi chú

[intake]
# thư mục
inbox = "inbox"
ignored = [
  "*.tmp",
]

[checks]
profile = ""
""".splitlines()


def test_the_line_with_the_key_is_replaced_and_nothing_else() -> None:
    made = changed_lines(FILE, "intake", 'inbox = "/quét"')
    assert made == [*FILE[:5], 'inbox = "/quét"', *FILE[6:]]


def test_a_key_that_is_not_there_comes_first_in_its_section() -> None:
    made = changed_lines(FILE, "checks", 'level = "II"')
    assert made[-2:] == ['level = "II"', 'profile = ""']


def test_a_section_that_is_not_there_comes_last() -> None:
    made = changed_lines(FILE, "accounts", "idle_days = 30")
    assert made == [*FILE, "", "[accounts]", "idle_days = 30"]


def test_the_same_key_of_another_section_stays() -> None:
    lines = ["[a]", "x = 1", "[b]", "x = 2"]
    assert changed_lines(lines, "b", "x = 3") == ["[a]", "x = 1", "[b]", "x = 3"]
    assert changed_lines(lines, "a", "y = 3") == ["[a]", "y = 3", "x = 1", "[b]", "x = 2"]
