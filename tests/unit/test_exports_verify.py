"""Whatever is changed in a package is found and named, and no package can do harm."""

from __future__ import annotations

import csv
import json
import os
import shutil
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pikepdf
import pytest
from openpyxl import load_workbook
from support.export_content import content, some_cases
from support.resealing import reseal, reseal_bag

from digitizer.domain.errors import NotFound
from digitizer.domain.package import PackageResult
from digitizer.messages.catalog import LANGUAGES, Messages
from exports.manifest import read_manifest
from exports.package import write_package
from exports.source import opened
from exports.verify import verify_package

IN_PAYLOAD = "documents/KS.2017.01.2017-02-03.01.pdf"
FIRST = f"data/{IN_PAYLOAD}"
SECOND = "data/documents/KS.2017.01.2017-02-03.02.pdf"
TABLES = ("records.xlsx", "records.csv", "records.json")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> PackageResult:
    base = tmp_path_factory.mktemp("made")
    return write_package(content(some_cases(base)), base / "out")


@pytest.fixture
def folder(original: PackageResult, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original.folder, tmp_path / "package"))


def found(package: Path) -> list[tuple[str, dict[str, str]]]:
    """The problems, after every sentence about them could be made in both languages."""
    problems = verify_package(package).problems
    for language in LANGUAGES:
        for problem in problems:
            assert Messages(language).problem(problem)
    return [(problem.code, dict(problem.params)) for problem in problems]


def codes(package: Path) -> set[str]:
    return {code for code, _ in found(package)}


