"""The samples so far in the window: their plans, curves, and a stopped series that goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.sampling import RoundKind, Strictness
from digitizer.domain.switching import Standing
from ui.main_window import MainWindow
from ui.sampling import history
from ui.sampling.history import HistoryDialog

CHECKER = "Phạm Văn Duyệt"


@pytest.fixture
def samples(backend: FakeBackend, window: MainWindow) -> None:
    """Two batches: the sample of the first is closed and not passed, that of the second open."""
    for batch_id, case_id in ((1, 1), (2, 2)):
        backend.create_batch(f"Khai sinh 0{batch_id}")
        backend.add_to_batch(batch_id, [case_id])
        batch = backend.data.batches[batch_id]
        backend.data.batches[batch_id] = replace(
            batch, state=BatchState.SUBMITTED, submitted_by="Trần Thị Mai"
        )
    window.switch_user(CHECKER)
    backend.data.sampling.kind = RoundKind.CASES
    sampling = window.session.backend.sampling
    sampling.draw(1)
    sampling.mark(1, 1, is_right=False, why="sai tên")
    sampling.close(1)
    sampling.draw(2)


def _opened(qtbot: QtBot, window: MainWindow) -> HistoryDialog:
    made = HistoryDialog(window.session, window)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.stack.currentIndex() != 0)
    return made


def _choose(qtbot: QtBot, dialog: HistoryDialog, row: int) -> None:
    dialog.grid.setCurrentCell(row, 0)
    qtbot.waitUntil(lambda: bool(dialog.state.text()))


@pytest.mark.usefixtures("samples")
def test_samples_are_listed_with_their_plan_and_its_two_points(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = _opened(qtbot, window)
    grid = dialog.grid
    rows = [[grid.item(row, at).text() for at in range(9)] for row in range(grid.rowCount())]
    assert [(row[0], row[2], row[6], row[7]) for row in rows] == [
        ("2", "Khai sinh 02", "", "thường"),
        ("1", "Khai sinh 01", "1", "thường"),
    ]
    assert dialog.state.text() == "Mẫu chưa kết thúc."
    assert "cỡ mẫu 1 trong lô 1" in dialog.plan.text()
    # One unit that must be right: half of the lots with 5 % wrong … pass 95 times in 100.
    assert dialog.chart.accessibleDescription() == (
        "Lô sai 5,00 % được nhận 95 lần trong 100; lô sai 90,00 % chỉ được nhận 10 lần trong 100."
    )


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(score=4), "Kiểm tra thường"),
        (Standing(Strictness.TIGHTENED, rejected=2), "Kiểm tra ngặt"),
        (Standing(Strictness.REDUCED), "Kiểm tra giảm"),
    ],
)
def test_how_strictly_the_series_is_checked_is_said(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow, standing: Standing, said: str
) -> None:
    backend.data.sampling.standing = standing
    dialog = _opened(qtbot, window)
    _choose(qtbot, dialog, 1)
    qtbot.waitUntil(lambda: dialog.state.text() == said)
    assert not dialog.resume.isVisible()


@pytest.mark.usefixtures("samples")
def test_a_stopped_series_goes_on_with_a_reason_only(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = backend.data.sampling
    data.standing = Standing(Strictness.TIGHTENED, rejected=5, is_stopped=True)
    dialog = _opened(qtbot, window)
    _choose(qtbot, dialog, 1)
    qtbot.waitUntil(dialog.resume.isVisible)
    assert "5 lô" in dialog.about.text()
    answers = iter([None, "đã thay máy quét"])
    monkeypatch.setattr(history, "ask_line", lambda *_args: next(answers))
    dialog.resume.click()
    assert data.resumed == []
    dialog.resume.click()
    assert data.resumed == [(1, "đã thay máy quét")]
    qtbot.waitUntil(lambda: dialog.state.text() == "Kiểm tra ngặt")
    assert not dialog.resume.isVisible()


@pytest.mark.usefixtures("samples")
def test_a_refusal_is_said_and_the_series_stays_stopped(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = backend.data.sampling
    data.standing = Standing(Strictness.TIGHTENED, rejected=5, is_stopped=True)
    dialog = _opened(qtbot, window)
    _choose(qtbot, dialog, 1)
    qtbot.waitUntil(dialog.resume.isVisible)

    def refuse(*_args: object) -> None:
        raise EnvironmentFault("database-unreachable", place="x", reason="x")

    monkeypatch.setattr(type(backend.sampling), "resume", refuse)
    monkeypatch.setattr(history, "ask_line", lambda *_args: "vì sao")
    dialog.resume.click()
    assert dialog.banner.isVisible()
    assert dialog.resume.isVisible()


def test_no_samples_have_words(qtbot: QtBot, window: MainWindow) -> None:
    assert _opened(qtbot, window).stack.currentIndex() == 2


def test_the_page_opens_the_history(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(HistoryDialog, "exec", lambda _self: opened.append(True))
    window.actions_set["go-sampling"].trigger()
    window.actions_set["sample-history"].trigger()
    assert opened == [True]
