"""Invents what the files of Party members say."""

import random
from datetime import timedelta

from .cadre_papers import put_army, put_dateline, put_membership, put_self, put_tables
from .clerk import DAYS_IN_YEAR, Clerk
from .file_words import file_words
from .people import FEMALE, MALE, Record
from .words import load_words


def invent_member(rng: random.Random, years: tuple[int, int]) -> Record:
    """A member of some years, whom two others have recommended."""
    clerk = Clerk(rng, load_words(), years)
    says, own = file_words("cadre"), file_words("party")
    who = clerk.person(rng.choice((MALE, FEMALE)), 25, 60)
    put_self(clerk, who, says)
    clerk.values["hoTen"] = clerk.values["hoTenKhaiSinh"]
    clerk.values["hoKhau"] = clerk.values["noiO"]
    clerk.put("choO", clerk.home())
    put_membership(clerk, who)
    put_army(clerk, who)
    union = who.born + timedelta(days=int((16 + rng.random()) * DAYS_IN_YEAR))
    clerk.put_date("ngayVaoDoan", union)
    card = f"{rng.randint(10, 99)}.{rng.randrange(10**6):06d}"
    clerk.put("soTheDang", card, card.replace(".", ""))
    for number in ("1", "2"):
        sponsor = clerk.person(rng.choice((MALE, FEMALE)), 40, 65)
        clerk.put(f"nguoiGioiThieu{number}", sponsor.name)
    commune = clerk.place.commune
    clerk.put("dangBo", commune)
    for key, words in (
        ("chiBo", "cells"), ("chucVuDang", "offices"), ("chucVuDoanThe", "union_offices"),
        ("ngheNghiep", "occupations"), ("tuNhanXet", "self"),
    ):  # fmt: skip
        clerk.put(key, rng.choice(own[words]))
    clerk.put("noiVaoDang", f"Chi bộ {clerk.values['chiBo'].text}")
    for key, words in (
        ("giaoDucPhoThong", "schooling"), ("chuyenMon", "highest"), ("lyLuanChinhTri", "theory"),
        ("ngoaiNgu", "languages"), ("tinHoc", "computer"), ("chucVuChinhQuyen", "posts"),
        ("lichSuBanThan", "history"),
    ):  # fmt: skip
        clerk.put(key, rng.choice(says[words]))
    for key, words in (
        ("khenThuong", "awards"),
        ("kyLuat", "discipline"),
        ("nuocNgoai", "foreign"),
    ):
        year = clerk.registered.year - rng.randint(1, 9)
        clerk.put(key, rng.choice(says[words]).format(year=year))
    put_tables(clerk, who, says)
    put_dateline(clerk, "noiKhai", "ngayKhai")
    return clerk.record()