def zipped(folder: Path) -> Path:
    """The changed folder as an archive, without a hash beside it."""
    path = folder.with_name("changed.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return path


def flip(path: Path, place: int = -1) -> None:
    data = bytearray(path.read_bytes())
    data[place if place >= 0 else len(data) // 2] ^= 0x20
    path.write_bytes(data)


def test_a_resealed_package_without_a_change_is_sound(folder: Path) -> None:
    reseal(folder)
    assert found(folder) == []
    assert found(zipped(folder)) == []


@pytest.mark.parametrize(
    "name", [FIRST, *(f"data/{table}" for table in TABLES), "README.txt", "bag-info.txt"]
)
def test_one_flipped_bit_is_found_in_folder_and_zip(folder: Path, name: str) -> None:
    flip(folder / name)
    for package in (folder, zipped(folder)):
        assert ("package-file-changed", {"name": name}) in found(package)


@pytest.mark.parametrize("name", [FIRST, *(f"data/{table}" for table in TABLES)])
def test_a_truncated_file_is_found(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:-10])
    sizes = {"name": name, "expected": str(len(data)), "found": str(len(data) - 10)}
    for package in (folder, zipped(folder)):
        assert ("package-file-size", sizes) in found(package)
        assert "package-file-changed" not in codes(package)


def test_a_deleted_an_added_and_a_renamed_file_are_named(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / SECOND).rename(folder / "data/documents/other.pdf")
    (folder / "Thumbs.db").write_bytes(b"x")
    for package in (folder, zipped(folder)):
        assert found(package) == [
            ("package-file-missing", {"name": FIRST}),
            ("package-file-missing", {"name": SECOND}),
            ("package-file-extra", {"name": "data/documents/other.pdf"}),
            ("package-file-extra", {"name": "Thumbs.db"}),
        ]


def test_two_swapped_documents_are_found_even_when_resealed(folder: Path) -> None:
    one, two = (folder / FIRST).read_bytes(), (folder / SECOND).read_bytes()
    (folder / FIRST).write_bytes(two)
    (folder / SECOND).write_bytes(one)
    titles = [
        ("document-title-differs", {"name": name.removeprefix("data/")}) for name in (FIRST, SECOND)
    ]
    changed = [("package-file-changed", {"name": name}) for name in (FIRST, SECOND)]
    assert found(folder) == changed + titles
    reseal(folder)
    assert found(folder) == titles


def test_a_document_that_breaks_its_own_claim_is_named_even_when_resealed(folder: Path) -> None:
    with pikepdf.open(folder / FIRST, allow_overwriting_input=True) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
        document.save(folder / FIRST, fix_metadata_version=False)
    reseal(folder)
    (problem,) = found(folder)
    assert problem == ("document-breaks-rules", {"name": IN_PAYLOAD, "clauses": "6.5.1"})


def edit_xlsx(folder: Path, value: object) -> None:
    book = load_workbook(folder / "data/records.xlsx")
    book["DL Import"]["E3"] = value
    book.save(folder / "data/records.xlsx")


def edit_csv(folder: Path) -> None:
    path = folder / "data/records.csv"
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    rows[2][4] = "Nguyễn Thị Thủy Tiên"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows(rows)


def edit_json(folder: Path, column: str, value: object) -> None:
    path = folder / "data/records.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["records"][1]["values"][column] = value
    path.write_text(json.dumps(data), encoding="utf-8")


def test_an_edited_cell_is_named_by_table_row_and_column(folder: Path) -> None:
    edit_xlsx(folder, "Nguyễn Thị Thủy Tiên")
    edit_csv(folder)
    edit_json(folder, "gioiTinh", 1)
    reseal(folder)
    assert found(folder) == [
        ("row-not-of-manifest", {"name": "records.xlsx", "row": "2"}),
        ("row-not-of-manifest", {"name": "records.csv", "row": "2"}),
        ("row-not-of-manifest", {"name": "records.json", "row": "2"}),
    ]


@pytest.mark.parametrize(
    ("table", "column", "edit"),
    [
        ("records.xlsx", "hoTen", lambda folder: edit_xlsx(folder, "Nguyễn Thị Thủy Tiên")),
        ("records.xlsx", "hoTen", lambda folder: edit_xlsx(folder, None)),
        ("records.csv", "hoTen", edit_csv),
        ("records.json", "gioiTinh", lambda folder: edit_json(folder, "gioiTinh", 1)),
        ("records.json", "soDinhDanh", lambda folder: edit_json(folder, "soDinhDanh", 1317000012)),
    ],
)
def test_a_cell_edited_in_one_table_is_found_though_resealed(
    folder: Path, table: str, column: str, edit: Callable[[Path], None]
) -> None:
    edit(folder)
    reseal(folder)
    assert found(folder) == [("rows-differ", {"name": table, "row": "2", "column": column})]


def test_a_formula_put_into_the_workbook_is_named(folder: Path) -> None:
    edit_xlsx(folder, "=1+1")
    reseal(folder)
    assert found(folder) == [
        ("formula-in-table", {"name": "records.xlsx", "row": "2", "column": "5"})
    ]


def test_a_removed_row_and_a_changed_header_are_found(folder: Path) -> None:
    book = load_workbook(folder / "data/records.xlsx")
    book["DL Import"].delete_rows(4)
    book["DL Import"]["B1"] = "sothutu"
    book.save(folder / "data/records.xlsx")
    reseal(folder)
    assert codes(folder) == {"header-differs", "row-count-differs"}


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"{}", b'\xef\xbb\xbf"', b"\xff\xfe", b"[" * 100_000]
)
@pytest.mark.parametrize("name", [*(f"data/{table}" for table in TABLES), FIRST])
def test_tables_and_documents_of_nonsense_are_reported(
    folder: Path, name: str, data: bytes
) -> None:
    (folder / name).write_bytes(data)
    reseal(folder)
    assert codes(folder) & {"table-unreadable", "header-differs", "document-unreadable"}


def test_the_manifest_is_protected(folder: Path) -> None:
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    (folder / "manifest.json").write_text(text.replace("Lê Thị Duyệt", "Lê Thị Khác"))
    for package in (folder, zipped(folder)):
        assert found(package) == [("package-file-changed", {"name": "manifest.json"})]
    (folder / "manifest.json").unlink()
    missing = [("package-file-missing", {"name": "manifest.json"}), ("manifest-missing", {})]
    for package in (folder, zipped(folder)):
        assert found(package) == missing
    reseal_bag(folder)
    assert found(folder) == missing


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cases", None),
        ("cases", [[[]]]),
        ("files", [{"name": 5, "size": -1, "sha256": "x"}]),
        ("columns", "STT"),
        ("batch_id", "7"),
        ("approved_at", "yesterday"),
        ("unexpected", 1),
    ],
)
def test_a_manifest_of_wrong_types_is_damaged(folder: Path, key: str, value: object) -> None:
    reseal(folder, lambda manifest: manifest.update({key: value}))
    ((code, params),) = found(folder)
    assert code == "manifest-damaged"
    assert params["place"].startswith(key)


@pytest.mark.parametrize("data", [b"", b"\xff", b"null", b"[" * 50_000, b'{"format": 1}'])
def test_a_manifest_of_nonsense_is_damaged(folder: Path, data: bytes) -> None:
    (folder / "manifest.json").write_bytes(data)
    assert codes(folder) == {"package-file-changed", "manifest-damaged"}


