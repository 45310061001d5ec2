"""A commune's own files: what is taken, and how a wrong one is refused."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from digitizer.domain.errors import BadSchema
from digitizer.domain.record import Record
from digitizer.messages import Messages
from digitizer.schemas import check_catalog, load_catalog
from digitizer.schemas.published import SCHEMA_FILES, json_schema_text

GOOD_TYPE = """
key = "land.parcel"
version = "1"
valid_from = 2024-01-01
source = "Mẫu thử"
label = { vi = "Thửa đất", en = "Parcel" }
title_field = "chuSuDung"
identity_fields = ["soThua"]
titles = ["GIẤY CHỨNG NHẬN"]

[[sections]]
key = "owner"
label = { vi = "Chủ sử dụng", en = "Owner" }

[[fields]]
key = "chuSuDung"
kind = "name"
label = { vi = "Chủ sử dụng", en = "Owner" }
section = "owner"
need = "required"
anchors = ["Họ và tên", { text = "Người ký", placement = "below" }]

[[fields]]
key = "soThua"
kind = "number"
label = { vi = "Số thửa", en = "Parcel number" }
section = "owner"
need = "optional"

[[fields]]
key = "loaiDat"
kind = "code"
label = { vi = "Loại đất", en = "Land use" }
section = "owner"
need = "optional"
code_list = "loai_dat"

