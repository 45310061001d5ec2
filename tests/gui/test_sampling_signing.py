"""The result sheet of a sample is signed from the window, and where it cannot be, one reads why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from gui.fakes.signing import CERTIFICATE
from gui.test_accounts import give
from gui.test_sampling_page import CHECKER, drawn, held, keyed, opened
from gui.test_sampling_page import submitted as submitted
from gui.test_signing import at_dialog
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.accounts import Role
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.signatures import Mark
from ui.main_window import MainWindow
from ui.sampling.sampling_page import SamplingPage
from ui.signing.unlocking import UnlockDialog
from ui.theme import Tone

Said = list[tuple[str, Tone]]


def closed(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> SamplingPage:
    """The page with a batch whose only sample is closed."""
    page = drawn(qtbot, window)
    for case_id in (1, 2):
        keyed(qtbot, page, held(backend, case_id))
    qtbot.waitUntil(lambda: page.checking.is_overview, timeout=10_000)
    page.close_sample()
    # The list is asked for once more when others are told of the change.
    qtbot.waitUntil(
        lambda: page.checking.overview.can_print and not window.session.bridge.is_busy,
        timeout=10_000,
    )
    return page


@pytest.fixture
def said(window: MainWindow) -> Said:
    found: Said = []
    window.sampling.said.connect(lambda words, tone: found.append((words, tone)))
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The titles of the questions where a file goes; the answer is always the same."""
    titles: list[str] = []

    def answer(_page: object, title: str, *_more: str) -> tuple[str, str]:
        titles.append(title)
        return str(tmp_path / "phieu.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return titles


def with_secret(secret: str) -> Callable[[UnlockDialog], None]:
    def act(dialog: UnlockDialog) -> None:
        dialog.secret.setText(secret)
        dialog.answer()

    return act


def test_the_sheet_is_saved_and_signed_beside(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    said: Said,
    asked: list[str],
    tmp_path: Path,
) -> None:
    script = backend.data.signing
    script.has_key = True
    page = closed(qtbot, window, backend)
    overview = page.checking.overview
    assert overview.can_sign
    assert not overview.of_signing.isVisible()

    at_dialog(with_secret(script.secret))
    window.actions_set["sample-sign"].trigger()

    qtbot.waitUntil(lambda: "signed.pdf" in said[-1][0], timeout=10_000)
    sheet = tmp_path / "phieu.pdf"
    assert backend.data.sampling.printed == [(1, sheet)]
    assert script.signed == [(sheet, Mark("named"))]
    words, tone = said[-1]
    assert tone is Tone.GOOD
    assert "phieu.signed.pdf" in words
    assert CERTIFICATE.name in words
    assert asked == [window.session.text("ui-action-sample-sign")]
    assert overview.can_sign, "once more, as a second person may"


def test_a_sheet_saved_before_is_the_one_that_is_signed(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, said: Said, asked: list[str]
) -> None:
    script = backend.data.signing
    script.has_key = True
    script.opened_by = CHECKER
    page = closed(qtbot, window, backend)

    page.checking.overview.print_button.click()
    page.checking.overview.sign_button.click()

    qtbot.waitUntil(lambda: len(script.signed) == 1, timeout=10_000)
    assert len(backend.data.sampling.printed) == len(asked) == 1
    qtbot.waitUntil(lambda: any("signed.pdf" in words for words, _tone in said), timeout=10_000)


def test_a_sheet_that_was_changed_after_it_was_saved_is_not_signed(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, asked: list[str], tmp_path: Path
) -> None:
    script = backend.data.signing
    script.has_key, script.opened_by = True, CHECKER
    page = closed(qtbot, window, backend)
    page.checking.overview.print_button.click()
    (tmp_path / "phieu.pdf").write_bytes(b"%PDF-1.7 another sheet")

    page.checking.overview.sign_button.click()

    qtbot.waitUntil(lambda: len(script.signed) == 1, timeout=10_000)
    assert len(backend.data.sampling.printed) == len(asked) == 2
    assert (tmp_path / "phieu.pdf").read_bytes() == b"%PDF-1.7 sheet"
    qtbot.waitUntil(lambda: not page.sheet.is_signing, timeout=10_000)


def test_nothing_is_written_while_the_key_stays_closed(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, said: Said, asked: list[str]
) -> None:
    backend.data.signing.has_key = True
    page = closed(qtbot, window, backend)
    said.clear()

    told = at_dialog(with_secret("sai"))
    page.checking.overview.sign_button.click()

    assert "keys/office.p12" in told[0]
    assert (asked, said, backend.data.sampling.printed) == ([], [], [])


def test_a_signature_that_fails_is_said_and_may_be_tried_again(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    said: Said,
    asked: list[str],
    tmp_path: Path,
) -> None:
    script = backend.data.signing
    script.has_key, script.opened_by = True, CHECKER
    script.fault = EnvironmentFault("signing-no-io", file=tmp_path / "phieu.pdf", reason="đầy")
    page = closed(qtbot, window, backend)
    overview = page.checking.overview
    overview.sign_button.setFocus()
    overview.sign_button.click()
    assert overview.of_signing.text() == window.session.text("sampling-signing")
    overview.sign_button.click()
    qtbot.waitUntil(lambda: not page.sheet.is_signing, timeout=10_000)
    assert script.signed == []
    assert overview.sign_button.hasFocus()
    assert not overview.of_signing.isVisible()
    assert "đầy" in window.banner.text

    script.fault = None
    page.checking.overview.sign_button.click()
    qtbot.waitUntil(lambda: len(script.signed) == 1, timeout=10_000)
    assert len(asked) == 1, "the saved sheet is still there"
    qtbot.waitUntil(lambda: not page.sheet.is_signing, timeout=10_000)


def test_where_a_signed_file_lies_already_another_name_is_asked_for(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, asked: list[str], tmp_path: Path
) -> None:
    script = backend.data.signing
    script.has_key, script.opened_by = True, CHECKER
    script.fault = InvalidInput("sheet-exists", file=tmp_path / "phieu.signed.pdf")
    page = closed(qtbot, window, backend)
    for _time in range(2):
        page.checking.overview.sign_button.click()
        qtbot.waitUntil(lambda: not page.sheet.is_signing, timeout=10_000)
        assert "phieu.signed.pdf" in window.banner.text
    assert len(asked) == 2


def test_without_a_key_the_button_says_why_it_is_closed(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = closed(qtbot, window, backend)
    overview = page.checking.overview
    why = window.session.text("sampling-sign-no-key")
    assert overview.sign_button.isVisible()
    assert not overview.can_sign
    assert overview.sign_button.toolTip() == why
    assert overview.sign_button.accessibleDescription() == why
    assert overview.of_signing.isVisible()
    assert overview.of_signing.text() == why
    assert not window.actions_set["sample-sign"].isEnabled()


def test_whoever_has_no_right_to_sign_reads_so(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.signing.has_key = True
    page = closed(qtbot, window, backend)
    give(backend, CHECKER, Role.AUDITOR)
    page.enter()
    qtbot.waitUntil(lambda: page.checking.overview.print_button.isVisible(), timeout=10_000)
    assert not page.checking.overview.can_sign
    assert page.checking.overview.of_signing.text() == window.session.text("sampling-sign-no-right")


def test_before_a_sample_is_closed_nothing_is_said_of_signing(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    assert not page.checking.overview.sign_button.isVisible()
    assert not page.checking.overview.of_signing.isVisible()