def test_a_package_of_the_future_is_not_judged(folder: Path) -> None:
    reseal(folder, lambda manifest: manifest.update(format=4, more=1))
    assert found(folder) == [("package-format-unknown", {"format": "4"})]


def test_a_manifest_that_contradicts_itself_is_found(folder: Path) -> None:
    def contradict(manifest: dict[str, Any]) -> None:
        manifest["cases"][0]["file"] = "../../etc/passwd"
        manifest["cases"][1]["pages"] = 7
        manifest["cases"][2]["number"] = 9

    reseal(folder, contradict)
    assert ("row-without-document", {"row": "1", "name": "../../etc/passwd"}) in found(folder)
    assert ("document-without-row", {"name": IN_PAYLOAD}) in found(folder)
    pages = {"name": SECOND.removeprefix("data/"), "expected": "7", "found": "2"}
    assert ("document-pages-differ", pages) in found(folder)
    assert ("manifest-damaged", {"place": "cases.2.number"}) in found(folder)


def test_links_and_devices_in_a_folder_are_left_alone(folder: Path) -> None:
    secret = folder.with_name("secret")
    shutil.move(folder / FIRST, secret)
    (folder / FIRST).symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    problems = found(folder)
    for name in (FIRST, "loop", "pipe"):
        assert ("package-not-a-file", {"name": name}) in problems
    assert ("package-file-missing", {"name": FIRST}) in problems


def test_a_hash_beside_the_zip_must_match(original: PackageResult, tmp_path: Path) -> None:
    beside = original.archive.with_name(original.archive.name + ".sha256")
    archive = Path(shutil.copy(original.archive, tmp_path))
    assert found(archive) == []
    shutil.copy(beside, tmp_path)
    assert found(archive) == []
    with zipfile.ZipFile(archive, "a") as opened:
        opened.comment = b"hello"
    assert found(archive) == [("archive-changed", {"name": archive.name})]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../evil.txt", "package-name-unsafe"),
        ("data/documents/../../evil.txt", "package-name-unsafe"),
        ("/tmp/evil.txt", "package-name-unsafe"),  # noqa: S108
        ("C:\\evil.txt", "package-name-unsafe"),
        ("documents\\evil.txt", "package-name-unsafe"),
        ("evil.txt", "package-file-extra"),
        (FIRST, "package-name-twice"),
    ],
)
def test_names_that_lead_out_or_double_are_reported(folder: Path, name: str, code: str) -> None:
    archive = zipped(folder)
    with warnings.catch_warnings(), zipfile.ZipFile(archive, "a") as opened:
        warnings.simplefilter("ignore")
        opened.writestr(name, b"evil")
    before = sorted(archive.parent.rglob("*"))
    assert found(archive) == [(code, {"name": name})]
    assert sorted(archive.parent.rglob("*")) == before


def test_a_link_in_a_zip_is_reported(folder: Path) -> None:
    archive = zipped(folder)
    link = zipfile.ZipInfo("link")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(link, "/etc/passwd")
    assert found(archive) == [("package-not-a-file", {"name": "link"})]


def central(data: bytearray, name: str) -> int:
    """The offset of a file's entry in the directory at the end of the archive."""
    return data.rindex(name.encode()) - 46


def test_a_locked_entry_is_reported(folder: Path) -> None:
    archive = zipped(folder)
    data = bytearray(archive.read_bytes())
    data[central(data, SECOND) + 8] |= 1
    archive.write_bytes(data)
    assert ("package-file-encrypted", {"name": SECOND}) in found(archive)


@pytest.mark.parametrize("size", [2**28 + 1, 2**32 - 2])
def test_an_enormous_claim_is_not_opened(folder: Path, size: int) -> None:
    archive = zipped(folder)
    data = bytearray(archive.read_bytes())
    struct.pack_into("<I", data, central(data, SECOND) + 24, size)
    archive.write_bytes(data)
    assert codes(archive) == {"package-too-large", "manifest-missing"}


def test_a_bomb_of_many_files_is_not_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as opened:
        for number in range(5):
            opened.writestr(f"data/documents/{number}", bytes(2**24))
    assert codes(bomb) == {"package-too-large", "manifest-missing"}


