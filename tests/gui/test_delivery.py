"""Sending a package from the window: what is offered, how far it is, and that it can be stopped."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from digitizer.bootstrap.desk.delivery import MadePackage
from digitizer.domain.batch import Batch
from digitizer.domain.delivery import Answer, Outcome, Receiver, Way
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.lifecycle import BatchState
from ui.delivery.delivery_dialog import DeliveryDialog
from ui.delivery.questions import KeyDialog, OlderDialog
from ui.main_window import MainWindow

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
USB = Receiver("usb", "USB của phòng", Way.MEDIA, "/media/usb")
STORE = Receiver("kho", "Kho dữ liệu số", Way.HTTPS, "https://kho.example.gov.vn")
BATCH = Batch(1, "KS 2021", "civil_status.birth", BatchState.EXPORTED, "Mai", NOW, 1)


@pytest.fixture
def ready(backend: FakeBackend, tmp_path: Path) -> FakeBackend:
    script = backend.data.delivery
    script.receivers = [USB, STORE]
    script.packages = [
        MadePackage("KS-2021_2", NOW, tmp_path / "KS-2021_2.zip"),
        MadePackage("KS-2021_1", NOW, None),
    ]
    return backend


def opened(qtbot: QtBot, window: MainWindow) -> DeliveryDialog:
    dialog = DeliveryDialog(window.session, window, BATCH)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    return dialog


def ended(qtbot: QtBot, dialog: DeliveryDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.strip.is_busy and dialog.banner.isVisible())
    qtbot.waitUntil(lambda: bool(dialog.past.grid.rowCount()))


def test_without_a_receiver_nothing_can_be_sent_and_it_is_said_how_to_name_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = opened(qtbot, window)

    assert not dialog.send.isEnabled()
    assert "[receivers]" in dialog.note.text()
    assert "exports" in dialog.note.text()
    assert dialog.past.none.isVisible()


def test_a_package_is_sent_by_keyboard_and_its_state_is_shown(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    dialog = opened(qtbot, window)
    assert [dialog.package.itemData(at).name for at in range(dialog.package.count())] == [
        "KS-2021_2.zip"
    ]
    assert dialog.focusWidget() is dialog.send
    dialog.receiver.setCurrentIndex(1)

    dialog.send.click()
    ended(qtbot, dialog)

    (sent,) = ready.data.delivery.sent
    assert (sent[0].name, sent[1]) == ("KS-2021_2.zip", "kho")
    assert "Toàn bộ 4 tài liệu đã đến Kho dữ liệu số" in dialog.banner.text
    row = [dialog.past.grid.item(0, at).text() for at in range(5)]
    assert row == ["1", "Kho dữ liệu số", "API qua HTTPS", "4/4", "0"]


def test_what_is_not_complete_is_said_and_can_go_on(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    ready.data.delivery.arriving, ready.data.delivery.refused = 2, 1
    ready.data.delivery.answers = [
        ("A_000001_V1", Answer(Outcome.ACCEPTED, 201)),
        ("A_000002_V1", Answer(Outcome.REFUSED, 422, "Thiếu trích yếu")),
        ("A_000003_V1", Answer(Outcome.REFUSED, 409)),
        ("A_000003_V1", Answer(Outcome.REPLACED, 200)),
        ("A_000004_V1", Answer(Outcome.TAKEN, 200)),
    ]
    dialog = opened(qtbot, window)

    dialog.send.click()
    ended(qtbot, dialog)

    assert "2/4" in dialog.banner.text
    assert dialog.send.text() == "Gửi tiếp"
    assert dialog.send.isEnabled()
    qtbot.waitUntil(dialog.past.refused.isVisible)
    lines = dialog.past.refused.lines
    assert dialog.past.refused.title.text() == "Tệp chưa đến hoặc không được nhận"
    assert [lines.item(at).text() for at in range(lines.count())] == [
        "A_000002_V1: không nhận – Thiếu trích yếu",
        "A_000004_V1: mã đã thuộc tài liệu khác ở nơi nhận",
    ]


def test_progress_is_shown_and_closing_only_says_that_it_runs(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    is_there = threading.Event()

    def half(progress, stop) -> None:
        progress(1_500_000, 6_000_000)
        is_there.set()
        while not stop.is_set():
            is_there.wait(0.01)

    ready.data.delivery.during = half
    ready.data.delivery.arriving = 1
    dialog = opened(qtbot, window)
    dialog.send.click()
    qtbot.waitUntil(lambda: dialog.strip.bar.value() == 250)
    assert dialog.strip.words.text() == "Đang gửi: 1,5 / 6,0 MB"
    assert not dialog.send.isEnabled()
    assert not dialog.package.isEnabled()

    dialog.reject()

    assert dialog.isVisible()
    assert "Đang gửi" in dialog.banner.text
    assert dialog.strip.stop.isEnabled()
    dialog.strip.stop.click()
    ended(qtbot, dialog)
    assert "Đã dừng" in dialog.banner.text
    dialog.reject()
    assert not dialog.isVisible()


def test_stopping_while_the_package_is_checked_sends_nothing_and_says_so(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    def check(_progress, stop) -> None:
        assert stop.wait(10)

    ready.data.delivery.during = check
    ready.data.delivery.is_checking = True
    dialog = opened(qtbot, window)
    dialog.send.click()
    assert dialog.strip.words.text() == "Đang kiểm tra gói…"

    dialog.strip.stop.click()
    qtbot.waitUntil(lambda: not dialog.strip.is_busy and dialog.banner.isVisible())

    assert "Đã dừng" in dialog.banner.text
    assert "lần này chưa gửi gì" in dialog.banner.text
    assert dialog.past.none.isVisible()
    assert dialog.send.isEnabled()
    assert not ready.data.delivery.states


def test_the_password_of_a_key_is_asked_before_the_check_until_it_opens_it(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    ready.data.delivery.key_password = "mat khau"  # noqa: S105
    dialog = opened(qtbot, window)
    dialog.send.click()
    asked = dialog.asked
    assert isinstance(asked, KeyDialog)
    assert ready.data.delivery.sent == []
    asked.secret.setText("sai")
    asked.ok.click()
    qtbot.waitUntil(lambda: "keys/gui.key" in asked.said)
    assert (asked.isVisible(), asked.secret.text()) == (True, "")

    asked.secret.setText("mat khau")
    asked.ok.click()
    ended(qtbot, dialog)

    assert ready.data.delivery.secrets == ["mat khau"]
    assert dialog.asked is None


def test_nothing_is_sent_when_the_password_is_not_given(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    ready.data.delivery.key_password = "mat khau"  # noqa: S105
    dialog = opened(qtbot, window)
    dialog.send.click()
    assert dialog.asked is not None
    dialog.asked.reject()

    assert not dialog.strip.is_busy
    assert dialog.send.isEnabled()
    assert ready.data.delivery.sent == []


def test_an_older_package_leaves_only_with_a_reason(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    ready.data.delivery.newer = "KS-2021_3"
    dialog = opened(qtbot, window)
    dialog.send.click()
    qtbot.waitUntil(lambda: dialog.asked is not None)
    asked = dialog.asked
    assert isinstance(asked, OlderDialog)
    assert "KS-2021_3" in dialog.banner.text
    assert "KS-2021_3" in asked.advice.text()
    assert not asked.ok.isEnabled()

    asked.reason.setText("Nơi nhận làm mất gói")
    asked.ok.click()
    ended(qtbot, dialog)

    assert ready.data.delivery.reasons == ["", "Nơi nhận làm mất gói"]
    assert "Toàn bộ 4" in dialog.banner.text


def test_a_sealed_package_whose_age_nobody_knows_leaves_only_with_a_reason(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    ready.data.delivery.is_sealed = True
    dialog = opened(qtbot, window)
    dialog.send.click()
    qtbot.waitUntil(lambda: dialog.asked is not None)
    asked = dialog.asked
    assert isinstance(asked, OlderDialog)
    assert "mã hóa" in asked.advice.text()

    asked.reason.setText("Nơi nhận yêu cầu")
    asked.ok.click()
    ended(qtbot, dialog)

    assert ready.data.delivery.reasons == ["", "Nơi nhận yêu cầu"]


def test_the_window_does_not_wait_for_a_key_that_opens_slowly(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    ready.data.delivery.key_password = "mat khau"  # noqa: S105
    is_read, is_tried = threading.Event(), threading.Event()
    ready.data.delivery.slow_key = (is_read, is_tried)
    dialog = opened(qtbot, window)
    dialog.send.click()
    assert not dialog.send.isEnabled()
    dialog.begin()
    is_read.set()
    qtbot.waitUntil(lambda: dialog.asked is not None)
    asked = dialog.asked
    assert isinstance(asked, KeyDialog)
    asked.secret.setText("mat khau")
    asked.ok.click()
    assert asked.isVisible()
    assert not asked.ok.isEnabled()

    is_tried.set()
    ended(qtbot, dialog)

    assert ready.data.delivery.secrets == ["mat khau"]


def test_a_question_that_fails_beside_the_run_does_not_end_it(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    is_over = threading.Event()
    ready.data.delivery.during = lambda _progress, _stop: is_over.wait(10)
    dialog = opened(qtbot, window)
    dialog.send.click()

    dialog._fail(EnvironmentFault("delivery-not-plugged-in", folder="/media/usb"))

    assert dialog.strip.is_busy
    assert not dialog.send.isEnabled()
    is_over.set()
    qtbot.waitUntil(lambda: not dialog.strip.is_busy)


def test_a_fault_is_said_and_the_dialog_is_ready_again(
    qtbot: QtBot, ready: FakeBackend, window: MainWindow
) -> None:
    fault = EnvironmentFault("delivery-not-plugged-in", folder="/media/usb")
    ready.data.delivery.error = fault
    dialog = opened(qtbot, window)

    dialog.send.click()
    qtbot.waitUntil(lambda: not dialog.strip.is_busy and dialog.banner.isVisible())

    assert "/media/usb" in dialog.banner.text
    assert dialog.send.isEnabled()


def test_a_package_that_lies_elsewhere_can_be_chosen(
    qtbot: QtBot,
    ready: FakeBackend,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    chosen = str(tmp_path / "Gói khác.zip.age")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (chosen, ""))
    dialog = opened(qtbot, window)

    dialog.other.click()
    dialog.send.click()
    qtbot.waitUntil(lambda: not dialog.strip.is_busy and dialog.banner.isVisible())

    assert ready.data.delivery.sent[0][0] == Path(chosen)


def test_the_slip_of_a_delivery_is_written(
    qtbot: QtBot,
    ready: FakeBackend,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    dialog = opened(qtbot, window)
    assert not dialog.print.isEnabled()
    dialog.send.click()
    ended(qtbot, dialog)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "Phiếu 1"), "")
    )

    dialog.print.click()
    qtbot.waitUntil(lambda: bool(ready.data.delivery.slips))

    assert ready.data.delivery.slips == [(1, tmp_path / "Phiếu 1.pdf")]
