"""One field of all cases of a batch, and equal words of many fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, reading, stored_scan

from digitizer.domain.case import ReadPage, ScanReading
from digitizer.domain.errors import NotFound
from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, Word
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, ValueState
from digitizer.domain.schema import FieldKind
from digitizer.workflow import correct, recognize
from digitizer.workflow.column import Column, column, columns, papers
from digitizer.workflow.look_at_words import LookedAt, SeenWord, look_at_words
from digitizer.workflow.overview import case_view
from digitizer.workflow.pass_on import pass_on
from digitizer.workflow.word_carpet import (
    WordGroup,
    WordPiece,
    word_groups,
    word_papers,
    word_pieces,
)

NAME = "nksHoTen"
TEXT = "Nguyễn Thị Hoa"
FIELD_BOX = Box(100, 100, 330, 40)
BOXES = (Box(100, 100, 150, 40), Box(265, 100, 60, 40), Box(340, 100, 90, 40))
ORIGIN = Origin("test", "1")


def read(
    bench: Bench,
    folder: Path,
    number: int,
    *,
    boxes: tuple[Box, ...] = BOXES,
    problems: tuple[Problem, ...] = (),
    candidates: tuple[Candidate, ...] = (),
) -> int:
    """A case whose name is doubtful and stands word by word in the reading of its page."""
    stored_scan(bench, folder, f"{number}.png", "KS 2006")
    values = GOOD | {"so": f"{number}/2021", NAME: TEXT}
    plain = reading(folder, values, (NAME,))
    words = tuple(Word(word, box, 0.9) for word, box in zip(TEXT.split(), boxes, strict=False))
    line = TextLine(Box.around(boxes), (LineReading(ORIGIN, words),))
    page = PageReading(1, 2480, 3508, 300, 0, 0.0, (line,))

    def placed(field: FieldReading) -> FieldReading:
        if field.key != NAME:
            return field
        return replace(field, box=FIELD_BOX, problems=problems, candidates=candidates)

    (case,) = plain.cases
    case = replace(case, fields=tuple(map(placed, case.fields)))
    whole = ScanReading((ReadPage.of(page, plain.pages[0].image_path),), (case,))
    task = recognize.next_task(bench.ports, "test")
    assert task is not None
    return next(iter(recognize.store_reading(bench.ports, task, whole).cases))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Three cases in one batch, the name of each doubtful."""
    made = make_bench(tmp_path)
    for number in range(1, 4):
        read(made, tmp_path, number)
    return made


def name_of(bench: Bench) -> Column | None:
    return next((each for each in columns(bench.ports, CLERK, 1) if each.spec.key == NAME), None)


def state(bench: Bench, case_id: int) -> ValueState:
    record = case_view(bench.ports, case_id).case.record
    assert record is not None
    return record.fields[NAME].state


def test_columns_come_in_the_order_of_the_form(bench: Bench) -> None:
    found = columns(bench.ports, CLERK, 1)

    order = [spec.key for spec in bench.ports.catalog.types[found[0].document_type].fields]
    keys = [each.spec.key for each in found]
    assert keys == sorted(keys, key=order.index)
    name = name_of(bench)
    assert name is not None
    assert (name.waiting, name.passed, name.unconfirmed) == (3, 0, 3)


def test_an_unknown_batch_has_no_columns(bench: Bench) -> None:
    with pytest.raises(NotFound):
        columns(bench.ports, CLERK, 99)


def test_what_was_confirmed_or_passed_on_is_left_no_more(bench: Bench) -> None:
    name = name_of(bench)
    assert name is not None
    correct.confirm_field(bench.ports, CLERK, 1, NAME, bench.revision(1))
    pass_on(bench.ports, CLERK, 2, NAME, "mờ", bench.revision(2))

    now = name_of(bench)
    assert now is not None
    assert (now.waiting, now.passed, now.unconfirmed) == (1, 1, 2)
    assert (now.left(all_values=False), now.left(all_values=True)) == (1, 1)
    cells = column(bench.ports, CLERK, 1, name.document_type, NAME, all_values=True)
    assert [each.is_left(all_values=True) for each in cells] == [False, False, True]
    assert [each.is_passed for each in cells] == [False, True, False]
    few = column(bench.ports, SUPERVISOR, 1, name.document_type, NAME)
    assert [each.case_id for each in few] == [2, 3]
    assert [each.is_passed for each in few] == [False, False]


def test_a_field_of_another_type_is_no_column(bench: Bench) -> None:
    assert column(bench.ports, CLERK, 1, "no.such", NAME) == ()


def test_the_paper_of_a_column(bench: Bench) -> None:
    found = papers(bench.ports, NAME, [3, 1])

    assert [each.case_id for each in found] == [3, 1]
    assert found[0].box == FIELD_BOX


# Words


def groups(bench: Bench) -> dict[str, WordGroup]:
    return {
        each.word: each
        for each in word_groups(bench.ports, CLERK, 1)
        if each.kind is FieldKind.NAME
    }


