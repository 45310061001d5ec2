"""The sheet that lies in every package and says, in both languages, what it is."""

from __future__ import annotations

from string import Template

from digitizer.domain.package import PackageContent
from exports.bag import in_payload
from exports.manifest import WORKBOOK
from exports.payload import Written

_TEXT = Template("""\
GÓI HỒ SƠ ĐÃ SỐ HÓA
===================

Gói này chứa $cases hồ sơ đã được kiểm tra và phê duyệt: $type_vi.
Đợt: $batch
Thời điểm lập gói: $created
$replaces_vi$backlog_vi$larger_vi
Nội dung
$files_vi
  manifest.json          danh sách hồ sơ, bản quét gốc, các tệp, mã băm, phiên bản phần mềm
  bagit.txt, bag-info.txt, manifest-*.txt, tagmanifest-*.txt
                         gói theo chuẩn BagIt 1.0 (RFC 8493): thông tin gói và mã băm SHA-256,
                         SHA-512 của từng tệp
$signature_vi
Cách kiểm tra
  Bằng Digitizer (dùng được cho cả thư mục và tệp .zip):
      digitizer verify "<thư mục hoặc tệp .zip>"
  Không có Digitizer: dùng chương trình BagIt bất kỳ, hoặc so mã băm của từng tệp với danh sách
  trong tagmanifest-sha256.txt, rồi manifest-sha256.txt.
      Windows:  certutil -hashfile "$example" SHA256
      Linux:    sha256sum --check tagmanifest-sha256.txt manifest-sha256.txt
$check_vi
Gói chứa dữ liệu cá nhân: chỉ giao cho người có thẩm quyền, xóa bản sao khi không còn cần.
Không sửa, thêm, bớt tệp nào trong gói; nếu có sai sót, hãy sửa trong Digitizer và lập gói mới.


PACKAGE OF DIGITIZED RECORDS
============================

This package holds $cases records that were checked and approved: $type_en.
Batch: $batch
Made at: $created
$replaces_en$backlog_en$larger_en
Contents
$files_en
  manifest.json          the list of records, original scans, files, hashes, software versions
  bagit.txt, bag-info.txt, manifest-*.txt, tagmanifest-*.txt
                         the package is a BagIt 1.0 bag (RFC 8493): about the package, and each
                         file's SHA-256 and SHA-512
$signature_en
How to verify
  With Digitizer (works for the folder and for the .zip file):
      digitizer verify "<folder or .zip file>"
  Without Digitizer: use any BagIt program, or compare the hash of each file with the lists in
  tagmanifest-sha256.txt, then manifest-sha256.txt.
      Windows:  certutil -hashfile "$example" SHA256
      Linux:    sha256sum --check tagmanifest-sha256.txt manifest-sha256.txt
$check_en
The package holds personal data: hand it to authorized people only, delete copies when done.
Change, add or remove no file in it; when something is wrong, correct it in Digitizer and make a
new package.
""")

_KNOWN = {
    "records.xlsx": (
        "bảng dữ liệu để nhập vào hệ thống; mở bằng chương trình bảng tính",
        "the table to import; open it with a spreadsheet program",
    ),
    "records.csv": (
        "cũng bảng ấy cho chương trình khác (UTF-8); không mở trực tiếp bằng Excel",
        "the same table for other programs (UTF-8); do not open it in Excel directly",
    ),
    "records.json": (
        "cũng bảng ấy cho chương trình khác",
        "the same table for other programs",
    ),
    "records.xml": (
        "giá trị của từng hồ sơ theo mã trường, cho chương trình khác",
        "each record's values by the codes of their fields, for other programs",
    ),
    "records.xsd": (
        "lược đồ của records.xml",
        "the schema of records.xml",
    ),
    "records.csv-metadata.json": (
        "mô tả các cột của records.csv (CSVW)",
        "describes the columns of records.csv (CSVW)",
    ),
    "records.schema.json": (
        "lược đồ của records.json (JSON Schema)",
        "the schema of records.json (JSON Schema)",
    ),
    "metadata.json": (
        "siêu dữ liệu của từng tài liệu theo Công văn 7197/BKHCN-CĐSQG",
        "the metadata of each document by Công văn 7197/BKHCN-CĐSQG",
    ),
    "metadata.xml": (
        "cũng siêu dữ liệu ấy, dạng XML",
        "the same metadata as XML",
    ),
    "metadata.xsd": (
        "lược đồ của metadata.xml",
        "the schema of metadata.xml",
    ),
    "documents/": (
        "mỗi hồ sơ một tệp PDF, đặt tên theo quy tắc của sổ",
        "one PDF a record, named by the rule of the register",
    ),
}
_OTHER = ("tệp do bộ ghi tệp “{exporter}” ghi", "written by the exporter “{exporter}”")

