"""What the comparison of people weighs and knows, as a dated data file states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, log2


@dataclass(frozen=True, slots=True)
class NameShares:
    """How common the parts of a name are (shares of all people, 0..1), folded spelling.

    ``family`` and ``middle`` list the common ones; the ``other_*`` stand for all that are not
    listed, ``given`` for any given name. ``most`` is the largest weight of a whole name in bits.
    """

    family: Mapping[str, float]
    middle: Mapping[str, float]
    other_family: float
    other_middle: float
    given: float
    most: float


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """``weights`` are bits of evidence by sign, a sum from ``same`` on means one person, one from
    ``maybe`` on that a person should look.

    ``role_sex`` gives the sex code that a role implies, ``acting_roles`` the roles that only the
    living can have on the day of a document, ``ended_words`` the folded words by which a marriage
    is noted as ended, ``renewals`` by document type the codes of its kind field that say
    "registered before".
    """

    version: str
    source: str
    same: float
    maybe: float
    weights: Mapping[str, float]
    shares: NameShares
    role_sex: Mapping[str, str]
    acting_roles: tuple[str, ...]
    ended_words: tuple[str, ...]
    renewals: Mapping[str, tuple[str, ...]]

    def weight(self, sign: str) -> float:
        """The bits of a sign; 0 for one that the file does not weigh."""
        return self.weights.get(sign, 0.0)

    def name_bits(self, name_key: str) -> float:
        """What two equal names are worth: the rarer the parts, the more. ``name_key`` is folded;
        the first word is taken for the family's, the last for the given one."""
        words = name_key.split()
        if not words:
            return 0.0
        shares = self.shares
        bits = -log2(shares.given)
        if len(words) > 1:
            bits -= log2(shares.family.get(words[0], shares.other_family))
        if len(words) > 2:
            bits -= min(log2(shares.middle.get(word, shares.other_middle)) for word in words[1:-1])
        return min(bits, shares.most)


# A catalog without the data file compares nobody.
NO_RULES = PeopleRules("", "", inf, inf, {}, NameShares({}, {}, 1.0, 1.0, 1.0, 0.0), {}, (), (), {})
