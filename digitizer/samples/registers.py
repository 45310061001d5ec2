"""Invents what the registers of marriages, deaths, recognitions and marital status say."""

import random
from datetime import timedelta

from .clerk import DAYS_IN_YEAR, Clerk
from .dates_vi import WordStyle, date_in_words
from .people import FEMALE, HOME, MALE, SEX_WORDS, Record
from .words import load_words


def invent_marriage(rng: random.Random, years: tuple[int, int]) -> Record:
    """A wife of at least 18 and a husband of at least 20."""
    clerk = Clerk(rng, load_words(), years)
    wife, husband = clerk.person(FEMALE, 18.1, 40), clerk.person(MALE, 20.1, 45)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("vo", wife, home)
    clerk.put_person("chong", husband, clerk.home())
    kinds = (("1", "Đăng ký lần đầu"), ("2", "Đăng ký lại"))
    clerk.put_registration(kinds, "notes_marriage")
    return clerk.record()


# Beyond the fifteen days that a death may wait for its registration.
_LATE, _LATE_BY = "4", timedelta(days=40)


def invent_death(rng: random.Random, years: tuple[int, int]) -> Record:
    """A death reported by somebody of the family within two weeks, or late where it is said so."""
    clerk = Clerk(rng, load_words(), years)
    died = clerk.registered - timedelta(days=rng.randint(2, 14))
    dead = clerk.person(rng.choice((MALE, FEMALE)), 20, 95, at=died)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("nkt", dead, home, until=died - timedelta(days=30))
    clerk.put("nktGioiTinh", SEX_WORDS[dead.sex], dead.sex)
    hour, minute = rng.randint(0, 23), rng.randrange(0, 60, 5)
    clerk.put("nktGioPhutChet", f"{hour:02d} giờ {minute:02d} phút", f"{hour:02d}:{minute:02d}")
    style = WordStyle(zero_tens=rng.choice(("linh", "lẻ")), comma=rng.random() < 0.7)
    clerk.put("nktNoiChet", clerk.said("death_places"))
    clerk.put("nktNguyenNhanChet", rng.choice(clerk.says["causes"]))
    noticed = timedelta(days=rng.randint(0, 1))
    clerk.put("gbtLoai", "Giấy báo tử", "1")
    clerk.put("gbtSo", f"{rng.randint(1, 400)}/GBT")
    clerk.put("gbtCoQuanCap", clerk.said("notice_offices"))
    kinds = (("1", "Đăng ký đúng hạn"), ("4", "Đăng ký quá hạn"), ("2", "Đăng ký lại"))
    clerk.put_registration(kinds, "notes_death")
    if clerk.values["loaiDangKy"].value == _LATE:
        died -= _LATE_BY
    clerk.put_date("nktNgayChet", died, numeric=True)
    clerk.put("nktNgayChetBangChu", date_in_words(died, style))
    clerk.put_date("gbtNgay", died + noticed, numeric=True)
    kin = clerk.person(rng.choice((MALE, FEMALE)), 20, 60)
    relations = clerk.says["kin_male" if kin.sex == MALE else "kin_female"]
    clerk.put_requester(kin, rng.choice(relations))
    return clerk.record()


_RECOGNITIONS = (
    ("1", "Cha nhận con", MALE), ("2", "Mẹ nhận con", FEMALE),
    ("3", "Con nhận cha", MALE), ("4", "Con nhận mẹ", FEMALE),
)  # fmt: skip


def invent_recognition(rng: random.Random, years: tuple[int, int]) -> Record:
    """A parent who recognizes a child, or a child a parent."""
    clerk = Clerk(rng, load_words(), years)
    code, words, sex = rng.choice(_RECOGNITIONS)
    by_child = code in ("3", "4")
    child = clerk.person(rng.choice((MALE, FEMALE)), 19 if by_child else 1, 30)
    parent = clerk.person(sex, 17, 33, at=child.born)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("cm", parent, clerk.home())
    clerk.put_person("nc", child, home)
    if (clerk.registered - child.born).days < 15 * DAYS_IN_YEAR:
        for part in ("Loai", "So", "NgayCap", "NoiCap"):
            del clerk.values[f"nc{part}GiayToTuyThan"]
    for prefix in ("cm", "nc"):
        clerk.put(f"{prefix}QueQuan", clerk.place.full)
    clerk.put("loaiXacNhan", words, code)
    clerk.put("quyetDinhSo", f"{rng.randint(1, 90)}/QĐ-UBND")
    clerk.put_registration((("1", "Đăng ký mới"),), "notes_parent_child")
    asks, relation = (child, "Con") if by_child else (parent, "Cha" if sex == MALE else "Mẹ")
    clerk.put_requester(asks, relation, "nycQHNguoiDuocNhan")
    return clerk.record()


def invent_marital_status(rng: random.Random, years: tuple[int, int]) -> Record:
    """A confirmation that somebody is not married."""
    clerk = Clerk(rng, load_words(), years)
    who = clerk.person(rng.choice((MALE, FEMALE)), 20.5, 50)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("nxn", who, home)
    clerk.put("nxnGioiTinh", SEX_WORDS[who.sex], who.sex)
    since = who.born + timedelta(days=int(rng.uniform(16, 20) * DAYS_IN_YEAR))
    clerk.put("nxnThoiGianCuTruTai", clerk.place.full)
    clerk.put_date("nxnThoiGianCuTruTu", since, numeric=True)
    until = clerk.registered - timedelta(days=rng.randint(0, 40))
    clerk.put_date("nxnThoiGianCuTruDen", until, numeric=True)
    clerk.put("nxnTinhTrangHonNhan", clerk.said("statuses"))
    clerk.put("nxnMucDichSuDung", rng.choice(clerk.says["purposes"]))
    clerk.put_registration((("1", "Đăng ký mới"),), "notes_marital_status")
    clerk.put("noiCap", clerk.values["noiDangKy"].text)
    if rng.random() < 0.8:
        clerk.put_requester(who, "Bản thân")
    else:
        clerk.put_requester(clerk.person(FEMALE, 45, 70), "Mẹ")
    return clerk.record()
