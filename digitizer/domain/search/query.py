"""What a person asks for in words.

All words must be in one record, whichever fields they stand in. Words in quotes stand one after the
other in one field. The last word is taken for the beginning of one where no case has it whole. A
number parted by spaces or stops, and a date, are found however the paper writes them. Nothing of it
is a language: signs that a database may take for its own are no words and are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from digitizer.domain.search.words import MARK, Scanned, Word, exact_words, scan

LONGEST_TEXT = 300
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)')
_LEAST_LETTERS, _LEAST_DIGITS = 2, 5
"""A shorter beginning would be that of nearly everything: the numbers of a province's people have
four digits in common."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other in one field; of the last only the beginning where
    ``is_begun``."""

    words: tuple[str, ...]
    is_begun: bool = False


Way = tuple[Phrase, ...]
"""Phrases that must all be there."""
Term = tuple[Way, ...]
"""Ways to write one thing, of which one must be there."""


@dataclass(frozen=True, slots=True)
class Tier:
    """All terms and all words with their marks must be there."""

    terms: tuple[Term, ...]
    exact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """``terms`` one by one; ``close`` the same with the words of a name as one phrase; ``exact``
    the words with the marks that were typed, if any were. ``is_open``: the last word may be the
    beginning of one."""

    terms: tuple[Term, ...]
    close: tuple[Term, ...]
    exact: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """From the best to the widest: first those of whole words, each of which holds what the
        one before does; then those in which the last word is the beginning of one."""
        return (*self._whole, *self._begun)

    @property
    def whole(self) -> int:
        """How many of the tiers want whole words. The others are for what no case has as a whole
        word: beginnings are many."""
        return len(self._whole)

    @property
    def names(self) -> int:
        """How many of the first tiers want names as one phrase; what fits one of them fits the
        last of these."""
        return self._whole.index(Tier(self.terms)) if self.close != self.terms else 0

    @property
    def _whole(self) -> tuple[Tier, ...]:
        found = (Tier(self.close), Tier(self.terms))
        exact = (Tier(self.close, self.exact),) if self.exact else ()
        return tuple(dict.fromkeys((*exact, *found)))

    @property
    def _begun(self) -> tuple[Tier, ...]:
        if not self.is_open:
            return ()
        return tuple(dict.fromkeys((Tier(_begun(self.close)), Tier(_begun(self.terms)))))


def parse(text: str) -> Query | None:
    """None for a text without any word. Raises nothing, whatever the text is."""
    whole = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    parts = list(_parts(whole))
    if not parts:
        return None
    terms = tuple(part.term for part in parts)
    is_open = parts[-1].is_open and _may_go_on(terms[-1])
    return Query(terms, tuple(_together(parts)), _exact(whole), is_open)


@dataclass(frozen=True, slots=True)
class _Part:
    """A word or number, alone and beside its neighbours (None where it joins the words of letters
    there). ``is_open``: its last word may go on."""

    term: Term
    close: Term | None
    is_open: bool = False


def _parts(text: str) -> Iterator[_Part]:
    end = 0
    for quoted in _QUOTED.finditer(text):
        yield from _plain(text[end : quoted.start()], is_last=False)
        words = tuple(word.text for word in scan(quoted[1]).words)
        if words:
            term: Term = ((Phrase(words),),)
            yield _Part(term, term)
        end = quoted.end()
    yield from _plain(text[end:], is_last=True)


def _plain(text: str, *, is_last: bool) -> Iterator[_Part]:
    scanned = scan(text)
    covered = 0
    for place, word in enumerate(scanned.words):
        if word.start < covered:
            continue
        wide = [each for each in scanned.others if each.start <= word.start < each.end]
        if wide:
            covered = max(each.end for each in wide)
            inside = [each for each in scanned.words if word.start <= each.start < covered]
            yield _written_otherwise(inside, wide)
            continue
        joined = list(_joined(scanned, place))
        covered = joined[-1].end
        is_open = is_last and covered == len(text)
        term = _term(each.text for each in joined)
        is_letters = len(joined) == 1 and not word.is_number
        yield _Part(term, None if is_letters else term, is_open)


def _joined(scanned: Scanned, place: int) -> Iterator[Word]:
    """A word and those that follow it without a space, up to what can be written otherwise."""
    yield scanned.words[place]
    for word in scanned.words[place + 1 :]:
        if not word.is_joined or any(one.start <= word.start < one.end for one in scanned.others):
            return
        yield word


def _term(words: Iterable[str]) -> Term:
    return ((Phrase(tuple(words)),),)


def _written_otherwise(inside: Sequence[Word], others: Sequence[Word]) -> _Part:
    """A date or a parted number: as it is written, or any other way. Of a day the month alone
    does not do. Numbers with spaces between may be several."""
    widest = max(others, key=lambda each: (each.end - each.start, len(each.text)))
    other = (Phrase((widest.text,)),)
    phrase = (Phrase(tuple(word.text for word in inside)),)
    close = (phrase, other)
    if all(word.is_joined for word in inside[1:]) or widest.text.startswith(MARK):
        return _Part(close, close)
    return _Part((tuple(Phrase((word.text,)) for word in inside), other), close)


def _together(parts: Sequence[_Part]) -> Iterator[Term]:
    """Neighbouring words of letters become one phrase."""
    for is_run, some in groupby(parts, key=lambda part: part.close is None):
        if is_run:
            yield _term(word for part in some for word in part.term[0][0].words)
        else:
            yield from (part.close or part.term for part in some)


def _may_go_on(term: Term) -> bool:
    last = term[0][0].words[-1]
    return len(last) >= (_LEAST_DIGITS if last.isdecimal() else _LEAST_LETTERS)


def _begun(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The last one, which is a single phrase, as a beginning."""
    return (*terms[:-1], ((replace(terms[-1][0][0], is_begun=True),),))


def _exact(text: str) -> tuple[str, ...]:
    """The words as typed, unless somebody types without marks."""
    typed = exact_words(text)
    has_marks = any(not word.removeprefix(MARK).isascii() for word in typed)
    return tuple(sorted(typed)) if has_marks else ()
