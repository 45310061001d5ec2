"""Exporters are plug-ins: ours and others' keep the same promises, and a bad one does no harm."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent, indent
from typing import IO

import pytest
from support.export_content import PROFILE, content, some_cases
from support.plug_ins import GOOD, install, spoiled

from digitizer.domain.errors import BadSchema, EnvironmentFault, NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem, Severity
from digitizer.messages.catalog import LANGUAGES, Messages
from exports.bag import FileHash
from exports.contract import broken_promises
from exports.exporter import GROUP
from exports.file_names import file_names
from exports.manifest import ExporterEntry, Manifest, build_manifest
from exports.package import write_package
from exports.payload import Written, check_payload, write_payload
from exports.registry import load_exporter, offered
from exports.rows import build_table
from exports.source import Source, folder_source
from exports.verify import verify_package

BUILT_IN = sorted(
    name
    for name, entry in offered().items()
    # The open formats are held to the contract in test_formats_exporters.py.
    if entry.value.startswith("exports.") and not entry.value.startswith("exports.formats.")
)
# What an exporter holds that does not hold every value of a row.
HOLDS: dict[str, tuple[str, ...]] = {"documents": ()}

Install = Callable[..., None]


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a distribution for the time of the test."""
    before = set(sys.modules)

    def put(source: str = GOOD, distribution: str = "lines-plug-in", **offers: str) -> None:
        folder = tmp_path / "site" / distribution
        install(folder, distribution, source, offers or {"lines": "Lines"})
        monkeypatch.syspath_prepend(str(folder))

    yield put
    for name in set(sys.modules) - before:
        if name.endswith("plug_in"):
            del sys.modules[name]


def content_for(tmp_path: Path, *more: str, count: int = 2) -> PackageContent:
    profile = replace(PROFILE, exporters=(*PROFILE.exporters, *more))
    return content(some_cases(tmp_path, count), profile=profile)


def written(made: PackageContent, folder: Path) -> Written:
    return write_payload(made, build_table(made, file_names(made)), folder)


def manifest_of(made: PackageContent, folder: Path, done: Written) -> Manifest:
    files = {
        name: FileHash((folder / name).stat().st_size, (bytes(32), bytes(64)))
        for name in done.files
    }
    table = build_table(made, file_names(made))
    return build_manifest(made, table, done.pages, files, exporters=done.exporters)


def said(problems: list[Problem]) -> list[tuple[str, dict[str, str]]]:
    for language in LANGUAGES:
        for problem in problems:
            assert Messages(language).problem(problem)
    return [(problem.code, dict(problem.params)) for problem in problems]


def open_nothing(name: str) -> IO[bytes]:
    raise FileNotFoundError(name)


# The contract


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_exporter_keeps_its_promises(name: str, tmp_path: Path) -> None:
    exporter = load_exporter(offered()[name])

    assert said(list(broken_promises(exporter, tmp_path, holds=HOLDS.get(name)))) == []


def test_an_added_exporter_can_be_held_to_the_contract(tmp_path: Path, added: Install) -> None:
    added()

    exporter = load_exporter(offered()["lines"])

    assert (exporter.name, exporter.version) == ("lines", "1.0")
    assert list(broken_promises(exporter, tmp_path / "trial", content_for(tmp_path))) == []


