# Điều người phê duyệt ghim và cách người kiểm tra trả lời.

error-case-has-pins = Hồ sơ số { $case } còn chỗ người phê duyệt ghim chưa được trả lời: { $fields }.
    .next = Sửa giá trị, hoặc giữ nguyên và ghi lý do, rồi hoàn tất lại.
error-no-open-pin = Trường { $field } của hồ sơ { $case } không có ghim nào chờ trả lời.
    .next = Xem các ghim bằng lệnh digitizer records show { $case }.

pins-keep = Giữ nguyên giá trị bị ghim
pins-keep-as-on-paper = Giấy ghi đúng như vậy
pins-keep-other-paper = Đã đối chiếu với giấy tờ khác
pins-keep-wrong-field = Điều bị ghim thuộc về trường khác
pins-keep-other = Lý do khác…
pins-keep-advice = Người phê duyệt đọc lý do này khi xem lại lô.
pins-left = Còn { $count } trường cần xem, trong đó { $pins } chỗ bị ghim
pins-before-finish = Chưa hoàn tất được: còn { $count } chỗ bị ghim ({ $fields }). Sửa giá trị, hoặc nhấn Enter rồi chọn lý do giữ nguyên.

merge-case-changed = { $actor } vừa sửa { $fields } trong hồ sơ này; hãy xem lại rồi làm lại bước vừa rồi.
merge-case-moved = { $actor } vừa thay đổi hồ sơ này, nay: { $state }.
case-failed-title = Chưa mở được hồ sơ { $case }
case-back-to-list = Về danh sách

lists-column-remarks = Ghi chú
lists-remarks = { $pins ->
    [0] { $passed } chuyển
   *[other] { $passed ->
        [0] { $pins } ghim
       *[other] { $pins } ghim · { $passed } chuyển
    }
 }
lists-column-pinned = Bị ghim
lists-pinned = Bị ghim

cli-records-list-pinned = Chỉ những hồ sơ có chỗ bị ghim chưa trả lời.
cli-records-keep-help = Giữ nguyên giá trị của một trường bị ghim, kèm lý do cho người phê duyệt.
cli-records-kept = Đã giữ nguyên trường { $field } của hồ sơ { $case }.
cli-pin-open = { $field }: { $actor } ghim "{ $reason }", chưa trả lời
cli-pin-answered = { $field }: { $actor } ghim "{ $reason }", đã sửa
cli-pin-kept = { $field }: { $actor } ghim "{ $reason }", { $by } giữ nguyên: { $why }
review-why-answered = Đã trả lại: { $reason }. Nay đã sửa.
review-why-kept = Đã trả lại: { $reason }. { $by } giữ nguyên: { $why }
doubts-none = Không còn trường nào cần xem trong danh sách này.
