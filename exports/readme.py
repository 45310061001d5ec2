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
$backlog_vi$larger_vi
Nội dung
  records.xlsx      bảng dữ liệu để nhập vào hệ thống; mở bằng chương trình bảng tính
  records.csv       cũng bảng ấy cho chương trình khác (UTF-8); không mở trực tiếp bằng Excel
  records.json      cũng bảng ấy cho chương trình khác
  documents/        mỗi hồ sơ một tệp PDF, đặt tên theo quy tắc của sổ
  manifest.json     danh sách hồ sơ, bản quét gốc, các tệp và mã băm SHA-256 của từng tệp
  manifest.sha256   mã băm của manifest.json
$signature_vi
Cách kiểm tra
  Bằng Digitizer (dùng được cho cả thư mục và tệp .zip):
      digitizer verify "<thư mục hoặc tệp .zip>"
  Không có Digitizer: so mã băm của manifest.json với manifest.sha256, rồi so mã băm của từng
  tệp với danh sách "files" trong manifest.json.
      Windows:  certutil -hashfile manifest.json SHA256
      Linux:    sha256sum --check manifest.sha256
$check_vi
Gói chứa dữ liệu cá nhân: chỉ giao cho người có thẩm quyền, xóa bản sao khi không còn cần.
Không sửa tệp nào trong gói; nếu có sai sót, hãy sửa trong Digitizer và lập gói mới.


PACKAGE OF DIGITIZED RECORDS
============================

This package holds $cases records that were checked and approved: $type_en.
Batch: $batch
Made at: $created
$backlog_en$larger_en
Contents
  records.xlsx      the table to import; open it with a spreadsheet program
  records.csv       the same table for other programs (UTF-8); do not open it in Excel directly
  records.json      the same table for other programs
  documents/        one PDF a record, named by the rule of the register
  manifest.json     the list of records, original scans, files and each file's SHA-256
  manifest.sha256   the hash of manifest.json
$signature_en
How to verify
  With Digitizer (works for the folder and for the .zip file):
      digitizer verify "<folder or .zip file>"
  Without Digitizer: compare the hash of manifest.json with manifest.sha256, then the hash of each
  file with the list "files" in manifest.json.
      Windows:  certutil -hashfile manifest.json SHA256
      Linux:    sha256sum --check manifest.sha256
$check_en
The package holds personal data: hand it to authorized people only, delete copies when done.
Change no file in it; when something is wrong, correct it in Digitizer and make a new package.
""")


# Two lines each, as long as something stays behind.
_BACKLOG_VI = Template("""\
Đợt này chưa trọn: còn $count hồ sơ tồn đọng, chưa được phê duyệt nên không có trong gói.
Số hồ sơ và lý do ghi ở trang "Tồn đọng" của records.xlsx.
""")
_BACKLOG_EN = Template("""\
The batch is not whole: $count records stay behind; they were not approved and are not in here.
The sheet "Tồn đọng" of records.xlsx names them, with the reason.
""")


_LARGER_VI = Template("""\
$count tệp PDF nặng hơn $kb kB một trang A4: nếu nén nhỏ nữa thì chữ không còn đọc được.
""")
_LARGER_EN = Template("""\
$count PDF files take more than $kb kB an A4 page: any smaller, their writing could not be read.
""")


_SIGNATURE_VI = Template("""\
  manifest.p7s      chữ ký số của $signer trên manifest.json
""")
_SIGNATURE_EN = Template("""\
  manifest.p7s      the digital signature of $signer on manifest.json
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


def readme_bytes(content: PackageContent, larger: int = 0, signer: str = "") -> bytes:
    """UTF-8 with a byte order mark and CR LF, so that the oldest text editors show it right.
    ``larger`` documents take more than the profile wants; ``signer`` signs the manifest."""
    wish = content.profile.pdf_page_kb
    count = len(content.backlog)
    text = _TEXT.substitute(
        cases=len(content.cases),
        type_vi=content.document_type.label.vi,
        type_en=content.document_type.label.en,
        batch=content.batch_name,
        created=content.created_at.isoformat(sep=" ", timespec="seconds"),
        backlog_vi=_BACKLOG_VI.substitute(count=count) if count else "",
        backlog_en=_BACKLOG_EN.substitute(count=count) if count else "",
        larger_vi=_LARGER_VI.substitute(count=larger, kb=wish) if larger else "",
        larger_en=_LARGER_EN.substitute(count=larger, kb=wish) if larger else "",
        signature_vi=_SIGNATURE_VI.substitute(signer=signer) if signer else "",
        signature_en=_SIGNATURE_EN.substitute(signer=signer) if signer else "",
        check_vi=_CHECK_VI if signer else "",
        check_en=_CHECK_EN if signer else "",
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