BREAKERS = {
    "forgets a value": (
        "contract-sound-refused",
        """
        def write(self, content, table, folder):
            rows = [replace(row, texts=(*row.texts[:2], "", *row.texts[3:])) for row in table.rows]
            super().write(content, replace(table, rows=rows), folder)
        """,
    ),
    "looks at nothing": (
        "contract-damage-missed",
        """
        def check(self, source, manifest):
            return iter(())
        """,
    ),
    "looks at the size": (
        "contract-change-missed",
        """
        def check(self, source, manifest):
            if len(source.read(FILE)) < 200 or source.read(FILE)[0] == 0:
                yield Problem.error("table-unreadable", name=FILE)
        """,
    ),
    "looks at the rows without their order": (
        "contract-change-missed",
        """
        def check(self, source, manifest):
            with source.stream(FILE) as stream:
                rows = {row_sha256(row) for row in _rows(stream)}
            if any(case.row_sha256 not in rows for case in manifest.cases):
                yield Problem.error("table-unreadable", name=FILE)
        """,
    ),
    "cannot do without its file": (
        "contract-check-raised",
        """
        def check(self, source, manifest):
            source.read(FILE)
            yield from super().check(source, manifest)
        """,
    ),
    "raises at bad bytes": (
        "contract-check-raised",
        """
        def check(self, source, manifest):
            if FILE in source.sizes:
                source.read(FILE).decode("utf-8")
            yield from super().check(source, manifest)
        """,
    ),
    "tells a value": (
        "contract-value-told",
        """
        def check(self, source, manifest):
            for problem in super().check(source, manifest):
                yield replace(problem, params=(("name", "Nguyễn Thuỷ Oánh Hoà"),))
        """,
    ),
    "does not write": (
        "contract-not-written",
        """
        def write(self, content, table, folder):
            raise RuntimeError
        """,
    ),
    "writes beside its folder": (
        "contract-not-written",
        """
        def write(self, content, table, folder):
            super().write(content, table, folder.parent)
        """,
    ),
    "has no good name": ("contract-misnamed", 'name = "Lines!"'),
}


@pytest.mark.parametrize("how", BREAKERS)
def test_the_contract_tells_an_exporter_that_breaks_it(
    how: str, tmp_path: Path, added: Install
) -> None:
    code, does = BREAKERS[how]
    added(spoiled(does), lines="Bad")

    found = said(list(broken_promises(offered()["lines"].load()(), tmp_path)))

    assert code in {each for each, _ in found}


def test_the_contract_refuses_a_field_that_no_trial_case_has(tmp_path: Path) -> None:
    exporter = load_exporter(offered()["csv"])
    found = said(list(broken_promises(exporter, tmp_path, holds=("fullName", "soKhongCo"))))
    assert [code for code, _ in found] == ["contract-field-unknown"]
    assert found[0][1]["key"] == "soKhongCo"


def test_the_contract_takes_files_whose_names_differ_in_a_slash_only(
    tmp_path: Path, added: Install
) -> None:
    added(
        spoiled("""
        def write(self, content, table, folder):
            super().write(content, table, folder)
            (folder / "a").mkdir()
            (folder / "a" / "b").write_text("x")
            (folder / "a-b").write_text("x")

        def check(self, source, manifest):
            for name in ("a/b", "a-b"):
                if name in source.sizes and source.read(name) != b"x":
                    yield Problem.error("table-unreadable", name=name)
            yield from super().check(source, manifest)
        """),
        lines="Bad",
    )
    place = tmp_path / "trial"
    place.mkdir()
    assert said(list(broken_promises(offered()["lines"].load()(), place))) == []


# In a package


def test_an_added_exporter_writes_into_the_packages_of_a_profile_that_names_it(
    tmp_path: Path, added: Install
) -> None:
    added()
    made, folder = content_for(tmp_path, "lines"), tmp_path / "bag" / "data"

    done = written(made, folder)

    assert [entry.name for entry in done.exporters] == [
        "workbook", "csv", "json", "documents", "lines"
    ]  # fmt: skip
    assert done.exporters[-1] == ExporterEntry(name="lines", version="1.0", files=("lines.tsv",))
    assert (done.pages, done.larger) == ((2, 2), 0)
    manifest = manifest_of(made, folder, done)
    assert list(check_payload(folder_source(folder), manifest)) == []
    text = (folder / "lines.tsv").read_text(encoding="utf-8")
    (folder / "lines.tsv").write_text(text.replace("Tiên", "Tiến", 1), encoding="utf-8")
    assert said(list(check_payload(folder_source(folder), manifest))) == [
        ("rows-differ", {"name": "lines.tsv", "row": "1", "column": "hoTen"})
    ]


