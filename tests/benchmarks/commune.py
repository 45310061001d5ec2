"""Invents 60 years of a commune's registers with planted faults; every person is invented.

Everything follows from the seed. What the register of people should find is known: which person
each mention names, which cases repeat an event, which values contradict which.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from digitizer.samples.people import FEMALE, MALE, full_name
from digitizer.samples.words import Group, load_words

BIRTH, MARRIAGE = "civil_status.birth", "civil_status.marriage"
DEATH, STATUS = "civil_status.death", "civil_status.marital_status"
FIRST, LAST = 1962, 2025
_SHARES = (38, 12, 9.5, 7, 5, 5, 4.5, 4, 4, 2, 2, 1.4, 1.3, 1.3, 1, 0.5)


@dataclass
class Somebody:
    id: int
    name: str
    sex: str
    born: date
    group: Group
    hamlet: str
    father: Somebody | None = None
    mother: Somebody | None = None
    spouse: Somebody | None = None
    died: date | None = None
    nine: str = ""
    twelve: str = ""


@dataclass
class Paper:
    """One case: its type, its canonical values, and who stands behind each name field."""

    doc_type: str
    values: dict[str, str]
    who: dict[str, int]


@dataclass
class Planted:
    """A fault: its kind, and the mention (paper, name field) whose case carries it."""

    kind: str
    paper: int
    key: str


@dataclass
class Commune:
    papers: list[Paper] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    twice: set[tuple[int, int]] = field(default_factory=set)
    noisy: set[tuple[int, str]] = field(default_factory=set)


class Registers:
    """The papers of invented lives, without a fault."""

    def __init__(self, seed: int, size: int) -> None:
        self.rng = random.Random(seed)
        self.words = load_words()
        self.size = size
        self.made = Commune()
        self.people: list[Somebody] = []
        self.entries = 0
        place = self.words.units[0].on(date(2020, 1, 1))
        self.place, self.code = place.full, place.code

    # People

    def name(self, group: Group, sex: str, family: str) -> str:
        return full_name(self.rng, group, sex, family)

    def family(self, group: Group) -> str:
        weights = [*_SHARES, *([0.6] * len(group.families))][: len(group.families)]
        return self.rng.choices(group.families, weights)[0]

    def somebody(self, sex: str, born: date, mother: Somebody | None = None) -> Somebody:
        rng = self.rng
        father = mother.spouse if mother else None
        group = father.group if father else mother.group if mother else self._group()
        family = father.name.split()[0] if father and group.name == "Kinh" else self.family(group)
        made = Somebody(
            len(self.people),
            self.name(group, sex, family),
            sex,
            born,
            group,
            mother.hamlet if mother else rng.choice(self.words.hamlets),
            father,
            mother,
        )
        century = 2 * (born.year // 100 - 19) + (sex == FEMALE)
        made.twelve = f"0{self.code[:2]}{century}{born.year % 100:02d}{rng.randrange(10**6):06d}"
        made.nine = f"{rng.randrange(10**9):09d}"
        self.people.append(made)
        return made

    def _group(self) -> Group:
        return self.rng.choices(self.words.groups, [group.weight for group in self.words.groups])[0]

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.rng.randrange(max(1, (last - first).days)))

    # Papers

    def paper(self, doc_type: str, on: date, **values: str) -> Paper:
        self.entries += 1
        made = Paper(doc_type, {}, {})
        made.values |= {
            "so": f"{self.entries}/{on.year}",
            "quyenSo": f"01/{on.year}",
            "noiDangKy": f"UBND {self.place}",
            "ngayDangKy": on.isoformat(),
            **values,
        }
        self.made.papers.append(made)
        return made

    def put(self, paper: Paper, prefix: str, who: Somebody, on: date, precision: str = "") -> None:
        """The person block of a prefix, as completely as the time wrote it."""
        rng, values = self.rng, paper.values
        paper.who[f"{prefix}HoTen"] = who.id
        values[f"{prefix}HoTen"] = who.name
        said = precision or rng.choices(("day", "year", ""), (5, 4, 1))[0]
        if said:
            values[f"{prefix}NgaySinh"] = (
                who.born.isoformat() if said == "day" else str(who.born.year)
            )
        if rng.random() < 0.9:
            values[f"{prefix}DanToc"] = who.group.name
        if prefix not in ("nks",):
            values[f"{prefix}NoiCuTru"] = f"{who.hamlet}, {self.place}"
        if (on - who.born).days < 14 * 365 and prefix != "nks":
            return
        if on.year >= 2021 and prefix != "nks":
            values[f"{prefix}SoDinhDanhCaNhan"] = who.twelve
        elif prefix != "nks" and rng.random() < 0.6:
            new = on.year >= 2016 and rng.random() < 0.5
            values[f"{prefix}SoGiayToTuyThan"] = who.twelve if new else who.nine

    def birth(self, child: Somebody, on: date, kind: str = "1") -> int:
        paper = self.paper(BIRTH, on, loaiDangKy=kind, nksGioiTinh=child.sex)
        self.put(paper, "nks", child, on, "day")
        if on.year >= 2016:
            paper.values["nksSoDinhDanh"] = child.twelve
        if child.mother:
            self.put(paper, "me", child.mother, on)
        if child.father and self.rng.random() < 0.95:
            self.put(paper, "cha", child.father, on)
            if self.rng.random() < 0.4:
                self.requester(paper, child.father, on)
        return len(self.made.papers) - 1

    def requester(self, paper: Paper, who: Somebody, on: date) -> None:
        paper.who["nycHoTen"] = who.id
        paper.values["nycHoTen"] = who.name
        paper.values["nycSoGiayToTuyThan"] = who.twelve if on.year >= 2021 else who.nine

    def marriage(self, wife: Somebody, husband: Somebody, on: date, note: str = "") -> int:
        paper = self.paper(MARRIAGE, on, loaiDangKy="1")
        if note:
            paper.values["ghiChu"] = note
        self.put(paper, "vo", wife, on, "" if on.year < 1985 else "day")
        self.put(paper, "chong", husband, on, "" if on.year < 1985 else "day")
        return len(self.made.papers) - 1

    def death(self, dead: Somebody, on: date) -> int:
        paper = self.paper(DEATH, on, loaiDangKy="1", nktGioiTinh=dead.sex)
        paper.values["nktNgayChet"] = (dead.died or on).isoformat()
        self.put(paper, "nkt", dead, on)
        relative = dead.spouse
        if relative and not relative.died and self.rng.random() < 0.7:
            self.requester(paper, relative, on)
        return len(self.made.papers) - 1

    def status(self, who: Somebody, on: date) -> int:
        paper = self.paper(STATUS, on, nxnGioiTinh=who.sex)
        self.put(paper, "nxn", who, on, "day")
        return len(self.made.papers) - 1

    # Lives

    def live(self) -> None:
        rng = self.rng
        for _ in range(self.size // 7):
            she = self.somebody(FEMALE, self.day(date(1935, 1, 1), date(1960, 1, 1)))
            he = self.somebody(MALE, self.day(date(1932, 1, 1), date(1958, 1, 1)))
            self.wed(she, he, self.day(date(FIRST, 1, 1), date(1980, 1, 1)))
        position = 0
        while len(self.made.papers) < self.size * 0.93 and position < len(self.people):
            who = self.people[position]
            position += 1
            if who.mother is None or who.spouse or who.died:
                continue
            if rng.random() < 0.1:
                self.status(who, who.born + timedelta(days=rng.randrange(18 * 365, 30 * 365)))
            if rng.random() < 0.85 and who.born.year <= 2003:
                other = FEMALE if who.sex == MALE else MALE
                mate = self.partner(who, other)
                she, he = (who, mate) if who.sex == FEMALE else (mate, who)
                latest = max(she.born, he.born)
                on = latest + timedelta(days=rng.randrange(20 * 365, 27 * 365))
                if on.year <= LAST:
                    self.wed(she, he, on)

    def partner(self, who: Somebody, sex: str) -> Somebody:
        near = [
            each
            for each in self.people[-900:]
            if each.sex == sex
            and each.spouse is None
            and each.mother is not None
            and each.mother is not who.mother
            and abs((each.born - who.born).days) < 2500
        ]
        if near:
            return self.rng.choice(near)
        return self.somebody(sex, who.born + timedelta(days=self.rng.randrange(-1500, 1500)))

    def wed(self, she: Somebody, he: Somebody, on: date) -> None:
        rng = self.rng
        she.spouse, he.spouse = he, she
        if rng.random() < 0.75:
            self.marriage(she, he, on)
        siblings: list[Somebody] = []
        for number in range(rng.choices((0, 1, 2, 3, 4), (1, 3, 5, 3, 1))[0]):
            born = on + timedelta(days=300 + 800 * number + rng.randrange(300))
            if born.year > LAST:
                break
            child = self.somebody(rng.choice((MALE, FEMALE)), born, she)
            while any(child.name == each.name for each in siblings):
                child.name = self.name(child.group, child.sex, child.name.split()[0])
            siblings.append(child)
            self.birth(child, born + timedelta(days=rng.randrange(5, 60)))
            if rng.random() < 0.015:
                self.twin(child)
            elif child.sex == MALE and rng.random() < 0.01:
                child.name = he.name
                self.made.papers[-1].values["nksHoTen"] = he.name
        for who in (she, he):
            if rng.random() < 0.35:
                who.died = who.born + timedelta(days=rng.randrange(45 * 365, 85 * 365))
                if who.died.year < LAST and who.died > on:
                    self.death(who, who.died + timedelta(days=rng.randrange(1, 15)))
                else:
                    who.died = None

    def twin(self, child: Somebody) -> None:
        """A twin with a name that differs in one part, as twins are named."""
        twin = self.somebody(child.sex, child.born, child.mother)
        parts = child.name.split()
        twin.name = " ".join([*parts[:-1], twin.name.split()[-1]])
        if twin.name == child.name:
            twin.name = " ".join([*parts[:-1], parts[-1] + "h"])
        self.birth(twin, child.born + timedelta(days=20))
