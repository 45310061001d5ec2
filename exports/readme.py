"""The sheet that lies in every package and says, in both languages, what it is."""

from __future__ import annotations

from string import Template

from digitizer.domain.package import PackageContent

_TEXT = Template("""\
GÓI HỒ SƠ ĐÃ SỐ HÓA
===================

Gói này chứa $cases hồ sơ đã được kiểm tra và phê duyệt: $type_vi.
Đợt: $batch
Thời điểm lập gói: $created

Nội dung
  records.xlsx      bảng dữ liệu để nhập vào hệ thống; mở bằng chương trình bảng tính
  records.csv       cũng bảng ấy cho chương trình khác (UTF-8); không mở trực tiếp bằng Excel
  records.json      cũng bảng ấy cho chương trình khác
  documents/        mỗi hồ sơ một tệp PDF, đặt tên theo quy tắc của sổ
  manifest.json     danh sách hồ sơ, bản quét gốc, các tệp và mã băm SHA-256 của từng tệp
  manifest.sha256   mã băm của manifest.json

Cách kiểm tra
  Bằng Digitizer (dùng được cho cả thư mục và tệp .zip):
      digitizer verify "<thư mục hoặc tệp .zip>"
  Không có Digitizer: so mã băm của manifest.json với manifest.sha256, rồi so mã băm của từng
  tệp với danh sách "files" trong manifest.json.
      Windows:  certutil -hashfile manifest.json SHA256
      Linux:    sha256sum --check manifest.sha256

Gói chứa dữ liệu cá nhân: chỉ giao cho người có thẩm quyền, xóa bản sao khi không còn cần.
Không sửa tệp nào trong gói; nếu có sai sót, hãy sửa trong Digitizer và lập gói mới.


PACKAGE OF DIGITIZED RECORDS
============================

This package holds $cases records that were checked and approved: $type_en.
Batch: $batch
Made at: $created

Contents
  records.xlsx      the table to import; open it with a spreadsheet program
  records.csv       the same table for other programs (UTF-8); do not open it in Excel directly
  records.json      the same table for other programs
  documents/        one PDF a record, named by the rule of the register
  manifest.json     the list of records, original scans, files and each file's SHA-256
  manifest.sha256   the hash of manifest.json

How to verify
  With Digitizer (works for the folder and for the .zip file):
      digitizer verify "<folder or .zip file>"
  Without Digitizer: compare the hash of manifest.json with manifest.sha256, then the hash of each
  file with the list "files" in manifest.json.
      Windows:  certutil -hashfile manifest.json SHA256
      Linux:    sha256sum --check manifest.sha256

The package holds personal data: hand it to authorized people only, delete copies when done.
Change no file in it; when something is wrong, correct it in Digitizer and make a new package.
""")


def readme_bytes(content: PackageContent) -> bytes:
    """UTF-8 with a byte order mark and CR LF, so that the oldest text editors show it right."""
    text = _TEXT.substitute(
        cases=len(content.cases),
        type_vi=content.document_type.label.vi,
        type_en=content.document_type.label.en,
        batch=content.batch_name,
        created=content.created_at.isoformat(sep=" ", timespec="seconds"),
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
