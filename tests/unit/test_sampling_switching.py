"""When inspection becomes stricter or milder."""

from __future__ import annotations

from digitizer.domain.sampling import Strictness
from digitizer.domain.switching import LotOutcome, Resumption, Standing, standing
from digitizer.schemas.sampling import load_quality_rules

RULES = load_quality_rules().switching
NORMAL, TIGHTENED, REDUCED = Strictness.NORMAL, Strictness.TIGHTENED, Strictness.REDUCED


def lots(word: str, strictness: Strictness = NORMAL, accept: int = 0) -> list[LotOutcome]:
    """A passes, R does not; a would not have passed at the stricter limit."""
    return [LotOutcome(strictness, each in "aA", accept, each == "A") for each in word]


def now(*history: LotOutcome | Resumption) -> Standing:
    return standing(history, RULES)


TIGHT = lots("RR")


def test_inspection_begins_as_normal() -> None:
    assert now() == Standing()


def test_two_of_five_that_do_not_pass_make_it_tightened() -> None:
    assert now(*lots("RAAAR")).strictness is TIGHTENED
    assert now(*lots("RR")).strictness is TIGHTENED
    assert now(*lots("RAAAAR")).strictness is NORMAL


def test_five_in_a_row_that_pass_make_it_normal_again() -> None:
    assert now(*TIGHT, *lots("AAAA", TIGHTENED)).strictness is TIGHTENED
    assert now(*TIGHT, *lots("AAAAA", TIGHTENED)).strictness is NORMAL
    assert now(*TIGHT, *lots("AAAARAAAA", TIGHTENED)).strictness is TIGHTENED


def test_what_failed_before_tightening_does_not_count_after_it() -> None:
    assert now(*TIGHT, *lots("AAAAA", TIGHTENED), *lots("R")).strictness is NORMAL


def test_five_that_do_not_pass_under_tightened_stop_it_until_it_is_resumed() -> None:
    stopped = [*TIGHT, *lots("RARARRR"[:7], TIGHTENED)]
    assert now(*stopped).is_stopped
    assert now(*stopped, *lots("AAAAA", TIGHTENED)).is_stopped
    resumed = now(*stopped, Resumption())
    assert (resumed.strictness, resumed.is_stopped, resumed.rejected) == (TIGHTENED, False, 0)
    assert now(*stopped, Resumption(), *lots("AAAAA", TIGHTENED)).strictness is NORMAL


def test_a_resumption_without_a_stop_changes_nothing() -> None:
    assert now(*lots("R"), Resumption(), *lots("R")).strictness is TIGHTENED


def test_fifteen_lots_with_small_acceptance_numbers_make_it_reduced() -> None:
    assert now(*lots("a" * 14)) == Standing(NORMAL, 28)
    assert now(*lots("a" * 15)).strictness is REDUCED


def test_ten_lots_that_would_pass_at_the_stricter_limit_make_it_reduced() -> None:
    assert now(*lots("A" * 9, accept=3)) == Standing(NORMAL, 27)
    assert now(*lots("A" * 10, accept=3)).strictness is REDUCED


def test_a_lot_that_only_just_passes_begins_the_score_anew() -> None:
    assert now(*lots("AAAAaAA", accept=3)) == Standing(NORMAL, 6)
    assert now(*lots("AAAAR", accept=1)).score == 0


def test_reduced_inspection_ends_with_a_lot_that_does_not_or_hardly_passes() -> None:
    mild = lots("A" * 10, accept=3)
    assert now(*mild, *lots("AAAA", REDUCED)).strictness is REDUCED
    assert now(*mild, *lots("R", REDUCED)).strictness is NORMAL
    marginal = LotOutcome(REDUCED, True, 1, is_marginal=True)
    assert now(*mild, marginal).strictness is NORMAL


def test_a_lot_drawn_before_the_switch_does_not_count_after_it() -> None:
    assert now(*TIGHT, *lots("AAAAA", NORMAL)).strictness is TIGHTENED
