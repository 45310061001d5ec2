# Sentences about e-invoices that are read as XML.

error-invoice-too-large = Tệp XML lớn hơn { $limit } MB; hóa đơn điện tử không bao giờ lớn như vậy.
    .next = Hãy kiểm tra lại tệp; nếu là nhiều hóa đơn, hãy tải riêng từng hóa đơn.
error-invoice-damaged = Tệp XML bị cắt cụt hoặc viết sai, tại dòng { $line }, cột { $column }.
    .next = Hãy tải lại hóa đơn dạng XML từ nơi phát hành rồi đưa vào thư mục theo dõi.
error-invoice-forbidden-markup = Tệp XML chứa khai báo thực thể hoặc kiểu tài liệu (DTD), là điều hóa đơn điện tử không có và tệp độc hại hay dùng.
    .next = Không mở tệp này; hãy tải lại hóa đơn từ nơi phát hành hoặc từ cổng hóa đơn điện tử của cơ quan thuế.
error-invoice-encoding = Tệp XML ghi bảng mã không đọc được.
    .next = Hãy tải lại hóa đơn dạng XML (bảng mã UTF-8) từ nơi phát hành.
error-invoice-none = Tệp XML không phải là hóa đơn điện tử: không có thẻ HDon.
    .next = Hãy đưa vào tệp XML của hóa đơn; nếu đây là giấy tờ khác, hãy quét bản giấy hoặc lưu PDF.
error-invoice-several = Tệp XML chứa { $count } hóa đơn; mỗi tệp chỉ được có một hóa đơn.
    .next = Hãy tải riêng từng hóa đơn dạng XML rồi đưa vào.
error-invoice-other-namespace = Thẻ HDon trong tệp XML thuộc một không gian tên lạ, không phải định dạng hóa đơn của cơ quan thuế.
    .next = Hãy tải lại hóa đơn dạng XML theo định dạng của cơ quan thuế.
error-invoice-incomplete = Hóa đơn trong tệp XML thiếu phần { $place }.
    .next = Hãy tải lại hóa đơn dạng XML từ nơi phát hành.
error-invoice-too-many-lines = Hóa đơn có { $count } dòng hàng, vượt giới hạn { $limit } dòng.
    .next = Hãy kiểm tra lại tệp; nếu hóa đơn đúng là như vậy, hãy in ra PDF và đưa vào như giấy quét.
error-invoice-no-font = Máy thiếu phông chữ có đủ chữ Việt nên không vẽ được trang của hóa đơn điện tử.
    .next = Hãy cài: sudo apt-get install fonts-freefont-ttf fonts-dejavu-core fonts-noto-core, rồi đọc lại.

problem-invoice-too-large = Tệp XML lớn hơn { $limit } MB, không thể là một hóa đơn điện tử. Hãy kiểm tra lại tệp; nếu là nhiều hóa đơn, hãy tải riêng từng hóa đơn.
problem-invoice-damaged = Tệp XML bị cắt cụt hoặc viết sai, tại dòng { $line }, cột { $column }. Hãy tải lại hóa đơn từ nơi phát hành.
problem-invoice-forbidden-markup = Tệp XML chứa khai báo thực thể hoặc kiểu tài liệu (DTD), là điều hóa đơn điện tử không có và tệp độc hại hay dùng. Không mở tệp này; hãy tải lại hóa đơn từ nơi phát hành.
problem-invoice-encoding = Tệp XML ghi bảng mã không đọc được. Hãy tải lại hóa đơn dạng XML (bảng mã UTF-8).
problem-invoice-none = Tệp XML không phải là hóa đơn điện tử: không có thẻ HDon. Nếu đây là giấy tờ khác, hãy quét bản giấy hoặc lưu PDF.
problem-invoice-several = Tệp XML chứa { $count } hóa đơn; mỗi tệp chỉ được có một. Hãy tải riêng từng hóa đơn.
problem-invoice-other-namespace = Thẻ HDon trong tệp XML thuộc một không gian tên lạ, không phải định dạng hóa đơn của cơ quan thuế. Hãy tải lại hóa đơn.
problem-invoice-incomplete = Hóa đơn trong tệp XML thiếu phần { $place }. Hãy tải lại hóa đơn từ nơi phát hành.
problem-invoice-too-many-lines = Hóa đơn có { $count } dòng hàng, vượt giới hạn { $limit } dòng. Hãy kiểm tra lại tệp, hoặc in ra PDF và đưa vào như giấy quét.
problem-money-negative = Số tiền âm: { $text }. Chỉ hóa đơn điều chỉnh giảm hoặc dòng chiết khấu mới ghi số âm; hãy đối chiếu với giấy tờ.
problem-invoice-unsigned = Tệp XML không có chữ ký số của người bán. Hãy hỏi người bán, hoặc tra cứu hóa đơn trên cổng của cơ quan thuế.
problem-invoice-signature-unverified = Tệp XML có chữ ký số của người bán; chương trình không xác minh chữ ký này. Khi cần, hãy tra cứu hóa đơn trên cổng của cơ quan thuế.
