"""What is known of the words that a clerk types."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from digitizer.bootstrap.known_words import known_words, place_words, text_words
from digitizer.domain.case import Case
from digitizer.domain.changes import Actor
from digitizer.domain.schema import Catalog, FieldKind
from digitizer.domain.words.marked import marked_names, marked_prose
from digitizer.domain.words.model import NOTHING_LEARNED, Learned, Prose, Sex, learned
from digitizer.domain.words.odd import odd_spans
from digitizer.domain.words.sexes import sex_of
from digitizer.schemas import load_catalog
from digitizer.words import name_words
from digitizer.workflow.ports import Ports

_KEPT_SECONDS = 300.0
_MOST_NAMES = 20_000
# A name of the same batch counts like so many of other batches.
_OF_THE_BATCH = 5


def forms_of(
    kind: FieldKind, text: str, sex: Sex, names: Learned, texts: Callable[[], Prose]
) -> tuple[str, ...]:
    """The forms with marks of a text of a kind; nothing for kinds that are no words."""
    match kind:
        case FieldKind.NAME:
            return marked_names(text, name_words(), sex, names)
        case FieldKind.PLACE:
            return marked_prose(text, place_words())
        case FieldKind.TEXT:
            return marked_prose(text, texts())
        case _:
            return ()


def forms_by_lists(kind: FieldKind, text: str) -> tuple[str, ...]:
    """The forms as the shipped lists know them, without a workspace."""
    return forms_of(kind, text, Sex.UNKNOWN, NOTHING_LEARNED, lambda: text_words(load_catalog()))


@dataclass(slots=True)
class WordMemory:
    """What one open workspace has learned of names, shared by all who work in it. Each value is
    exchanged whole, so that threads need no lock."""

    names: Learned = NOTHING_LEARNED
    batch_id: int | None = None
    learned_at: float | None = None
    texts: tuple[Catalog, Prose] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WordsDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor
    memory: WordMemory

    def learn(self, case: Case) -> None:
        """Count the names of the case's batch and of the whole workspace. What was learned less
        than five minutes ago for the same batch is kept."""
        memory, now = self.memory, time.monotonic()
        is_fresh = memory.learned_at is not None and now - memory.learned_at < _KEPT_SECONDS
        if is_fresh and memory.batch_id == case.batch_id:
            return
        self.learn_names(case.batch_id)
        memory.batch_id, memory.learned_at = case.batch_id, now
        name_words()
        known_words()
        for words in (place_words(), self._texts()):
            words.by_letters.get("")

    def learn_names(self, batch_id: int | None = None) -> None:
        """Count the names of the workspace; those of a batch count more."""
        self.memory.names = learned(self._names(batch_id))

    def _names(self, batch_id: int | None) -> Mapping[str, int]:
        keys = {
            spec.key
            for doc_type in self.ports.catalog.types.values()
            for spec in doc_type.fields
            if spec.kind is FieldKind.NAME
        }
        with self.ports.unit_of_work() as unit:
            counts = dict(unit.names.counts(keys, limit=_MOST_NAMES))
            if batch_id is not None:
                own = unit.names.counts(keys, batch_id=batch_id, limit=_MOST_NAMES)
                for name, count in own.items():
                    counts[name] = counts.get(name, 0) + count * _OF_THE_BATCH
        return counts

    def marked_forms(self, case: Case, key: str, text: str) -> tuple[str, ...]:
        """See :class:`ui.backends.words.Words`; nothing for a case whose type is not known."""
        doc_type = self.ports.catalog.type_of(case.record)
        spec = doc_type.field(key) if doc_type else None
        if doc_type is None or spec is None or case.record is None:
            return ()
        sex = sex_of(doc_type, case.record, key, self.ports.catalog.people.role_sex)
        return self.marked(spec.kind, text, sex)

    def marked(self, kind: FieldKind, text: str, sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
        """See :func:`forms_of`, with what was learned."""
        return forms_of(kind, text, sex, self.memory.names, self._texts)

    def _texts(self) -> Prose:
        catalog, kept = self.ports.catalog, self.memory.texts
        if kept is None or kept[0] is not catalog:
            kept = self.memory.texts = (catalog, text_words(catalog))
        return kept[1]

    def odd_syllables(self, text: str) -> tuple[tuple[int, int], ...]:
        """See :func:`digitizer.domain.words.odd.odd_spans`."""
        return odd_spans(text, known_words())

    def known_words(self) -> Collection[str]:
        """Words in lower case that Vietnamese does not form but that are right in names."""
        return known_words()
