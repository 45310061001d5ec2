"""Identity cards scanned alone, from scans to a verified package. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.type_walk import Walked, expected_row, walk_types

from digitizer.samples import TYPES
from digitizer.schemas import load_catalog

LAYOUTS = {
    "identity_citizen_card": (
        "identity_citizen_card_card_2021",
        "identity_citizen_card_card_2016",
        "identity_citizen_card_card_2024",
    ),
    "identity_old_card": ("identity_old_card_one_sheet", "identity_old_card_two_sides"),
}
LEAST_RIGHT = 0.93


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("identity")


@pytest.fixture(scope="module")
def walked(root: Path) -> dict[str, Walked]:
    return walk_types(root, LAYOUTS, seed=23)


@pytest.mark.slow
@pytest.mark.tesseract
def test_cards_are_told_and_read(walked: dict[str, Walked]) -> None:
    for kind, found in walked.items():
        assert found.types == [TYPES[kind]] * len(LAYOUTS[kind])
        assert found.wrong == []
    right, printed = (
        sum(getattr(found, name) for found in walked.values()) for name in ("right", "printed")
    )
    assert right >= LEAST_RIGHT * printed


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_cards_say(walked: dict[str, Walked], kind: str) -> None:
    found, catalog = walked[kind], load_catalog()
    assert found.sound
    assert len(found.documents) == len(LAYOUTS[kind])
    for row, values in zip(found.rows, found.expected, strict=True):
        wanted = expected_row(catalog, TYPES[kind], values)
        # Names may be typed in other capitals than a code has them.
        assert {name: row[name].casefold() for name in wanted} == {
            name: text.casefold() for name, text in wanted.items()
        }


@pytest.mark.slow
@pytest.mark.tesseract
def test_no_log_names_anybody_or_any_number(walked: dict[str, Walked], root: Path) -> None:
    """Images of identity cards are sensitive: Nghị định 356/2025."""
    logs = [path for path in (root / "ws").rglob("*.log*") if path.is_file()]
    written = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in logs)
    for found in walked.values():
        for values in found.expected:
            for key in ("soDinhDanh", "soCMND", "hoTen"):
                if key in values:
                    assert values[key] not in written