def test_a_bomb_inside_the_workbook_is_not_opened(folder: Path) -> None:
    with zipfile.ZipFile(folder / "data/records.xlsx", "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("xl/bomb.xml", bytes(2**27))
    reseal(folder)
    assert found(folder) == [("table-unreadable", {"name": "records.xlsx"})]


def test_entities_in_the_workbook_are_not_expanded(folder: Path) -> None:
    path = folder / "data/records.xlsx"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    head, mark, tail = parts["xl/worksheets/sheet1.xml"].partition(b"<worksheet")
    parts["xl/worksheets/sheet1.xml"] = head + lol + mark + tail.replace(b"Tien", b"&b;")
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    reseal(folder)
    assert found(folder) == [("table-unreadable", {"name": "records.xlsx"})]


def test_an_archive_damaged_anywhere_is_reported_and_never_crashes(
    folder: Path, tmp_path: Path
) -> None:
    whole = zipped(folder).read_bytes()
    target = tmp_path / "damaged.zip"
    for data in (b"", b"PK", whole[:50], whole[:-30], whole[: len(whole) // 2]):
        target.write_bytes(data)
        assert found(target) == [("archive-damaged", {"name": "damaged.zip"})]
    directory = central(bytearray(whole), "data/documents/KS.2017.01.2017-02-03.01")
    for place in [*range(0, len(whole), 997), *range(directory, len(whole), 13)]:
        target.write_bytes(whole)
        flip(target, place)
        verify_package(target)


def test_a_name_of_control_characters_is_shown_harmlessly(folder: Path) -> None:
    (folder / "a\x1b[31mb\nc").write_text("x")
    assert found(folder) == [("package-file-extra", {"name": "a?[31mb?c"})]


def test_nothing_at_the_path_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="package-not-found"):
        verify_package(tmp_path / "nothing")


@pytest.mark.parametrize("error", [KeyError("stop"), OSError("stop"), ValueError("stop")])
def test_a_check_can_be_stopped_whenever_a_file_is_read(folder: Path, error: Exception) -> None:
    """What the caller raises is no fault of the package, whichever it is."""
    archive = zipped(folder)
    for package in (folder, archive):
        asked = 0

        def count() -> None:
            nonlocal asked
            asked += 1

        assert verify_package(package, on_file=count).is_sound
        assert asked > len(list(folder.rglob("*.*")))
        for last in range(0, asked, 3):
            with pytest.raises(type(error), match="stop"):
                verify_package(package, on_file=_stopping(last, error))


def test_rows_too_many_and_a_wrong_cell_elsewhere_are_both_named(folder: Path) -> None:
    with (folder / "data/records.csv").open("ab") as target:
        target.write(b"x,y\r\n" * 9)
    edit_json(folder, "gioiTinh", 1)
    reseal(folder)
    assert {code for code, _ in found(folder)} >= {"row-count-differs", "rows-differ"}


def test_a_workbook_of_many_sheets_in_an_archive_is_unpacked_once(folder: Path) -> None:
    """Its reader goes back and forth, each time from the beginning of what is packed."""
    archive = zipped(folder)
    with opened(archive) as source:
        asked: list[str] = []

        def heard(name: str) -> IO[bytes]:
            asked.append(name)
            return source.open_entry(name)

        name = "data/records.xlsx"
        with replace(source, open_entry=heard).placed(name) as stream:
            end = stream.seek(0, os.SEEK_END)
            for at in range(end, 0, -max(1, end // 50)):
                stream.seek(at - 1)
                assert len(stream.read(1)) == 1
            assert not isinstance(stream, zipfile.ZipExtFile)
        assert asked == [name]


@pytest.mark.parametrize(
    ("member", "written", "place"),
    [
        ("mẫu", "[" + "{}," * 500_000 + "{}]", "mẫu"),
        ("columns", "[" + "0," * 500_000 + "0]", "columns.0"),
        ("batch_name", '"\\ud800"', "JSON"),
    ],
)
def test_a_manifest_of_a_million_faults_tells_the_first(
    folder: Path, member: str, written: str, place: str
) -> None:
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told.pop(member, None)
    text = json.dumps(told).removesuffix("}") + f', "{member}": {written}}}'
    with pytest.raises(ValueError, match=f"^{place}$"):
        read_manifest(BytesIO(text.encode()))


def _stopping(after: int, error: Exception) -> Callable[[], None]:
    left = iter(range(after))

    def stop() -> None:
        if next(left, None) is None:
            raise error

    return stop
