# Sentences about files that cannot be read, about Tesseract, and about pages.

error-file-empty = Tệp rỗng, không có dữ liệu.
    .next = Hãy quét lại trang giấy rồi đặt tệp mới vào thư mục theo dõi.
error-file-unknown-format = Nội dung tệp không phải PDF, TIFF, PNG, JPEG, WebP hay BMP, cũng không phải hóa đơn điện tử dạng XML.
    .next = Hãy cài đặt máy quét lưu PDF hoặc TIFF, hoặc chuyển tệp sang một trong các định dạng trên.
error-file-damaged = Tệp bị hỏng hoặc chưa chép xong ({ $detail }).
    .next = Hãy chép lại tệp từ nguồn; nếu vẫn hỏng, hãy quét lại.
error-file-encrypted = Tệp PDF được khóa bằng mật khẩu.
    .next = Hãy mở tệp bằng mật khẩu, lưu một bản không khóa rồi đưa bản đó vào.
error-file-too-large = Trang có kích thước { $width } × { $height } điểm ảnh, vượt giới hạn { $limit } triệu điểm ảnh.
    .next = Hãy quét lại ở 300 dpi, hoặc nâng giới hạn trong phần cài đặt.
error-file-too-many-pages = Tệp có { $count } trang, vượt giới hạn { $limit } trang.
    .next = Hãy tách tệp thành các phần nhỏ hơn, hoặc nâng giới hạn trong phần cài đặt.
error-file-no-pages = Tệp PDF không có trang nào; thường là do tệp bị cắt ngang khi chép.
    .next = Hãy chép lại tệp từ nguồn; nếu vẫn vậy, hãy quét lại.

error-tesseract-missing = Không tìm thấy chương trình nhận dạng chữ Tesseract.
    .next = Hãy cài rồi chạy lại: sudo apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-script-viet
error-tesseract-language-missing = Tesseract thiếu dữ liệu ngôn ngữ “{ $language }”.
    .next = Hãy cài rồi chạy lại: sudo apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-script-viet
error-tesseract-failed = Tesseract dừng với mã lỗi { $status }.
    .next = Hãy thử đọc lại; nếu lặp lại, hãy cài lại Tesseract và dữ liệu ngôn ngữ.
error-tesseract-timeout = Tesseract đọc một trang quá lâu nên đã bị dừng.
    .next = Hãy đóng bớt chương trình đang chạy rồi thử đọc lại; nếu lặp lại, hãy quét lại trang ở 300 dpi.

error-line-runtime-missing = Thiếu thành phần onnxruntime để chạy bộ đọc dòng.
    .next = Hãy cài lại chương trình đầy đủ các thành phần; trong lúc chờ, trang vẫn được đọc nhưng kém chắc chắn hơn.
error-line-model-missing = Không có tệp mô hình { $file } của bộ đọc dòng.
    .next = Hãy cài lại chương trình, hoặc sửa mục line_models trong digitizer.toml; trong lúc chờ, trang vẫn được đọc nhưng kém chắc chắn hơn.
error-line-model-unusable = Tệp mô hình { $file } của bộ đọc dòng bị hỏng hoặc không đúng loại ({ $detail }).
    .next = Hãy cài lại chương trình, hoặc sửa mục line_models trong digitizer.toml; trong lúc chờ, trang vẫn được đọc nhưng kém chắc chắn hơn.
error-line-net-failed = Bộ đọc dòng gặp lỗi khi đang đọc ({ $kind }).
    .next = Hãy đóng bớt chương trình đang chạy rồi đọc lại; nếu lặp lại, hãy khởi động lại máy.

problem-page-too-small = Tờ giấy trong ảnh chụp chỉ có khoảng { $dpi } điểm trên inch (cần ít nhất { $least }), quá nhỏ để đọc. Hãy đưa máy lại gần cho tờ giấy đầy khung hình rồi chụp lại, hoặc quét ở 300 dpi.
problem-page-blank = Trang { $page }: không thấy chữ in. Nếu đây là mặt sau để trống thì không cần làm gì; nếu không, hãy quét lại.
problem-page-blurred = Trang { $page }: chữ bị nhòe. Hãy lau mặt kính, ép phẳng tờ giấy rồi quét lại.
problem-page-dark = Trang { $page }: ảnh quá tối. Hãy tăng độ sáng của máy quét, hoặc chụp lại ở nơi đủ sáng.
problem-page-faint = Trang { $page }: chữ quá mờ so với nền giấy. Hãy tăng độ tương phản rồi quét lại.
problem-page-finger = Trang { $page }: có ngón tay che ở mép giấy. Hãy quét lại, không giữ tay trên giấy.
problem-page-gray = Trang { $page }: ảnh không có màu, trong khi giấy này phải có dấu đỏ. Hãy quét lại ở chế độ màu.
problem-page-too-poor = Trang { $page }: ảnh quá kém, không đọc chắc chắn được. Hãy quét lại; không giá trị nào trên trang này được tự động nhận.
problem-page-cut = Trang { $page }: chữ bị cắt ở { $edge ->
    [left] mép trái
    [right] mép phải
    [top] mép trên
   *[bottom] mép dưới
}. Hãy đặt lại tờ giấy cho đủ khổ rồi quét lại.
problem-page-low-dpi = Trang { $page }: ảnh chỉ có khoảng { $dpi } điểm trên inch, quá thấp để đọc chắc chắn. Hãy quét lại ở 300 dpi.
problem-field-on-poor-page = Trang giấy quá kém, không đọc chắc chắn được; hãy đối chiếu với bản giấy hoặc quét lại.
problem-line-reader-missing = Trang này được đọc mà không có bộ đọc dòng { $file }; sẽ có nhiều mục cần xem lại hơn.