@pytest.mark.parametrize("there", ["nothing", "another generation"])
def test_files_of_an_exporter_that_is_not_here_are_said_to_be_unread(
    there: str, tmp_path: Path, added: Install
) -> None:
    made, folder = content_for(tmp_path), tmp_path / "bag" / "data"
    done = written(made, folder)
    (folder / "lines.tsv").write_text("x")
    if there == "another generation":
        added(spoiled('version = "2.0"'), lines="Bad")
    more = ExporterEntry(name="lines", version="1.4", files=("lines.tsv",))
    done = replace(done, exporters=(*done.exporters, more))

    (found,) = check_payload(folder_source(folder), manifest_of(made, folder, done))

    assert found.severity is Severity.WARNING
    assert said([found]) == [("exporter-not-here", {"exporter": "lines", "version": "1.4"})]


def test_a_manifest_that_hides_who_wrote_a_file_is_in_error(tmp_path: Path) -> None:
    made, folder = content_for(tmp_path), tmp_path / "bag" / "data"
    done = written(made, folder)
    manifest = manifest_of(made, folder, done)
    hidden = manifest.model_copy(update={"exporters": manifest.exporters[1:]})
    doubled = manifest.model_copy(update={"exporters": manifest.exporters * 2})

    assert said(list(check_payload(folder_source(folder), hidden))) == [
        ("file-without-exporter", {"name": "records.xlsx"})
    ]
    codes = {code for code, _ in said(list(check_payload(folder_source(folder), doubled)))}
    assert codes == {"file-without-exporter", "manifest-damaged"}


@pytest.mark.parametrize("claimed", ["records.xlsx", "documents/KS.2017.01.2017-02-03.01.pdf"])
@pytest.mark.parametrize("there", [True, False])
def test_no_exporter_keeps_the_files_of_another_from_being_compared(
    claimed: str, there: bool, tmp_path: Path, added: Install
) -> None:
    if there:
        added()
    made, folder = content_for(tmp_path), tmp_path / "bag" / "data"
    done = written(made, folder)
    left = [
        each.model_copy(update={"files": tuple(name for name in each.files if name != claimed)})
        for each in done.exporters
    ]
    thief = ExporterEntry(name="lines", version="1.0", files=(claimed,))
    (folder / claimed).write_bytes(b"nothing")
    manifest = manifest_of(made, folder, replace(done, exporters=(*left, thief)))
    only = manifest.model_copy(update={"exporters": (thief,), "files": ()})

    codes = {code for code, _ in said(list(check_payload(folder_source(folder), only)))}

    is_known_to_be_wrong = there or claimed == "records.xlsx"
    assert ("file-of-wrong-exporter" in codes) is is_known_to_be_wrong
    assert there or "exporter-not-here" in codes


def test_every_file_of_the_built_in_exporters_has_its_writer(tmp_path: Path) -> None:
    profile = replace(PROFILE, exporters=(*PROFILE.exporters, "xml", "csvw", "json-schema"))
    made, folder = content(some_cases(tmp_path, 1), profile=profile), tmp_path / "bag" / "data"
    done, nothing = written(made, folder), Source({}, (), open_nothing)
    for entry in done.exporters:
        for name in entry.files:
            thief = ExporterEntry(name="lines", version="1.0", files=(name,))
            claimed = manifest_of(made, folder, replace(done, exporters=(thief,)))
            codes = [code for code, _ in said(list(check_payload(nothing, claimed)))]
            assert ("file-of-wrong-exporter" in codes) is not name.startswith("documents/")


@pytest.mark.parametrize("wrong", ["raise RuntimeError(source)", "sys.exit()", "yield 1 / 0"])
def test_an_exporter_that_fails_while_checking_does_not_stop_the_others(
    wrong: str, tmp_path: Path, added: Install
) -> None:
    added(spoiled(f"def check(self, source, manifest): {wrong}"), lines="Bad")
    made, folder = content_for(tmp_path, "lines"), tmp_path / "bag" / "data"
    done = written(made, folder)
    (folder / "records.csv").write_bytes(b"")

    found = list(check_payload(folder_source(folder), manifest_of(made, folder, done)))

    assert [code for code, _ in said(found)] == ["table-unreadable", "exporter-check-failed"]
    assert all(problem.severity is Severity.ERROR for problem in found)


