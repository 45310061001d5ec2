"""Our own line reader: a small net run by onnxruntime, and what its scores say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import Alternative, Box, Origin, Word
from ocr.engines.batches import Strip, batches_of, stacked, strips_of
from ocr.engines.beam import likeliest
from ocr.engines.ctc import Chances, LetterRun, chances_of, runs_of, text_probabilities
from ocr.engines.lean import level
from ocr.engines.model_file import INPUT, OUTPUT, ModelCard, Session, open_model
from ocr.engines.places import boxes_of
from ocr.engines.preparation import prepare
from ocr.engines.protocol import GrayImage, LineAnswer

_SURE = 0.99
# No text of such a word is worth proposing, and on a page of scrawl the search would take minutes.
_HOPELESS = 0.001
_ALTERNATIVES = 5
_LEAST_ALTERNATIVE = 0.001
_DIGITS = 3
# Less ink than this anywhere is the grain of the paper.
_LEAST_INK = 0.3


@dataclass(frozen=True, slots=True)
class LineNet:
    """One trained net. Use :func:`line_net` to make one.

    A word's text is the likeliest that its columns allow. Its confidence is the probability that
    they say exactly this, summed over all paths; a letter's is the highest that any of its columns
    gives it, and never less than the word's. Alternatives are given for words below 0.99, unless
    they are scrawl. All are rounded to three digits.
    """

    card: ModelCard
    session: Session = field(repr=False)

    @property
    def origin(self) -> Origin:
        return Origin(f"digitizer-line/{self.card.name}", self.card.version)

    def read_lines(self, images: Sequence[GrayImage], dpi: int) -> tuple[LineAnswer, ...]:
        """See :class:`LineEngine`; ``dpi`` plays no part, since every line is brought to the same
        height. Raises EnvironmentFault ``line-net-failed``."""
        levelled = [level(image) for image in images]
        pictures = [picture for picture, _ in levelled]
        parts: list[list[tuple[int, list[Word]]]] = [[] for _ in images]
        for batch in batches_of(self._strips(pictures)):
            for strip, words in zip(batch, self._read(batch, pictures), strict=True):
                lean = levelled[strip.picture][1]
                placed = [replace(word, box=lean.on_original(word.box)) for word in words]
                parts[strip.picture].append((strip.left, placed))
        return tuple(
            LineAnswer(tuple(word for _, words in sorted(found, key=_left) for word in words))
            for found in parts
        )

    def _strips(self, images: Sequence[GrayImage]) -> Iterator[Strip]:
        for number, image in enumerate(images):
            ink = prepare(image, self.card.height)
            if ink.max() >= _LEAST_INK:
                yield from strips_of(number, ink)

    def _read(self, batch: Sequence[Strip], images: Sequence[GrayImage]) -> list[list[Word]]:
        """The words of each strip, their boxes in px of its picture."""
        try:
            (scores,) = self.session.run([OUTPUT], {INPUT: stacked(batch)})
        except Exception as error:
            raise EnvironmentFault("line-net-failed", kind=type(error).__name__) from error
        space = self.card.charset.index(" ") + 1
        runs = [runs_of(each, space) for each in scores]
        chances = [
            chances_of(each, run, space)
            for each, found in zip(scores, runs, strict=True)
            for run in found
        ]
        labels = [run.labels for found in runs for run in found]
        surety = text_probabilities(list(zip(chances, labels, strict=True))).tolist()
        judged = iter(zip(chances, surety, strict=True))
        answers = []
        for strip, found in zip(batch, runs, strict=True):
            rows, columns = images[strip.picture].shape
            boxes = boxes_of(strip, found, self.card.stride, (rows, columns))
            answers.append(
                [self._word(run, box, *next(judged)) for run, box in zip(found, boxes, strict=True)]
            )
        return answers

    def _word(self, run: LetterRun, box: Box, chances: Chances, surety: float) -> Word:
        labels, letters = run.labels, tuple(letter.confidence for letter in run.letters)
        if surety >= _SURE or surety < _HOPELESS:
            return _rounded(self._text(labels), box, surety, letters)
        others = dict(likeliest(chances, _ALTERNATIVES + 1))
        others[labels] = max(surety, others.get(labels, 0.0))
        best = max(others, key=lambda each: others[each])
        if best != labels:
            letters = (others[best],) * len(best)
        surety = others.pop(best)
        alternatives = tuple(
            Alternative(self._text(each), round(likelihood, _DIGITS))
            for each, likelihood in sorted(others.items(), key=lambda item: -item[1])
            if likelihood >= _LEAST_ALTERNATIVE
        )
        return _rounded(self._text(best), box, surety, letters, alternatives[:_ALTERNATIVES])

    def _text(self, labels: Sequence[int]) -> str:
        """In NFC, as the characters of the charset are."""
        return "".join(self.card.charset[label - 1] for label in labels)


def line_net(path: Path, threads: int = 1) -> LineNet:
    """The reader of a model file, computing with so many threads.

    Raises EnvironmentFault ``line-runtime-missing``, ``line-model-missing`` or
    ``line-model-unusable``.
    """
    session, card = open_model(path, threads)
    return LineNet(card, session)


def _left(part: tuple[int, list[Word]]) -> int:
    return part[0]


def _rounded(
    text: str,
    box: Box,
    surety: float,
    letters: Sequence[float],
    alternatives: tuple[Alternative, ...] = (),
) -> Word:
    sure = tuple(round(min(1.0, max(letter, surety)), _DIGITS) for letter in letters)
    return Word(text, box, round(surety, _DIGITS), sure, alternatives)
