# Giấy tờ in ra: danh sách, phiếu, biên bản, báo cáo.
error-sheet-exists = Tệp { $file } đã có sẵn.
    .next = Chọn tên khác, hoặc xóa tệp cũ rồi làm lại.
error-sheet-no-io = Không ghi được { $file }: { $reason }.
    .next = Kiểm tra ổ đĩa còn chỗ và thư mục cho phép ghi, rồi làm lại.
error-sheet-font = Không dùng được phông chữ { $file } để in.
    .next = Cài lại gói phông chữ (fonts-freefont-ttf), rồi làm lại.
