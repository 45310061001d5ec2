# Mã tài liệu của văn bản hành chính (Công văn 7197)

cli-doc-codes-help = Cấp mã tài liệu cho các văn bản chưa có mã trong một lô. Số thứ tự không bao giờ cấp lại.
cli-doc-codes-given = Hồ sơ { $case }: { $code }
cli-doc-codes-done = Lô “{ $batch }”: đã cấp { $given } mã, { $had } văn bản đã có mã từ trước.
cli-doc-codes-left-out = Hồ sơ { $case }: chưa cấp, vì chưa rõ tên loại văn bản.
cli-doc-codes-unclear = Hồ sơ { $case }: chưa cấp, vì ô mã tài liệu đã có chữ nhưng chưa được xác nhận hoặc không đúng dạng mã.

error-organisation-not-set = Chưa khai mã định danh của cơ quan, nên chưa cấp được mã tài liệu.
    .next = Hãy ghi organisation trong mục [documents] của digitizer.toml (ví dụ “H26.1.2”), rồi làm lại.
error-organisation-code = “{ $text }” không phải mã định danh của cơ quan.
    .next = Hãy ghi mã theo Quyết định 20/2020/QĐ-TTg, ví dụ H26.1.2.
error-doc-code-taken = Mã tài liệu { $text } của hồ sơ { $case } đã thuộc về hồ sơ { $other }.
    .next = Hãy xem lại hai hồ sơ, xóa mã ghi sai ở một hồ sơ rồi cấp lại.
error-doc-codes-used-up = Đã hết số thứ tự cho mã { $text }.
    .next = Hãy hỏi cơ quan quản lý về cách đánh mã tiếp theo.

ui-action-give-doc-codes = Cấp mã tài liệu
doc-codes-given = Đã cấp { $given } mã tài liệu; { $had } văn bản đã có mã từ trước.
doc-codes-waiting = { $count } văn bản chưa được cấp vì chưa rõ tên loại.
doc-codes-unclear = { $count } văn bản giữ nguyên vì mã đang ghi chưa được xác nhận hoặc không đúng dạng mã.
doc-codes-running = Đang cấp mã tài liệu cho lô “{ $batch }”…
doc-codes-none = Lô “{ $batch }” không có văn bản hành chính nào để cấp mã.
