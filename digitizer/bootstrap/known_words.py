"""The words that this program knows: names of people, places, and its own Vietnamese texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from digitizer.domain.schema import Catalog, DocumentType, FieldSpec, Localized
from digitizer.domain.values.syllables import is_syllable
from digitizer.domain.words.model import Prose, prose
from digitizer.places.lists import former_provinces, rows
from digitizer.places.spelling import word_lists
from digitizer.samples.words import load_words, register_words
from digitizer.words import words_not_vietnamese


@cache
def known_words() -> frozenset[str]:
    """Words in lower case that are no Vietnamese syllables and right in a name or a place."""
    listed = (row.name for row in rows().values())
    words = (word.strip("()'’").casefold() for name in listed for word in _split(name))
    return words_not_vietnamese() | {word for word in words if word and not is_syllable(word)}


def _split(name: str) -> list[str]:
    return name.replace("-", " ").replace("'", " ").replace("’", " ").split()


@cache
def place_words() -> Prose:
    """Words of the units of all lists, with their levels, and of the words around them."""
    units = (f"{row.level} {row.name.replace('-', ' ')}" for row in rows().values())
    provinces = [f"tỉnh {each.name}" for each in former_provinces()]
    provinces += [f"{row.level} {row.name}" for row in rows().values() if row.parent is None]
    lists = word_lists()["words"]
    around = [*lists["offices"], *lists["details"]]
    # A province is named in most addresses, a commune in a few; the words around them too.
    return prose([*units, *(provinces * 40), *(around * 40)])


def text_words(catalog: Catalog) -> Prose:
    """Words in lower case of what a catalog's types and lists print, of what registers say, and of
    places."""
    units = (f"{row.level} {row.name.replace('-', ' ')}" for row in rows().values())
    # Our texts are few beside the units.
    texts = [*_texts(catalog), *_register_texts()] * 20
    return prose(text.casefold() for text in [*units, *texts])


def _register_texts() -> Iterator[str]:
    words = load_words()
    yield from (*words.notes, *words.titles, *words.clinics, *words.hamlets)
    yield from (*words.relations_male, *words.relations_female)
    for lines in register_words().values():
        yield from lines


def _texts(catalog: Catalog) -> Iterator[str]:
    for doc_type in catalog.types.values():
        yield from _texts_of_type(doc_type)
    for code_list in catalog.code_lists.values():
        for entry in code_list.entries:
            yield entry.label.vi
            yield from entry.aliases


def _texts_of_type(doc_type: DocumentType) -> Iterator[str]:
    yield doc_type.label.vi
    for spec in doc_type.fields:
        yield from _texts_of_field(spec)


def _texts_of_field(spec: FieldSpec) -> Iterator[str]:
    yield spec.label.vi
    yield from (anchor.text for anchor in spec.anchors)
    if isinstance(spec.help, Localized):
        yield spec.help.vi
    for column in spec.columns:
        yield from _texts_of_field(column)
