"""The forms with marks that a text typed without them may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest
from math import log

from digitizer.domain.values.text import clean, fold, strip_marks
from digitizer.domain.words.model import Learned, NameWords, Prose, Sex, part_of

MOST_FORMS = 9
_KEPT = 18
_MOST_CHOICES = 24
_VARIED_WORDS = 16
_AS_TYPED = -11.0
_WHOLE_NAME = 1.0
# A form that is so much less likely (by a logarithm) than the first one is not worth a line.
_TOO_FAR = 9.0

Choices = Sequence[tuple[str, float]]
# The words, in lower case or with the capitals of the lists, that may stand at a place.
Lookup = Callable[[int, str], Choices]
_Path = tuple[float, tuple[str, ...]]


def marked_names(text: str, words: NameWords, sex: Sex, known: Learned) -> tuple[str, ...]:
    """Names of people, with capital letters at the head of words."""
    typed = clean(text).split()
    if not typed:
        return ()
    told = _told_sex(typed) if sex is Sex.UNKNOWN else sex

    def choices(index: int, letters: str) -> Choices:
        part = part_of(index, len(typed))
        found = known.weigh(part, letters, words.get(part, told, letters))
        return sorted(found, key=lambda each: -each[1])

    if _has_its_marks(typed, choices):
        return ()
    paths = _paths(typed, choices, None)
    first = paths[0][0]
    for name, count in known.names.get(fold(text), {}).items():
        if _agrees_all(typed, name.split()):
            paths.append((first + _WHOLE_NAME + log(count), tuple(name.split())))
    return _best(typed, paths, lambda word, model: _like(word, model.capitalize()))


def marked_prose(text: str, words: Prose) -> tuple[str, ...]:
    """Places and other texts. Words get the capitals that they have in the texts that were counted
    unless they were typed with capitals of their own."""
    typed = clean(text).split()

    def choices(_: int, letters: str) -> Choices:
        return words.by_letters.get(letters)

    if not typed or _has_its_marks(typed, choices):
        return ()
    return _best(typed, _paths(typed, choices, words), _like)


def _told_sex(typed: Sequence[str]) -> Sex:
    """The sex that the word behind the family name tells: Thị or Văn."""
    second = fold(typed[1]) if len(typed) > 2 else ""
    return {"thi": Sex.FEMALE, "van": Sex.MALE}.get(second, Sex.UNKNOWN)


def _has_its_marks(typed: Sequence[str], choices: Lookup) -> bool:
    """Whether a text has marks and every word without one is a word as it stands."""
    marked = [strip_marks(word) != word for word in typed]
    if not any(marked):
        return False
    return all(
        has_marks or not _letters(word).isalpha() or _is_word(word, choices(index, _letters(word)))
        for index, (word, has_marks) in enumerate(zip(typed, marked, strict=True))
    )


def _is_word(word: str, found: Choices) -> bool:
    bare = word.strip(_PUNCTUATION).casefold()
    return not found or any(known.casefold() == bare for known, _ in found)


_PUNCTUATION = ".,;:()\"'“”/-–"


def _letters(word: str) -> str:
    return strip_marks(word.strip(_PUNCTUATION)).casefold()


def _paths(typed: Sequence[str], choices: Lookup, prose: Prose | None) -> list[_Path]:
    """The best ways through the words; of a long text only the last words vary."""
    first = max(0, len(typed) - _VARIED_WORDS)
    paths: list[_Path] = [(0.0, tuple(word.strip(_PUNCTUATION) for word in typed[:first]))]
    for index in range(first, len(typed)):
        word = typed[index].strip(_PUNCTUATION)
        found = [each for each in choices(index, _letters(word)) if _agrees(word, each[0])]
        steps = found or [(word, _AS_TYPED)]
        paths = nlargest(
            _KEPT,
            (
                (score + _weight(prose, so_far, form, weight), (*so_far, form))
                for score, so_far in paths
                for form, weight in steps[:_MOST_CHOICES]
            ),
        )
    return paths


def _weight(prose: Prose | None, so_far: tuple[str, ...], form: str, alone: float) -> float:
    """The weight of a word behind others; ``alone`` is that of the word by itself."""
    return prose.behind(so_far[-1], form, alone) if prose and so_far else alone


def _agrees(typed: str, form: str) -> bool:
    """Whether a form has every mark that was typed."""
    mine, other = typed.casefold(), form.casefold()
    return strip_marks(mine) == mine or mine == other


def _agrees_all(typed: Sequence[str], form: Sequence[str]) -> bool:
    return len(typed) == len(form) and all(map(_agrees, typed, form))


def _best(
    typed: Sequence[str], paths: Sequence[_Path], cased: Callable[[str, str], str]
) -> tuple[str, ...]:
    text = " ".join(typed)
    ordered = sorted(paths, key=lambda each: -each[0])
    forms = (
        " ".join(_framed(*pair, cased) for pair in zip(typed, path, strict=True))
        for score, path in ordered
        if score > ordered[0][0] - _TOO_FAR
    )
    # Of two forms that differ in capitals alone the likelier one stays.
    found: dict[str, str] = {}
    for form in forms:
        if form != text:
            found.setdefault(form.casefold(), form)
    return tuple(found.values())[:MOST_FORMS]


def _framed(typed: str, form: str, cased: Callable[[str, str], str]) -> str:
    """The form in the punctuation and the capitals of what was typed."""
    bare = typed.strip(_PUNCTUATION)
    return typed.replace(bare, cased(bare, form)) if bare else typed


def _like(typed: str, form: str) -> str:
    if typed.isupper() and (len(typed) > 1 or form.isupper()):
        return form.upper()
    return form[:1].upper() + form[1:] if typed[:1].isupper() else form
