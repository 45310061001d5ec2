"""Writes one invented paper: people, papers of identity, registration, places and days."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digitizer.domain.values.text import without_final_stop

from .dates_vi import print_date
from .papers import Holder, invent_holder, invent_paper
from .people import FEMALE, HOME, MALE, Printed, Record, full_name
from .tables import printed_table
from .words import Group, Words, register_words

DAYS_IN_YEAR = 365.25
_NUMERIC_DATES = (0, 3)
# Papers of identity have a number of their own; a person's number has stood on cards since 2016.
_NUMBERED_SINCE = 2021


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    sex: str
    born: date
    group: Group
    holder: Holder


class Clerk:
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

    def put_table(
        self, key: str, columns: Sequence[str], rows: Iterable[Sequence[Printed]]
    ) -> None:
        """A table; `columns` are the keys of the document type's columns, all in their order, and
        each row has a cell for each of them (`tables.EMPTY` for none)."""
        self.values[key] = printed_table(columns, rows)

    def put_tick(self, key: str, *, is_ticked: bool) -> None:
        self.put(key, "x" if is_ticked else "không", "1" if is_ticked else "0")

    def put_date(self, key: str, day: date, *, numeric: bool = False) -> None:
        """`numeric` where the form itself prints the word `ngày` before it."""
        form = self.numeric_form if numeric else self.date_form
        self.put(key, print_date(day, form), day.isoformat())

    def person(self, sex: str, youngest: float, oldest: float, at: date | None = None) -> Person:
        """Somebody of that age in years at the registration or on another day."""
        weights = [group.weight for group in self.words.groups]
        group = self.rng.choices(self.words.groups, weights)[0]
        age = timedelta(days=int(self.rng.uniform(youngest, oldest) * DAYS_IN_YEAR))
        born = (at or self.registered) - age
        holder = invent_holder(self.rng, self.place.code, born.year, sex == FEMALE)
        name = full_name(self.rng, group, sex, self.rng.choice(group.families))
        return Person(name, sex, born, group, holder)

    def home(self) -> str:
        return f"{self.rng.choice(self.words.hamlets)}, {self.place.full}"

    def put_person(self, prefix: str, who: Person, home: str, until: date | None = None) -> None:
        """The person block of a prefix; papers are no younger than `until`."""
        self.put(f"{prefix}HoTen", who.name.upper() if self.capitals else who.name)
        self.put_date(f"{prefix}NgaySinh", who.born)
        self.put(f"{prefix}DanToc", who.group.name)
        self.put(f"{prefix}QuocTich", self.words.country)
        self.put(f"{prefix}NoiCuTru", home)
        if self.registered.year >= _NUMBERED_SINCE:
            self.put(f"{prefix}SoDinhDanhCaNhan", who.holder.personal)
        self.put_paper(prefix, who, until)

    def put_paper(self, prefix: str, who: Person, until: date | None = None) -> None:
        day = min(self.registered, until or self.registered)
        paper = invent_paper(self.rng, self.words, self.place, day, who.holder)
        issued = max(paper.issued, who.born + timedelta(days=int(14 * DAYS_IN_YEAR)))
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

    def put_requester(self, who: Person, relation: str, key: str = "nycQuanHe") -> None:
        self.put("nycHoTen", who.name)
        self.put(key, relation)
        self.put_paper("nyc", who)

    def record(self) -> Record:
        return Record(self.values, self.place, self.registered)
