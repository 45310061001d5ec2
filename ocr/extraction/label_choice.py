"""Which words of a row are labels, and of which field, at the place where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from digitizer.domain.schema import DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.text import clean
from ocr.extraction.columns import Lane
from ocr.extraction.labels import LabelHit, LabelKind
from ocr.extraction.tokens import Row, Token, match_key

FREE_KINDS = frozenset({FieldKind.TEXT, FieldKind.PLACE})
_NOTE_LENGTH = 1000
_CHAIN = 2
# With what is read for the small letters of a list: "d)" for "đ)", "9)" for "g)".
_ITEM_SIGN = re.compile(r"[(\[]?(?:\w|\d{1,2}(?:\.\d{1,2})*|[IVXLl1]{1,4})[.):,\]]{1,2}|[-–+•*]")
_NUMBER_SIGN = re.compile(r"\d{1,2}[.)]{1,2}")


class LabelChoice:
    """What the labels of one document type mean. ``opened`` is the field whose value is being
    read where a label stands, None where none is."""

    def __init__(self, doc_type: DocumentType) -> None:
        self._is_card = doc_type.card is not None
        self._order = {spec.key: index for index, spec in enumerate(doc_type.fields)}
        self._sections = {section.key: i for i, section in enumerate(doc_type.sections)}
        self._unkept = {
            section.key: frozenset(map(match_key, section.unkept)) for section in doc_type.sections
        }

    def resolve(
        self,
        hit: LabelHit,
        section: str | None,
        filled: Collection[str],
        opened: FieldSpec | None,
    ) -> FieldSpec | None:
        """Which of the fields with this label is meant; None for a label without a field here.

        The section in force decides. Outside it the first section after it that still lacks the
        field takes it; a name asked for a second time in a section begins the next open one.
        """
        fields = tuple(spec for spec in hit.pattern.fields if self._may_mean(hit, spec, opened))
        if section and hit.pattern.key in self._unkept[section]:
            return None
        if hit.pattern.kind is not LabelKind.FIELD or len(fields) == 1:
            return fields[0] if fields else None
        empty = [spec for spec in fields if spec.key not in filled]
        if section is None:
            return next(iter(empty), fields[0])
        here = [spec for spec in fields if spec.section == section]
        if any(spec in empty for spec in here):
            return next(spec for spec in here if spec in empty)
        now = self._sections[section]
        later = [spec for spec in empty if self._sections[spec.section] > now]
        if here and here[0].kind is FieldKind.NAME:
            return next(iter([*later, *empty]), here[0])
        return next(iter(here or later), None)

    def _may_mean(self, hit: LabelHit, spec: FieldSpec, opened: FieldSpec | None) -> bool:
        """A bare "Số" is the number of an identity paper only right behind the paper's name, or on
        the paper itself."""
        if spec.kind is not FieldKind.ID_NUMBER or len(hit.pattern.words) > 1:
            return True
        return self._is_card or self._is_chained(opened, spec)

    def accepts(
        self,
        row: Row,
        hit: LabelHit,
        target: FieldSpec | None,
        opened: FieldSpec | None,
        lane: Lane,
        is_dated: Callable[[], bool],
    ) -> bool:
        """Whether the words are a label here and not part of a value that contains them.
        ``is_dated`` tells whether all of the row is the label and its date."""
        if hit.pattern.kind is not LabelKind.FIELD or lane.is_label(row.tokens[hit.start]):
            return True
        if opened is not None and _is_in_value(row, hit, opened, target):
            return False
        if opened is not None and (opened.max_length or 0) >= _NOTE_LENGTH:
            return hit.has_colon and hit.at_start and hit.is_capital
        if self._is_chained(opened, target) and not (hit.is_capital and hit.errors):
            return True
        # A wording that no form prints with a capital stands only inside a statement, and a value
        # may resemble a label ("tỉnh Nam Định", "Năm sinh").
        if hit.pattern.text[0].islower() or (opened and hit.errors and not hit.has_colon):
            return False
        if not hit.is_capital:
            return hit.has_colon and (hit.at_start or opened is None)
        if hit.has_colon or (hit.at_start and opened is None):
            return True
        if hit.at_start and not hit.errors and is_dated():
            return True
        return len(hit.pattern.words) > 1

    def _is_chained(self, opened: FieldSpec | None, target: FieldSpec | None) -> bool:
        """Inside one statement ("CMND số … cấp ngày … nơi cấp …") labels come small and bare."""
        if opened is None or target is None or opened.section != target.section:
            return False
        if not 0 < abs(self._order[target.key] - self._order[opened.key]) <= _CHAIN:
            return False
        if opened.kind is FieldKind.PLACE:
            return target.kind is FieldKind.DATE
        return opened.kind is not FieldKind.NAME


def ends_with_sign(before: Sequence[Token], label: Token) -> bool:
    """Whether behind a value stands the number of the next item: "Kinh 9) Tôn giáo". With a full
    stop it is only one that stands nearer to the label than to the value."""
    if len(before) < 2 or _NUMBER_SIGN.fullmatch(before[-1].text) is None:
        return False
    sign = before[-1]
    gaps = (sign.box.x - before[-2].box.right, label.box.x - sign.box.right)
    return ")" in sign.text or gaps[0] > 2 * gaps[1]


def is_item_sign(tokens: Sequence[Token]) -> bool:
    """Whether the words before a label are the sign of a list: "b)", "3.", "IV.", a dash."""
    read = "".join(token.text for token in tokens)
    return _ITEM_SIGN.fullmatch(read) is not None


def _is_in_value(row: Row, hit: LabelHit, opened: FieldSpec, target: FieldSpec | None) -> bool:
    """Whether the value in work says the words of a label: "Nhà ở: Nhà ở riêng lẻ" begins with its
    own, "Sổ đăng ký khai sinh" is what a value says where "Số đăng ký" is a label."""
    if opened is target and not hit.has_colon:
        return True
    if opened.kind not in FREE_KINDS:
        return False
    is_bare = not hit.has_colon and not hit.at_start
    return bool(hit.errors and hit.has_semicolon) or (is_bare and not _is_spelled(row, hit))


def _is_spelled(row: Row, hit: LabelHit) -> bool:
    """Whether the words have the marks of the wording too."""
    read = " ".join(token.text for token in row.tokens[hit.start : hit.end])
    return clean(read).casefold().strip(" .,") == clean(hit.pattern.text).casefold()
