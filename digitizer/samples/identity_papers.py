"""Invents what identity cards say: in print, in the QR code and in the machine-readable lines."""

import random
from datetime import date, timedelta

from digitizer.domain.values.mrz import check_digit
from digitizer.domain.values.text import strip_marks

from .clerk import DAYS_IN_YEAR, Clerk, Person
from .dates_vi import print_date
from .people import FEMALE, MALE, SEX_WORDS, Record
from .words import load_words

_IN_NUMBERS, _IN_WORDS = 0, 2
_LINE = 30
_FACES = (
    "Nốt ruồi cách 1 cm dưới mắt trái",
    "Sẹo chấm cách 2 cm trên đuôi mày phải",
    "Nốt ruồi cách 3 cm sau cánh mũi phải",
    "Sẹo tròn cách 1,5 cm dưới mép trái",
)
_FAITHS = ("Không", "Không", "Phật giáo", "Thiên Chúa")
_TERMS = (25, 40, 60)


def invent_citizen_card(rng: random.Random, years: tuple[int, int]) -> Record:
    """A card issued between the years; the day of issue stands for that of registration."""
    clerk = Clerk(rng, load_words(), years)
    sex = rng.choice((MALE, FEMALE))
    holder = clerk.person(sex, 15, 55)
    home = clerk.home()
    issued, expires = clerk.registered, _expiry(holder.born, clerk.registered)
    clerk.put("soDinhDanh", holder.holder.personal)
    clerk.put("hoTen", holder.name.upper())
    _put_day(clerk, "ngaySinh", holder.born)
    clerk.put("gioiTinh", SEX_WORDS[sex], sex)
    clerk.put("quocTich", clerk.words.country)
    clerk.put("queQuan", clerk.place.full)
    clerk.put("noiDangKyKhaiSinh", clerk.place.full)
    clerk.put("noiThuongTru", home)
    clerk.put("dacDiemNhanDang", rng.choice(_FACES))
    _put_day(clerk, "ngayCap", issued)
    _put_day(clerk, "ngayHetHan", expires)
    # What the card of July 2024 has in its code is not known; it is invented like that of 2021.
    parts = (holder.holder.personal, "", holder.name, f"{holder.born:%d%m%Y}", SEX_WORDS[sex], home)
    clerk.put("_qr", "|".join((*parts, f"{issued:%d%m%Y}")))
    for number, line in enumerate(_mrz(holder, sex, expires), start=1):
        clerk.put(f"_mrz{number}", line)
    return clerk.record()


def invent_old_card(rng: random.Random, years: tuple[int, int]) -> Record:
    """A card of nine digits."""
    clerk = Clerk(rng, load_words(), years)
    holder = clerk.person(rng.choice((MALE, FEMALE)), 15, 70)
    clerk.put("soCMND", holder.holder.old_card)
    clerk.put("hoTen", holder.name.upper())
    clerk.put("ngaySinh", f"{holder.born:%d-%m-%Y}", holder.born.isoformat())
    clerk.put("nguyenQuan", clerk.place.full)
    clerk.put("noiThuongTru", clerk.home())
    clerk.put("danToc", holder.group.name)
    clerk.put("tonGiao", rng.choice(_FAITHS))
    clerk.put("dauVetRieng", rng.choice(_FACES))
    issued = clerk.registered
    clerk.put("ngayCap", print_date(issued, _IN_WORDS).capitalize(), issued.isoformat())
    return clerk.record()


def _put_day(clerk: Clerk, key: str, day: date) -> None:
    clerk.put(key, print_date(day, _IN_NUMBERS), day.isoformat())


def _expiry(born: date, issued: date) -> date:
    """The birthday at which a card has to be changed next (25, 40, 60 years)."""
    for years in _TERMS:
        day = date(born.year + years, born.month, min(born.day, 28))
        if day > issued + timedelta(days=int(2 * DAYS_IN_YEAR)):
            return day
    return date(2090, born.month, min(born.day, 28))


def _mrz(holder: Person, sex: str, expires: date) -> tuple[str, str, str]:
    """The three lines of ICAO 9303 with their check digits."""
    number, born, until = holder.holder.personal, f"{holder.born:%y%m%d}", f"{expires:%y%m%d}"
    letter = "F" if sex == FEMALE else "M"
    first = f"IDVNM{number[3:]}{check_digit(number[3:])}{number}<<0"
    second = f"{born}{check_digit(born)}{letter}{until}{check_digit(until)}VNM" + "<" * 11
    whole = first[5:] + second[:7] + second[8:15] + second[18:]
    family, *rest = _plain(holder.name).split()
    third = f"{family}<<{'<'.join(rest)}"[:_LINE].ljust(_LINE, "<")
    return first, second + check_digit(whole), third


def _plain(name: str) -> str:
    """Capitals without marks and without what is no letter, as the lines have them."""
    letters = strip_marks(name).upper().replace("'", "").replace("-", " ")
    return "".join(char for char in letters if char.isascii())
