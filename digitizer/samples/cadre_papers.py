"""Invents what the personal records of cadres say."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from digitizer.domain.values.text import without_final_stop

from .clerk import DAYS_IN_YEAR, Clerk, Person
from .file_words import file_words
from .people import FEMALE, MALE, SEX_WORDS, Printed, Record
from .words import load_words

TRAINING = ("truong", "nganh", "thoiGian", "hinhThuc", "vanBang")
CAREER = ("thoiGian", "chucDanh")
FAMILY = ("quanHe", "hoTen", "namSinh", "thongTin")
_PAY = ("thoiGian", "ngachBac", "heSo")
_RECORD = ("thoiGian", "hinhThuc", "coQuan")


def invent_resume(rng: random.Random, years: tuple[int, int]) -> Record:
    """The values of either form; each prints its own."""
    clerk = Clerk(rng, load_words(), years)
    says = file_words("cadre")
    who = clerk.person(rng.choice((MALE, FEMALE)), 25, 58)
    put_self(clerk, who, says)
    _put_service(clerk, who, says)
    _put_state(clerk, says)
    put_tables(clerk, who, says)
    pay = [
        (printed(f"01/{clerk.registered.year - back}"), printed(f"{step}/9"), printed(factor))
        for back, step, factor in ((6, 1, "2,34"), (3, 2, "2,67"))
    ]
    clerk.put_table("luong", _PAY, pay)
    award = (printed(str(clerk.registered.year - 2)), printed("Giấy khen"), printed("UBND huyện"))
    clerk.put_table("khenThuongKyLuat", _RECORD, [award])
    clerk.put_date("ngayKhai", clerk.registered)
    put_dateline(clerk, "noiKhai", "ngayKhai")
    return clerk.record()


def printed(text: str, value: str | None = None) -> Printed:
    return Printed(text, text if value is None else value)


def put_dateline(clerk: Clerk, place: str, day: str) -> None:
    """Place and day of the paper, as one line prints them."""
    when = clerk.registered
    clerk.put(place, clerk.place.commune.split(" ", 1)[1])
    tens = f"{when.day:02d}"
    month = f"{when.month:02d}" if when.month < 3 else f"{when.month}"
    clerk.put(day, f"ngày {tens} tháng {month} năm {when.year}", when.isoformat())


def put_self(clerk: Clerk, who: Person, says: Mapping[str, Any]) -> None:
    """Name, birth, places, papers and what goes with them."""
    rng = clerk.rng
    clerk.put("hoTenKhaiSinh", who.name.upper() if clerk.capitals else who.name)
    clerk.put("gioiTinh", SEX_WORDS[who.sex], who.sex)
    clerk.put_date("ngaySinh", who.born)
    clerk.put("noiSinh", clerk.place.full)
    clerk.put("queQuan", rng.choice(clerk.words.units).before.full)
    clerk.put("noiO", clerk.home())
    clerk.put("danToc", who.group.name)
    clerk.put("dienThoai", f"09{rng.randrange(10**8):08d}")
    number = who.holder.personal if clerk.registered.year >= 2021 else who.holder.old_card
    clerk.put("soCanCuoc", number)
    issued = clerk.registered - timedelta(days=rng.randint(100, 1500))
    clerk.put_date("ngayCapCanCuoc", issued)
    for key, words in (("tonGiao", "religions"), ("xuatThan", "backgrounds")):
        clerk.put(key, rng.choice(says[words]))


def _years(who: Person, age: int, rng: random.Random) -> date:
    return who.born + timedelta(days=int((age + rng.random()) * DAYS_IN_YEAR))


def put_membership(clerk: Clerk, who: Person) -> None:
    """Into the Party at 21 or 22, a full member a year later."""
    joined = _years(who, 21, clerk.rng)
    clerk.put_date("ngayVaoDang", joined)
    clerk.put_date("ngayChinhThuc", joined + timedelta(days=365))


def put_army(clerk: Clerk, who: Person) -> None:
    """Two years of service from 18 on."""
    enlisted = _years(who, 18, clerk.rng)
    clerk.put_date("ngayNhapNgu", enlisted)
    clerk.put_date("ngayXuatNgu", enlisted + timedelta(days=730))


def _put_service(clerk: Clerk, who: Person, says: Mapping[str, Any]) -> None:
    rng = clerk.rng
    recruited = _years(who, 22, rng)
    clerk.put_date("ngayTuyenDung", recruited)
    clerk.put_date("ngayVaoCoQuan", recruited + timedelta(days=400))
    put_membership(clerk, who)
    put_army(clerk, who)
    clerk.put_date("ngayBoNhiem", recruited + timedelta(days=500))
    unit = f"{rng.choice(says['units'])} {clerk.place.commune.split(' ', 1)[1]}"
    for key in ("donViCoSo", "donViSuDung", "coQuanTuyenDung", "donViTrucThuoc"):
        clerk.put(key, unit)
    for key in ("boTinh", "coQuanQuanLy"):
        clerk.put(key, f"Ủy ban nhân dân {clerk.place.province}")
    clerk.put("soHieu", f"CB{rng.randrange(10**5):05d}")
    clerk.put("maSoDinhDanh", f"{rng.randrange(10**8):08d}")
    for key, words in (
        ("chucVu", "posts"), ("congTacChinh", "strengths"), ("congViecChinh", "strengths"),
        ("soTruong", "strengths"), ("congViecLauNhat", "subjects"), ("kiemNhiem", "posts"),
        ("quyHoach", "posts"), ("ngheTruocTuyenDung", "occupations"), ("quanHam", "ranks"),
        ("toChucChinhTri", "organisations"), ("viTriViecLam", "posts"),
    ):  # fmt: skip
        clerk.put(key, rng.choice(says[words]))


def _put_state(clerk: Clerk, says: Mapping[str, Any]) -> None:
    rng = clerk.rng
    grade, _, code = rng.choice(says["grades"]).partition("|")
    clerk.put("ngach", grade)
    clerk.put("maNgach", code)
    step = rng.randint(1, 8)
    clerk.put("bacLuong", str(step))
    clerk.put("heSoLuong", f"{2.34 + 0.33 * (step - 1):.2f}".replace(".", ","))
    clerk.put_date("ngayHuongLuong", clerk.registered - timedelta(days=rng.randint(30, 900)))
    clerk.put("soBaoHiemXaHoi", f"{rng.randrange(10**10):010d}")
    clerk.put("chieuCao", f"1m{rng.randint(50, 80)}")
    clerk.put("canNang", f"{rng.randint(45, 80)} kg")
    clerk.put("nhomMau", rng.choice(says["blood"]))
    for key, words in (
        ("giaoDucPhoThong", "schooling"), ("hocHamHocVi", "highest"), ("chuyenMon", "highest"),
        ("lyLuanChinhTri", "theory"), ("ngoaiNgu", "languages"), ("sucKhoe", "health"),
        ("doiTuongChinhSach", "entitled"), ("lichSuBanThan", "history"),
        ("thuNhap", "income"), ("datO", "land"),
    ):  # fmt: skip
        clerk.put(key, rng.choice(says[words]))
    for key, words in (
        ("khenThuong", "awards"), ("kyLuat", "discipline"), ("quanHeNuocNgoai", "foreign"),
        ("nhaO", "houses"),
    ):  # fmt: skip
        year = clerk.registered.year - rng.randint(1, 9)
        sentence = rng.choice(says[words]).format(year=year)
        clerk.put(key, sentence, without_final_stop(sentence))


def put_tables(clerk: Clerk, who: Person, says: Mapping[str, Any]) -> None:
    """Training, career and family, two or three rows each."""
    rng, first = clerk.rng, who.born.year + 18
    clerk.put_table("daoTao", TRAINING, [_training(rng, says, first + 4 * n) for n in range(2)])
    clerk.put_table("congTac", CAREER, [_post(clerk, says, first + 5 * n) for n in range(3)])
    clerk.put_table("giaDinh", FAMILY, _family(clerk, who, says))


def _training(rng: random.Random, says: Mapping[str, Any], year: int) -> tuple[Printed, ...]:
    texts = (
        rng.choice(says["schools"]), rng.choice(says["subjects"]), f"{year} - {year + 3}",
        rng.choice(says["modes"]), rng.choice(says["degrees"]),
    )  # fmt: skip
    return tuple(map(printed, texts))


def _post(clerk: Clerk, says: Mapping[str, Any], year: int) -> tuple[Printed, ...]:
    post, unit = clerk.rng.choice(says["posts"]), clerk.rng.choice(says["units"])
    name = clerk.place.commune.split(" ", 1)[1]
    return printed(f"01/{year} - 12/{year + 4}"), printed(f"{post}, {unit} {name}")


def _family(
    clerk: Clerk, who: Person, says: Mapping[str, Any]
) -> Sequence[tuple[Printed, Printed, Printed, Printed]]:
    rows = []
    for kin, sex, years in (("Cha", MALE, -25), ("Mẹ", FEMALE, -23), ("Em ruột", FEMALE, 4)):
        other = clerk.person(sex, 30, 50)
        born = who.born.year + years
        about = clerk.rng.choice(says["kin_words"]).format(
            commune=clerk.place.commune, province=clerk.place.province
        )
        rows.append((printed(kin), printed(other.name), printed(str(born)), printed(about)))
    return rows
