"""Invents certificates of land use and the commune's land forms."""

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from digitizer.domain.values.number_words import amount_in_words

from .business_papers import company_name, tax_code
from .clerk import Clerk, Person
from .dates_vi import long_date, print_date
from .people import FEMALE, MALE, SEX_WORDS, Printed, Record
from .words import load_words

_FIRST_TWELVE_DIGITS = 2016
_LONG_SERIAL = date(2024, 8, 1)
_LETTERS = "ABCDEGHKLMNPQRSTUVX"
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Uses of a parcel: the words on paper, and whether they run without end.
_HOMES = ("Đất ở tại nông thôn", "Đất ở tại đô thị")
_FIELDS = ("Đất trồng cây lâu năm", "Đất trồng cây hằng năm khác", "Đất nuôi trồng thủy sản")
_ORIGINS = (
    "Nhà nước giao đất có thu tiền sử dụng đất",
    "Nhà nước giao đất không thu tiền sử dụng đất",
    "Nhà nước công nhận quyền sử dụng đất",
    "Nhận chuyển nhượng quyền sử dụng đất",
    "Nhận thừa kế quyền sử dụng đất",
    "Nhận tặng cho quyền sử dụng đất",
)
_HOUSES = (
    "Chưa chứng nhận quyền sở hữu",
    "Nhà ở riêng lẻ, 1 tầng, diện tích xây dựng 80 m2",
    "Nhà ở riêng lẻ, 2 tầng, diện tích xây dựng 96,5 m2",
)
_NOTES = (
    "Thửa đất có 12,5 m2 thuộc hành lang bảo vệ đường bộ",
    "Giấy chứng nhận này được cấp đổi từ giấy đã cấp năm 1998",
    "Không",
)
_RANKS = ("CHỦ TỊCH", "PHÓ CHỦ TỊCH")
_REASONS = (("THUA_KE", "Thừa kế"), ("TANG_CHO", "Tặng cho"), ("CHUYEN_NHUONG", "Chuyển nhượng"))
_USES = ("loaiDat", "dienTich", "nguonGoc", "hinhThuc", "thoiHan")


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a parcel: its words, area in m², and the last day of its term, None for none."""

    words: str
    area: Decimal
    until: date | None

    @property
    def term(self) -> str:
        return f"đến ngày {self.until:%d/%m/%Y}" if self.until else "lâu dài"


def invent_certificate(rng: random.Random, years: tuple[int, int]) -> Record:
    """A certificate for a man, his household, a couple or an organisation, whichever of them the
    form has lines for."""
    clerk = Clerk(rng, load_words(), years)
    _put_paper(clerk)
    husband = clerk.person(MALE, 25, 75)
    home = clerk.home()
    _put_holder(clerk, "chu", husband, home)
    if rng.random() < 0.6:
        _put_holder(clerk, "voChong", clerk.person(FEMALE, 24, 70), home)
    clerk.put("tenToChuc", company_name(rng, clerk.words))
    clerk.put("maSoToChuc", tax_code(rng))
    _put_parcel(clerk, _uses(clerk))
    clerk.put("nhaO", rng.choice(_HOUSES))
    clerk.put("ghiChu", rng.choice(_NOTES))
    return clerk.record()


def _put_paper(clerk: Clerk) -> None:
    rng, day = clerk.rng, clerk.registered
    letters = f"{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}"
    digits = f"{rng.randrange(10**8):08d}" if day >= _LONG_SERIAL else f"{rng.randrange(10**6):06d}"
    clerk.put("soPhatHanh", f"{letters} {digits}", letters + digits)
    clerk.put("soVaoSo", f"{rng.choice(('CH', 'CS', 'CN'))} {rng.randint(12, 9999):05d}")
    clerk.put("ngayCap", long_date(day), day.isoformat())
    clerk.put("nguoiKy", clerk.person(rng.choice((MALE, FEMALE)), 35, 58).name)
    clerk.put("chucVuNguoiKy", rng.choice(_RANKS))


def _put_holder(clerk: Clerk, prefix: str, who: Person, home: str) -> None:
    clerk.put(f"{prefix}HoTen", who.name.upper() if clerk.capitals else who.name)
    clerk.put(f"{prefix}NgaySinh", str(who.born.year))
    is_new = clerk.registered.year >= _FIRST_TWELVE_DIGITS
    clerk.put(f"{prefix}SoGiayTo", who.holder.personal if is_new else who.holder.old_card)
    clerk.put(f"{prefix}DiaChi", home)


def _uses(clerk: Clerk, most: int = 2) -> list[_Use]:
    rng, day = clerk.rng, clerk.registered
    is_urban = clerk.place.commune.startswith(("phường", "thị trấn"))
    uses = [_Use(_HOMES[int(is_urban)], Decimal(rng.randint(600, 4000)) / 10, None)]
    for words in rng.sample(_FIELDS, rng.randint(0, most - 1)):
        end = date(day.year + rng.randint(20, 50), 10, 15)
        uses.append(_Use(words, Decimal(rng.randint(500, 9000)) / 10, end))
    return uses


def _put_parcel(clerk: Clerk, uses: list[_Use]) -> None:
    rng = clerk.rng
    area = sum((use.area for use in uses), Decimal(0))
    clerk.put("soThua", str(rng.randint(1, 900)))
    clerk.put("toBanDo", str(rng.randint(1, 120)))
    clerk.put("diaChiThua", clerk.home())
    clerk.put("dienTich", f"{_digits(area)} m²", _plain(area))
    clerk.put("dienTichBangChu", _in_words(area))
    clerk.put("hinhThucSuDung", rng.choice(("Sử dụng riêng", f"riêng {_digits(area)} m2")))
    clerk.put("loaiDat", "; ".join(f"{use.words} {_digits(use.area)} m2" for use in uses))
    if len(uses) == 1:
        clerk.put("thoiHan", uses[0].term.capitalize())
    else:
        clerk.put("thoiHan", "; ".join(f"{use.words} {use.term}" for use in uses))
    clerk.put("nguonGoc", rng.choice(_ORIGINS))


def invent_parcel_form(rng: random.Random, years: tuple[int, int]) -> Record:
    """A form of one parcel and one person, who owns alone, with a spouse or in a household."""
    clerk = Clerk(rng, load_words(), years)
    _put_paper(clerk)
    clerk.put_date("ngayCap", clerk.registered, numeric=True)
    subject, words, roles = rng.choice(
        (
            ("CN", "Cá nhân", (("CN", "Cá nhân", ""),)),
            ("VC", "Vợ chồng", (("CHONG", "Chồng", MALE), ("VO", "Vợ", FEMALE))),
            ("HGD", "Hộ gia đình", (("CH", "Chủ hộ", ""), ("TV", "Thành viên", ""))),
        )
    )
    role, role_words, sex = rng.choice(roles)
    owner = clerk.person(sex or rng.choice((MALE, FEMALE)), 25, 75)
    clerk.put("phapNhan", words, subject)
    clerk.put("vaiTro", role_words, role)
    _put_owner(clerk, owner)
    if rng.random() < 0.4:
        _put_present_user(clerk)
    _put_map(clerk)
    _put_uses(clerk, _uses(clerk, most=3))
    clerk.put("loaiTaiSan", "Nhà ở", "NHA_O")
    built = Decimal(rng.randint(400, 1500)) / 10
    for key, part in (("dienTichXayDung", built), ("dienTichSan", 2 * built)):
        clerk.put(key, f"{_digits(part)} m²", _plain(part))
    clerk.put("hinhThucSoHuu", "Sở hữu riêng")
    clerk.put("thoiHanSoHuu", "Lâu dài")
    clerk.put("capHang", rng.choice(("Cấp III", "Cấp IV")))
    return clerk.record()


def _put_owner(clerk: Clerk, owner: Person) -> None:
    clerk.put("chuHoTen", owner.name.upper() if clerk.capitals else owner.name)
    clerk.put_date("chuNgaySinh", owner.born)
    clerk.put("chuGioiTinh", SEX_WORDS[owner.sex], owner.sex)
    clerk.put("chuSoDinhDanh", owner.holder.personal)
    clerk.put("chuDiaChi", clerk.home())


def _put_present_user(clerk: Clerk) -> None:
    user = clerk.person(clerk.rng.choice((MALE, FEMALE)), 22, 60)
    clerk.put("nguoiHienTai", user.name)
    clerk.put("nguoiHienTaiSo", user.holder.personal)
    clerk.put("nguoiHienTaiDiaChi", f"{clerk.place.commune}, {clerk.place.province}")
    code, words = clerk.rng.choice(_REASONS)
    clerk.put("lyDoThayDoi", words, code)


def _put_map(clerk: Clerk) -> None:
    rng = clerk.rng
    clerk.put("maXa", f"{rng.randint(1, 32000):05d}")
    sheet, parcel = str(rng.randint(1, 90)), str(rng.randint(1, 800))
    clerk.put("toTrenGiay", rng.choice((sheet, "Ghi theo bìa")))
    clerk.put("thuaTrenGiay", parcel)
    clerk.put("toBanDo", sheet)
    clerk.put("soThua", parcel)
    unit = rng.choice([unit for unit in clerk.words.units if unit.before != unit.after])
    clerk.put("xaCu", unit.before.commune)
    clerk.put("diaChiThua", clerk.home())


def _put_uses(clerk: Clerk, uses: list[_Use]) -> None:
    area = sum((use.area for use in uses), Decimal(0))
    clerk.put("dienTich", f"{_digits(area)} m²", _plain(area))
    origin = clerk.rng.choice(_ORIGINS)
    clerk.put_table(
        "mucDich",
        _USES,
        [
            (
                _same(use.words),
                Printed(_digits(use.area), _plain(use.area)),
                _same(origin),
                _same("Sử dụng riêng"),
                _same(print_date(use.until, 0) if use.until else "Lâu dài"),
            )
            for use in uses
        ],
    )


def _same(text: str) -> Printed:
    return Printed(text, text)


def _digits(area: Decimal) -> str:
    """As papers write it: thousands with a point, decimals behind a comma."""
    whole, _, rest = _plain(area).partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def _plain(area: Decimal) -> str:
    text = f"{area:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _in_words(area: Decimal) -> str:
    whole, _, rest = _plain(area).partition(".")
    tail = f" phẩy {_DIGITS[int(rest)]}" if rest else ""
    words = f"{amount_in_words(int(whole))}{tail} mét vuông"
    return words[0].upper() + words[1:]
