"""Invents official documents: decisions, notices, submissions, plans and reports."""

import random

from .cadre_papers import put_dateline
from .clerk import Clerk
from .file_words import file_words
from .people import FEMALE, MALE, Record
from .words import load_words


def invent_document(rng: random.Random, years: tuple[int, int]) -> Record:
    """One of the kinds that bear a heading."""
    clerk = Clerk(rng, load_words(), years)
    says, year = file_words("document"), clerk.registered.year
    kind = rng.choice(says["kinds"])
    where = {"commune": clerk.place.commune.upper()}
    clerk.put("TypeName", kind["name"], kind["code"])
    clerk.put("OrganName", rng.choice(says["organisations"]).format(**where))
    clerk.put("CodeNumber", str(rng.randint(1, 400)))
    body = "HĐND" if clerk.values["OrganName"].text.startswith("HỘI") else "UBND"
    clerk.put("CodeNotation", f"{kind['code']}-{body}")
    put_dateline(clerk, "diaDanh", "IssuedDate")
    clerk.put("Subject", rng.choice(kind["subjects"]).format(year=year))
    if kind["code"] == "TTr":
        addressed = rng.choice(says["addressed"]).format(commune=clerk.place.commune)
        clerk.put("_addressed", f"Kính gửi: {addressed}")
    for part in ("opening", "middle", "body"):
        if part in kind:
            clerk.put(f"_{part}", kind[part])
    clerk.put("noiNhan", rng.choice(says["recipients"]))
    clerk.put("chucVuNguoiKy", "CHỦ TỊCH")
    clerk.put("nguoiKy", clerk.person(rng.choice((MALE, FEMALE)), 30, 58).name)
    return clerk.record()
