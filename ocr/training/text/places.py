"""Places: addresses before and after the reform of 2025, hospitals, single units."""

from __future__ import annotations

import random
from functools import cache

from ocr.training.text.sounds import syllable, with_other_tone
from ocr.training.text.words import phrases, table

_COMMUNE = ("xã", "xã", "xã", "phường", "thị trấn")
_COMMUNE_NEW = ("xã", "xã", "phường", "đặc khu")
_DISTRICT = ("huyện", "huyện", "huyện", "quận", "thị xã", "thành phố")
_HAMLET = (
    *("thôn", "ấp", "bản", "buôn", "tổ", "khu phố", "xóm", "làng", "khóm", "khu", "tổ dân phố"),
    *("bon", "plei", "phum", "sóc", "tiểu khu", "đội", "cụm", "khối", "thôn", "ấp", "bản", "buôn"),
)
_HOUSE_ENDS = ("", "", "", "A", "B", "/2", "/12", "/5A", "/27/9")
_SHORT = {
    "thành phố": ("TP.", "TP", "Tp.", "tp."),
    "phường": ("P.", "p.", "P"),
    "quận": ("Q.", "Q", "q."),
    "thị xã": ("TX.", "Tx.", "TX"),
    "thị trấn": ("TT.", "Tt.", "TT"),
    "huyện": ("H.", "h."),
    "tỉnh": ("T.", "t."),
    "xã": ("X.", "x."),
}


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {key: phrases(text) for key, text in table("places").items()}


def place(rng: random.Random) -> str:
    """A place as it is written into a form: one to five parts, any case."""
    drawn = rng.random()
    if drawn < 0.13:
        parts = [_unit(rng, rng.choice((*_COMMUNE, *_DISTRICT, "tỉnh")))]
    elif drawn < 0.22:
        return _cased(rng, _hospital(rng))
    elif drawn < 0.27:
        return _cased(rng, rng.choice(_lists()[rng.choice(("districts", "upland", "former"))]))
    elif drawn < 0.7:
        parts = _before(rng)
    else:
        parts = _after(rng)
    if rng.random() < 0.08:
        parts = [with_twin(rng, part) for part in parts]
    return _cased(rng, _joined(rng, parts))


def with_twin(rng: random.Random, text: str) -> str:
    """The text with one word under another tone, so that no habit reads it."""
    parts = text.split(" ")
    at = rng.randrange(len(parts))
    parts[at] = with_other_tone(rng, parts[at])
    return " ".join(parts)


def _joined(rng: random.Random, parts: list[str]) -> str:
    drawn = rng.random()
    if drawn < 0.74:
        return ", ".join(parts)
    if drawn < 0.84:
        return " - ".join(parts)
    if drawn < 0.9:
        return " ".join(parts)
    return rng.choice(("-", "; ", ",", " – ", ". ")).join(parts)


def _cased(rng: random.Random, text: str) -> str:
    drawn = rng.random()
    if drawn < 0.13:
        return text.upper()
    if drawn < 0.4:
        return text[0].upper() + text[1:]
    return f"{text}." if drawn > 0.96 else text


def _before(rng: random.Random) -> list[str]:
    """From the hamlet or the street up to the province, as until June 2025."""
    lists = _lists()
    city = rng.random() < 0.25
    province = rng.choice(lists["cities_old" if city else "provinces_old"])
    if rng.random() < 0.05:
        province = rng.choice(lists["former"])
    parts = [
        _unit(rng, rng.choice(_COMMUNE)),
        _unit(rng, rng.choice(_DISTRICT)),
        _united(rng, "thành phố" if city else "tỉnh", province),
    ]
    drawn = rng.random()
    if drawn < 0.4:
        parts.insert(0, _hamlet(rng))
    elif drawn < 0.55:
        parts[:0] = _street(rng)
    elif drawn < 0.65:
        del parts[0]
    elif drawn < 0.75:
        del parts[2]
    return parts


