"""The tables of sampling plans: known cells, their inner order, and the rates that they state."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain import sampling
from digitizer.domain.errors import InvalidInput
from digitizer.domain.operating_curve import curve, faulty_at, passes, passes_from_process
from digitizer.domain.sampling import (
    Arrow,
    CheckRound,
    FieldScope,
    Numbers,
    RoundKind,
    Strictness,
    Unit,
    drawn,
    lot_digest,
    sampled_fields,
)
from digitizer.domain.schema import FieldKind
from digitizer.schemas import load_catalog
from digitizer.schemas.sampling import load_quality_rules

RULES = load_quality_rules()
TABLES = RULES.tables
LETTERS = "ABCDEFGHJKLMNPQR"
NORMAL, TIGHTENED, REDUCED = Strictness.NORMAL, Strictness.TIGHTENED, Strictness.REDUCED
CELLS = {name: {row.letter: row.cells for row in rows} for name, rows in TABLES.plans.items()}
FIRST_COLUMN_WITH_PLAN = {NORMAL: 14, TIGHTENED: 15, REDUCED: 14}
ACCEPTED = {
    NORMAL: (0, 1, 2, 3, 5, 7, 10, 14, 21),
    TIGHTENED: (0, 1, 2, 3, 5, 8, 12, 18),
    REDUCED: (0, 0, 1, 1, 2, 3, 5, 7, 10),
}


@pytest.mark.parametrize(
    ("lot", "level", "letter"),
    [
        (2, "II", "A"),
        (8, "III", "B"),
        (50, "II", "D"),
        (51, "II", "E"),
        (280, "II", "G"),
        (281, "II", "H"),
        (1200, "II", "J"),
        (1201, "II", "K"),
        (3200, "I", "H"),
        (10_000, "II", "L"),
        (35_000, "S-4", "H"),
        (150_000, "S-1", "D"),
        (500_001, "II", "Q"),
        (9_999_999, "III", "R"),
    ],
)
def test_the_letter_of_a_lot(lot: int, level: str, letter: str) -> None:
    assert TABLES.letter(lot, level) == letter


@pytest.mark.parametrize(
    ("lot", "limit", "strictness", "letter", "size", "accept", "reject"),
    [
        (2000, 1.0, NORMAL, "K", 125, 3, 4),
        (1000, 1.0, NORMAL, "J", 80, 2, 3),
        (1000, 2.5, NORMAL, "J", 80, 5, 6),
        (400, 2.5, NORMAL, "H", 50, 3, 4),
        (100, 10.0, NORMAL, "F", 20, 5, 6),
        # The table has no plan there: the arrow leads to a larger or smaller sample.
        (400, 0.65, NORMAL, "J", 80, 1, 2),
        (400, 0.40, NORMAL, "G", 32, 0, 1),
        (60, 0.10, NORMAL, "E", 60, 0, 1),
        (2000, 1.0, TIGHTENED, "K", 125, 2, 3),
        (2000, 0.25, TIGHTENED, "M", 315, 1, 2),
        (2000, 1.0, REDUCED, "K", 50, 1, 4),
        (1000, 4.0, REDUCED, "J", 32, 3, 6),
    ],
)
def test_known_plans(
    lot: int,
    limit: float,
    strictness: Strictness,
    letter: str,
    size: int,
    accept: int,
    reject: int,
) -> None:
    plan = TABLES.plan(lot, "II", limit, strictness)
    if lot == 60:
        # K's sample of 125 is more than the lot: every unit is looked at.
        assert (plan.size, plan.numbers) == (60, Numbers(0, 1))
        return
    assert (plan.letter, plan.size) == (letter, size)
    assert plan.numbers == Numbers(accept, reject)


@pytest.mark.parametrize("strictness", list(Strictness))
def test_the_numbers_lie_on_diagonals(strictness: Strictness) -> None:
    """One step more of the limit is worth one letter less, all over the tables."""
    found: dict[int, set[Numbers]] = {}
    for at, letter in enumerate(LETTERS):
        for column, cell in enumerate(CELLS[strictness][letter]):
            if isinstance(cell, Numbers):
                found.setdefault(at + column, set()).add(cell)
    assert all(len(numbers) == 1 for numbers in found.values())
    accepted = [next(iter(found[place])).accept for place in sorted(found)]
    assert tuple(accepted) == ACCEPTED[strictness]
    assert min(found) == FIRST_COLUMN_WITH_PLAN[strictness]


@pytest.mark.parametrize("strictness", list(Strictness))
def test_more_errors_are_accepted_in_larger_samples_and_at_larger_limits(
    strictness: Strictness,
) -> None:
    for cells in CELLS[strictness].values():
        row = [cell.accept for cell in cells if isinstance(cell, Numbers)]
        assert row == sorted(row)
    for column in range(len(TABLES.limits)):
        down = [CELLS[strictness][letter][column] for letter in LETTERS]
        accepted = [cell.accept for cell in down if isinstance(cell, Numbers)]
        assert accepted == sorted(accepted)
    sizes = [row.size for row in TABLES.plans[strictness]]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("strictness", list(Strictness))
def test_an_arrow_leads_to_the_nearest_plan(strictness: Strictness) -> None:
    rows = TABLES.plans[strictness]
    for column in range(len(TABLES.limits)):
        for at, row in enumerate(rows):
            cell = row.cells[column]
            if not isinstance(cell, Arrow):
                continue
            step = 1 if cell is Arrow.DOWN else -1
            beyond = rows[at + step].cells[column]
            assert beyond is cell or isinstance(beyond, Numbers)


def test_every_number_of_reduced_inspection_is_milder_than_that_of_normal() -> None:
    for letter in LETTERS:
        for normal, reduced in zip(CELLS[NORMAL][letter], CELLS[REDUCED][letter], strict=True):
            assert isinstance(normal, Numbers) == isinstance(reduced, Numbers)
            if isinstance(normal, Numbers) and isinstance(reduced, Numbers):
                assert reduced.accept <= normal.accept < reduced.reject + normal.accept


@given(
    st.integers(1, 1_000_000),
    st.sampled_from(TABLES.levels),
    st.sampled_from(TABLES.limits),
    st.sampled_from(list(Strictness)),
)
def test_every_lot_has_a_plan(lot: int, level: str, limit: float, strictness: Strictness) -> None:
    plan = TABLES.plan(lot, level, limit, strictness)
    assert 1 <= plan.size <= lot
    assert 0 <= plan.numbers.accept < plan.numbers.reject


@given(st.integers(150, 20_000), st.sampled_from(TABLES.limits), st.floats(0.0, 0.3))
def test_a_tightened_plan_never_lets_more_pass_than_a_normal_one(
    lot: int, limit: float, faulty: float
) -> None:
    normal, tightened = (TABLES.plan(lot, "II", limit, each) for each in (NORMAL, TIGHTENED))
    rates = [passes_from_process(each.size, each.numbers, faulty) for each in (normal, tightened)]
    assert rates[1] <= rates[0] + 1e-9


def test_a_good_process_passes_nearly_always() -> None:
    """A process just as good as its limit passes at 0.87 and more in every plan of normal
    inspection: the producer's risk that the standard describes."""
    for row in TABLES.plans[NORMAL]:
        for limit, cell in zip(TABLES.limits, row.cells, strict=True):
            if isinstance(cell, Numbers):
                assert passes_from_process(row.size, cell, limit / 100) >= 0.87


