"""Invents certificates of household businesses and of enterprises."""

import random
from datetime import date, timedelta

from digitizer.domain.values.number_words import amount_in_words

from .clerk import Clerk, Person
from .dates_vi import long_date
from .people import FEMALE, MALE, SEX_WORDS, Printed, Record
from .tables import EMPTY
from .words import Words, load_words

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_PERSONAL_NUMBERS_SINCE = date(2025, 7, 1)
_TRADES = (
    ("Bán lẻ lương thực, thực phẩm, đồ uống trong các cửa hàng chuyên doanh", "4722"),
    ("Nhà hàng và các dịch vụ ăn uống phục vụ lưu động", "5610"),
    ("Bảo dưỡng, sửa chữa mô tô, xe máy", "4542"),
    ("May trang phục", "1410"),
    ("Sản xuất đồ gỗ xây dựng", "1622"),
    ("Cắt tóc, làm đầu, gội đầu", "9631"),
    ("Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng", "4663"),
    ("Vận tải hàng hóa bằng đường bộ", "4933"),
)
_GOODS = ("Thương mại", "Xây dựng", "Vận tải", "Nông sản", "Dịch vụ", "Cơ khí")
_KINDS = (
    ("TNHH1", "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN"),
    ("TNHH2", "CÔNG TY TRÁCH NHIỆM HỮU HẠN HAI THÀNH VIÊN TRỞ LÊN"),
    ("CP", "CÔNG TY CỔ PHẦN"),
)
_MEMBERS = ("ten", "quocTich", "diaChi", "phanVon", "tyLe", "soGiayTo")
_INDUSTRIES = ("tenNganh", "maNganh", "nganhChinh")


def tax_code(rng: random.Random) -> str:
    """Ten digits with the right check digit."""
    while True:
        digits = [rng.randrange(10) for _ in _WEIGHTS]
        last = 10 - sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) % 11
        if last < 10:
            return "".join(map(str, (*digits, last)))


def company_name(rng: random.Random, words: Words, kind: str = "TNHH") -> str:
    kinh = words.groups[0]
    name = f"{rng.choice(kinh.male_given)} {rng.choice(kinh.female_given)}"
    return f"Công ty {kind} {rng.choice(_GOODS)} {name}"


def invent_household(rng: random.Random, years: tuple[int, int]) -> Record:
    """A household business of one owner; since July 2025 it bears the owner's personal number."""
    clerk = Clerk(rng, load_words(), years)
    owner = clerk.person(rng.choice((MALE, FEMALE)), 20, 65)
    if clerk.registered >= _PERSONAL_NUMBERS_SINCE:
        clerk.put("maSo", owner.holder.personal)
    else:
        district, digits = rng.choice("ABCDEGH"), f"{rng.randrange(10**6):06d}"
        place = clerk.place.code[1:]
        clerk.put("maSo", f"{place}.{district}8.{digits}", f"{place}{district}8{digits}")
    _put_days(clerk)
    family = clerk.words.groups[0]
    sign = f"{rng.choice(family.female_given)} {rng.choice(family.male_given)}"
    clerk.put("tenHoKinhDoanh", f"HỘ KINH DOANH {sign.upper()}")
    clerk.put("diaChiTruSo", clerk.home())
    clerk.put("dienThoai", f"09{rng.randrange(10**8):08d}")
    trades = rng.sample(_TRADES, rng.randint(1, 3))
    clerk.put("nganhNgheGhi", "; ".join(words for words, _ in trades))
    clerk.put_table("nganhNghe", _INDUSTRIES, [(_same(t), _same(c), EMPTY) for t, c in trades])
    _put_capital(clerk, "vonKinhDoanh", rng.randrange(10, 900, 5) * 10**6)
    clerk.put("chuThe", "Cá nhân", "CA_NHAN")
    _put_person(clerk, "chu", owner)
    return clerk.record()


