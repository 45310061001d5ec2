# Tùy chọn cá nhân, bằng dòng lệnh: cùng những gì chọn được trong cửa sổ.

cli-preferences-help = Xem và đổi tùy chọn của chính bạn (theo --user).
cli-preferences-show-help = Xem các tùy chọn đang dùng.
cli-preferences-set-help = Đổi một tùy chọn; có hiệu lực từ lần mở cửa sổ sau.
cli-preferences-set-language-help = Ngôn ngữ của cửa sổ; computer: theo máy tính.
cli-preferences-set-look-help = Giao diện: theo máy tính, sáng, tối hoặc tương phản cao.
cli-preferences-set-scale-help = Cỡ chữ và nút, tính bằng phần trăm.
cli-preferences-set-typing-help = Kiểu gõ tiếng Việt của chương trình; off: dùng bộ gõ của máy tính.
cli-preferences-default-keys-help = Trả phím của một thao tác (hoặc mọi thao tác) về mặc định.
cli-preferences-line = { $name }: { $value }
cli-preferences-key = Phím của { $action }: { $keys }
cli-preferences-no-key = (không có phím)
cli-preferences-kept = Đã lưu. { $name }: { $value }
cli-preferences-keys-default = { $count ->
    [0] Không có phím nào khác mặc định.
   *[other] Đã trả { $count } thao tác về phím mặc định.
}
error-preferences-key-not-own = Thao tác { $action } đang dùng phím mặc định, hoặc không có thao tác tên như vậy.
    .next = Xem những phím đã đổi bằng lệnh preferences show.

cli-keys-help = Liệt kê các việc của cửa sổ với phím đang dùng.
cli-keys-page = Chỉ những việc làm được trên trang này, ví dụ desk, cases, approval.
cli-keys-own = Chỉ những phím bạn đã đổi.
cli-key-help = Đặt phím cho một việc, ví dụ: preferences key set-aside Ctrl+Shift+U. Có hiệu lực từ lần mở cửa sổ sau.
cli-key-none = Bỏ phím của việc này.
cli-key-swap = Nếu việc khác đang dùng phím này thì đổi chỗ hai phím.
keys-column-id = Mã
error-key-action = Không có việc tên { $action }.
    .next = Xem tên các việc bằng lệnh preferences keys.
error-key-page = Cửa sổ không có trang tên { $page }, hoặc trang đó không có việc riêng.
    .next = Xem các trang bằng lệnh preferences keys --json.
error-key-action-fixed = Phím của việc { $action } cố định vì nó đi cùng việc gõ chữ trong ô hoặc di chuyển trên ảnh.
    .next = Hãy chọn một việc khác.
error-key-needed = Chưa cho biết phím, hoặc vừa cho phím vừa thêm --none.
    .next = Ghi một phím như Ctrl+Shift+U, hoặc chỉ thêm --none để bỏ phím.
error-key-taken = { $key } đang là phím của { $actions } trên cùng trang.
    .next = Chọn phím khác, hoặc thêm --swap để đổi chỗ hai phím.
error-key-fixed = { $key } là phím cố định của { $actions } nên không đổi được.
    .next = Hãy chọn phím khác.
error-key-typed = Không dùng được { $key }: ở đây người ta gõ chữ nên một phím chữ, số hay dấu không thể là lệnh.
    .next = Hãy thêm Ctrl hoặc Alt, hoặc chọn phím F.
error-key-editing = Không dùng được { $key }: phím này để chọn, sao chép, dán và xóa chữ trong ô.
    .next = Hãy chọn phím khác.
error-key-menu = Không dùng được { $key }: Alt cùng một chữ cái để mở trình đơn.
    .next = Hãy thêm Ctrl hoặc Shift.
error-key-system = Không dùng được { $key }: phím này là của hệ điều hành.
    .next = Hãy chọn phím khác.
error-key-unknown = Không có phím tên { $key }.
    .next = Ghi như Ctrl+Shift+U, Alt+F9, Shift+PgUp.
keys-refused-unknown = Không dùng được phím này làm phím tắt. Hãy chọn phím khác.
error-window-actions-unknown = Không hỏi được cửa sổ có những việc nào.
    .next = Hãy cài lại chương trình đầy đủ, có cả cửa sổ.
cli-preferences-lists-help = Xem bề rộng cột và thứ tự sắp xếp mà bạn đã đổi ở các danh sách trong cửa sổ.
cli-preferences-lists-default = Trả danh sách này (hoặc mọi danh sách) về như ban đầu.
cli-preferences-list = { $name }: bề rộng cột { $widths }; sắp theo cột { $column }
cli-preferences-lists-put-back = { $count ->
    [0] Không có danh sách nào đã đổi.
   *[other] Đã trả { $count } danh sách về như ban đầu.
}
error-preferences-list-not-own = Danh sách { $name } đang như ban đầu, hoặc không có danh sách tên như vậy.
    .next = Xem những danh sách đã đổi bằng lệnh preferences lists.

cli-records-list-sort = Sắp xếp theo: arrival (thứ tự nhận), state (trạng thái), title (tên), doubts (số chỗ cần xem), type (loại giấy tờ), batch (lô), scan (tệp quét).
cli-records-list-descending = Từ cao xuống thấp, hoặc mới nhất trước.
cli-records-list-type = Chỉ loại giấy tờ này (mã như lệnh schema list in ra).
cli-records-list-doubtful = Chỉ những hồ sơ còn chỗ cần xem.
cli-records-list-without-batch = Chỉ những hồ sơ chưa thuộc lô nào.
cli-records-list-awaits-scan = Chỉ những hồ sơ có trang chờ quét lại.
cli-records-list-count = Chỉ in số hồ sơ.

cli-people-list-type = Chỉ những người có tên trong loại giấy tờ này (mã như lệnh schema list in ra).
cli-people-list-sort = Sắp xếp theo: name (họ tên theo vần tiếng Việt), born (ngày sinh; chưa rõ ngày sinh xếp cuối).
cli-people-list-descending = Vần sau trước, hoặc người trẻ nhất trước.
