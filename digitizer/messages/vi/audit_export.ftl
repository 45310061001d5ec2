# Kiểm tra nhật ký với gói ở nơi khác, và kiểm tra bản xuất nhật ký của bất kỳ đơn vị nào.

ui-action-verify-audit-with = Đối chiếu với gói ở nơi khác…
ui-action-check-audit-log = Kiểm tra bản xuất nhật ký…
audit-compare-choose = Chọn gói (.zip), manifest.json của gói hoặc log.json của bản xuất nhật ký
audit-log-choose = Chọn log.json của bản xuất nhật ký
audit-log-checking = Đang kiểm tra bản xuất nhật ký { $folder }…
audit-log-sound = Bản xuất nhật ký nguyên vẹn: { $entries } mục, { $edits } lần sửa.
audit-log-unsound = Bản xuất nhật ký KHÔNG nguyên vẹn: { $faults } chỗ, trong { $entries } mục và { $edits } lần sửa.
audit-log-place = Thư mục: { $folder }
audit-log-head = Mã băm cuối: { $head }
cli-audit-check-help = Kiểm tra một bản xuất nhật ký, của bất kỳ đơn vị nào, bằng chương trình này thay cho check.py nằm cạnh; mã thoát 1 khi không nguyên vẹn.
cli-audit-check-head = Mã băm phải có trong chuỗi (64 chữ số hệ 16), như manifest.json của gói ghi; ghi được nhiều lần.
error-audit-log-unreadable = { $folder } không phải bản xuất nhật ký, hoặc không đọc được.
    .next = Chọn thư mục có log.json, entries.jsonl và edits.jsonl rồi làm lại.