def _after(rng: random.Random) -> list[str]:
    """From the hamlet or the street up to the province, without districts, as since July 2025."""
    lists = _lists()
    city = rng.random() < 0.25
    province = rng.choice(lists["cities_new" if city else "provinces_new"])
    parts = [
        _unit(rng, rng.choice(_COMMUNE_NEW)),
        _united(rng, "thành phố" if city else "tỉnh", province),
    ]
    drawn = rng.random()
    if drawn < 0.4:
        parts.insert(0, _hamlet(rng))
    elif drawn < 0.6:
        parts[:0] = _street(rng)
    return parts


def _united(rng: random.Random, unit: str, called: str) -> str:
    """A unit word, whole or short, lower or Title case, before the name."""
    drawn = rng.random()
    if drawn < 0.1:
        return called
    if drawn < 0.25 and unit in _SHORT:
        return f"{rng.choice(_SHORT[unit])}{rng.choice((' ', ' ', ''))}{called}"
    if drawn < 0.4:
        unit = unit.title() if rng.random() < 0.3 else unit.capitalize()
    return f"{unit} {called}"


def _unit(rng: random.Random, unit: str) -> str:
    lists = _lists()
    if unit == "tỉnh":
        called = rng.choice(lists["provinces_old"])
    elif unit in ("phường", "quận") and rng.random() < 0.3:
        called = rng.choice((str(rng.randint(1, 27)), f"{rng.randint(1, 9):02d}"))
    elif unit in _DISTRICT and rng.random() < 0.75:
        called = rng.choice(lists["districts"])
    else:
        called = _commune(rng)
    return _united(rng, unit, called)


def _commune(rng: random.Random) -> str:
    lists = _lists()
    drawn = rng.random()
    if drawn < 0.2:
        return rng.choice(lists["upland"])
    if drawn < 0.32:
        return f"{syllable(rng).capitalize()} {syllable(rng).capitalize()}"
    first, second = rng.choice(lists["first_words"]), rng.choice(lists["second_words"])
    tail = rng.choice((" A", " B", " Đông", " Tây", " Bắc", " Nam", " 1", " 2", " Thượng", " Hạ"))
    return f"{first} {second}{tail if rng.random() < 0.1 else ''}"


def _hamlet(rng: random.Random) -> str:
    unit = rng.choice(_HAMLET)
    drawn = rng.random()
    if drawn < 0.35:
        called = rng.choice((str(rng.randint(1, 19)), f"{rng.randint(1, 12):02d}", _letter(rng)))
    elif drawn < 0.65:
        called = rng.choice(_lists()["hamlets"])
    elif drawn < 0.8:
        called = f"{syllable(rng).capitalize()} {syllable(rng).capitalize()}"
    else:
        called = _commune(rng)
    return _united(rng, unit, called)


def _letter(rng: random.Random) -> str:
    return f"{rng.randint(1, 12)}{rng.choice('ABCDEFG')}"


def _street(rng: random.Random) -> list[str]:
    called = rng.choice(_lists()["streets"])
    number = str(rng.randint(1, 999)) + rng.choice(_HOUSE_ENDS)
    forms = (
        [f"số {number} đường {called}"],
        [f"số nhà {number}", f"đường {called}"],
        [f"{number} {called}"],
        [f"số {number}", f"ngõ {rng.randint(1, 399)}", f"phố {called}"],
        [f"Số {number}, tổ {rng.randint(1, 40)}"],
        [f"hẻm {rng.randint(1, 399)} đường {called}"],
        [f"K{number} {called}", f"tổ {rng.randint(1, 90):02d}"],
        [f"Km{rng.randint(1, 99)} + {rng.randint(1, 9)}00", f"quốc lộ {rng.randint(1, 63)}"],
        [f"căn hộ {rng.randint(101, 2909)}", f"tầng {rng.randint(1, 29)}", f"lô {_letter(rng)}"],
    )
    return list(rng.choice(forms))


def _hospital(rng: random.Random) -> str:
    lists = _lists()
    house = rng.choice(lists["hospitals"])
    drawn = rng.random()
    if drawn < 0.4:
        unit = _unit(rng, rng.choice(("xã", "huyện", "huyện", "thị xã", "quận", "tỉnh")))
        return f"{house} {unit}"
    if drawn < 0.7:
        return f"{house} {rng.choice(lists['provinces_old'])}"
    return f"{house} {_unit(rng, 'huyện')}, tỉnh {rng.choice(lists['provinces_new'])}"
