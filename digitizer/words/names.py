"""The words of names, from ``names.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from digitizer.domain.words.model import ByLetters, NameWords, Part, Sex

# Words further behind in a list weigh less: the shares fall as 1 / (rank + this).
_FLAT = 8
# What names of peoples other than the Kinh weigh beside a list of the Kinh.
_OF_PEOPLES = 0.15
_RARE_FAMILY = 0.0008
_NOT_VIETNAMESE = 0.05
_OTHER_PART = 0.002


@cache
def name_words() -> NameWords:
    """The words of names by part and sex, with estimated shares."""
    data, sexes = _data(), (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)
    families = _families(data)
    middles = {sex: _middles(data, sex) for sex in sexes}
    givens = {sex: _givens(data, sex) for sex in sexes}
    found = {}
    for sex in sexes:
        parts = {Part.FAMILY: families, Part.MIDDLE: middles[sex], Part.GIVEN: givens[sex]}
        for part, own in parts.items():
            others = [shares for other, shares in parts.items() if other is not part]
            found[part, sex] = ByLetters(
                _joined((own, 1.0), *((each, _OTHER_PART) for each in others))
            )
    return NameWords(found)


@cache
def words_not_vietnamese() -> frozenset[str]:
    """Parts of names that Vietnamese does not form, in lower case."""
    lists = _data()["not_vietnamese"]
    return frozenset(f"{lists['peoples']} {lists['foreign']}".split())


@cache
def _data() -> Mapping[str, Any]:
    text = files("digitizer.words").joinpath("names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _families(data: Mapping[str, Any]) -> dict[str, float]:
    known = {name: percent / 100 for name, percent in data["family"]["shares"]}
    rare = dict.fromkeys(data["family"]["others"].split(), _RARE_FAMILY)
    peoples = dict.fromkeys(data["peoples"]["family"].split(), _RARE_FAMILY)
    foreign = dict.fromkeys(data["not_vietnamese"]["peoples"].split(), _RARE_FAMILY / 10)
    return {**foreign, **peoples, **rare, **known}


def _middles(data: Mapping[str, Any], sex: Sex) -> dict[str, float]:
    lists = data["middle"]
    own = {
        Sex.MALE: [(_ranked(lists["male"]), 1.0), (_ranked(lists["female"]), 0.02)],
        Sex.FEMALE: [(_ranked(lists["female"]), 1.0), (_ranked(lists["male"]), 0.02)],
        Sex.UNKNOWN: [(_ranked(lists["male"]), 0.5), (_ranked(lists["female"]), 0.5)],
    }[sex]
    return _joined(*own, (_ranked(data["peoples"]["middle"]), _OF_PEOPLES * 0.1))


def _givens(data: Mapping[str, Any], sex: Sex) -> dict[str, float]:
    lists = data["given"]
    male, female = _ranked(lists["common_male"]), _ranked(lists["common_female"])
    own = {
        Sex.MALE: [(male, 1.0), (female, 0.05)],
        Sex.FEMALE: [(female, 1.0), (male, 0.05)],
        Sex.UNKNOWN: [(male, 0.5), (female, 0.5)],
    }[sex]
    further = [
        (_even(lists["others"]), 0.3),
        (_even(data["peoples"]["given"]), _OF_PEOPLES),
        (_even(data["not_vietnamese"]["peoples"]), _NOT_VIETNAMESE),
    ]
    return _joined(*own, *further)


def _ranked(words: str) -> dict[str, float]:
    weights = {word: 1 / (rank + _FLAT) for rank, word in enumerate(words.split())}
    total = sum(weights.values())
    return {word: weight / total for word, weight in weights.items()}


def _even(words: str) -> dict[str, float]:
    found = words.split()
    return dict.fromkeys(found, 1 / len(found))


def _joined(*parts: tuple[Mapping[str, float], float]) -> dict[str, float]:
    """The shares of several lists together, each with a weight."""
    return {
        word: sum(shares.get(word, 0.0) * weight for shares, weight in parts)
        for word in _all(shares for shares, _ in parts)
    }


def _all(lists: Iterable[Mapping[str, float]]) -> Iterable[str]:
    return dict.fromkeys(word for words in lists for word in words)
