"""Invents entries of the certification books and decisions of courts on civil status."""

import random
from datetime import timedelta

from .cadre_papers import put_dateline
from .clerk import Clerk
from .file_words import file_words
from .people import FEMALE, MALE, SEX_WORDS, Record
from .words import load_words

TITLE = "_title"
_TRANSLATORS, _CONTRACTS = "SCT/CKND", "SCT/HĐ,GD"


def invent_certification(rng: random.Random, years: tuple[int, int]) -> Record:
    """One entry of one of the four books."""
    clerk = Clerk(rng, load_words(), years)
    says, year = file_words("certification"), clerk.registered.year
    sign, _, title = rng.choice(says["kinds"]).partition("|")
    clerk.put(TITLE, title)
    clerk.put("kyHieuSo", sign)
    clerk.put("quyenSo", f"{rng.randint(1, 6):02d}/{year}")
    clerk.put("soChungThuc", str(rng.randint(1, 900)))
    clerk.put("trangSo", str(rng.randint(1, 180)))
    clerk.put("coQuan", f"Ủy ban nhân dân {clerk.place.full}")
    clerk.put_date("ngayChungThuc", clerk.registered)
    who = clerk.person(rng.choice((MALE, FEMALE)), 18, 80)
    clerk.put("nycHoTen", who.name)
    clerk.put("nycSoGiayTo", who.holder.personal if year >= 2021 else who.holder.old_card)
    clerk.put("nycNoiCuTru", clerk.home())
    if sign in (_TRANSLATORS, _CONTRACTS):
        clerk.put("benThuHai", clerk.person(rng.choice((MALE, FEMALE)), 25, 70).name)
    clerk.put("tenGiayTo", rng.choice(says["papers"]))
    clerk.put("soBanSao", str(rng.randint(1, 12)))
    fee = rng.choice(says["fees"])
    clerk.put("lePhi", f"{int(fee):,}".replace(",", ".") + " đồng", fee)
    clerk.put("nguoiKy", clerk.person(rng.choice((MALE, FEMALE)), 30, 58).name)
    clerk.put("chucVuNguoiKy", rng.choice(says["offices"]))
    return clerk.record()


def invent_decision(rng: random.Random, years: tuple[int, int]) -> Record:
    """A divorce, or somebody declared dead or missing."""
    clerk = Clerk(rng, load_words(), years)
    says = file_words("court")
    code, words, title, series = rng.choice(says["kinds"]).split("|")
    where = {
        "district": clerk.place.district or clerk.place.province,
        "province": clerk.place.province,
        "commune": clerk.place.commune,
    }
    clerk.put(TITLE, title)
    clerk.put("loaiViec", words, code)
    clerk.put("toaAn", rng.choice(says["courts"]).format(**where).upper())
    year = clerk.registered.year
    clerk.put("soQuyetDinh", f"{rng.randint(1, 180)}/{year}/{series}")
    clerk.put("soThuLy", f"{rng.randint(1, 300)}/{year}/TLST-{series.rsplit('-', 1)[-1]}")
    put_dateline(clerk, "_place", "ngayQuyetDinh")
    clerk.put_date("ngayHieuLuc", clerk.registered + timedelta(days=rng.randint(0, 40)))
    clerk.put("thamPhan", clerk.person(rng.choice((MALE, FEMALE)), 35, 58).name)
    clerk.put("noiNhan", rng.choice(says["recipients"]).format(**where))
    _put_people(clerk, code)
    _put_entry(clerk, code)
    return clerk.record()


def _put_people(clerk: Clerk, code: str) -> None:
    rng = clerk.rng
    first_sex = FEMALE if code == "ly_hon" else rng.choice((MALE, FEMALE))
    for prefix, sex in (("n1", first_sex), ("n2", MALE)):
        who = clerk.person(sex, 25, 60)
        clerk.put(f"{prefix}HoTen", who.name)
        clerk.put(f"{prefix}GioiTinh", SEX_WORDS[sex], sex)
        clerk.put_date(f"{prefix}NgaySinh", who.born)
        modern = clerk.registered.year >= 2021
        number = who.holder.personal if modern else who.holder.old_card
        clerk.put(f"{prefix}SoGiayTo", number)
        clerk.put(f"{prefix}NoiCuTru", clerk.home())
    if code != "ly_hon":
        clerk.put("quanHeNyc", rng.choice(file_words("court")["relations"]))
    if code == "tuyen_bo_chet":
        clerk.put_date("ngayChet", clerk.registered - timedelta(days=rng.randint(400, 4000)))


def _put_entry(clerk: Clerk, code: str) -> None:
    """The entry in the civil book that the decision changes."""
    book, words = ("KH", "Kết hôn") if code == "ly_hon" else ("KS", "Khai sinh")
    clerk.put("soHoTich", words, book)
    day = clerk.registered - timedelta(days=clerk.rng.randint(1500, 8000))
    if code == "ly_hon":
        day = max(day, clerk.registered - timedelta(days=2000))
    clerk.put("htSo", f"{clerk.rng.randint(1, 200)}/{day.year}")
    clerk.put("htQuyenSo", f"{clerk.rng.randint(1, 3):02d}/{day.year}")
    clerk.put_date("htNgayDangKy", day)
    clerk.put("htNoiDangKy", f"Ủy ban nhân dân {clerk.place.full}")
