"""Plants faults into the registers of an invented commune, and knows where they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from commune import BIRTH, DEATH, LAST, MARRIAGE, STATUS, Commune, Planted, Registers

from digitizer.domain.values.text import strip_marks
from digitizer.samples.people import FEMALE, MALE

_READ_AS = {"h": "n", "n": "m", "u": "n", "c": "e", "i": "l", "g": "q", "o": "a", "t": "f"}


class _Planter(Registers):
    def plant(self) -> None:
        originals = list(range(len(self.made.papers)))
        self.rng.shuffle(originals)
        quota = max(3, min(40, self.size // 150))
        makers: dict[str, Callable[[int], bool]] = {
            "twice": self._twice,
            "after-death": self._after_death,
            "married-twice": self._married_twice,
            "divorced": self._divorced,
            "renewed": self._renewed,
            "neighbour": self._neighbour,
            "born": self._born,
            "sex": self._sex,
            "number": self._number,
        }
        stream = iter(originals)
        for make in makers.values():
            left = quota
            while left:
                left -= make(next(stream))
        for index in stream:
            self._scribble(index)

    def _note(self, kind: str, paper: int, key: str) -> None:
        self.made.planted.append(Planted(kind, paper, key))

    def _twice(self, index: int) -> bool:
        paper = self.made.papers[index]
        if paper.doc_type not in (BIRTH, DEATH):
            return False
        prefix = "nks" if paper.doc_type == BIRTH else "nkt"
        copy = self.paper(paper.doc_type, date.fromisoformat(paper.values["ngayDangKy"]))
        copy.values = {**paper.values, "so": copy.values["so"]}
        copy.who = dict(paper.who)
        new = len(self.made.papers) - 1
        if self.rng.random() < 0.5:
            copy.values[f"{prefix}HoTen"] = strip_marks(paper.values[f"{prefix}HoTen"])
        self.made.twice.add((index, new))
        self._note("registered-twice", new, f"{prefix}HoTen")
        return True

    def _after_death(self, index: int) -> bool:
        paper = self.made.papers[index]
        if paper.doc_type != DEATH or len(paper.values.get("nktNgaySinh", "")) < 10:
            return False
        dead = self.people[paper.who["nktHoTen"]]
        if dead.died is None or dead.died.year > LAST - 2:
            return False
        later = self.status(dead, dead.died + timedelta(days=self.rng.randrange(30, 600)))
        self._note("after-death", later, "nxnHoTen")
        return True

    def _another_marriage(self, index: int, note: str) -> int | None:
        paper = self.made.papers[index]
        on = date.fromisoformat(paper.values["ngayDangKy"])
        if paper.doc_type != MARRIAGE or not 1985 <= on.year <= LAST - 4:
            return None
        he = self.people[paper.who["chongHoTen"]]
        wife = self.people[paper.who["voHoTen"]]
        later = on + timedelta(days=900)
        if any(each.died and each.died < later for each in (he, wife)):
            return None
        new = self.somebody(FEMALE, he.born + timedelta(days=500))
        if note:
            paper.values["ghiChu"] = note
        return self.marriage(new, he, later)

    def _married_twice(self, index: int) -> bool:
        new = self._another_marriage(index, "")
        if new is None:
            return False
        self._note("married-twice", new, "chongHoTen")
        return True

    def _divorced(self, index: int) -> bool:
        note = "Đã ly hôn theo Bản án số 12/2001/HNGĐ-ST"
        return self._another_marriage(index, note) is not None

    def _renewed(self, index: int) -> bool:
        """Registered again, as the law allows when the book is lost: no fault."""
        paper = self.made.papers[index]
        if paper.doc_type != BIRTH:
            return False
        copy = self.paper(BIRTH, date(2019, 5, 6))
        copy.values = {**paper.values, **copy.values, "loaiDangKy": "2"}
        copy.who = dict(paper.who)
        return True

    def _neighbour(self, index: int) -> bool:
        """Somebody else of the same name and year in the same hamlet: no fault."""
        paper = self.made.papers[index]
        if paper.doc_type != BIRTH:
            return False
        child = self.people[paper.who["nksHoTen"]]
        mother = self.rng.choice(
            [each for each in self.people if each.sex == FEMALE and each.spouse]
        )
        other = self.somebody(child.sex, self.day(date(child.born.year, 1, 1), child.born), mother)
        other.name, other.hamlet = child.name, child.hamlet
        self.birth(other, other.born + timedelta(days=20))
        return True

    def _own(self, index: int) -> str:
        """The name field of the person whom a paper is about and whom another paper names too."""
        keys = {BIRTH: "nksHoTen", DEATH: "nktHoTen", MARRIAGE: "voHoTen", STATUS: "nxnHoTen"}
        return keys[self.made.papers[index].doc_type]

    def _elsewhere(self, index: int, key: str, value: str) -> bool:
        """Whether another paper states the same full value of the same person."""
        who = self.made.papers[index].who[key]
        return any(
            each.values.get(name.replace("HoTen", "NgaySinh")) == value
            for number, each in enumerate(self.made.papers)
            if number != index
            for name, person in each.who.items()
            if person == who
        )

    def _born(self, index: int) -> bool:
        """A day that is a digit off from what another paper says."""
        paper, key = self.made.papers[index], self._own(index)
        field_key = key.replace("HoTen", "NgaySinh")
        born = paper.values.get(field_key, "")
        if len(born) < 10 or not self._elsewhere(index, key, born):
            return False
        day = date.fromisoformat(born)
        if day.day > 28:
            return False
        other = day.replace(year=day.year + self.rng.choice((-1, 1)))
        if day.day <= 12 and day.day != day.month and self.rng.random() < 0.5:
            other = day.replace(day=day.month, month=day.day)
        paper.values[field_key] = other.isoformat()
        self.made.noisy.add((index, key))
        self._note("born", index, key)
        return True

    def _sex(self, index: int) -> bool:
        paper = self.made.papers[index]
        if paper.doc_type != DEATH or not paper.values.get("nktSoGiayToTuyThan"):
            return False
        who = paper.who["nktHoTen"]
        number = paper.values["nktSoGiayToTuyThan"]
        others = [
            each
            for other, each in enumerate(self.made.papers)
            if other != index and who in each.who.values() and number in each.values.values()
        ]
        if not others or not any(
            "vo" in key or "chong" in key or "me" in key or "cha" in key
            for each in others
            for key, person in each.who.items()
            if person == who
        ):
            return False
        paper.values["nktGioiTinh"] = MALE if paper.values["nktGioiTinh"] == FEMALE else FEMALE
        self.made.noisy.add((index, "nktHoTen"))
        self._note("sex", index, "nktHoTen")
        return True

    def _number(self, index: int) -> bool:
        """A number that is a digit off from what another paper of the same person says."""
        paper, key = self.made.papers[index], self._own(index)
        for number in (
            key.replace("HoTen", "SoDinhDanhCaNhan"),
            key.replace("HoTen", "SoGiayToTuyThan"),
        ):
            value = paper.values.get(number, "")
            born = paper.values.get(key.replace("HoTen", "NgaySinh"), "")
            stated = any(
                value in each.values.values()
                for other, each in enumerate(self.made.papers)
                if other != index
            )
            if value and stated and len(born) == 10 and self._elsewhere(index, key, born):
                last = (int(value[-1]) + 3) % 10
                paper.values[number] = value[:-1] + str(last)
                self.made.noisy.add((index, key))
                self._note("number", index, key)
                return True
        return False

    def _scribble(self, index: int) -> None:
        """What readers and typists do to names: missing marks, letters taken for others."""
        rng, paper = self.rng, self.made.papers[index]
        for key in paper.who:
            name, chance = paper.values[key], rng.random()
            if chance < 0.01:
                paper.values[key] = strip_marks(name)
            elif chance < 0.02:
                words = name.split()
                spot = rng.randrange(len(words))
                words[spot] = strip_marks(words[spot])
                paper.values[key] = " ".join(words)
            elif chance < 0.03:
                spots = [spot for spot, letter in enumerate(name) if letter in _READ_AS]
                if spots:
                    spot = rng.choice(spots)
                    paper.values[key] = name[:spot] + _READ_AS[name[spot]] + name[spot + 1 :]


def invent(seed: int, size: int) -> Commune:
    """About ``size`` papers."""
    maker = _Planter(seed, size)
    maker.live()
    maker.plant()
    return maker.made
