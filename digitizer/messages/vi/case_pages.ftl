# Các trang của một hồ sơ: thứ tự, tách, gộp, xoay, chèn, thay, quét lại.

ui-action-case-pages = Các trang của hồ sơ

pages-title = Các trang của hồ sơ
pages-of = Hồ sơ { $case } · { $count ->
    [0] không có trang
   *[other] { $count } trang
}
pages-list = Các trang, theo thứ tự trong hồ sơ
pages-page = Trang { $number }
pages-from = từ { $scan }
pages-waits = chờ quét lại: { $reason }
pages-hint = ← → chọn trang · Ctrl+← → đổi chỗ · Alt+← → xoay · Esc đóng
pages-loading = Đang mở các trang…
pages-failed = Không mở được các trang của hồ sơ.
pages-no-picture = Không mở được ảnh

pages-do-earlier = Lên trước
pages-do-later = Ra sau
pages-do-left = Xoay trái
pages-do-right = Xoay phải
pages-do-read = Đọc lại trang
pages-do-split = Tách từ trang này
pages-do-remove = Lấy ra khỏi hồ sơ
pages-do-insert = Chèn trang…
pages-do-replace = Thay trang…
pages-do-merge = Gộp hồ sơ…
pages-do-rescan = Cần quét lại…
pages-do-no-rescan = Thôi quét lại
pages-do-undo = Hoàn tác
pages-do-close = Đóng

pages-done-move = Đã đổi chỗ trang.
pages-done-turn = Đã xoay trang; các ô trên trang xoay theo.
pages-done-read = Đã đọc lại trang; giá trị do người nhập vẫn giữ.
pages-reading = Đang đọc lại trang { $page }…
pages-unread = đã xoay, chưa đọc lại
pages-done-split = Đã tách thành hồ sơ { $case }.
pages-done-remove = Đã lấy trang ra; trang nằm ở hồ sơ { $case }.
pages-done-insert = Đã chèn trang.
pages-done-replace = Đã thay trang. Trang cũ được giữ ở một hồ sơ để riêng.
pages-done-merge = Đã gộp hồ sơ { $case } vào hồ sơ này.
pages-done-rescan = Đã ghi: trang này cần quét lại.
pages-done-no-rescan = Trang này không cần quét lại nữa.
pages-done-undo = Đã hoàn tác.

pages-remove-title = Lấy trang ra khỏi hồ sơ
pages-remove-advice = Ghi lý do để trang được để riêng; bấm "Thành hồ sơ mới" nếu trang là một hồ sơ khác cần kiểm tra. Trang không bị xoá.
pages-remove-aside = Để riêng
pages-remove-case = Thành hồ sơ mới
pages-rescan-title = Cần quét lại trang
pages-rescan-advice = Ghi vì sao cần quét lại, ví dụ: mờ, mất góc, bị che. Hồ sơ vẫn được giữ; trang mới sẽ thay trang này.
pages-rescan-blurred = Mờ, không đọc được
pages-rescan-cut = Mất góc hoặc mất mép
pages-rescan-covered = Bị che, gấp hoặc dính trang
pages-pick-insert = Chèn trang nào?
pages-pick-replace = Thay bằng trang nào?
pages-pick-merge = Gộp hồ sơ nào vào hồ sơ này?
pages-pick-advice = Các trang của hồ sơ chưa kiểm tra, trang mới quét đứng đầu. Để dùng một tệp mới, hãy đặt tệp vào thư mục nhận; trang hiện ra ở đây sau khi được đọc.
pages-pick-none = Chưa có trang nào khác
pages-pick-none-advice = Hãy quét trang cần dùng vào thư mục nhận rồi mở lại danh sách này.
pages-pick-named = Tờ ngăn ghi hồ sơ này
pages-pick-case = Hồ sơ { $case }
pages-pick-take = Chọn

pages-waiting-title = Trang cần quét lại
pages-waiting-none = Không có trang nào chờ quét lại.

pages-waiting-none-advice = Trên bàn đối chiếu, mở Các trang của hồ sơ (Ctrl+P) để ghi một trang cần quét lại.
pages-waiting-advice = Lấy các giấy này ra và quét vào thư mục nhận, rồi mở hồ sơ và thay trang (Ctrl+P).
pages-waiting-copy = Sao chép danh sách
pages-waiting-copied = Đã sao chép { $count } dòng; có thể dán vào bảng tính hoặc văn bản để in.
pages-waiting-open = Mở hồ sơ
ui-action-waiting-pages = Trang cần quét lại
pages-filter-waits = Chờ quét lại

