"""Written places resolved through the command line."""

from __future__ import annotations

from support.program import run

OLD_LIST = {"list": "Quyết định 124/2004/QĐ-TTg", "version": "2025-06-30"}
NEW_LIST = {"list": "Quyết định 19/2025/QĐ-TTg", "version": "2025-07-01"}


def test_a_place_as_json_has_no_code_without_its_list() -> None:
    text = "thôn 3, phường Bến Nghé, quận 1, TP. Hồ Chí Minh"
    done = run("place", "--json", "--on", "2009-05-20", text)

    assert done.code == 0
    (found,) = done.objects
    assert found["text"] == text
    assert found["detail"] == "thôn 3"
    assert (found["state"], found["state_today"]) == ("exact", "exact")
    assert found["unit"][0] == {**OLD_LIST, "code": "26740", "name": "phường Bến Nghé"}
    assert found["unit_today"][0] == {**NEW_LIST, "code": "26740", "name": "phường Sài Gòn"}
    assert found["candidates"] == []


def test_the_day_may_be_written_as_papers_write_it() -> None:
    done = run("place", "--json", "--on", "20/05/2009", "tỉnh Hà Nam", "tỉnh Hà Tây")

    assert [found["on"] for found in done.objects] == ["2009-05-20", "2009-05-20"]
    assert [found["state"] for found in done.objects] == ["partial", "partial"]


def test_an_ambiguous_place_lists_what_to_choose_from_and_says_so_in_the_exit_code() -> None:
    done = run("place", "--on", "2009-05-20", "Yên Viên, Gia Lâm, Hà Nội")

    assert done.code == 1
    assert "several possible, to be chosen" in done.out
    assert "Xã Yên Viên, huyện Gia Lâm, thành phố Hà Nội [00532" in done.out
    assert "Thị trấn Yên Viên, huyện Gia Lâm, thành phố Hà Nội [" in done.out
    assert "of the same name" in done.out


def test_an_old_place_on_a_new_paper_is_said_to_be_from_another_list() -> None:
    done = run("place", "--on", "2026-01-15", "Phường Bến Nghé, Quận 1, TP.HCM")

    assert done.code == 0
    assert "taken from another list" in done.out
    assert "Phường Sài Gòn, thành phố Hồ Chí Minh [26740, Quyết định 19/2025/QĐ-TTg" in done.out


def test_a_wrong_day_is_a_wrong_use() -> None:
    assert run("place", "--on", "yesterday", "Hà Nội").code == 2
    assert run("place").code == 2
