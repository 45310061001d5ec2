"""Identity numbers, tax codes, telephone numbers, serials, numbers of documents."""

from __future__ import annotations

import random
import string

from ocr.training.text.names import given

_CAPITALS = string.ascii_uppercase
_KINDS_OF_PAPER = (
    *("QĐ", "NĐ", "TT", "NQ", "CT", "TB", "BC", "BB", "TTr", "CV", "KH", "HĐ", "GP", "GCN", "TTLT"),
    *(
        "HĐLĐ",
        "DS-ST",
        "HNGĐ-ST",
        "HS-PT",
        "QĐST",
        "TLKS",
        "TL",
        "GXN",
        "PL",
        "HD",
        "UQ",
        "ĐN",
        "LĐ",
    ),
)
_OFFICES = (
    *(
        "UBND",
        "CP",
        "BTP",
        "BNV",
        "BTC",
        "TTg",
        "HĐND",
        "STP",
        "BCA",
        "BTNMT",
        "BYT",
        "TANDTC",
        "KS",
    ),
    *("KT", "HT", "BTC-BTP", "UBTVQH", "VPCP", "SNV", "ĐKKD", "BHXH", "TCT", "BGDĐT", "PTP", "ĐU"),
)


def digits(rng: random.Random, count: int) -> str:
    """That many figures."""
    return f"{rng.randrange(10**count):0{count}d}"


def identity(rng: random.Random) -> str:
    """A number of a person or an enterprise, a telephone, an address of mail."""
    return rng.choice(_IDENTITIES)(rng)


def _citizen(rng: random.Random) -> str:
    return f"0{digits(rng, 11)}"


def _citizen_in_groups(rng: random.Random) -> str:
    return " ".join(digits(rng, 3) for _ in range(rng.choice((3, 4))))


def _tax(rng: random.Random) -> str:
    return rng.choice((digits(rng, 10), f"{digits(rng, 10)}-{digits(rng, 3)}", digits(rng, 13)))


def _phone(rng: random.Random) -> str:
    mobile = f"0{digits(rng, 9)}"
    return rng.choice(
        (
            mobile,
            f"{mobile[:4]}.{mobile[4:7]}.{mobile[7:]}",
            f"{mobile[:4]} {mobile[4:7]} {mobile[7:]}",
            f"(0{digits(rng, 2)}) {digits(rng, 7)}",
            f"+84 {mobile[1:]}",
            f"0{digits(rng, 2)}-{digits(rng, 7)}",
            f"*{digits(rng, 3)}#",
        )
    )


def _mail(rng: random.Random) -> str:
    letters = string.ascii_lowercase
    user = "".join(rng.choice(letters) for _ in range(rng.randint(3, 9)))
    host = "".join(rng.choice(letters) for _ in range(rng.randint(3, 7)))
    between = rng.choice(("", ".", "_", "-"))
    end = rng.choice(("vn", "com", "gov.vn", "com.vn", "edu.vn", "net", "org"))
    tail = f"{between}{rng.randint(1, 99)}" if rng.random() < 0.4 else ""
    if rng.random() < 0.2:
        return rng.choice((f"www.{host}.{end}", f"https://{host}.{end}/{user}?id={digits(rng, 3)}"))
    return f"{user}{tail}@{host}.{end}"


def _insurance(rng: random.Random) -> str:
    code = "".join(rng.choice(_CAPITALS) for _ in range(2))
    return f"{code}{rng.randint(1, 5)}{digits(rng, 12)}"


def _plate(rng: random.Random) -> str:
    return f"{digits(rng, 2)}{rng.choice(_CAPITALS)}{rng.choice(('-', '1-', ' '))}{digits(rng, 5)}"


_IDENTITIES = (
    *(_citizen, _citizen, _citizen, _citizen_in_groups, _tax, _tax, _phone, _phone, _mail),
    *(_insurance, _plate, lambda rng: digits(rng, 9), lambda rng: digits(rng, rng.randint(6, 14))),
)


def serial(rng: random.Random) -> str:
    """The number of a book, a document, a licence, a form."""
    return rng.choice(_SERIALS)(rng)


def _year(rng: random.Random) -> str:
    return str(rng.randint(1954, 2030))


def _low(rng: random.Random) -> str:
    value = rng.randint(1, 10 ** rng.randint(1, 4))
    return f"{value:02d}" if rng.random() < 0.6 else str(value)


def _capitals(rng: random.Random) -> str:
    letters = _CAPITALS + "Đ"
    return "".join(rng.choice(letters) for _ in range(rng.randint(1, 3)))


def _decree(rng: random.Random) -> str:
    kind, office = rng.choice(_KINDS_OF_PAPER), rng.choice(_OFFICES)
    year = f"/{_year(rng)}" if rng.random() < 0.5 else ""
    dash = rng.choice(("-", "-", "-", "–", "/", " - "))
    return f"{_low(rng)}{year}/{kind}{dash}{office}"


def _book(rng: random.Random) -> str:
    low, year = _low(rng), _year(rng)
    return rng.choice(
        (
            f"{low}/{year}",
            f"Số: {low}/{year}",
            f"Số: {low}",
            f"{low}/TP-{rng.choice(('KS', 'KT', 'HT', 'KH'))}",
            f"Quyển số: {_low(rng)}/{year}",
            f"Quyển số {_low(rng)}",
            f"số {low} quyển số {_low(rng)}/{year}",
            f"số {low}, quyển {_low(rng)}, trang {_low(rng)}",
            f"N° {low}",
            f"№ {digits(rng, 6)}",
            f"#{digits(rng, 4)}",
            f"TP/HT-{year}-KS.{_low(rng)}",
            f"Mẫu số {_low(rng)}-{_capitals(rng)}",
            f"[{low}]",
        )
    )


def _lettered(rng: random.Random) -> str:
    letters = _capitals(rng)
    between = rng.choice((" ", " ", "", "-", " - ", "/"))
    tail = f"/{_year(rng)}" if rng.random() < 0.25 else ""
    return f"{letters}{between}{digits(rng, rng.randint(3, 8))}{tail}"


def _invoice(rng: random.Random) -> str:
    return f"{rng.randint(1, 6)}C{digits(rng, 2)}T{_capitals(rng)}"


def _mixed(rng: random.Random) -> str:
    pool = _CAPITALS + string.digits + string.digits
    return "".join(rng.choice(pool) for _ in range(rng.randint(4, 10)))


def _clause(rng: random.Random) -> str:
    point = rng.choice(("a", "b", "c", "d", "đ", "e", "g", "h"))
    return (
        f"điểm {point} khoản {rng.randint(1, 12)} Điều {rng.randint(1, 230)}"
        f"{rng.choice(('', ' Nghị định số ' + _decree(rng), ' Luật ' + given(rng)))}"
    )


_SERIALS = (
    _decree,
    _decree,
    _decree,
    _book,
    _book,
    _book,
    _lettered,
    _lettered,
    _invoice,
    _mixed,
    _clause,
)