def test_a_package_says_who_wrote_what_and_is_compared_where_that_is_installed(
    tmp_path: Path, added: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(sys, "path", list(sys.path))
        added()
        made = write_package(content_for(tmp_path, "lines"), tmp_path / "out")
        assert verify_package(made.archive).problems == ()
        sys.path.remove(str(tmp_path / "site" / "lines-plug-in"))

        for package in (made.folder, made.archive):
            report = verify_package(package)
            assert report.is_sound
            (found,) = report.problems
            assert found.code == "exporter-not-here"
    manifest = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["exporters"][-1] == {
        "name": "lines",
        "version": "1.0",
        "files": ["lines.tsv"],
    }


def test_what_an_added_exporter_finds_or_refuses_has_a_sentence(
    tmp_path: Path, added: Install
) -> None:
    added(
        spoiled("""
        def write(self, content, table, folder):
            super().write(content, table, folder)
            if len(table.rows) > 1:
                raise NotAllowed("too-many", case=table.rows[1].case_id, name="Tiên")

        def check(self, source, manifest):
            yield Problem.error("rows-differ", name=FILE, row="1", column="x")
            yield Problem.warning("rows-differ", name=FILE)
            yield Problem.error("my-own-code", who="Tiên")
            yield "no problem"
        """),
        lines="Bad",
    )
    with pytest.raises(NotAllowed) as caught:
        write_package(content_for(tmp_path, "lines"), tmp_path / "out")
    assert all(Messages(language).error(caught.value) for language in LANGUAGES)
    assert caught.value.params == {"exporter": "lines", "reason": "too-many", "case": "102"}
    made, folder = content_for(tmp_path, "lines", count=1), tmp_path / "bag" / "data"
    done = written(made, folder)

    found = list(check_payload(folder_source(folder), manifest_of(made, folder, done)))

    assert [each.severity.value for each in found] == ["error", "warning", "error", "error"]
    assert said(found) == [
        ("rows-differ", {"name": "lines.tsv", "row": "1", "column": "x"}),
        ("exporter-found", {"exporter": "lines", "reason": "rows-differ"}),
        ("exporter-found", {"exporter": "lines", "reason": "my-own-code"}),
        ("exporter-check-failed", {"exporter": "lines", "reason": "AttributeError"}),
    ]


# Bad plug-ins

BAD = {
    "raises": ("raise KeyError(table.rows[0].texts)", "exporter-failed", "KeyError"),
    "ends the program": ("sys.exit(3)", "exporter-failed", "SystemExit"),
    "opens what is not there": ("open(folder / 'a' / 'b')", "exporter-failed", "FileNotFoundError"),
    "writes beside the payload": (
        "(folder / '..' / 'x.txt').write_text('x')",
        "exporter-wrote-outside",
        "x.txt",
    ),
    "changes a table and hides it": (
        """
        csv = folder / "records.csv"
        was = csv.stat()
        csv.write_bytes(csv.read_bytes().swapcase())
        os.utime(csv, ns=(was.st_atime_ns, was.st_mtime_ns))
        """,
        "exporter-changed-others",
        "data/records.csv",
    ),
    "takes a table away": (
        "(folder / 'records.csv').unlink()",
        "exporter-changed-others",
        "data/records.csv",
    ),
    "makes a link": ("(folder / 'a').symlink_to('/etc')", "exporter-odd-file", "data/a"),
    "gives a name for Unix alone": (
        "(folder / 'a:b').write_text('x')",
        "exporter-odd-file",
        "data/a:b",
    ),
    "gives two names that look the same": (
        """
        (folder / "\\u1ebf").write_text("x")
        (folder / "e\\u0302\\u0301").write_text("x")
        """,
        "exporter-odd-file",
        "data/\u1ebf",
    ),
    "gives a name that a table has on Windows": (
        "(folder / 'Records.CSV').write_text('x')",
        "exporter-odd-file",
        "data/Records.CSV",
    ),
}


def writing(does: str) -> str:
    body = indent(dedent(does), "    ")
    end = "    super().write(content, table, folder)"
    return spoiled(f"def write(self, content, table, folder):\n{body}\n{end}")


@pytest.mark.parametrize("how", BAD)
def test_a_bad_exporter_stops_the_export_and_is_named(
    how: str, tmp_path: Path, added: Install
) -> None:
    does, code, named = BAD[how]
    added(writing(does), lines="Bad")

    with pytest.raises(EnvironmentFault) as caught:
        write_package(content_for(tmp_path, "lines"), tmp_path / "out")

    assert {entry.name for entry in (tmp_path / "out").iterdir()} <= {".digitizer-export.lock"}
    assert caught.value.code == code
    assert caught.value.params["exporter"] == "lines"
    assert named in caught.value.params.values()
    assert "Tiên" not in str(caught.value)
    assert all(Messages(language).error(caught.value) for language in LANGUAGES)


def test_an_exporter_that_writes_nothing_stops_the_export(tmp_path: Path, added: Install) -> None:
    added(writing("return"), lines="Bad")

    with pytest.raises(EnvironmentFault, match="exporter-wrote-nothing"):
        written(content_for(tmp_path, "lines"), tmp_path / "bag" / "data")


def test_a_full_disk_is_no_fault_of_an_exporter(tmp_path: Path, added: Install) -> None:
    added(writing("raise OSError(28, 'full')"), lines="Bad")

    with pytest.raises(EnvironmentFault, match="disk-full"):
        write_package(content_for(tmp_path, "lines"), tmp_path / "out")


def test_a_lost_folder_is_no_fault_of_our_exporters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_given: object) -> None:
        raise OSError(errno.ESTALE, "Stale file handle")

    monkeypatch.setattr("exports.tables.write_csv", lost)

    with pytest.raises(EnvironmentFault, match="export-write-failed") as caught:
        write_package(content_for(tmp_path), tmp_path / "out")
    assert caught.value.params["reason"] == "Stale file handle"