@pytest.mark.parametrize(
    ("letter", "limit", "at_95", "at_10"),
    # Percent nonconforming at which 95 and 10 of 100 lots pass, from the published curves of the
    # plans (their table X), which are rounded.
    [
        ("K", 1.0, 1.09, 5.35),
        ("J", 1.0, 1.03, 6.65),
        ("H", 1.0, 0.711, 7.56),
        ("L", 1.0, 1.31, 4.64),
    ],
)
def test_the_curves_are_the_published_ones(
    letter: str, limit: float, at_95: float, at_10: float
) -> None:
    row = next(row for row in TABLES.plans[NORMAL] if row.letter == letter)
    numbers = row.cells[TABLES.limits.index(limit)]
    assert isinstance(numbers, Numbers)
    assert 100 * faulty_at(row.size, numbers, 0.95) == pytest.approx(at_95, rel=0.03)
    assert 100 * faulty_at(row.size, numbers, 0.10) == pytest.approx(at_10, rel=0.03)


@pytest.mark.parametrize("wrong", [0, 8, 24, 48, 80])
def test_drawn_samples_pass_at_the_rate_of_the_plan(wrong: int) -> None:
    """3,000 lots of 800 fields drawn by seeds of their own. The rate lies within four standard
    errors of the exact one, which chance misses once in 16,000."""
    lot, trials, plan = 800, 3000, TABLES.plan(800, "II", 1.0)
    spread = random.Random(wrong)
    units = [Unit(number, "so") for number in range(1, lot + 1)]
    bad = set(spread.sample(units, wrong))
    # A sample of every lot would rank 800 hashes; the lots share the draws of 300 seeds.
    samples = [set(drawn(f"seed {seed}", units, plan.size)) for seed in range(300)]
    accepted = 0
    for trial in range(trials):
        shift = spread.randrange(lot)
        moved = {Unit((unit.case_id + shift) % lot + 1, "so") for unit in bad}
        accepted += len(samples[trial % 300] & moved) < plan.numbers.reject
    exact = passes(plan.size, plan.numbers, lot, wrong)
    error = (exact * (1 - exact) / trials) ** 0.5
    assert accepted / trials == pytest.approx(exact, abs=4 * error + 1e-12)


