problem-file-empty = Tệp rỗng (0 byte). Hãy quét lại trang giấy.
problem-file-damaged = Tệp bị cắt cụt hoặc hỏng, không mở được đủ các trang. Hãy quét lại, hoặc chép lại tệp từ máy quét.
problem-file-no-pages = Tệp không có trang nào. Hãy quét lại.
problem-file-unknown-format = Nội dung tệp không phải là PDF, TIFF, PNG, JPEG, WebP hay BMP, cũng không phải hóa đơn điện tử dạng XML. Hãy xuất lại từ máy quét theo một trong các định dạng đó.
problem-file-encrypted = Tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi đưa lại vào thư mục quét.
problem-file-too-large = Trang { $width } × { $height } điểm ảnh vượt giới hạn { $limit } triệu điểm ảnh. Hãy quét lại ở 300 dpi, hoặc tăng most_megapixels trong digitizer.toml.
problem-file-too-many-pages = Tệp có { $count } trang, vượt giới hạn { $limit } trang. Hãy tách tệp, hoặc tăng most_pages trong digitizer.toml.
