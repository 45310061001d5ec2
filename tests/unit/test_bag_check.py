"""Bags of any program and version are judged by the rules of their version; nothing gets out."""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitizer.domain.package import VerifyReport
from digitizer.domain.problems import Severity
from digitizer.messages.catalog import LANGUAGES, Messages
from exports.bag import list_lines
from exports.bag_reading import (
    BadTag,
    UnknownEncoding,
    decoded,
    outside,
    read_declaration,
    read_info,
    read_list,
)
from exports.verify import verify_package

HELLO = b"hello\n"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "suites" / "bagit"
# The collection beside the checkout lacks this file of the suite, which is empty.
LACKING = "v0.97/warning/special-system-files/data/.DS_Store"


def bag(
    folder: Path,
    files: dict[str, bytes] | None = None,
    *,
    version: str = "1.0",
    encoding: str = "UTF-8",
    algorithms: tuple[str, ...] = ("sha256", "sha512"),
    info: str = "Bagging-Date: 2026-01-02\nPayload-Oxum: 6.1\n",
) -> Path:
    """A sound bag as another program would make it, with tag manifests."""
    payload = {"data/hello.txt": HELLO} if files is None else files
    declared = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"
    tags = {
        "bagit.txt": declared.encode(),
        "bag-info.txt": info.encode(encoding),
    }
    for each in algorithms:
        tags[f"manifest-{each}.txt"] = listing(payload, each).encode(encoding)
    hashed = dict(tags)
    for each in algorithms:
        tags[f"tagmanifest-{each}.txt"] = listing(hashed, each).encode(encoding)
    for name, data in {**payload, **tags}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def listing(files: dict[str, bytes], algorithm: str) -> str:
    return "".join(
        f"{hashlib.new(algorithm, data).hexdigest()}  {name}\n" for name, data in files.items()
    )


def write_list(folder: Path, *lines: str, algorithm: str = "sha256") -> None:
    """A payload list of these lines alone; the lists of tag files go, since they would not fit."""
    for path in [*folder.glob("manifest-*.txt"), *folder.glob("tagmanifest-*.txt")]:
        path.unlink()
    (folder / f"manifest-{algorithm}.txt").write_text("".join(f"{line}\n" for line in lines))


def verified(package: Path) -> tuple[VerifyReport, list[tuple[str, dict[str, str]]]]:
    """The report and its problems, after every sentence could be made in both languages."""
    report = verify_package(package)
    for language in LANGUAGES:
        for problem in report.problems:
            assert Messages(language).problem(problem)
    return report, [(problem.code, dict(problem.params)) for problem in report.problems]


def hash_of(data: bytes = HELLO, algorithm: str = "sha256") -> str:
    return hashlib.new(algorithm, data).hexdigest()


def test_a_sound_bag_of_another_program_is_sound_and_told_to_be_foreign(tmp_path: Path) -> None:
    report, problems = verified(bag(tmp_path / "bag"))
    assert problems == []
    assert report.is_sound
    assert report.is_foreign
    assert report.files_checked == 5


