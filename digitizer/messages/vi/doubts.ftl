cli-doubts-help = Các trường cần xem của một lô.
cli-doubts-field = Chỉ các trường có mã này.
cli-doubts-reason = Chỉ các trường có lý do này (mã của điều cần xem).
cli-doubts-passed = Chỉ các trường đã chuyển cho người khác.
cli-doubts-after = Xem tiếp sau trường này (dòng cuối của lần xem trước).
cli-doubts-column-case = Hồ sơ
cli-doubts-column-title = Tên
cli-doubts-column-field = Trường
cli-doubts-column-text = Đang ghi
cli-doubts-column-reasons = Lý do
cli-doubts-column-passed = Đã chuyển
cli-doubts-by = { $actor }: { $reason }
cli-doubts-more = Còn nữa. Xem tiếp bằng --after { $after }
cli-records-redo-help = Làm lại lần sửa vừa rút lại.
cli-records-redone = Hồ sơ { $case }: đã làm lại lần sửa.
cli-records-pass-on-help = Chuyển một trường cho người khác xem, có lý do.
cli-records-pass-on-guess = Điều mình đoán, để ghi tạm vào trường.
cli-records-passed-on = Hồ sơ { $case }: đã chuyển trường { $field } cho người khác xem.

ui-action-next-doubt = Trường cần xem kế tiếp trong lô
ui-action-previous-doubt = Trường cần xem trước đó trong lô
ui-action-doubt-list = Các trường cần xem…
ui-action-pass-on = Chuyển cho người khác…
ui-action-same-as-previous = Như hồ sơ trước
ui-action-caret-to-doubt = Đến chữ chưa chắc
ui-action-redo = Làm lại

doubts-title = Các trường cần xem
doubts-advice = Enter mở trường đang chọn. Shift+Tab sang các ô lọc.
doubts-all-fields = Mọi trường
doubts-all-reasons = Mọi lý do
doubts-field = Trường
doubts-reason = Lý do
doubts-passed-only = Chỉ trường đã chuyển
doubts-none-here = Không có trường nào hợp với điều kiện lọc.
doubts-column-case = Hồ sơ
doubts-column-field = Trường
doubts-column-text = Đang ghi
doubts-column-reason = Vì sao
doubts-column-passed = Đã chuyển
doubts-empty-text = (trống)
doubts-count = { $count } trường{ $more ->
    [yes] {" "}đầu tiên, còn nữa
   *[no] {""}
}
doubts-no-next = Từ đây trở đi trong danh sách không còn trường nào cần xem.
doubts-no-previous = Trước chỗ này trong danh sách không có trường nào cần xem.

pass-on-title = Chuyển trường "{ $field }" cho người khác
pass-on-advice = Trường vẫn là trường cần xem; hồ sơ chưa hoàn tất được cho đến khi có người xác nhận.
pass-on-reason = Lý do
pass-on-reason-unreadable = Không đọc được chữ
pass-on-reason-unsure = Đọc được nhưng không chắc
pass-on-reason-contradicts = Giấy ghi mâu thuẫn, cần người quyết định
pass-on-reason-needs-book = Cần xem lại sổ gốc
pass-on-done = Đã chuyển trường "{ $field }" cho người khác.
passed-on-left = Hồ sơ còn trường đã chuyển cho người khác nên chưa hoàn tất được. Đã mở hồ sơ kế tiếp.
passed-on-left-last = Hồ sơ còn trường đã chuyển cho người khác nên chưa hoàn tất được.
problem-passed-on = { $actor } chuyển cho người khác lúc { $at }: { $reason }

near-sticky = như các hồ sơ khác trong sổ
near-none = Hồ sơ trước không có giá trị cho trường này.

undo-step = Đã hoàn tác trong hồ sơ { $case }.
redo-step = Đã làm lại trong hồ sơ { $case }.
empty-noted = { $field }: đã ghi "không có trên giấy". Ctrl+Z để rút lại.

merge-kept-both = { $actor } vừa sửa { $fields }; đã ghi cả hai.
merge-theirs-shown = { $actor } vừa sửa trường này; hãy xem lại rồi xác nhận.
merge-title = Hai người cùng sửa
merge-advice = Chọn cho từng trường. Phím 1: giữ của mình; phím 2: lấy của người kia.
merge-mine = Của tôi
merge-theirs = { $actor }, { $at }
merge-empty = (trống: { $reason })
merge-blank = (trống)
merge-somebody = Người khác
case-gone-title = Hồ sơ số { $case } không còn ở đây
case-none-title = Chưa mở hồ sơ nào
case-none-advice = Chọn một hồ sơ ở danh sách bên trái, hoặc về danh sách bằng phím Esc.

error-nothing-of-own-to-undo = Không có lần sửa nào của ông, bà để rút lại.
    .next = Mỗi người chỉ rút lại được việc sửa của chính mình.
error-nothing-to-redo = Không có gì để làm lại.
    .next = Chỉ làm lại được ngay sau khi hoàn tác.
error-case-moved-since = Hồ sơ { $case } đã được { $actor } chuyển bước sau lần sửa này nên không rút lại được.
    .next = Hãy mở hồ sơ và sửa lại trường cần sửa.
error-edit-missing = Không tìm thấy lần sửa số { $edit }.
    .next = Hãy chạy digitizer doctor để kiểm tra dữ liệu.
