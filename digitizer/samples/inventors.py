"""Who invents the papers of each document type."""

import random
from collections.abc import Callable, Mapping

from .business_papers import invent_enterprise, invent_household
from .cadre_papers import invent_resume
from .correction_papers import invent_correction
from .finance_papers import (
    invent_invoice,
    invent_payment_voucher,
    invent_receipt,
    invent_receipt_voucher,
)
from .general_papers import invent_document
from .identity_papers import invent_citizen_card, invent_old_card
from .justice_papers import invent_certification, invent_decision
from .land_papers import invent_certificate, invent_parcel_form
from .party_papers import invent_member
from .people import Record, invent_birth
from .registers import invent_death, invent_marital_status, invent_marriage, invent_recognition
from .words import load_words

Inventor = Callable[[random.Random, tuple[int, int]], Record]


def _birth(rng: random.Random, years: tuple[int, int]) -> Record:
    return invent_birth(rng, load_words(), years)


INVENTORS: Mapping[str, Inventor] = {
    "civil_status.birth": _birth,
    "civil_status.marriage": invent_marriage,
    "civil_status.death": invent_death,
    "civil_status.parent_child": invent_recognition,
    "civil_status.marital_status": invent_marital_status,
    "land.certificate": invent_certificate,
    "land.parcel_form": invent_parcel_form,
    "business.household": invent_household,
    "business.enterprise": invent_enterprise,
    "finance.fee_receipt": invent_receipt,
    "finance.receipt_voucher": invent_receipt_voucher,
    "finance.payment_voucher": invent_payment_voucher,
    "finance.e_invoice": invent_invoice,
    "cadre.resume_2c": invent_resume,
    "cadre.resume_2023": invent_resume,
    "party.member_file": invent_member,
    "justice.certification_entry": invent_certification,
    "justice.court_decision": invent_decision,
    "general.document": invent_document,
    "civil_status.correction": invent_correction,
    "identity.citizen_card": invent_citizen_card,
    "identity.old_card": invent_old_card,
}
