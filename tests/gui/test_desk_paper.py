"""The page image on the desk: levels, tiles, view, states, reading ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from gui.people import SIZE, TYPE, add_case
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from digitizer.domain.case import Region
from digitizer.domain.errors import DigitizerError
from ui.bridge import Bridge
from ui.desk.contrast import Contrast, Levels, contrasted, levels_of
from ui.desk.images import PageImages, PagePicture, read_image
from ui.desk.page_canvas import PageCanvas
from ui.desk.sheet_view import ACTIVE_HEIGHT
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def canvas_of(window: MainWindow) -> PageCanvas:
    return window.desk.parts.canvas


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window.focusWidget() or window
    QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def sign_of(window: MainWindow) -> str:
    sign = canvas_of(window).findChild(QLabel, "canvasSign")
    assert isinstance(sign, QLabel)
    return sign.text() if sign.isVisible() else ""


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is read or drawn any more."""
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=5000)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=5000)


def jpeg(path: Path, size: tuple[int, int] = (2480, 3508)) -> Path:
    Image.new("RGB", size, (240, 236, 220)).save(path, "JPEG", quality=90)
    return path


def second_page(backend: FakeBackend, folder: Path, size: tuple[int, int] = SIZE) -> None:
    """Give case 1 another page behind its own."""
    first = backend.data.pages[1][0]
    path = jpeg(folder / "second.jpg", size)
    page = replace(first.page, id=900, number=2, width=size[0], height=size[1])
    backend.data.pages[1] = (first, replace(first, page=page, image_path=path))
    case = backend.data.cases[1]
    backend.data.cases[1] = replace(case, regions=(*case.regions, Region(2)))


def only_page(backend: FakeBackend, path: Path, size: tuple[int, int]) -> None:
    """Let case 1 stand on one page of that size."""
    first = backend.data.pages[1][0]
    page = replace(first.page, width=size[0], height=size[1])
    backend.data.pages[1] = (replace(first, page=page, image_path=path),)


# Images


def test_an_image_is_read_no_larger_than_the_view_needs(tmp_path: Path) -> None:
    path = jpeg(tmp_path / "page.jpg")

    fitting, whole = read_image(path, 900), read_image(path)

    assert (fitting.whole.width(), fitting.is_whole) == (1240, False)
    assert (whole.whole.width(), whole.is_whole) == (2480, True)
    assert [level.width() for level in whole.levels] == [2480, 1240, 620]