[[rules]]
kind = "not_in_future"
fields = ["soThua"]
severity = "warning"
source = "Mẫu thử"
"""
GOOD_LIST = """
key = "loai_dat"
version = "1"
valid_from = 2024-01-01
source = "Mẫu thử"
entries = [
    { code = "LUC", vi = "Đất lúa", en = "Rice land", aliases = ["Đất trồng lúa"] },
    { code = "ODT", vi = "Đất ở đô thị", en = "Urban land" },
]
"""
GOOD_PROFILE = """
document_type = "land.parcel"
version = "1"
valid_from = 2024-01-01
source = "Mẫu thử"
sheet = "Data"
notes_sheet = "Notes"
date_format = "dd.mm.yyyy"
file_name = "D.{soThua.number:02}.pdf"
pdf_dpi = 200
pdf_jpeg_quality = 60
columns = [
    { name = "STT", value = "running_number" },
    { name = "chuSuDung", field = "chuSuDung" },
]
"""


def workspace(
    root: Path, doc_type: str = GOOD_TYPE, code_list: str = GOOD_LIST, profile: str = GOOD_PROFILE
) -> Path:
    folder = root / "types"
    (folder / "land" / "code_lists").mkdir(parents=True)
    (folder / "land" / "parcel.toml").write_text(doc_type, encoding="utf-8")
    (folder / "land" / "parcel.export.toml").write_text(profile, encoding="utf-8")
    (folder / "land" / "code_lists" / "loai_dat.toml").write_text(code_list, encoding="utf-8")
    return folder


def refusal(folder: Path) -> BadSchema:
    with pytest.raises(BadSchema) as caught:
        load_catalog([folder])
    for language in ("vi", "en"):
        assert caught.value.params["file"] in Messages(language).error(caught.value)
    return caught.value


def test_a_commune_adds_a_type_without_code(tmp_path: Path) -> None:
    catalog = load_catalog([workspace(tmp_path)])
    parcel = catalog.types["land.parcel"]
    assert [anchor.placement.value for anchor in parcel.fields[0].anchors] == ["after", "below"]
    assert catalog.code_list_of(parcel.fields[2]) is catalog.code_lists["loai_dat"]
    assert "civil_status.birth" in catalog.types


def test_a_workspace_file_replaces_the_packages_own(tmp_path: Path) -> None:
    own = GOOD_LIST.replace('"loai_dat"', '"gioi_tinh"')
    folder = workspace(tmp_path)
    (folder / "land" / "code_lists" / "gioi_tinh.toml").write_text(own, encoding="utf-8")
    assert len(load_catalog([folder]).code_lists["gioi_tinh"].entries) == 2


@pytest.mark.parametrize(
    ("old", "new", "code", "marker"),
    [
        ('kind = "name"', 'kind = "nam"', "schema-wrong", 'kind = "nam"'),
        ('need = "required"', 'need = "required"\ncolour = "red"', "schema-wrong", "colour ="),
        ('section = "owner"', 'section = "ownr"', "schema-unknown-section", 'section = "ownr"'),
        (
            'key = "owner"',
            'key = "owner"\nbeside = "spouse"',
            "schema-unknown-section",
            "beside =",
        ),
        (
            'key = "owner"',
            'key = "owner"\nbeside = "owner"',
            "schema-unknown-section",
            "beside =",
        ),
        (
            'key = "soThua"',
            'key = "chuSuDung"',
            "schema-repeated",
            'key = "chuSuDung"\nkind = "number"',
        ),
        (
            'code_list = "loai_dat"',
            'code_list = "loai"',
            "schema-unknown-list",
            'code_list = "loai"\n',
        ),
        ('code_list = "loai_dat"', "", "schema-code-list-needed", '[[fields]]\nkey = "loaiDat"'),
        ('"Họ và tên"', '" ... "', "schema-empty-anchor", "anchors ="),
        ('"Họ và tên"', '{ placement = "alone" }', "schema-no-shape", "anchors ="),
        ('kind = "not_in_future"', 'kind = "guess"', "schema-unknown-rule", "[[rules]]"),
        ('kind = "not_in_future"', 'kind = "same_year"', "schema-rule-fields", "[[rules]]"),
        ('\nfields = ["soThua"]', '\nfields = ["so"]', "schema-unknown-field", 'fields = ["so"]'),
        (
            'severity = "warning"',
            'severity = "warning"\nparams = { a = "1" }',
            "schema-rule-params",
            "[[rules]]",
        ),
        (
            'identity_fields = ["soThua"]',
            'identity_fields = ["x"]',
            "schema-unknown-field",
            "identity_fields",
        ),
        ("valid_from = 2024-01-01", 'valid_from = "2024"', "schema-wrong", "valid_from"),
    ],
)
def test_a_wrong_type_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, code: str, marker: str
) -> None:
    text = GOOD_TYPE.replace(old, new, 1)
    error = refusal(workspace(tmp_path, doc_type=text))
    assert error.code == code
    assert error.params["file"].endswith("land/parcel.toml")
    line = text[: text.index(marker)].count("\n") + 1
    assert error.params["place"].endswith(f":{line}")


def test_a_pattern_that_does_not_compile_is_refused(tmp_path: Path) -> None:
    text = GOOD_TYPE.replace('need = "required"', 'need = "required"\npattern = "("', 1)
    assert "fields[0].pattern" in refusal(workspace(tmp_path, doc_type=text)).params["place"]


def test_a_syntax_error_tells_the_line(tmp_path: Path) -> None:
    error = refusal(workspace(tmp_path, doc_type=GOOD_TYPE + "\n[[fields\n"))
    assert error.code == "schema-not-toml"
    assert re.search(r"line \d+", error.params["reason"])


def test_a_spelling_with_two_meanings_is_refused(tmp_path: Path) -> None:
    twice = GOOD_LIST.replace('"Urban land"', '"Urban land", aliases = ["đất trồng LÚA"]')
    assert refusal(workspace(tmp_path, code_list=twice)).code == "schema-two-meanings"


def test_a_profile_names_the_exporters_of_its_packages_or_has_the_usual_ones(
    tmp_path: Path,
) -> None:
    named = GOOD_PROFILE.replace("pdf_dpi", 'exporters = ["documents", "xml-2"]\npdf_dpi', 1)

    profiles = load_catalog([workspace(tmp_path / "named", profile=named)]).profiles
    usual = load_catalog([workspace(tmp_path / "usual")]).profiles["land.parcel"]

    assert profiles["land.parcel"].exporters == ("documents", "xml-2")
    assert usual.exporters == ("workbook", "csv", "json", "documents")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('field = "chuSuDung"', 'field = "chu"', "schema-unknown-field"),
        ('name = "chuSuDung"', 'name = "STT"', "schema-repeated"),
        ('value = "running_number"', 'value = "label"', "schema-column-field"),
        ("{soThua.number:02}", "{thua}", "schema-unknown-field"),
        ("D.{soThua.number:02}", "../{soThua.number}", "schema-file-name"),
        ("{soThua.number:02}", "{soThua.__class__}", "schema-file-name"),
        ('"land.parcel"', '"land.house"', "schema-unknown-type"),
        ("pdf_dpi = 200", "pdf_dpi = 20", "schema-wrong"),
        ('"dd.mm.yyyy"', '"%d"', "schema-wrong"),
        ("pdf_dpi", 'exporters = ["csv", "documents", "csv"]\npdf_dpi', "schema-repeated"),
        ("pdf_dpi", 'exporters = ["../csv"]\npdf_dpi', "schema-wrong"),
        ("pdf_dpi", "exporters = []\npdf_dpi", "schema-wrong"),
    ],
)
def test_a_wrong_profile_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    error = refusal(workspace(tmp_path, profile=GOOD_PROFILE.replace(old, new, 1)))
    assert error.code == code
    assert error.params["file"].endswith("parcel.export.toml")


def test_two_files_may_not_claim_one_key(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "land" / "second.toml").write_text(GOOD_TYPE, encoding="utf-8")
    assert refusal(folder).code == "schema-key-twice"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "land" / "parcel.toml").write_bytes(GOOD_TYPE.encode("utf-16"))
    assert refusal(folder).code == "schema-not-utf8"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere").code == "schema-no-folder"


def test_every_wrong_file_is_named_at_once(tmp_path: Path) -> None:
    folder = workspace(
        tmp_path,
        doc_type=GOOD_TYPE.replace('kind = "name"', 'kind = "nam"'),
        code_list=GOOD_LIST.replace('code = "ODT"', 'code = "LUC"'),
    )
    faults = check_catalog([folder])
    assert [fault.code for fault in faults] == [
        "schema-repeated",
        "schema-wrong",
        "schema-unknown-type",
    ]


def test_what_ships_is_right() -> None:
    assert check_catalog() == ()


def test_a_table_needs_columns_and_nothing_else_has_them(tmp_path: Path) -> None:
    text = GOOD_TYPE.replace('kind = "number"', 'kind = "table"')
    assert refusal(workspace(tmp_path, doc_type=text)).code == "schema-columns-needed"


def test_a_record_keeps_the_version_it_was_read_with(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    newer = GOOD_TYPE.replace('version = "1"', 'version = "2"').replace(
        'vi = "Số thửa"', 'vi = "Thửa đất số"'
    )
    (folder / "land" / "former").mkdir()
    (folder / "land" / "former" / "parcel.1.toml").write_text(GOOD_TYPE, encoding="utf-8")
    (folder / "land" / "parcel.toml").write_text(newer, encoding="utf-8")
    catalog = load_catalog([folder])
    labels = []
    for version in ("1", "2", "0.9"):
        doc_type = catalog.type_of(Record("land.parcel", version))
        assert doc_type is not None
        spec = doc_type.field("soThua")
        assert spec is not None
        labels.append(spec.label.vi)
    assert labels == ["Số thửa", "Thửa đất số", "Thửa đất số"]


def test_the_shipped_version_stays_known_behind_a_workspaces_own(tmp_path: Path) -> None:
    shipped = load_catalog().types["civil_status.birth"]
    text = files("digitizer.schemas").joinpath("civil_status/birth.toml").read_text("utf-8")
    own = text.replace(f'version = "{shipped.version}"', 'version = "xa-1"', 1)
    folder = tmp_path / "types"
    (folder / "civil_status").mkdir(parents=True)
    (folder / "civil_status" / "birth.toml").write_text(own, encoding="utf-8")
    catalog = load_catalog([folder])
    assert catalog.types[shipped.key].version == "xa-1"
    old = catalog.type_of(Record(shipped.key, shipped.version))
    assert old is not None
    assert old.version == shipped.version


def test_restricted_types_are_only_for_workspaces_marked_so(tmp_path: Path) -> None:
    text = GOOD_TYPE.replace('version = "1"', 'version = "1"\nrestricted = true')
    folder = workspace(tmp_path, doc_type=text)
    assert "land.parcel" in load_catalog([folder]).types
    open_catalog = load_catalog([folder], restricted=False)
    assert "land.parcel" not in open_catalog.types
    assert "land.parcel" not in open_catalog.profiles


@pytest.mark.parametrize("name", SCHEMA_FILES)
def test_the_published_json_schema_is_that_of_the_program(name: str) -> None:
    published = Path(__file__).parents[2] / "docs" / "schemas" / f"{name}.schema.json"
    assert published.read_text(encoding="utf-8") == json_schema_text(name)
