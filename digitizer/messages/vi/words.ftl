cli-words-help = Thêm dấu cho chữ gõ không dấu, tìm tiếng sai chính tả, thử kiểu gõ.
cli-words-marked-help = Liệt kê các cách thêm dấu cho TEXT gõ không dấu, cách dễ đúng nhất đứng trước. Nếu có --workspace thì họ tên đã có trong đó được tính nhiều hơn.
cli-words-kind = TEXT là họ tên (name), địa danh (place) hay nội dung khác (text).
cli-words-odd-help = Liệt kê các tiếng trong TEXT không thể là âm tiết tiếng Việt và không có trong danh mục tên riêng. Mã thoát là 1 khi có tiếng như vậy.
cli-words-telex-help = Cho biết dãy phím KEYS thành chữ gì theo kiểu gõ Telex hoặc VNI.
cli-words-method = Kiểu gõ.
words-typing-silenced = Máy đang dùng bộ gõ tiếng Việt riêng nên bộ gõ của chương trình tạm nghỉ cho đến khi mở lại chương trình.