def test_the_exact_rate_of_a_small_lot() -> None:
    # Of 10 units with 3 wrong ones 4 are drawn: none wrong in 35 of 210 ways, one in 105.
    assert passes(4, Numbers(0, 1), 10, 3) == pytest.approx(35 / 210)
    assert passes(4, Numbers(1, 2), 10, 3) == pytest.approx(140 / 210)
    assert passes(10, Numbers(2, 3), 10, 3) == 0
    assert [point.faulty for point in curve(4, Numbers(0, 1), 10, (0.0, 0.31))] == [0.0, 0.3]


def test_a_sample_comes_again_from_its_seed_and_from_no_other() -> None:
    units = [Unit(case, key) for case in range(1, 41) for key in ("so", "hoTen", "ngay")]
    first = drawn("a", units, 20)
    assert first == drawn("a", reversed(units), 20)
    assert first != drawn("b", units, 20)
    assert list(first) == sorted(set(first))
    assert len(first) == 20
    assert set(first) <= set(units)


@given(
    st.lists(st.builds(Unit, st.integers(1, 30), st.sampled_from(["so", "hoTen"])), max_size=40),
    st.integers(0, 12),
)
def test_a_lot_too_large_for_memory_gives_the_same_sample(units: list[Unit], size: int) -> None:
    def rank(unit: Unit) -> tuple[bytes, Unit]:
        named = f"a:{unit.case_id}:{unit.field}:{unit.page_id}"
        return hashlib.sha256(named.encode()).digest(), unit

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "_RANKED_AT_ONCE", 3)
        assert list(drawn("a", iter(units), size)) == sorted(sorted(set(units), key=rank)[:size])


def test_every_unit_is_drawn_equally_often() -> None:
    units = [Unit(case) for case in range(1, 51)]
    counts = dict.fromkeys(units, 0)
    for seed in range(2000):
        for unit in drawn(str(seed), units, 10):
            counts[unit] += 1
    # 400 expected with a standard deviation of 17.9; five of them for the furthest of 50.
    assert all(abs(count - 400) < 90 for count in counts.values())


def test_the_lot_is_named_by_what_is_in_it() -> None:
    units = [Unit(1, "so"), Unit(2, "so")]
    assert lot_digest(units) == lot_digest(reversed(units))
    assert lot_digest(units) != lot_digest(units[:1])


def test_a_round_of_a_share_rounds_up_and_lets_a_part_of_it_be_wrong() -> None:
    plan = CheckRound(2, RoundKind.CASES, 0.3, 0.02).plan(TABLES, 8, NORMAL)
    assert (plan.size, plan.numbers) == (3, Numbers(0, 1))
    plan = CheckRound(2, RoundKind.CASES, 0.3, 0.02).plan(TABLES, 1000, NORMAL)
    assert (plan.size, plan.numbers) == (300, Numbers(6, 7))


def test_the_fields_that_are_sampled_are_those_of_the_type() -> None:
    birth = load_catalog().types["civil_status.birth"]
    required, every = (
        {spec.key for spec in sampled_fields(birth, scope)}
        for scope in (FieldScope.REQUIRED, FieldScope.ALL)
    )
    assert "nksHoTen" in required < every
    assert not any(
        spec.kind is FieldKind.TABLE
        for doc_type in load_catalog().types.values()
        for spec in sampled_fields(doc_type, FieldScope.ALL)
    )


@pytest.mark.parametrize(
    ("lot", "level", "limit", "code"),
    [(0, "II", 1.0, "lot-empty"), (9, "IV", 1.0, "no-level"), (9, "II", 1.1, "no-limit")],
)
def test_what_the_tables_do_not_know_is_refused(
    lot: int, level: str, limit: float, code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        TABLES.plan(lot, level, limit)
    assert refused.value.code == code


def test_a_workspace_may_ask_for_a_profile_with_its_own_limit() -> None:
    assert RULES.required is None
    rules = load_quality_rules("usual", limit=2.5, level="I")
    assert rules.required is not None
    assert [each.kind for each in rules.required.rounds] == list(RoundKind)
    assert (rules.required.rounds[2].limit, rules.required.rounds[2].level) == (2.5, "I")
    for wrong in ({"profile": "none"}, {"limit": 3.0}, {"level": "9"}):
        with pytest.raises(InvalidInput):
            load_quality_rules(**wrong)  # type: ignore[arg-type]
