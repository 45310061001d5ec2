"""Invents what the registers of marriages, deaths, recognitions and marital status say."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from digitizer.domain.values.text import without_final_stop

from .dates_vi import WordStyle, date_in_words, print_date
from .papers import Holder, invent_holder, invent_paper
from .people import FEMALE, HOME, MALE, SEX_WORDS, Printed, Record, full_name, invent_birth
from .words import Group, Words, load_words, register_words

Inventor = Callable[[random.Random, tuple[int, int]], Record]
_DAYS = 365.25
_NUMERIC_DATES = (0, 3)
# Papers of identity have a number of their own; a person's number has stood on cards since 2016.
_NUMBERED_SINCE = 2021


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    sex: str
    born: date
    group: Group
    holder: Holder


class _Clerk:
    """Collects the values of one entry; one random stream decides everything."""

    def __init__(self, rng: random.Random, words: Words, years: tuple[int, int]) -> None:
        self.rng, self.words = rng, words
        self.says = register_words()
        self.values: dict[str, Printed] = {}
        first, last = date(years[0], 7, 16), date(years[1], 12, 28)
        self.registered = first + timedelta(days=rng.randint(0, (last - first).days))
        self.place = rng.choice(words.units).on(self.registered)
        self.capitals = rng.random() < 0.5
        self.date_form = rng.randrange(4)
        self.numeric_form = rng.choice(_NUMERIC_DATES)

    def put(self, key: str, text: str, value: str | None = None) -> None:
        self.values[key] = Printed(text, text if value is None else value)

    def put_date(self, key: str, day: date, *, numeric: bool = False) -> None:
        """`numeric` where the form itself prints the word `ngày` before it."""
        form = self.numeric_form if numeric else self.date_form
        self.put(key, print_date(day, form), day.isoformat())

    def person(self, sex: str, youngest: float, oldest: float, at: date | None = None) -> _Person:
        """Somebody of that age in years at the registration or on another day."""
        weights = [group.weight for group in self.words.groups]
        group = self.rng.choices(self.words.groups, weights)[0]
        age = timedelta(days=int(self.rng.uniform(youngest, oldest) * _DAYS))
        born = (at or self.registered) - age
        holder = invent_holder(self.rng, self.place.code, born.year, sex == FEMALE)
        name = full_name(self.rng, group, sex, self.rng.choice(group.families))
        return _Person(name, sex, born, group, holder)

    def home(self) -> str:
        return f"{self.rng.choice(self.words.hamlets)}, {self.place.full}"

    def put_person(self, prefix: str, who: _Person, home: str, until: date | None = None) -> None:
        """The person block of a prefix; papers are no younger than `until`."""
        self.put(f"{prefix}HoTen", who.name.upper() if self.capitals else who.name)
        self.put_date(f"{prefix}NgaySinh", who.born)
        self.put(f"{prefix}DanToc", who.group.name)
        self.put(f"{prefix}QuocTich", self.words.country)
        self.put(f"{prefix}NoiCuTru", home)
        if self.registered.year >= _NUMBERED_SINCE:
            self.put(f"{prefix}SoDinhDanhCaNhan", who.holder.personal)
        self.put_paper(prefix, who, until)

    def put_paper(self, prefix: str, who: _Person, until: date | None = None) -> None:
        day = min(self.registered, until or self.registered)
        paper = invent_paper(self.rng, self.words, self.place, day, who.holder)
        issued = max(paper.issued, who.born + timedelta(days=int(14 * _DAYS)))
        self.put(f"{prefix}LoaiGiayToTuyThan", paper.name, paper.code)
        self.put(f"{prefix}SoGiayToTuyThan", paper.number)
        day_text = print_date(issued, self.numeric_form)
        self.put(f"{prefix}NgayCapGiayToTuyThan", day_text, issued.isoformat())
        self.put(f"{prefix}NoiCapGiayToTuyThan", paper.issuer)

    def put_registration(self, kinds: tuple[tuple[str, str], ...], notes: str) -> None:
        """Number, book, office and signers; `kinds` are the code and words of each kind."""
        rng, year = self.rng, self.registered.year
        code, words = kinds[0] if rng.random() < 0.8 else rng.choice(kinds)
        self.put("so", f"{rng.randint(1, 240)}/{year}")
        self.put("quyenSo", f"{rng.randint(1, 3):02d}/{year}")
        self.put("trangSo", str(rng.randint(1, 200)))
        self.put("loaiDangKy", words, code)
        self.put_date("ngayDangKy", self.registered)
        prefix = rng.choice(("Ủy ban nhân dân", "Ủy ban nhân dân", "UBND"))
        self.put("noiDangKy", f"{prefix} {self.place.full}")
        for key in ("nguoiKy", "nguoiThucHien"):
            self.put(key, self.person(rng.choice((MALE, FEMALE)), 28, 58).name)
        self.put("chucVuNguoiKy", rng.choice(self.words.titles))
        note = self.said(notes)
        self.put("ghiChu", note, without_final_stop(note))

    def said(self, about: str) -> str:
        """One of the sentences about something, filled in."""
        later = 1 if about.startswith("notes") else -1
        day = self.registered + timedelta(days=later * self.rng.randint(30, 300))
        return self.rng.choice(self.says[about]).format(
            number=self.rng.randint(2, 300),
            date=f"{day:%d/%m/%Y}",
            office=self.place.district or self.place.commune,
            province=self.place.province,
            commune=self.place.commune,
            home=self.values[HOME].text if HOME in self.values else "",
        )

    def put_requester(self, who: _Person, relation: str, key: str = "nycQuanHe") -> None:
        self.put("nycHoTen", who.name)
        self.put(key, relation)
        self.put_paper("nyc", who)

    def record(self) -> Record:
        return Record(self.values, self.place, self.registered)


def invent_marriage(rng: random.Random, years: tuple[int, int]) -> Record:
    """A wife of at least 18 and a husband of at least 20."""
    clerk = _Clerk(rng, load_words(), years)
    wife, husband = clerk.person(FEMALE, 18.1, 40), clerk.person(MALE, 20.1, 45)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("vo", wife, home)
    clerk.put_person("chong", husband, clerk.home())
    kinds = (("1", "Đăng ký lần đầu"), ("2", "Đăng ký lại"))
    clerk.put_registration(kinds, "notes_marriage")
    return clerk.record()


def invent_death(rng: random.Random, years: tuple[int, int]) -> Record:
    """A death reported by somebody of the family within weeks."""
    clerk = _Clerk(rng, load_words(), years)
    died = clerk.registered - timedelta(days=rng.randint(2, 14))
    dead = clerk.person(rng.choice((MALE, FEMALE)), 20, 95, at=died)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("nkt", dead, home, until=died - timedelta(days=30))
    clerk.put("nktGioiTinh", SEX_WORDS[dead.sex], dead.sex)
    hour, minute = rng.randint(0, 23), rng.randrange(0, 60, 5)
    clerk.put("nktGioPhutChet", f"{hour:02d} giờ {minute:02d} phút", f"{hour:02d}:{minute:02d}")
    clerk.put_date("nktNgayChet", died, numeric=True)
    style = WordStyle(zero_tens=rng.choice(("linh", "lẻ")), comma=rng.random() < 0.7)
    clerk.put("nktNgayChetBangChu", date_in_words(died, style))
    clerk.put("nktNoiChet", clerk.said("death_places"))
    clerk.put("nktNguyenNhanChet", rng.choice(clerk.says["causes"]))
    noticed = died + timedelta(days=rng.randint(0, 1))
    clerk.put("gbtLoai", "Giấy báo tử", "1")
    clerk.put("gbtSo", f"{rng.randint(1, 400)}/GBT")
    clerk.put_date("gbtNgay", noticed, numeric=True)
    clerk.put("gbtCoQuanCap", clerk.said("notice_offices"))
    kinds = (("1", "Đăng ký đúng hạn"), ("4", "Đăng ký quá hạn"), ("2", "Đăng ký lại"))
    clerk.put_registration(kinds, "notes_death")
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
    clerk = _Clerk(rng, load_words(), years)
    code, words, sex = rng.choice(_RECOGNITIONS)
    by_child = code in ("3", "4")
    child = clerk.person(rng.choice((MALE, FEMALE)), 19 if by_child else 1, 30)
    parent = clerk.person(sex, 17, 33, at=child.born)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("cm", parent, clerk.home())
    clerk.put_person("nc", child, home)
    if (clerk.registered - child.born).days < 15 * _DAYS:
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
    clerk = _Clerk(rng, load_words(), years)
    who = clerk.person(rng.choice((MALE, FEMALE)), 20.5, 50)
    home = clerk.home()
    clerk.put(HOME, home)
    clerk.put_person("nxn", who, home)
    clerk.put("nxnGioiTinh", SEX_WORDS[who.sex], who.sex)
    since = who.born + timedelta(days=int(rng.uniform(16, 20) * _DAYS))
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


def _birth(rng: random.Random, years: tuple[int, int]) -> Record:
    return invent_birth(rng, load_words(), years)


INVENTORS: dict[str, Inventor] = {
    "civil_status.birth": _birth,
    "civil_status.marriage": invent_marriage,
    "civil_status.death": invent_death,
    "civil_status.parent_child": invent_recognition,
    "civil_status.marital_status": invent_marital_status,
}