def pieces(bench: Bench, word: str) -> tuple[WordPiece, ...]:
    return word_pieces(bench.ports, CLERK, 1, groups(bench)[word])


def as_seen(found: tuple[WordPiece, ...]) -> list[SeenWord]:
    return [
        SeenWord(each.case_id, each.key, each.place, each.text, each.revision) for each in found
    ]


def look(bench: Bench, word: str, odd: tuple[int, ...] = ()) -> LookedAt:
    found = pieces(bench, word)
    return look_at_words(
        bench.ports,
        CLERK,
        word,
        as_seen(tuple(each for each in found if each.case_id not in odd)),
        as_seen(tuple(each for each in found if each.case_id in odd)),
    )


def test_words_stand_in_groups_with_their_own_place(bench: Bench) -> None:
    assert {word: each.waiting for word, each in groups(bench).items()} == dict.fromkeys(
        TEXT.split(), 3
    )
    found = pieces(bench, "Thị")
    paper = word_papers(bench.ports, found)[found[0].spot]
    assert (paper.box, paper.is_own) == (BOXES[1], True)


def test_a_field_is_confirmed_with_its_last_word(bench: Bench) -> None:
    look(bench, "Nguyễn")
    look(bench, "Thị")
    assert state(bench, 1) is ValueState.REVIEW

    done = look(bench, "Hoa")

    assert set(done.confirmed) == {(1, NAME), (2, NAME), (3, NAME)}
    assert not done.left_out
    view = case_view(bench.ports, 2)
    assert (view.edits[-1].action, view.edits[-1].actor) == ("confirm-field", CLERK.name)
    assert groups(bench) == {}


def test_looks_of_two_people_do_not_make_one(bench: Bench) -> None:
    look(bench, "Nguyễn")
    look(bench, "Thị")
    found = [each for each in word_groups(bench.ports, SUPERVISOR, 1) if each.word == "Hoa"]
    hers = word_pieces(bench.ports, SUPERVISOR, 1, found[0])
    look_at_words(bench.ports, SUPERVISOR, "Hoa", as_seen(hers))

    assert state(bench, 1) is ValueState.REVIEW
    assert look(bench, "Hoa").confirmed


def test_the_field_of_an_odd_word_is_looked_at_whole(bench: Bench) -> None:
    look(bench, "Nguyễn", odd=(2,))

    assert [each.case_id for each in pieces(bench, "Thị")] == [1, 3]
    look(bench, "Thị")
    look(bench, "Hoa")
    assert [state(bench, case_id) for case_id in (1, 2, 3)] == [
        ValueState.CONFIRMED,
        ValueState.REVIEW,
        ValueState.CONFIRMED,
    ]


def test_a_look_at_another_text_counts_no_more(bench: Bench) -> None:
    look(bench, "Nguyễn")
    correct.set_field(bench.ports, SUPERVISOR, 1, NAME, "Nguyễn Thị Hoà", bench.revision(1))

    # Undone by nobody: the field is settled by a person, so its words are gone as well.
    assert [each.case_id for each in pieces(bench, "Thị")] == [2, 3]


def test_a_case_changed_meanwhile_is_left_out(bench: Bench) -> None:
    found = pieces(bench, "Nguyễn")
    correct.confirm_field(bench.ports, SUPERVISOR, 1, NAME, bench.revision(1))
    done = look_at_words(bench.ports, CLERK, "Nguyễn", as_seen(found))

    assert [(each.case_id, each.code) for each in done.left_out] == [(1, "changed-meanwhile")]
    assert len(done.kept) == 2


@pytest.mark.parametrize(
    "doubt",
    [
        {"problems": (Problem.warning("field-struck", NAME),)},
        {"candidates": (Candidate("Nguyễn Thị Thu Hoa", None, ORIGIN),)},
        {"boxes": (BOXES[0], Box(265, 100, 60, 40), Box(520, 100, 90, 40))},
        {"boxes": BOXES[:2]},
    ],
    ids=["struck", "one-more-word", "room-for-a-word", "word-without-place"],
)
def test_what_words_alone_do_not_answer_stays_doubtful(
    tmp_path: Path, doubt: dict[str, object]
) -> None:
    bench = make_bench(tmp_path)
    read(bench, tmp_path, 1)
    read(bench, tmp_path, 2, **doubt)  # type: ignore[arg-type]
    look(bench, "Nguyễn")
    look(bench, "Thị")
    done = look(bench, "Hoa")

    assert [(each.case_id, each.code) for each in done.left_out] == [(2, "whole-field")]
    assert state(bench, 1) is ValueState.CONFIRMED
    assert state(bench, 2) is ValueState.REVIEW


def test_letters_that_were_doubtful_are_answered_by_looking(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    for number in (1, 2):
        doubts = (Problem.warning("low-confidence", NAME), Problem.warning("single-reading", NAME))
        read(bench, tmp_path, number, problems=doubts)
    for word in TEXT.split():
        done = look(bench, word)

    assert {case_id for case_id, _key in done.confirmed} == {1, 2}