pages-merged-into = Đã gộp vào hồ sơ { $case }
pages-used-in = Đã dùng làm trang { $page } của hồ sơ { $case }
pages-replaced-in = Bản quét cũ của trang { $page } hồ sơ { $case }
pages-taken-back = Hoàn tác việc trên các trang của hồ sơ { $case }

problem-other-page-differs = Trang khác của hồ sơ ghi là "{ $other }".
chip-other-page-differs = trang khác ghi khác

error-case-last-page = Hồ sơ { $case } phải còn ít nhất một trang.
    .next = Nếu cả hồ sơ không dùng nữa, hãy để riêng hồ sơ.
error-page-place = Hồ sơ { $case } có { $count } trang, không có trang thứ { $place }.
    .next = Hãy xem lại các trang của hồ sơ rồi chọn một trang có trong đó.
error-merge-with-what = Chưa chọn hồ sơ khác để gộp vào hồ sơ { $case }.
    .next = Hãy chọn ít nhất một hồ sơ khác.
error-page-of-itself = Trang đã thuộc hồ sơ { $case }.
    .next = Để đổi chỗ trang, hãy dùng "Lên trước" hoặc "Ra sau" (lệnh pages move).
error-page-is-there = Trang này đã có trong hồ sơ { $case }.
    .next = Hãy chọn một trang khác.
error-turn-degrees = Không xoay được trang { $degrees } độ.
    .next = Hãy dùng 90, 180 hoặc 270.
error-page-in-closed-case = Trang này còn thuộc hồ sơ { $case } đã duyệt hoặc đã xuất, nên không xoay được nữa.
    .next = Trên bàn đối chiếu vẫn xoay được cách nhìn (Ctrl+← và Ctrl+→).
error-no-page-act = Không có việc nào của bạn trên các trang của hồ sơ { $case } để hoàn tác.
    .next = Mỗi người chỉ hoàn tác được việc của chính mình.
error-pages-changed-since = Hồ sơ { $case } đã thay đổi sau việc đó nên không hoàn tác được.
    .next = Hãy sửa trực tiếp: đổi chỗ, tách hoặc gộp lại các trang.
error-page-act-missing = Không có việc số { $act } trên các trang.
    .next = Hãy tải lại hồ sơ rồi làm lại.
error-rescan-asked = Trang này đã được ghi là cần quét lại.
    .next = Không cần ghi lần nữa.
error-rescan-not-asked = Hồ sơ { $case } không có yêu cầu quét lại trang này.
    .next = Hãy tải lại hồ sơ để xem trang nào đang chờ quét.