def test_a_zip_may_hold_the_bag_or_its_folder(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag")
    for base in ("", "bag/", "renamed/"):
        path = tmp_path / "bag.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in made.rglob("*"):
                archive.write(file, base + file.relative_to(made).as_posix())
        assert verified(path)[1] == []
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("beside.txt", b"x")
    assert verified(path)[1] == [("package-file-extra", {"name": "beside.txt"})]


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224", "sha384", "sha512"])
def test_every_usual_algorithm_is_read(tmp_path: Path, algorithm: str) -> None:
    made = bag(tmp_path / "bag", algorithms=(algorithm,))
    assert verified(made)[1] == []
    (made / "data/hello.txt").write_bytes(b"hallo\n")
    assert verified(made)[1] == [("package-file-changed", {"name": "data/hello.txt"})]


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1258"])
def test_tag_files_may_have_another_encoding(tmp_path: Path, encoding: str) -> None:
    assert verified(bag(tmp_path / "bag", version="0.97", encoding=encoding))[1] == []


def test_a_hash_in_capitals_and_any_line_break_is_read(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag")
    for each in made.glob("tagmanifest-*"):
        each.unlink()
    (made / "manifest-sha512.txt").unlink()
    text = (made / "manifest-sha256.txt").read_text()
    for line in (text.upper().replace("DATA/HELLO.TXT", "data/hello.txt"), text):
        for ending in ("\n", "\r\n", "\r"):
            (made / "manifest-sha256.txt").write_bytes(line.replace("\n", ending).encode())
            assert verified(made)[1] == []


@pytest.mark.parametrize(
    "declaration",
    [
        "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n",
        "BagIt-Version: 1.0\n",
        "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: x\n",
        "\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "",
    ],
)
def test_a_declaration_is_exactly_its_two_lines(tmp_path: Path, declaration: str) -> None:
    made = bag(tmp_path / "bag")
    (made / "bagit.txt").write_bytes(declaration.encode())
    assert ("bag-declaration-damaged", {}) in verified(made)[1]


def test_a_version_or_an_encoding_that_is_not_known_is_said_so(tmp_path: Path) -> None:
    newer = verified(bag(tmp_path / "newer", version="1.1"))[1]
    assert newer == [("bag-version-unknown", {"version": "1.1"})]
    for number, encoding in enumerate(("klingon", "idna", "rot13", "unicode_escape")):
        made = bag(tmp_path / str(number))
        text = f"BagIt-Version: 1.0\nTag-File-Character-Encoding: {encoding}\n"
        (made / "bagit.txt").write_text(text)
        assert ("bag-encoding-unknown", {"encoding": encoding}) in verified(made)[1]


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "data/../../secret.txt",
        "/etc/passwd",
        "~/secret.txt",
        "~root/secret.txt",
        "C:\\secret.txt",
        "\\\\?\\UNC\\server\\secret.txt",
        "%HomeDrive%\\secret.txt",
        "data//hello.txt",
        "bagit.txt",
    ],
)
def test_a_list_that_leads_out_is_refused_and_nothing_is_read(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(HELLO)
    made = bag(tmp_path / "bag")
    write_list(made, f"{hash_of()}  data/hello.txt", f"{hash_of()}  {name}")
    listed = {"list": "manifest-sha256.txt", "name": name}
    assert verified(made)[1] == [("bag-name-outside", listed)]
    (made / "fetch.txt").write_text(f"https://example.org/x - {name}\n")
    assert ("bag-name-outside", {"list": "fetch.txt", "name": name}) in verified(made)[1]


def test_a_list_of_tag_files_may_not_speak_of_the_payload(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag", algorithms=("sha256",))
    with (made / "tagmanifest-sha256.txt").open("a") as target:
        target.write(f"{hash_of()}  data/hello.txt\n{hash_of()}  ~/x\n")
    assert [code for code, _ in verified(made)[1]] == ["bag-name-outside"] * 2


def test_files_that_are_missing_added_or_not_in_every_list_are_named(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag")
    (made / "data/hello.txt").rename(made / "data/other.txt")
    assert verified(made)[1] == [
        ("package-file-missing", {"name": "data/hello.txt"}),
        ("package-file-extra", {"name": "data/other.txt"}),
    ]


def test_from_1_0_on_every_list_names_every_file(tmp_path: Path) -> None:
    for version, expected in (("0.97", []), ("1.0", ["bag-file-not-in-list"])):
        files = {"data/a.txt": HELLO, "data/b.txt": HELLO}
        made = bag(tmp_path / version, files, version=version, info="Payload-Oxum: 12.2\n")
        for each in made.glob("tagmanifest-*"):
            each.unlink()
        (made / "manifest-sha512.txt").write_text(listing({"data/a.txt": HELLO}, "sha512"))
        assert [code for code, _ in verified(made)[1]] == expected


def test_from_1_0_on_a_tag_list_names_every_payload_list(tmp_path: Path) -> None:
    for version, expected in (("0.97", []), ("1.0", ["bag-file-not-in-list"])):
        made = bag(tmp_path / version, version=version, algorithms=("sha256",))
        lines = (made / "tagmanifest-sha256.txt").read_text().splitlines(keepends=True)
        rest = "".join(line for line in lines if "manifest-" not in line)
        (made / "tagmanifest-sha256.txt").write_text(rest)
        assert [code for code, _ in verified(made)[1]] == expected


@pytest.mark.parametrize(
    ("version", "other", "severity"),
    [
        ("0.97", HELLO, Severity.WARNING),
        ("0.97", b"other", Severity.ERROR),
        ("1.0", HELLO, Severity.ERROR),
    ],
)
def test_a_name_that_stands_twice(
    tmp_path: Path, version: str, other: bytes, severity: Severity
) -> None:
    made = bag(tmp_path / "bag", version=version)
    write_list(made, f"{hash_of()}  data/hello.txt", f"{hash_of(other)}  data/hello.txt")
    (problem,) = verify_package(made).problems
    assert (problem.code, problem.severity) == ("bag-name-twice", severity)


def test_names_that_only_some_systems_tell_apart_are_a_warning(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag")
    write_list(made, f"{hash_of()}  data/hello.txt", f"{hash_of()}  data/HELLO.txt")
    report, problems = verified(made)
    assert report.is_sound
    assert [code for code, _ in problems] == ["bag-names-alike", "bag-name-otherwise"]
    write_list(made, f"{hash_of()}  data/hello.txt", f"{hash_of(b'x')}  data/HELLO.txt")
    assert not verify_package(made).is_sound


@pytest.mark.parametrize("name", ["data/Hello.txt", "data/ke\u0302\u0301.txt"])
def test_a_file_beside_a_listed_one_of_a_like_name_is_one_too_many(
    tmp_path: Path, name: str
) -> None:
    files = {"data/hello.txt": HELLO, "data/k\u1ebf.txt": HELLO}
    made = bag(tmp_path / "bag", files, info="")
    (made / name).write_bytes(b"other")
    assert [code for code, _ in verified(made)[1]] == ["package-file-extra"]


def test_what_md5sum_and_systems_leave_is_a_warning(tmp_path: Path) -> None:
    files = {"data/hello.txt": HELLO, "data/Thumbs.db": b""}
    made = bag(tmp_path / "bag", files, info="Payload-Oxum: 6.2\n")
    write_list(
        made,
        f"{hash_of(algorithm='md5')} *data/hello.txt",
        f"{hash_of(b'', 'md5')}  ./data/Thumbs.db",
        algorithm="md5",
    )
    report, problems = verified(made)
    assert report.is_sound
    assert [code for code, _ in problems] == ["bag-list-not-plain"] * 2 + ["bag-system-file"]


def test_a_hole_is_never_filled(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag", algorithms=("sha256",))
    (made / "fetch.txt").write_text("https://example.org/hello.txt 6 data/hello.txt\n")
    assert verified(made)[1] == []
    (made / "data/hello.txt").unlink()
    assert verified(made)[1] == [("bag-file-to-fetch", {"name": "data/hello.txt"})]
    (made / "fetch.txt").write_text("https://example.org/x - data/x.txt\nnonsense\n")
    assert [code for code, _ in verified(made)[1]] == [
        "bag-list-damaged",
        "bag-file-not-in-list",
        "package-file-missing",
    ]


def test_one_wrong_list_of_two_is_told_from_a_changed_file(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag")
    path = made / "tagmanifest-sha512.txt"
    path.write_text(path.read_text().replace(hash_of(algorithm="sha512")[:4], "0000"))
    text = path.read_text()
    first = text.splitlines()[0].split()
    path.write_text(text.replace(first[0], "0" * 128))
    differs = {"list": "tagmanifest-sha512.txt", "name": first[1]}
    assert verified(made)[1] == [("bag-list-differs", differs)]


def test_the_octet_count_is_compared(tmp_path: Path) -> None:
    wrong = bag(tmp_path / "wrong", info="Payload-Oxum: 7.1\n")
    assert verified(wrong)[1] == [("bag-oxum-differs", {"expected": "7.1", "found": "6.1"})]
    twice = bag(tmp_path / "twice", info="Payload-Oxum: 6.1\nPAYLOAD-OXUM: 6.1\n")
    assert verified(twice)[1] == [("bag-oxum-twice", {})]


def test_lists_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag", algorithms=("sha256",))
    (made / "manifest-sha999.txt").write_text("x  data/hello.txt\n")
    report, problems = verified(made)
    assert report.is_sound
    assert problems == [("bag-algorithm-unknown", {"name": "manifest-sha999.txt"})]
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        (made / name).unlink()
    assert ("bag-without-list", {}) in verified(made)[1]
    write_list(made, "deadbeef  data/hello.txt")
    damaged = ("bag-list-damaged", {"name": "manifest-sha256.txt", "line": "1"})
    assert damaged in verified(made)[1]


def test_a_percent_sign_stands_for_itself_before_1_0(tmp_path: Path) -> None:
    name = "data/50%25.txt"
    old = bag(tmp_path / "old", {name: HELLO}, version="0.97")
    assert verified(old)[1] == []
    new = bag(tmp_path / "new", {"data/50%.txt": HELLO})
    assert verified(new)[1] == []
    write_list(new, f"{hash_of()}  {name}")
    assert verified(new)[1] == []


def test_a_signature_that_is_asked_for_is_missed_in_a_foreign_bag(tmp_path: Path) -> None:
    report = verify_package(bag(tmp_path / "bag"), must_be_signed=True)
    assert [problem.code for problem in report.problems] == ["manifest-signature-missing"]


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map("data/{}".format),
        st.binary(max_size=3),
        max_size=4,
    )
)
def test_what_is_written_into_a_list_is_read_from_it(files: dict[str, bytes]) -> None:
    hashes = {
        name: bytes.fromhex(hash_of(data)) for name, data in files.items() if _is_listable(name)
    }
    entries = list(read_list(BytesIO(b"".join(list_lines(hashes))), "utf-8", 64))
    assert {decoded(each.name, (1, 0)): bytes.fromhex(each.digest) for each in entries} == hashes
    assert all(each.is_plain for each in entries)


def _is_listable(name: str) -> bool:
    """Names of files: no empty part, which no file system has."""
    return not outside(name, of_payload=True)


@given(st.from_regex(rb"BagIt-Version: [0-9]{1,9}\.[0-9]{1,9}[\x00-\x80]{0,9}") | st.binary())
@example(b"BagIt-Version: 1." + b"1" * 5000)
def test_a_declaration_is_read_or_refused_and_never_a_crash(start: bytes) -> None:
    for data in (start, start + b"\nTag-File-Character-Encoding: UTF-8\n"):
        with contextlib.suppress(BadTag, UnknownEncoding):
            assert read_declaration(data).version >= (0, 0)


def test_a_value_of_very_many_lines_is_read_at_once() -> None:
    """Each line added to a growing text would take minutes for the longest that is read."""
    ((label, value),) = read_info(b"Note: a" + b"\n b" * 300_000, "utf-8")
    assert (label, value) == ("note", "a" + " b" * 300_000)


def test_facts_about_a_bag_that_are_enormous_are_not_read(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag", info="Payload-Oxum: 6.1\n" + " x\n" * 2**19)
    assert verified(made)[1] == [("package-file-unreadable", {"name": "bag-info.txt"})]


def test_a_bag_of_very_many_nested_folders_is_read(tmp_path: Path) -> None:
    made = place = bag(tmp_path / "bag")
    for _ in range(1_200):
        place = place / "d"
        place.mkdir()
    try:
        assert verified(made)[1] == []
    finally:
        while place != made:
            place.rmdir()
            place = place.parent


@given(st.binary(max_size=200))
def test_nonsense_is_a_bad_tag_and_never_a_crash(data: bytes) -> None:
    for read in (
        lambda: list(read_list(BytesIO(data), "utf-8", 64)),
        lambda: read_info(data, "utf-8"),
    ):
        with contextlib.suppress(BadTag):
            read()


@pytest.mark.shared_samples
def test_the_public_suite_of_bags_is_passed(tmp_path: Path) -> None:
    """What must be valid is, what must warn is valid with a warning, and what must fail fails, also
    where only Windows would be led astray."""
    if not SAMPLES.is_dir():
        pytest.skip("the collection of samples is not there")
    seen = 0
    for folder in sorted(path for path in SAMPLES.glob("v*/*/*") if path.is_dir()):
        name = folder.relative_to(SAMPLES).as_posix()
        kind = folder.parent.name
        if kind == "darwin-only":
            continue
        report = verify_package(_complete(folder, name, tmp_path))
        assert report.is_foreign, name
        assert report.is_sound == (kind in ("valid", "warning")), (name, report.problems)
        if kind == "warning":
            assert report.problems, name
        seen += 1
    assert seen == 60


def _complete(folder: Path, name: str, place: Path) -> Path:
    if not LACKING.startswith(name):
        return folder
    copy = place / "complete"
    for file in (path for path in folder.rglob("*") if path.is_file()):
        target = copy / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (copy / LACKING.removeprefix(name + "/")).touch()
    return copy


def test_of_very_many_bad_lines_the_first_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.bag_check._MOST_PROBLEMS", 5)
    made = bag(tmp_path)
    write_list(made, *(f"{hash_of()}  ../{number}" for number in range(50)))
    _, found = verified(made)
    assert len(found) == 6
    assert found[-1] == ("bag-more-problems", {"count": "5"})


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-32"])
@pytest.mark.parametrize("name", ["bag-info.txt", "fetch.txt", "manifest-sha256.txt"])
def test_texts_without_a_mark_of_their_order_are_bad_and_no_crash(
    tmp_path: Path, encoding: str, name: str
) -> None:
    made = bag(tmp_path)
    (made / "bagit.txt").write_bytes(
        f"BagIt-Version: 1.0\nTag-File-Character-Encoding: {encoding}\n".encode()
    )
    (made / name).write_bytes("Ghi chú: chữ Việt\n".encode(f"{encoding}-BE")[:-1])
    assert not verify_package(made).is_sound
    (made / name).write_bytes("Tên: Lê\n".encode(f"{encoding}-LE"))
    assert not verify_package(made).is_sound


def test_a_list_that_cannot_be_read_to_its_end_is_no_list(tmp_path: Path) -> None:
    """It would say of every file behind its middle that it is in none."""
    archive = tmp_path / "bag.zip"
    made = bag(tmp_path)
    with zipfile.ZipFile(archive, "w") as target:
        for file in sorted(path for path in made.rglob("*") if path.is_file()):
            target.write(file, file.relative_to(made).as_posix())
    listed = (made / "manifest-sha256.txt").read_bytes()
    data = archive.read_bytes()
    at = data.index(listed) + len(listed) - 3
    archive.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    codes = [problem.code for problem in verify_package(archive).problems]
    assert "package-file-unreadable" in codes
    assert "package-file-extra" not in codes
