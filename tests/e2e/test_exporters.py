"""Exporters by the command line: which there are, and whether one keeps its promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.plug_ins import GOOD, install, spoiled
from support.program import run


def test_installed_exporters_are_listed_and_held_to_their_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "good", "lines-plug-in", GOOD, {"lines": "Lines"})
    blind = spoiled("name = 'blind'\n\ndef check(self, source, manifest): return iter(())")
    install(tmp_path / "bad", "blind-plug-in", blind, {"blind": "Bad", "gone": "Gone"})
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'good'}:{tmp_path / 'bad'}")

    listed = run("exporters", "--json")
    assert listed.code == 1
    found = {each["exporter"]: each for each in listed.objects}
    assert {"workbook", "csv", "json", "documents", "lines", "blind", "gone"} <= found.keys()
    assert (found["lines"]["version"], found["lines"]["distribution"]) == ("1.0", "lines-plug-in")
    assert "gone" in found["gone"]["fault"]

    kept = run("exporters", "--check", "lines")
    assert (kept.code, kept.out.strip()) == (0, "The exporter “lines” keeps its promises.")
    shown = run("exporters", "--check", "documents", "--no-values")
    assert shown.code == 0, shown.out
    assert run("exporters", "--check", "cv7197", "--no-values").code == 0
    unknown = run("exporters", "--check", "csvw", "--holds", "soKhongCo")
    assert (unknown.code, "soKhongCo" in unknown.out) == (1, True)
    of_type = ("exporters", "--check", "lines", "--type")
    typed = run(*of_type, "civil_status.birth", "--json")
    assert (typed.code, typed.objects[0]["keeps"]) == (0, True), typed.out
    nothing = run(*of_type, "khong.co")
    assert (nothing.code, "khong.co" in nothing.err) == (4, True)
    broken = run("exporters", "--check", "blind")
    assert broken.code == 1
    assert "lines.tsv" in broken.out
    assert run("exporters", "--check", "nobody").code == 4
    alone = run("exporters", "--type", "civil_status.birth")
    assert (alone.code, "--check" in alone.err) == (2, True)
