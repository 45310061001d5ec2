# Tùy chọn cá nhân, bằng dòng lệnh: cùng những gì chọn được trong cửa sổ.

cli-preferences-help = Xem và đổi tùy chọn của chính bạn (theo --user).
cli-preferences-show-help = Xem các tùy chọn đang dùng.
cli-preferences-set-help = Đổi một tùy chọn; có hiệu lực từ lần mở cửa sổ sau.
cli-preferences-set-language-help = Ngôn ngữ của cửa sổ; computer: theo máy tính.
cli-preferences-set-look-help = Giao diện: theo máy tính, sáng, tối hoặc tương phản cao.
cli-preferences-set-scale-help = Cỡ chữ và nút, tính bằng phần trăm.
cli-preferences-set-typing-help = Kiểu gõ tiếng Việt của chương trình; off: dùng bộ gõ của máy tính.
cli-preferences-default-keys-help = Trả phím của một thao tác (hoặc mọi thao tác) về mặc định. Đổi sang phím khác thì làm trong cửa sổ (F1), nơi chương trình kiểm tra được phím trùng.
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