UNUSABLE = {
    "cannot be imported": ("raise ImportError", "Lines", "exporter-failed"),
    "is not there": (GOOD, "Missing", "exporter-failed"),
    "is no exporter": (GOOD, "FILE", "exporter-failed"),
    "has no version": (spoiled('version = "v1"'), "Bad", "exporter-misnamed"),
    "has no text as name": (spoiled("name = 7"), "Bad", "exporter-misnamed"),
    "has another name": (spoiled('name = "other"'), "Bad", "exporter-misnamed"),
}


@pytest.mark.parametrize("how", UNUSABLE)
def test_an_exporter_that_cannot_be_had_is_named(how: str, tmp_path: Path, added: Install) -> None:
    source, thing, code = UNUSABLE[how]
    added(source, lines=thing)

    with pytest.raises(EnvironmentFault) as caught:
        written(content_for(tmp_path, "lines"), tmp_path / "bag" / "data")

    assert (caught.value.code, caught.value.params["exporter"]) == (code, "lines")


def test_no_plug_in_takes_the_place_of_a_built_in_exporter(tmp_path: Path, added: Install) -> None:
    added(csv="Lines")

    with pytest.raises(EnvironmentFault, match="exporter-name-twice") as caught:
        written(content_for(tmp_path), tmp_path / "bag" / "data")

    assert caught.value.params == {"exporter": "csv"}


# Profiles


def test_a_profile_must_name_exporters_that_are_there_and_one_of_documents(tmp_path: Path) -> None:
    made = content_for(tmp_path, "lines")

    with pytest.raises(EnvironmentFault, match="exporter-unknown") as caught:
        written(made, tmp_path / "bag" / "data")
    assert caught.value.params["exporter"] == "lines"
    assert "workbook" in caught.value.params["known"]
    bare = replace(made, profile=replace(PROFILE, exporters=("csv", "json")))
    with pytest.raises(BadSchema, match="exporters-without-documents"):
        written(bare, tmp_path / "bag" / "data")


def test_a_profile_may_leave_tables_out(tmp_path: Path) -> None:
    made = content(
        some_cases(tmp_path, 1), profile=replace(PROFILE, exporters=("documents", "csv"))
    )

    done = written(made, tmp_path / "bag" / "data")

    assert done.files == ("documents/KS.2017.01.2017-02-03.01.pdf", "records.csv")


def test_the_group_is_the_one_that_the_project_offers_its_own_in() -> None:
    assert GROUP == "digitizer.exporters"
    assert {"workbook", "csv", "json", "documents"} <= set(BUILT_IN)