cli-pages-help = Các trang của hồ sơ: xem, tách, gộp, đổi chỗ, xoay, lấy ra, chèn, thay, quét lại. Trang đếm từ 1.
cli-pages-list-help = Liệt kê các trang của một hồ sơ.
cli-pages-split-help = Tách các trang thành một hồ sơ mới, cùng các trường đọc được trên đó.
cli-pages-split-unknown = Hồ sơ mới chưa rõ loại giấy tờ.
cli-pages-merge-help = Gộp các hồ sơ khác vào một hồ sơ; các hồ sơ kia được để riêng.
cli-pages-move-help = Đưa một trang tới chỗ khác trong hồ sơ.
cli-pages-turn-help = Xoay hẳn một trang theo chiều kim đồng hồ.
cli-pages-turn-degrees = Số độ xoay theo chiều kim đồng hồ.
cli-pages-remove-help = Lấy một trang ra thành hồ sơ riêng, hoặc để riêng khi có lý do.
cli-pages-insert-help = Chèn một trang của hồ sơ khác vào trước trang đã cho.
cli-pages-replace-help = Thay một trang bằng trang của hồ sơ khác.
cli-pages-undo-help = Hoàn tác việc gần nhất của bạn trên các trang của hồ sơ.
cli-pages-rescan-help = Ghi một trang cần quét lại, hoặc thôi.
cli-pages-rescan-drop = Trang không cần quét lại nữa.
cli-pages-waiting-help = Liệt kê các trang cần quét lại: quyển, số, họ tên, trang.
cli-pages-recent-help = Liệt kê các trang có thể đưa vào hồ sơ, trang mới quét đứng đầu.
cli-pages-made = Hồ sơ mới: { $case }
cli-pages-done = Hồ sơ { $case } nay có { $count } trang.
cli-pages-asked = Đã ghi yêu cầu quét lại trang { $page } của hồ sơ { $case }.
cli-pages-dropped = Trang { $page } của hồ sơ { $case } không cần quét lại nữa.
pages-column-page = Trang
pages-column-scan = Tệp
pages-column-size = Cỡ (điểm ảnh)
pages-column-turn = Xoay
pages-column-waits = Chờ quét lại
pages-column-entry = Quyển, số
pages-column-title = Họ tên
pages-column-batch = Lô
pages-column-case = Hồ sơ
cli-pages-turn-no-read = Chỉ xoay, chưa đọc lại trang.
cli-pages-read-help = Đọc lại một trang đã xoay. Giá trị do người nhập hoặc xác nhận vẫn giữ, kết quả đọc mới thành gợi ý.
cli-pages-read = Đã đọc lại trang { $page } của hồ sơ { $case }.
cli-pages-read-too = Hồ sơ { $case } trên cùng trang cũng theo kết quả đọc mới.
problem-page-turned-unread = Trang { $page } đã xoay nhưng chưa đọc lại: giá trị máy đọc trên trang này có thể sai. Hãy đọc lại trang (Các trang của hồ sơ, F5).
chip-page-turned-unread = trang đã xoay, chưa đọc lại

arrived-count = { $count ->
    [1] Có bản quét mới
   *[other] { $count } bản quét mới
}
arrived-sure = Bản quét mới của hồ sơ { $case }, trang { $page } đã tới ({ $scan }).
arrived-maybe = Có thể bản quét mới của hồ sơ { $case }, trang { $page } đã tới ({ $scan }).


arrived-none = Chưa có bản quét mới của trang nào bạn đang chờ.
arrived-here = Trang { $page } chờ bản quét mới: { $scan } vừa tới. Mở Các trang của hồ sơ ({ $keys }) rồi chọn Thay trang.
ui-action-arrived-scan = Bản quét mới đã tới
pages-pick-same-entry = cùng quyển, cùng số

pages-waiting-print = In…
pages-waiting-save = Lưu PDF…
pages-waiting-saved = Đã lưu danh sách vào { $path }.
pages-waiting-printed = Đã gửi danh sách tới máy in.
pages-waiting-file = danh-sach-giay-can-quet-lai.pdf
pages-sheet-title = DANH SÁCH GIẤY TỜ CẦN QUÉT LẠI
pages-sheet-day = Ngày { $day } tháng { $month } năm { $year }
pages-sheet-about = Người lập: { $name }. { $count ->
    [1] Một trang cần quét lại.
   *[other] { $count } trang cần quét lại.
} Quét xong trang nào, đánh dấu vào cột cuối rồi đặt tệp quét vào thư mục nhận.
pages-sheet-batch = Lô: { $batch }
pages-sheet-no-batch = Chưa thuộc lô nào
pages-sheet-number = TT
pages-sheet-entry = Quyển, số (hoặc họ tên, tên tệp)
pages-sheet-page = Trang
pages-sheet-why = Vì sao quét lại
pages-sheet-who = Người yêu cầu
pages-sheet-case = Hồ sơ
pages-sheet-done = Đã quét
pages-sheet-asked = { $name }, { $day }
pages-sheet-footer = Trang {"{page}/{pages}"}
cli-pages-waiting-pdf = Lưu danh sách giấy tờ cần quét lại thành PDF để in.
cli-pages-arrived-help = Liệt kê những trang bạn chờ quét lại mà bản quét mới đã tới.
cli-pages-arrived-all = Cả những trang do người khác yêu cầu.
cli-pages-arrived = Hồ sơ { $case }, trang { $page }: bản quét mới là hồ sơ { $other }, trang { $place } ({ $scan }).
cli-pages-arrived-maybe = Hồ sơ { $case }, trang { $page }: bản quét mới có thể là hồ sơ { $other }, trang { $place } ({ $scan }).
