# Ảnh trang trên bàn đối chiếu, đọc lại một chỗ trên ảnh.

ui-action-other-half = Nửa kia của trang đôi
ui-action-side-by-side = Hai trang cạnh nhau
ui-action-contrast = Đổi tương phản
ui-action-freeze = Giữ yên ảnh
ui-action-read-again = Đọc lại
ui-action-draw-mode = Kéo chuột để khoanh vùng

paper-loading = Đang mở ảnh trang…
paper-unreadable = Không mở được ảnh của trang này.
paper-unreadable-advice = Mở lại hồ sơ để thử lần nữa. Nếu vẫn không được, kiểm tra ổ đĩa chứa kho ảnh, hoặc quét lại trang.
paper-none = Hồ sơ này không có trang ảnh.
paper-none-advice = Mở Các trang của hồ sơ để thêm trang.

paper-frozen = Ảnh đang giữ yên (F6)
paper-drawing = Kéo để khoanh vùng cần đọc
paper-contrast-stretched = Tăng tương phản
paper-contrast-inverted = Đảo sáng tối

paper-reading = Đang đọc lại…
paper-read = Đã đọc lại { $field }. Hãy đối chiếu với ảnh rồi bấm Enter.
paper-nothing-read = Không đọc được chữ nào cho { $field } ở chỗ này.
paper-no-place = Trường này chưa có chỗ trên ảnh. Giữ Shift và kéo chuột quanh chữ cần đọc.
paper-no-words = Chỗ này không có chữ nào đã đọc. Giữ Shift và kéo chuột quanh chữ để đọc.
paper-words-taken = Đã lấy chữ trên ảnh: { $words }
paper-table = Bảng không đọc lại từng vùng được; hãy sửa từng ô.

error-reread-table = Trường { $field } là bảng, không đọc lại từng vùng được.
    .next = Sửa trực tiếp các ô của bảng.
error-reread-outside = Vùng cần đọc nằm ngoài trang.
    .next = Chọn một vùng trong trang, tính bằng điểm ảnh từ góc trên bên trái.
error-reread-nothing = Không có chữ nào để đưa vào trường { $field }.
    .next = Chọn vùng khác trên ảnh, hoặc gõ giá trị vào trường.
error-reread-no-page = Hồ sơ { $case } không có trang này.
    .next = Xem các trang của hồ sơ rồi chọn lại số trang.
error-reread-no-box = Trường { $field } chưa có chỗ trên ảnh.
    .next = Cho biết trang và vùng bằng --page và --box.
error-reread-box = { $text } không phải là một vùng.
    .next = Viết bốn số X,Y,RỘNG,CAO tính bằng điểm ảnh, ví dụ 300,420,800,60.

cli-reread-help = Đọc lại một trường của hồ sơ. Không có --box thì đọc lại chỗ cũ của trường; in ra kết quả, chưa lưu nếu không có --take.
cli-reread-page = Số thứ tự của trang trong hồ sơ, bắt đầu từ 1; không có thì lấy trang của trường.
cli-reread-box = Vùng cần đọc: X,Y,RỘNG,CAO, tính bằng điểm ảnh của trang đã xoay thẳng.
cli-reread-take = Lưu kết quả vào trường; trường trở lại trạng thái cần xem.
cli-reread-nothing = Không đọc được chữ nào ở chỗ này.
cli-reread-text = Đọc được: { $text }
cli-reread-confidence = Độ tin cậy: { $percent } %
cli-reread-candidate = Phương án khác: { $text }
cli-reread-taken = Đã lưu vào trường { $field } của hồ sơ { $case }; trường cần được xem lại.
