"""Every bad file ends as it should, and none of them stops the others."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image
from support.program import PROGRAM, environment, run

pytestmark = [pytest.mark.tesseract, pytest.mark.slow]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("samples")
    assert run("samples", folder, "--count", 3, "--damage", "clean", "--seed", 11).code == 0
    return sorted(path for path in folder.iterdir() if not path.name.endswith(".json"))


def _encrypted(target: Path, page: Path) -> None:
    plain = target.with_suffix(".plain.pdf")
    Image.open(page).convert("L").resize((400, 560)).save(plain, "PDF")
    subprocess.run(
        ["qpdf", "--encrypt", "secret", "secret", "256", "--", str(plain), str(target)],
        check=True,
        timeout=60,
    )
    plain.unlink()


def test_each_bad_file_ends_as_described(samples: list[Path], tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    inbox = workspace / "inbox"
    image = next(path for path in samples if path.suffix != ".pdf")
    whole = tmp_path / "whole.pdf"
    Image.open(image).convert("RGB").save(whole, "PDF")
    (inbox / "truncated.pdf").write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    (inbox / "empty.png").write_bytes(b"")
    (inbox / "text.pdf").write_text("Đây không phải là PDF", encoding="utf-8")
    Image.fromarray(np.zeros((20_000, 20_000), np.uint8)).save(inbox / "huge.png")
    if shutil.which("qpdf"):
        _encrypted(inbox / "encrypted.pdf", image)
    shutil.copy(samples[0], inbox / f"first{samples[0].suffix}")
    shutil.copy(samples[0], inbox / f"second{samples[0].suffix}")
    growing = inbox / f"growing{samples[1].suffix}"
    writer = threading.Thread(target=_grow, args=(growing, samples[1].read_bytes(), 12.0))
    writer.start()

    done = run("watch", "--once", workspace=workspace)
    writer.join()

    assert done.code == 1
    refused = {path.name for path in (workspace / "quarantine").iterdir()}
    wanted = {"truncated.pdf", "empty.png", "text.pdf", "huge.png"}
    wanted |= {"encrypted.pdf"} if shutil.which("qpdf") else set()
    assert refused == wanted | {f"{name}.txt" for name in wanted}
    for name in wanted:
        reason = (workspace / "quarantine" / f"{name}.txt").read_text(encoding="utf-8")
        assert len(reason.strip()) > 20
    processed = {path.name for path in (workspace / "processed").iterdir()}
    assert processed == {f"first{samples[0].suffix}", growing.name}
    assert [path.name for path in (workspace / "duplicates").iterdir()] == [
        f"second{samples[0].suffix}"
    ]
    assert (workspace / "processed" / growing.name).read_bytes() == samples[1].read_bytes()
    assert list(inbox.iterdir()) == []
    (status,) = run("status", "--json", workspace=workspace).objects
    assert status["records"] == 2


def _grow(path: Path, content: bytes, seconds: float) -> None:
    """Write a file slowly, as a scanner does that sends page after page."""
    pieces = 24
    with path.open("wb") as file:
        for number in range(pieces):
            start, end = (len(content) * n // pieces for n in (number, number + 1))
            file.write(content[start:end])
            file.flush()
            time.sleep(seconds / pieces)


def test_killed_watch_loses_and_doubles_nothing(samples: list[Path], tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    for number in range(6):
        source = samples[number % 3]
        target = workspace / "inbox" / f"{number}{source.suffix}"
        # Bytes after the end make each copy a scan of its own.
        target.write_bytes(source.read_bytes() + (b"\n%" + bytes([65 + number])))

    for delay in (2.0, 3.5, 5.0, 6.5):
        watching = subprocess.Popen(
            [str(PROGRAM), "--workspace", str(workspace), "watch", "--once"],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        workers = psutil.Process(watching.pid).children(recursive=True)
        watching.kill()
        watching.wait()
        assert psutil.wait_procs(workers, timeout=20)[1] == [], "orphaned workers"
    done = run("watch", "--once", workspace=workspace)

    assert done.code == 0, done.out + done.err
    (status,) = run("status", "--json", workspace=workspace).objects
    assert status["arrivals"] == {"stored": 6, "duplicate": 0, "quarantined": 0}
    assert status["scans"]["read"] == 6
    assert status["records"] == 6
    assert list((workspace / "inbox").iterdir()) == []
    assert len(list((workspace / "processed").iterdir())) == 6
    assert list((workspace / "work").iterdir()) == []


def test_missing_tesseract_is_told_before_any_scan_is_tried(
    samples: list[Path], tmp_path: Path
) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    shutil.copy(samples[0], workspace / "inbox")
    bare = tmp_path / "bin"
    bare.mkdir()

    done = subprocess.run(
        [str(PROGRAM), "--workspace", str(workspace), "watch", "--once"],
        env={**environment(), "PATH": str(bare)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 5
    assert "tesseract" in done.stderr.lower()
    assert "apt-get install" in done.stderr
    assert len(list((workspace / "inbox").iterdir())) == 1