def invent_enterprise(rng: random.Random, years: tuple[int, int]) -> Record:
    """A company with its legal representative, and two members unless it has a single one."""
    clerk = Clerk(rng, load_words(), years)
    code, words = rng.choice(_KINDS)
    clerk.put("loai", words, code)
    clerk.put("maSo", tax_code(rng))
    _put_days(clerk)
    name = company_name(rng, clerk.words, "Cổ phần" if code == "CP" else "TNHH")
    clerk.put("tenDoanhNghiep", name.upper())
    clerk.put("tenVietTat", " ".join(name.split()[-2:]).upper())
    clerk.put("diaChiTruSo", clerk.home())
    clerk.put("dienThoai", f"02{rng.randrange(10**9):09d}")
    first, second = (rng.randrange(1, 90) * 10**8 for _ in range(2))
    _put_capital(clerk, "vonDieuLe", first + second)
    owner, partner = (clerk.person(rng.choice((MALE, FEMALE)), 22, 65) for _ in range(2))
    clerk.put("chuSoHuu", owner.name.upper())
    clerk.put("chuSoHuuSo", owner.holder.personal)
    clerk.put("daiDienChucDanh", rng.choice(("Giám đốc", "Tổng giám đốc", "Chủ tịch công ty")))
    _put_person(clerk, "daiDien", owner)
    if code != "TNHH1":
        shares = ((owner, first), (partner, second))
        rows = [_member(clerk, who, part) for who, part in shares]
        clerk.put_table("thanhVien", _MEMBERS, rows)
    return clerk.record()


def _put_days(clerk: Clerk) -> None:
    """The day of the paper, which is that of the last change where there was one."""
    rng, day = clerk.rng, clerk.registered
    clerk.put("ngayCap", long_date(day), day.isoformat())
    if rng.random() < 0.5:
        clerk.put("soLanThayDoi", str(rng.randint(1, 9)))
        clerk.put_date("ngayThayDoi", day, numeric=True)
        clerk.put_date("ngayDangKyLanDau", day - timedelta(days=rng.randint(60, 900)), numeric=True)
    else:
        clerk.put_date("ngayDangKyLanDau", day, numeric=True)
    clerk.put("nguoiKy", clerk.person(rng.choice((MALE, FEMALE)), 35, 58).name)
    clerk.put("chucVuNguoiKy", rng.choice(("TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")))


def _put_capital(clerk: Clerk, key: str, amount: int) -> None:
    clerk.put(key, f"{amount:,} đồng".replace(",", "."), str(amount))
    words = f"{amount_in_words(amount)} đồng"
    clerk.put("vonBangChu", words[0].upper() + words[1:])


def _put_person(clerk: Clerk, prefix: str, who: Person) -> None:
    clerk.put(f"{prefix}HoTen", who.name.upper())
    clerk.put(f"{prefix}GioiTinh", SEX_WORDS[who.sex], who.sex)
    clerk.put_date(f"{prefix}NgaySinh", who.born, numeric=True)
    clerk.put(f"{prefix}DanToc", who.group.name)
    clerk.put(f"{prefix}QuocTich", clerk.words.country)
    clerk.put(f"{prefix}LoaiGiayTo", "Căn cước công dân", "4")
    clerk.put(f"{prefix}SoGiayTo", who.holder.personal)
    issued = clerk.registered - timedelta(days=clerk.rng.randint(40, 1200))
    clerk.put_date(f"{prefix}NgayCapGiayTo", issued, numeric=True)
    issuers = next(kind.issuers for kind in clerk.words.papers if kind.code == "4")
    issuer = clerk.rng.choice(issuers).format(province=clerk.place.province)
    clerk.put(f"{prefix}NoiCapGiayTo", issuer)
    home = clerk.home()
    clerk.put(f"{prefix}ThuongTru", home)
    clerk.put(f"{prefix}LienLac", home)


def _member(clerk: Clerk, who: Person, part: int) -> tuple[Printed, ...]:
    return (
        _same(who.name.upper()),
        _same(clerk.words.country),
        _same(clerk.place.full),
        Printed(f"{part:,}".replace(",", "."), str(part)),
        EMPTY,
        _same(who.holder.personal),
    )


def _same(text: str) -> Printed:
    return Printed(text, text)
