# Luyện tập với hồ sơ bịa, tách khỏi việc thật.

cli-practice-help = Luyện tập với hồ sơ bịa đã biết đáp án, tách hẳn khỏi hồ sơ thật.
cli-practice-type = Loại giấy tờ.
cli-practice-cases = Số hồ sơ.
cli-practice-level = Mức khó: clean (bản sạch), usual (như thường gặp), hard (khó đọc).
cli-practice-prepare = Chỉ chuẩn bị, không mở cửa sổ.
cli-practice-results = Xem những chỗ sai trong các hồ sơ luyện tập đã hoàn tất.
cli-practice-discard = Bỏ toàn bộ phần luyện tập của bạn.
cli-practice-reading = Đã tạo { $count } bản quét bịa, máy đang đọc…
cli-practice-ready = Phần luyện tập của bạn ở { $folder }
cli-practice-discarded = Đã bỏ phần luyện tập của bạn.
cli-practice-none = Bạn chưa có phần luyện tập nào.
cli-practice-none-finished = Chưa có hồ sơ luyện tập nào hoàn tất.
cli-practice-case = Hồ sơ { $case } ({ $scan }): đúng { $right }/{ $fields } trường
cli-practice-miss = { "  " }{ $field }: đã lưu "{ $stored }", đúng là "{ $right }" ({ $kind })
cli-practice-advice = Mức nên luyện tiếp: { $level }.
practice-clean = bản sạch
practice-usual = như thường gặp
practice-hard = khó đọc
practice-band = LUYỆN TẬP – hồ sơ bịa, không phải hồ sơ thật
error-practice-no-samples = Chưa có mẫu luyện tập nào cho loại giấy tờ { $type } đủ mọi trường bắt buộc.
    .next = Chọn loại khác, ví dụ civil_status.birth.
error-practice-not-exported = Hồ sơ luyện tập là bịa nên không xuất thành gói.
    .next = Đóng phần luyện tập và mở không gian làm việc thật.
