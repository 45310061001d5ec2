"""Invents changes, corrections and additions to civil status."""

import random
from collections.abc import Callable
from datetime import timedelta

from .clerk import DAYS_IN_YEAR, Clerk, Person
from .people import FEMALE, MALE, SEX_WORDS, Record, full_name
from .words import load_words

_KINDS = (
    ("1", "Thay đổi hộ tịch"),
    ("2", "Cải chính hộ tịch"),
    ("3", "Bổ sung thông tin hộ tịch"),
    ("4", "Xác định lại dân tộc"),
)
_PAPERS = ("Giấy khai sinh", "Sổ đăng ký khai sinh", "Trích lục khai sinh")


def invent_correction(rng: random.Random, years: tuple[int, int]) -> Record:
    """A change to the birth entry of somebody, asked for by the person or a parent."""
    clerk = Clerk(rng, load_words(), years)
    sex = rng.choice((MALE, FEMALE))
    who = clerk.person(sex, 2, 60)
    home = clerk.home()
    clerk.put("hoTen", who.name.upper() if clerk.capitals else who.name)
    clerk.put_date("ngaySinh", who.born)
    clerk.put("gioiTinh", SEX_WORDS[sex], sex)
    clerk.put("danToc", who.group.name)
    clerk.put("quocTich", clerk.words.country)
    clerk.put("noiCuTru", home)
    clerk.put_registration((("1", ""),), "notes_marital_status")
    del clerk.values["loaiDangKy"], clerk.values["ghiChu"]
    _put_paper(clerk, who)
    code, words = rng.choice(_KINDS)
    clerk.put("loaiThayDoi", words, code)
    before, after, reason = _CONTENTS[code](clerk, who)
    if before:
        clerk.put("noiDungTu", before)
    clerk.put("noiDungThanh", after)
    clerk.put("lyDo", reason)
    _put_entry(clerk, who)
    if clerk.registered - who.born > timedelta(days=int(18 * DAYS_IN_YEAR)):
        clerk.put_requester(who, "Bản thân")
    else:
        clerk.put_requester(clerk.person(FEMALE, 25, 45), "Mẹ")
    return clerk.record()


def _put_paper(clerk: Clerk, who: Person) -> None:
    """The identity paper of somebody old enough for one."""
    if clerk.registered - who.born < timedelta(days=int(15 * DAYS_IN_YEAR)):
        return
    clerk.put_paper("_", who)
    for part in ("Loai", "So", "NgayCap", "NoiCap"):
        printed = clerk.values.pop(f"_{part}GiayToTuyThan")
        clerk.values[f"{part[0].lower()}{part[1:]}GiayToTuyThan"] = printed


def _put_entry(clerk: Clerk, who: Person) -> None:
    entered = min(who.born + timedelta(days=clerk.rng.randint(5, 55)), clerk.registered)
    clerk.put("tenGiayToHoTich", clerk.rng.choice(_PAPERS))
    clerk.put("soGiayToHoTich", f"{clerk.rng.randint(1, 240)}/{entered.year}")
    clerk.put_date("ngayGiayToHoTich", entered, numeric=True)
    clerk.put("noiCapGiayToHoTich", f"Ủy ban nhân dân {clerk.place.full}")


def _renamed(clerk: Clerk, who: Person) -> tuple[str, str, str]:
    other = full_name(clerk.rng, who.group, who.sex, who.name.split()[0])
    return f"họ tên {who.name}", f"họ tên {other}", "Theo nguyện vọng của người có tên"


def _corrected(clerk: Clerk, who: Person) -> tuple[str, str, str]:
    wrong = who.born + timedelta(days=clerk.rng.randint(1, 25))
    return (
        f"sinh ngày {wrong:%d/%m/%Y}",
        f"sinh ngày {who.born:%d/%m/%Y}",
        "Có sai sót khi đăng ký khai sinh",
    )


def _added(clerk: Clerk, _who: Person) -> tuple[str, str, str]:
    return "", f"quê quán {clerk.place.full}", "Giấy khai sinh chưa ghi quê quán"


def _of_another_group(clerk: Clerk, who: Person) -> tuple[str, str, str]:
    others = [group.name for group in clerk.words.groups if group.name != who.group.name]
    before = clerk.rng.choice(others)
    return f"dân tộc {before}", f"dân tộc {who.group.name}", "Xác định lại theo dân tộc của mẹ"


_CONTENTS: dict[str, Callable[[Clerk, Person], tuple[str, str, str]]] = {
    "1": _renamed,
    "2": _corrected,
    "3": _added,
    "4": _of_another_group,
}
