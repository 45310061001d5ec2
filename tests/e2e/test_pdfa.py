"""Looking at PDF files by the command line."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from support.export_content import CREATED, PROFILE, case, page_file, values
from support.program import run

from exports.pdf import write_case_pdf


def test_files_are_looked_at_and_findings_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "KS.1.pdf", tmp_path / "KS.2.pdf"
    write_case_pdf(good, case(1, page_file(tmp_path), values()), PROFILE, CREATED)
    with pikepdf.open(good) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
        document.save(bad, fix_metadata_version=False)

    fine = run("pdfa", good)
    assert fine.code == 0, fine.err
    assert "no certification" in fine.out
    told = run("pdfa", good, bad)
    assert told.code == 1
    assert "6.5.1" in told.out
    assert "JavaScript" in told.out

    first, second = run("pdfa", good, bad, "--json").objects
    assert (first["findings"], first["problems"], first["certified"]) == (0, [], False)
    assert [(each["clause"], each["code"]) for each in second["problems"]] == [
        ("6.5.1", "pdfa-action")
    ]
    absent = run("pdfa", tmp_path / "absent.pdf")
    assert absent.code == 4
    assert "absent.pdf" in absent.err
