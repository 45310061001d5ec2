"""Invents a birth: every value with the text that is printed and the canonical value behind it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from digitizer.domain.values.text import without_final_stop

from .dates_vi import DATE_FORMS, WordStyle, date_in_words, print_date
from .papers import Holder, invent_holder, invent_paper, personal_number
from .words import Group, Place, Words

HOME = "_home"  # the family's address, printed for the requester
FEMALE, MALE = "2", "1"
SEX_WORDS = {MALE: "Nam", FEMALE: "Nữ"}
KIND_WORDS = {"1": "Đúng hạn", "4": "Quá hạn", "2": "Đăng ký lại"}


def is_national(key: str) -> bool:
    """Whether a value belongs to the record and not only to the paper."""
    return not key.startswith("_")


@dataclass(frozen=True, slots=True)
class Printed:
    """One value: `text` as it stands on the paper, `value` in canonical form."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    """A registration. `values` is keyed by the national field codes; absent means unknown.

    Some forms print values without a national code (`is_national`); the truth leaves them out.
    """

    values: Mapping[str, Printed]
    place: Place
    registered: date


@dataclass(frozen=True, slots=True)
class _Parent:
    group: Group
    family: str
    name: str
    born: date
    country: str
    holder: Holder


def full_name(rng: random.Random, group: Group, sex: str, family: str) -> str:
    """A name as the group puts its parts together."""
    male = sex == MALE
    middle = rng.choice(group.male_middles if male else group.female_middles)
    given = rng.choice(group.male_given if male else group.female_given)
    full = group.pattern.format(family=family, middle=middle, given=given)
    return " ".join(full.split())


class _Inventor:
    """Collects the values of one birth; one random stream decides everything."""

    def __init__(self, rng: random.Random, words: Words, years: tuple[int, int]) -> None:
        self.rng, self.words = rng, words
        self.values: dict[str, Printed] = {}
        first, last = date(years[0], 7, 16), date(years[1], 12, 28)
        self.registered = first + timedelta(days=rng.randint(0, (last - first).days))
        self.kind = rng.choices(tuple(KIND_WORDS), (6, 2, 1))[0]
        self.born = self.registered - timedelta(days=self._delay())
        self.place = rng.choice(words.units).on(self.registered)
        self.capitals = rng.random() < 0.5
        self.parents_capitals = self.capitals and rng.random() < 0.5
        self.date_form = rng.randrange(len(DATE_FORMS))

    def _delay(self) -> int:
        """Days from birth to registration; the law calls sixty days on time."""
        return {
            "1": lambda: self.rng.randint(3, 60),
            "4": lambda: self.rng.randint(61, 2600),
            "2": lambda: self.rng.randint(3000, 9000),
        }[self.kind]()

    def put(self, key: str, text: str, value: str | None = None) -> None:
        self.values[key] = Printed(text, text if value is None else value)

    def put_date(self, key: str, day: date) -> None:
        self.put(key, print_date(day, self.date_form), day.isoformat())

    def name(self, group: Group, sex: str, family: str) -> str:
        return full_name(self.rng, group, sex, family)

    def parent(self, sex: str, group: Group, oldest: int) -> _Parent:
        family = self.rng.choice(group.families)
        age_days = int(self.rng.uniform(19, oldest) * 365.25)
        born = self.born - timedelta(days=age_days)
        foreign = self.rng.random() < 0.04
        countries = self.words.foreign_countries if foreign else (self.words.country,)
        return _Parent(
            group=group,
            family=family,
            name=self.name(group, sex, family),
            born=born,
            country=self.rng.choice(countries),
            holder=invent_holder(self.rng, self.place.code, born.year, sex == FEMALE),
        )

    def put_parent(self, prefix: str, parent: _Parent, home: str) -> None:
        shown = parent.name.upper() if self.parents_capitals else parent.name
        self.put(f"{prefix}HoTen", shown)
        precision = self.rng.choices(("year", "day", "month"), (6, 3, 1))[0]
        born = parent.born
        if precision == "day":
            self.put_date(f"{prefix}NgaySinh", born)
        elif precision == "month":
            self.put(f"{prefix}NgaySinh", f"{born:%m/%Y}", f"{born:%Y-%m}")
        else:
            self.put(f"{prefix}NgaySinh", str(born.year))
        self.put(f"{prefix}DanToc", parent.group.name)
        self.put(f"{prefix}QuocTich", parent.country)
        self.put(f"{prefix}NoiCuTru", home)
        if parent.country != self.words.country:
            return
        if self.registered.year >= 2021:
            self.put(f"{prefix}SoDinhDanhCaNhan", parent.holder.personal)
        else:
            self.put(f"{prefix}SoGiayToTuyThan", parent.holder.old_card)

    def put_child(self, namer: _Parent) -> None:
        group, sex = namer.group, self.rng.choice((MALE, FEMALE))
        name = namer.name
        while name == namer.name:
            name = self.name(group, sex, namer.family)
        self.put("nksHoTen", name.upper() if self.capitals else name)
        self.put("nksGioiTinh", SEX_WORDS[sex], sex)
        self.put_date("nksNgaySinh", self.born)
        style = WordStyle(
            zero_tens=self.rng.choice(("linh", "lẻ")),
            thousand=self.rng.choice(("nghìn", "nghìn", "ngàn")),
            four_after_tens=self.rng.choice(("tư", "bốn")),
            comma=self.rng.random() < 0.7,
        )
        self.put("nksNgaySinhBangChu", date_in_words(self.born, style))
        self.put("nksDanToc", group.name)
        self.put("nksQuocTich", self.words.country)
        self.put("nksNoiSinh", self._clinic())
        self.put("nksQueQuan", self.place.full)
        # Numbers are given at registration since 2016; a later re-registration has one too.
        if self.registered.year >= 2016:
            number = personal_number(self.rng, self.place.code, self.born.year, sex == FEMALE)
            self.put("nksSoDinhDanh", number)

    def _clinic(self) -> str:
        place = self.place
        forms = [c for c in self.words.clinics if place.district or "{district}" not in c]
        form = self.rng.choice(forms)
        here = form.format(commune=place.commune, district=place.district, province=place.province)
        missing = [
            part
            for part in (place.district, place.province)
            if part and part not in here and "{province}" not in form
        ]
        return ", ".join([here, *missing])

    def put_registration(self) -> None:
        rng, year = self.rng, self.registered.year
        self.put("so", f"{rng.randint(1, 240)}/{year}")
        self.put("quyenSo", f"{rng.randint(1, 3):02d}/{year}")
        self.put("trangSo", str(rng.randint(1, 200)))
        self.put("loaiDangKy", KIND_WORDS[self.kind], self.kind)
        self.put_date("ngayDangKy", self.registered)
        prefix = rng.choice(("Ủy ban nhân dân", "Ủy ban nhân dân", "UBND"))
        self.put("noiDangKy", f"{prefix} {self.place.full}")
        kinh = self.words.groups[0]
        for key in ("nguoiKy", "nguoiThucHien"):
            sex = rng.choice((MALE, FEMALE))
            self.put(key, self.name(kinh, sex, rng.choice(kinh.families)))
        self.put("chucVuNguoiKy", rng.choice(self.words.titles))
        self._put_note()

    def _put_note(self) -> None:
        decided = self.registered + timedelta(days=self.rng.randint(30, 700))
        note = self.rng.choice(self.words.notes).format(
            number=self.rng.randint(2, 300),
            date=f"{decided:%d/%m/%Y}",
            office=self.place.district or self.place.commune,
        )
        self.put("ghiChu", note, without_final_stop(note))

    def put_requester(self, mother: _Parent | None, father: _Parent | None) -> None:
        rng = self.rng
        known = [
            (role, who)
            for role, who in (("Mẹ", mother), ("Cha", father))
            if who is not None and who.country == self.words.country
        ]
        if known and rng.random() < 0.75:
            role, who = rng.choice(known)
            name, holder = who.name, who.holder
        else:
            kinh, sex = self.words.groups[0], rng.choice((MALE, FEMALE))
            male = sex == MALE
            role = rng.choice(self.words.relations_male if male else self.words.relations_female)
            name = self.name(kinh, sex, rng.choice(kinh.families))
            year = self.born.year - rng.randint(45, 58)
            holder = invent_holder(rng, self.place.code, year, sex == FEMALE)
        self.put("nycHoTen", name)
        self.put("nycQuanHe", role)
        paper = invent_paper(rng, self.words, self.place, self.registered, holder)
        self.put("nycLoaiGiayToTuyThan", paper.name, paper.code)
        self.put("nycSoGiayToTuyThan", paper.number)
        self.put("nycNgayCapGiayToTuyThan", f"{paper.issued:%d/%m/%Y}", paper.issued.isoformat())
        self.put("nycNoiCapGiayToTuyThan", paper.issuer)


def invent_birth(rng: random.Random, words: Words, years: tuple[int, int]) -> Record:
    """Invent one birth registered between two years (16 July of the first at the earliest)."""
    maker = _Inventor(rng, words, years)
    weights = [group.weight for group in words.groups]
    own = rng.choices(words.groups, weights)[0]
    other = own if rng.random() < 0.85 else rng.choices(words.groups, weights)[0]
    mother: _Parent | None = (she := maker.parent(FEMALE, own, 38))
    father: _Parent | None = (he := maker.parent(MALE, other, 48))
    namer = she if own.lineage == "mother" else he
    chance = rng.random()
    if chance < 0.12:
        father, namer = None, she
    elif chance < 0.15:
        mother, namer = None, he
    home = f"{rng.choice(words.hamlets)}, {maker.place.full}"
    maker.put(HOME, home)
    maker.put_child(namer)
    if mother is not None:
        maker.put_parent("me", mother, home)
    if father is not None:
        maker.put_parent("cha", father, home)
    maker.put_registration()
    maker.put_requester(mother, father)
    return Record(maker.values, maker.place, maker.registered)