_REPLACES_VI = Template("""\
Gói đính chính: thay cho $count hồ sơ đã giao trong các gói sau (manifest.json ghi rõ từng hồ sơ):
$packages
""")
_REPLACES_EN = Template("""\
A correction: it takes the place of $count records handed over in these packages (manifest.json
names each):
$packages
""")


# As long as something stays behind; the sheet that names it is in the workbook alone.
_BACKLOG_VI = Template("""\
Đợt này chưa trọn: còn $count hồ sơ tồn đọng không có trong gói, vì chưa được phê duyệt
hoặc là giấy tờ tùy thân còn chờ hồ sơ của người đứng tên trên giấy.
$sheet""")
_SHEET_VI = 'Số hồ sơ và lý do ghi ở trang "Tồn đọng" của data/records.xlsx.\n'
_BACKLOG_EN = Template("""\
The batch is not whole: $count records stay behind and are not in here: they were not approved,
or are identity cards that wait for the papers of their person.
$sheet""")
_SHEET_EN = 'The sheet "Tồn đọng" of data/records.xlsx names them, with the reason.\n'


_LARGER_VI = Template("""\
$count tệp PDF nặng hơn $kb kB một trang A4: nếu nén nhỏ nữa thì chữ không còn đọc được.
""")
_LARGER_EN = Template("""\
$count PDF files take more than $kb kB an A4 page: any smaller, their writing could not be read.
""")


_SIGNATURE_VI = Template("""\
  manifest.p7s           chữ ký số của $signer trên manifest.json
""")
_SIGNATURE_EN = Template("""\
  manifest.p7s           the digital signature of $signer on manifest.json
""")
_CHECK_VI = """\
  Chữ ký số cần chứng thư gốc (goc.pem) lấy từ nơi cấp, không lấy từ gói này:
      digitizer verify --signed --trust goc.pem "<thư mục hoặc tệp .zip>"
      openssl cms -verify -binary -inform DER -in manifest.p7s -content manifest.json
              -purpose any -CAfile goc.pem
"""
_CHECK_EN = """\
  The signature needs the root certificate (root.pem) from its issuer, not from this package:
      digitizer verify --signed --trust root.pem "<folder or .zip file>"
      openssl cms -verify -binary -inform DER -in manifest.p7s -content manifest.json
              -purpose any -CAfile root.pem
"""


def readme_bytes(content: PackageContent, written: Written, signer: str = "") -> bytes:
    """UTF-8 with a byte order mark and CR LF, so that the oldest text editors show it right.
    ``signer`` signs the manifest."""
    wish, larger = content.profile.pdf_page_kb, written.larger
    count = len(content.backlog)
    names = dict.fromkeys(each.package for each in content.replaces)
    packages = "\n".join(f"  {name}" for name in names)
    example = WORKBOOK if WORKBOOK in written.files else written.files[0]
    sheet_vi, sheet_en = (_SHEET_VI, _SHEET_EN) if WORKBOOK in written.files else ("", "")
    replaced = {"count": len(content.replaces), "packages": packages}
    text = _TEXT.substitute(
        cases=len(content.cases),
        type_vi=content.document_type.label.vi,
        type_en=content.document_type.label.en,
        batch=content.batch_name,
        created=content.created_at.isoformat(sep=" ", timespec="seconds"),
        replaces_vi=_REPLACES_VI.substitute(replaced) if content.replaces else "",
        replaces_en=_REPLACES_EN.substitute(replaced) if content.replaces else "",
        backlog_vi=_BACKLOG_VI.substitute(count=count, sheet=sheet_vi) if count else "",
        backlog_en=_BACKLOG_EN.substitute(count=count, sheet=sheet_en) if count else "",
        larger_vi=_LARGER_VI.substitute(count=larger, kb=wish) if larger else "",
        larger_en=_LARGER_EN.substitute(count=larger, kb=wish) if larger else "",
        example=in_payload(example).replace("/", "\\"),
        files_vi=_files(written, 0),
        files_en=_files(written, 1),
        signature_vi=_SIGNATURE_VI.substitute(signer=signer) if signer else "",
        signature_en=_SIGNATURE_EN.substitute(signer=signer) if signer else "",
        check_vi=_CHECK_VI if signer else "",
        check_en=_CHECK_EN if signer else "",
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _files(written: Written, language: int) -> str:
    """A line for each file or folder at the top of the payload, in the exporters' order."""
    lines: dict[str, str] = {}
    for entry in written.exporters:
        for name in entry.files:
            first, slash, _ = name.partition("/")
            other = _OTHER[language].format(exporter=entry.name)
            said = _KNOWN[first + slash][language] if first + slash in _KNOWN else other
            lines.setdefault(first + slash, f"  {in_payload(first + slash):<22} {said}")
    return "\n".join(lines.values())