class Shown:
    """What a store of images has told, in order."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []
        self.lost: list[str] = []

    def show(self, path: Path, picture: PagePicture) -> None:
        self.told.append((path.stem, picture.is_whole))

    def fail(self, path: Path, _error: DigitizerError) -> None:
        self.lost.append(path.stem)


@pytest.fixture
def bridge(qtbot: QtBot) -> Callable[[], Bridge]:
    made: list[Bridge] = []

    def make() -> Bridge:
        made.append(Bridge())
        return made[-1]

    yield make  # type: ignore[misc]
    for each in made:
        each.close()


def test_the_fitting_size_comes_first_and_then_the_whole(
    qtbot: QtBot, bridge: Callable[[], Bridge], tmp_path: Path
) -> None:
    shown = Shown()
    images = PageImages(bridge(), shown.show, shown.fail)

    images.request([jpeg(tmp_path / "a.jpg")])
    qtbot.waitUntil(lambda: len(shown.told) == 2, timeout=5000)

    assert shown.told == [("a", False), ("a", True)]


def test_a_prefetched_page_is_there_at_once(
    qtbot: QtBot, bridge: Callable[[], Bridge], tmp_path: Path
) -> None:
    shown = Shown()
    images = PageImages(bridge(), shown.show, shown.fail)
    images.prefetch([jpeg(tmp_path / "a.jpg")])
    qtbot.waitUntil(lambda: ("a", True) in shown.told, timeout=5000)
    shown.told.clear()

    images.request([tmp_path / "a.jpg"])

    assert shown.told == [("a", True)]


def test_what_is_looked_at_goes_before_what_is_read_ahead(
    qtbot: QtBot, bridge: Callable[[], Bridge], tmp_path: Path
) -> None:
    shown = Shown()
    images = PageImages(bridge(), shown.show, shown.fail)
    ahead = [jpeg(tmp_path / f"ahead{number}.jpg") for number in range(3)]

    images.prefetch(ahead)
    images.request([jpeg(tmp_path / "now.jpg")])
    qtbot.waitUntil(lambda: len(shown.told) == 5, timeout=10_000)

    names = [name for name, _ in shown.told]
    assert names.index("now") <= 1
    assert names.index("ahead1") > names.index("now")


def test_the_kept_images_never_take_more_than_their_budget(
    qtbot: QtBot, bridge: Callable[[], Bridge], tmp_path: Path
) -> None:
    shown, budget = Shown(), 60_000_000
    images = PageImages(bridge(), shown.show, shown.fail, budget)

    for number in range(4):
        path = jpeg(tmp_path / f"{number}.jpg")
        images.request([path])
        qtbot.waitUntil(lambda path=path: (path.stem, True) in shown.told, timeout=5000)
        assert images.kept_bytes <= budget

    assert images.get(tmp_path / "0.jpg") is None
    assert images.get(tmp_path / "3.jpg") is not None


def test_a_lost_image_is_told_and_asked_for_again_later(
    qtbot: QtBot, bridge: Callable[[], Bridge], tmp_path: Path
) -> None:
    shown = Shown()
    images = PageImages(bridge(), shown.show, shown.fail)
    images.request([tmp_path / "gone.jpg"])
    qtbot.waitUntil(lambda: shown.lost == ["gone"], timeout=5000)

    images.request([jpeg(tmp_path / "gone.jpg")])
    qtbot.waitUntil(lambda: ("gone", True) in shown.told, timeout=5000)


# Contrast


def test_stretched_contrast_makes_faint_ink_black_and_coloured_paper_white() -> None:
    page = QImage(400, 400, QImage.Format.Format_RGB32)
    page.fill(QColor(235, 225, 190))
    for y in range(100, 110):
        for x in range(50, 350):
            page.setPixelColor(x, y, QColor(115, 112, 105))

    levels = levels_of(page)
    stretched = contrasted(page.copy(), Contrast.STRETCHED, levels)
    inverted = contrasted(page.copy(), Contrast.INVERTED, levels)

    assert stretched.pixelColor(10, 10).lightness() >= 250
    assert stretched.pixelColor(100, 105).lightness() <= 25
    assert inverted.pixelColor(10, 10).lightness() <= 5
    assert inverted.pixelColor(100, 105).lightness() >= 230


def test_plain_contrast_changes_nothing() -> None:
    page = QImage(8, 8, QImage.Format.Format_RGB32)
    page.fill(QColor(235, 225, 190))

    assert contrasted(page.copy(), Contrast.PLAIN, Levels()) == page


# The view


def test_ctrl_j_goes_round_the_contrasts_and_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    settle(qtbot, window)
    seen = []

    for _ in range(3):
        press(window, Qt.Key.Key_J, CONTROL)
        settle(qtbot, window)
        middle = canvas_of(window).viewport().grab().toImage()
        seen.append((sign_of(window), middle.pixelColor(20, 200).lightness() > 128))

    text = window.session.text
    assert seen == [
        (text("paper-contrast-stretched"), True),
        (text("paper-contrast-inverted"), False),
        ("", True),
    ]


def test_tiles_show_the_same_picture_as_the_whole_image(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    settle(qtbot, window)
    canvas = canvas_of(window)

    for turn in (0, 90, 180, 270):
        canvas.restore(0.5, turn)
        canvas.viewport().grab()
        settle(qtbot, window)
        by_tiles = canvas.viewport().grab().toImage()
        tiles, canvas.showing.tiles = canvas.showing.tiles, None
        whole = canvas.viewport().grab().toImage()
        canvas.showing.tiles = tiles
        assert difference(by_tiles, whole) < 2.0


def difference(one: QImage, other: QImage) -> float:
    """The mean difference of lightness (0..255) over sampled pixels."""
    assert one.size() == other.size()
    points = [(x, y) for x in range(0, one.width(), 7) for y in range(0, one.height(), 7)]
    total = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness())
        for x, y in points
    )
    return total / len(points)


def test_ctrl_wheel_zooms_at_the_pointer(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    canvas = canvas_of(window)
    at = QPoint(100, 300)
    before = canvas.mapToScene(at)

    turn_wheel(canvas, at, 120)

    assert canvas.zoom is not None
    after = canvas.mapToScene(at)
    assert (after - before).manhattanLength() <= 4 / canvas.zoom


def turn_wheel(canvas: PageCanvas, at: QPoint, angle: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)


def test_zoom_and_turn_can_be_told_and_restored(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    canvas = canvas_of(window)

    with qtbot.waitSignal(canvas.view_changed):
        press(window, Qt.Key.Key_Plus, CONTROL)
    with qtbot.waitSignal(canvas.view_changed):
        press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    zoom, turn = canvas.zoom, canvas.turn
    press(window, Qt.Key.Key_0, CONTROL)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (canvas.zoom, canvas.turn) == (None, 0)
    canvas.restore(zoom, turn)

    assert turn == 90
    assert (canvas.zoom, canvas.turn) == (zoom, turn)


def test_a_frozen_image_stays_and_jumps_to_the_field_when_it_is_freed(window: MainWindow) -> None:
    window.open_case(1)
    form, canvas = window.desk.parts.form, canvas_of(window)
    form.focus_field("so")
    stands = canvas.verticalScrollBar().value()

    press(window, Qt.Key.Key_F6)
    form.focus_field("chaNgaySinh")
    frozen = canvas.verticalScrollBar().value()
    said = sign_of(window)
    press(window, Qt.Key.Key_F6)

    assert frozen == stands
    assert said == window.session.text("paper-frozen")
    assert canvas.verticalScrollBar().value() > stands
    assert sign_of(window) == ""


def test_another_case_frees_the_image(window: MainWindow) -> None:
    window.open_case(1)
    press(window, Qt.Key.Key_F6)

    press(window, Qt.Key.Key_Down, CONTROL)

    assert not canvas_of(window).is_frozen
    assert sign_of(window) == ""


def test_ctrl_2_puts_two_pages_side_by_side(
    window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    second_page(backend, tmp_path)
    window.open_case(1)
    canvas = canvas_of(window)
    alone = canvas.shown_scale

    press(window, Qt.Key.Key_2, CONTROL)
    both = [sheet.id for sheet in canvas.sheets]
    scale = canvas.shown_scale
    press(window, Qt.Key.Key_2, CONTROL)

    assert both == [1, 900]
    assert scale == pytest.approx(alone / 2, rel=0.05)
    assert [sheet.id for sheet in canvas.sheets] == [1]


def test_page_down_shows_the_next_page(
    window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    second_page(backend, tmp_path)
    window.open_case(1)

    press(window, Qt.Key.Key_PageDown)

    assert canvas_of(window).path == tmp_path / "second.jpg"


def test_of_an_open_book_the_half_with_the_field_fits_the_width(
    window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    size = (2 * SIZE[0], SIZE[1])
    only_page(backend, jpeg(tmp_path / "book.jpg", size), size)
    window.open_case(1)
    canvas = canvas_of(window)
    window.desk.parts.form.focus_field("nksHoTen")

    left = canvas.mapToScene(canvas.viewport().rect().center()).x()
    press(window, Qt.Key.Key_H, CONTROL)
    right = canvas.mapToScene(canvas.viewport().rect().center()).x()
    press(window, Qt.Key.Key_H, CONTROL)
    back = canvas.mapToScene(canvas.viewport().rect().center()).x()

    seen = canvas.viewport().width() / canvas.shown_scale
    assert seen == pytest.approx(0.53 * size[0], rel=0.02)
    assert left < size[0] / 2 < right
    assert back == pytest.approx(left, abs=0.03 * size[0])


# States


def test_an_image_that_cannot_be_read_says_so_on_the_sheet(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    only_page(backend, broken, SIZE)

    window.open_case(1)
    settle(qtbot, window)

    note = canvas_of(window)._items[0].note
    assert note is not None
    assert note.sentence == window.session.text("paper-unreadable")
    assert note.advice
    dark = canvas_of(window).viewport().grab().toImage()
    assert any(dark.pixelColor(x, 300).lightness() < 120 for x in range(dark.width()))


def test_a_case_without_pages_shows_a_sheet_that_says_so(
    window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.pages[1] = ()

    window.open_case(1)

    note = canvas_of(window)._items[0].note
    assert note is not None
    assert note.sentence == window.session.text("paper-none")


# Neighbours


def test_the_pages_of_the_next_and_of_the_previous_case_are_read_ahead(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(2)
    settle(qtbot, window)
    images = window.desk.paper.images

    kept = [images.get(backend.data.pages[case_id][0].image_path) for case_id in (1, 3)]

    assert all(picture is not None for picture in kept)


def test_the_active_line_stands_at_its_height_on_a_turned_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.open_case(1)
    canvas = canvas_of(window)
    window.desk.parts.form.focus_field("nksHoTen")
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    reading = window.desk.editing.work.value("nksHoTen").reading
    assert reading is not None
    assert reading.box is not None
    box = reading.box
    middle = canvas.mapFromScene(box.x + box.width / 2, box.y + box.height / 2)

    wanted = ACTIVE_HEIGHT * canvas.viewport().height()
    bar = canvas.verticalScrollBar()
    is_bounded = bar.value() in (bar.minimum(), bar.maximum())
    assert is_bounded or abs(middle.y() - wanted) <= 3


def test_pieces_of_the_paper_come_to_the_fields_of_every_page(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    doc_type = backend.catalog.types[TYPE]
    add_case(backend, doc_type, tmp_path, 9, {"nksHoTen": ("Trần Thị Mẫu", None, 0.6, "")})
    window.open_case(9)
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)

    snippet = window.desk.parts.form.row("nksHoTen").snippet
    drawn = snippet.grab().toImage()

    assert not snippet.needs_image
    assert any(
        drawn.pixelColor(x, drawn.height() // 2).lightness() < 120 for x in range(drawn.width())
    )
