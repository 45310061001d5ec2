"""Files of any origin are looked at for signatures: each ends in a report or a circumstance with a
reason, never in a crash, and nothing that was tampered with is called intact."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.certificates import NOW, issued, root
from support.signing import checked, paper, signer

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.signatures import Mark, SignatureReport, SigningRequest
from exports.signing.checking import check_pdf

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
PIECES = (
    b"/Prev 15",
    b"/Fields [1 0 R 1 0 R]",
    b"/ByteRange [0 9999999999 5 5]",
    b"/ByteRange [-1 2 3 4]",
    b"startxref\n0\n%%EOF",
    b"<<" * 400,
    b"[" * 4000,
    b"/Contents <30>",
    b"\xff\xfe\0",
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("signed")
    mark = Mark("named")
    key = signer(folder, issued(root()))
    key.sign_pdf(paper(folder), folder / "one.pdf", SigningRequest(NOW, None, mark))
    key.sign_pdf(folder / "one.pdf", folder / "two.pdf", SigningRequest(NOW))
    return (folder / "two.pdf").read_bytes()


@pytest.mark.parametrize("seed", range(8))
def test_what_was_put_in_or_cut_out_never_crashes_nor_passes(
    whole: bytes, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    target = tmp_path / "odd.pdf"
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(data))
            piece = chance.choice(PIECES)
            data[place : place + chance.choice((0, len(piece), 500))] = piece
        target.write_bytes(data)
        try:
            reports = checked(target)
        except UnreadableFile:
            continue
        # Bytes after the last "%%EOF" belong to nothing; within, one signature at least is broken.
        assert data[: len(whole)] == whole or not _are_two_intact(reports)


def _are_two_intact(reports: Sequence[SignatureReport]) -> bool:
    return len(reports) == 2 and all(report.is_intact for report in reports)


@pytest.mark.shared_samples
def test_public_files_that_other_programs_stumbled_over_are_looked_at() -> None:
    if not SAMPLES.is_dir():
        pytest.skip("no sample collection beside the checkout")
    refusals = [_refusal(path) for path in sorted(SAMPLES.rglob("*.pdf"))]
    assert set(refusals) <= {"", "pdf-damaged", "pdf-encrypted", "pdf-hybrid"}
    assert len(refusals) > 100
    assert refusals.count("") > 0.75 * len(refusals)


def _refusal(path: Path) -> str:
    try:
        check_pdf(path)
    except UnreadableFile as error:
        return error.code
    return ""
