"""Invents the papers of a cash desk: receipts, vouchers and invoices. Sums and words agree."""

import random
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from digitizer.domain.values.amounts import grouped
from digitizer.domain.values.number_words import amount_in_words

from .clerk import Clerk, Person
from .people import FEMALE, MALE, Printed, Record
from .words import load_words

# Papers by the rules of 2026 are of days that no check takes for the future.
_ELECTRONIC_SINCE, _LAST_DAY = date(2026, 7, 1), date(2026, 10, 31)
_SERIES_LETTERS = "ABCDEGHKLMNPQRSTUVXY"
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_LINE_COLUMNS = ("STT", "THHDVu", "DVTinh", "SLuong", "DGia", "ThTien", "TSuat")
_THOUSAND = 1000


@cache
def _material() -> dict[str, Any]:
    text = files(__package__).joinpath("finance_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def tax_code(rng: random.Random) -> str:
    """Ten digits with the right check digit."""
    while True:
        digits = [int(digit) for digit in f"{rng.randint(1, 60):02d}{rng.randrange(10**6, 10**7)}"]
        left = sum(w * digit for w, digit in zip(_TAX_WEIGHTS, digits, strict=True)) % 11
        if left:
            return "".join(map(str, (*digits, 10 - left)))


def invent_receipt(rng: random.Random, years: tuple[int, int]) -> Record:
    """A receipt for fees, with the symbols that its day asks for."""
    clerk, said = _clerk(rng, years), _material()
    is_new = clerk.registered >= _ELECTRONIC_SINCE
    letters = "".join(rng.choices(_SERIES_LETTERS, k=2))
    yy = clerk.registered.year % 100
    clerk.put("kyHieuMau", "EBL01" if is_new else f"01BLP{rng.randint(2, 3)}-001")
    clerk.put("kyHieu", f"{yy:02d}T{letters}" if is_new else f"{letters}-{yy:02d}P")
    clerk.put("soBienLai", f"{rng.randint(1, 9000):0{8 if is_new else 7}d}")
    _put_day(clerk)
    clerk.put("tenToChucThu", f"Ủy ban nhân dân {clerk.place.commune}")
    clerk.put("maSoThue", tax_code(rng))
    clerk.put("diaChiToChucThu", clerk.place.full)
    payer = _somebody(clerk)
    clerk.put("hoTenNguoiNop", payer.name)
    if is_new:
        clerk.put("soDinhDanhNguoiNop", payer.holder.personal)
    clerk.put("diaChiNguoiNop", clerk.home())
    fee = rng.choice(said["fees"])
    clerk.put("loaiKhoanThu", fee["name"])
    _put_amount(clerk, "soTien", "soTienBangChu", rng.choice(fee["amounts"]))
    _put_payment(clerk, "hinhThucThanhToan", (("TM", "Tiền mặt"), ("CK", "Chuyển khoản")))
    clerk.put("nguoiThuTien", _somebody(clerk).name)
    return clerk.record()


def invent_receipt_voucher(rng: random.Random, years: tuple[int, int]) -> Record:
    """Money that an office takes in."""
    clerk = _voucher(rng, years, "C40-BB", "PT")
    clerk.put("hoTenNguoiNop", _somebody(clerk).name)
    clerk.put("lyDoNop", _dated(clerk, _material()["received"]))
    return clerk.record()


def invent_payment_voucher(rng: random.Random, years: tuple[int, int]) -> Record:
    """Money that an office pays out."""
    clerk = _voucher(rng, years, "C41-BB", "PC")
    clerk.put("hoTenNguoiNhan", _somebody(clerk).name)
    clerk.put("lyDoChi", _dated(clerk, _material()["paid"]))
    return clerk.record()


def invent_invoice(rng: random.Random, years: tuple[int, int]) -> Record:
    """An invoice with value added tax that an office receives; its lines have one rate."""
    clerk, said = _clerk(rng, years), _material()
    yy = clerk.registered.year % 100
    letters = "".join(rng.choices(_SERIES_LETTERS, k=2))
    clerk.put("KHMSHDon", "1")
    clerk.put("KHHDon", f"C{yy:02d}T{letters}")
    clerk.put("SHDon", str(rng.randint(1, 99999)))
    clerk.put("_series", f"1{clerk.values['KHHDon'].text}")
    _put_day(clerk, "NLap")
    clerk.put("MCCQT", f"00{rng.randrange(16**32):032X}")
    clerk.put("DVTTe", "VND")
    clerk.put("NBanTen", rng.choice(said["firms"]))
    clerk.put("NBanMST", tax_code(rng))
    clerk.put("NBanDChi", clerk.home())
    clerk.put("NMuaHVTNMHang", _somebody(clerk).name)
    clerk.put("NMuaTen", _office(clerk))
    clerk.put("NMuaMST", tax_code(rng))
    clerk.put("NMuaMDVQHNSach", f"{rng.randint(1000000, 1999999)}")
    clerk.put("NMuaDChi", clerk.place.full)
    _put_payment(clerk, "HTTToan", (("TM/CK", "Tiền mặt/Chuyển khoản"), ("TM", "TM"), ("CK", "CK")))
    rate, before = _put_lines(clerk)
    tax = (before * int(rate.removesuffix("%")) + 50) // 100
    clerk.put("_rate", rate)
    _put_money(clerk, "TgTCThue", before)
    _put_money(clerk, "TgTThue", tax)
    _put_amount(clerk, "TgTTTBSo", "TgTTTBChu", before + tax, unit="")
    return clerk.record()


def _clerk(rng: random.Random, years: tuple[int, int]) -> Clerk:
    clerk = Clerk(rng, load_words(), years)
    if clerk.registered > _LAST_DAY:
        span = (_LAST_DAY - _ELECTRONIC_SINCE).days
        clerk.registered = date.fromordinal(_ELECTRONIC_SINCE.toordinal() + rng.randint(0, span))
    return clerk


def _somebody(clerk: Clerk) -> Person:
    return clerk.person(clerk.rng.choice((MALE, FEMALE)), 22, 60)


def _office(clerk: Clerk) -> str:
    name: str = clerk.rng.choice(_material()["offices"])
    return name.format(commune=clerk.place.commune)


def _put_day(clerk: Clerk, key: str = "ngayLap") -> None:
    """The form prints the word `ngày` before it."""
    day = clerk.registered
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    clerk.put(key, f"{day.day:02d} tháng {month} năm {day.year}", day.isoformat())


def _put_money(clerk: Clerk, key: str, amount: int, unit: str = "") -> None:
    clerk.put(key, grouped(str(amount)) + unit, str(amount))


def _put_amount(
    clerk: Clerk, key: str, words_key: str, amount: int, unit: str | None = None
) -> None:
    _put_money(clerk, key, amount, clerk.rng.choice((" đồng", "")) if unit is None else unit)
    words = f"{amount_in_words(amount)} đồng{clerk.rng.choice((' chẵn', ''))}"
    clerk.put(words_key, f"{words[0].upper()}{words[1:]}")


def _put_payment(clerk: Clerk, key: str, kinds: Sequence[tuple[str, str]]) -> None:
    code, words = clerk.rng.choice(kinds)
    clerk.put(key, words, code)


def _dated(clerk: Clerk, sentences: Sequence[str]) -> str:
    day = clerk.registered
    return clerk.rng.choice(sentences).format(month=f"{day.month:02d}", year=day.year)


def _voucher(rng: random.Random, years: tuple[int, int], form: str, prefix: str) -> Clerk:
    clerk = _clerk(rng, years)
    number = rng.randint(1, 320)
    clerk.put("donVi", _office(clerk))
    clerk.put("maQhns", f"{rng.randint(1000000, 1999999)}")
    clerk.put("mauSo", form)
    clerk.put("quyenSo", f"{rng.randint(1, 4):02d}")
    clerk.put(
        "soPhieu", rng.choice((f"{prefix}{number:03d}", f"{number:03d}", f"{prefix}{number:04d}"))
    )
    _put_day(clerk)
    clerk.put("taiKhoanNo", rng.choice(("1111", "6111", "3341")))
    clerk.put("taiKhoanCo", rng.choice(("1112", "5111", "3371")))
    clerk.put("diaChi", clerk.home())
    _put_amount(clerk, "soTien", "soTienBangChu", rng.randint(40, 25000) * _THOUSAND)
    clerk.put("kemTheo", rng.choice(_material()["attached"]))
    for key in ("thuTruong", "keToanTruong", "nguoiLap", "thuQuy"):
        clerk.put(key, _somebody(clerk).name)
    return clerk


def _put_lines(clerk: Clerk) -> tuple[str, int]:
    """Two to five goods of one rate; the rate, and what they cost together."""
    rng = clerk.rng
    rate = rng.choice(("8%", "8%", "10%"))
    fitting = [one for one in _material()["goods"] if one["rate"] == rate]
    rows, total = [], 0
    for number, good in enumerate(rng.sample(fitting, rng.randint(2, min(5, len(fitting)))), 1):
        count = rng.randint(1, good["pieces"])
        price = rng.randint(good["least"], good["most"]) * _THOUSAND
        total += count * price
        amounts = (count, price, count * price)
        money = tuple(Printed(grouped(str(amount)), str(amount)) for amount in amounts)
        texts = (str(number), good["name"], good["unit"])
        rows.append((*(Printed(text, text) for text in texts), *money, Printed(rate, rate)))
    clerk.put_table("DSHHDVu", _LINE_COLUMNS, rows)
    return rate, total
