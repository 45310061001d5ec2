# Tìm hồ sơ: tìm trong mọi điều đã được đối chiếu.

cli-search-help = Tìm trong các hồ sơ đã đối chiếu, đã duyệt và đã xuất. Hồ sơ phải có đủ mọi từ; từ trong ngoặc kép phải đứng liền nhau trong một trường.
cli-search-type = Chỉ hồ sơ của loại giấy tờ này.
cli-search-batch = Chỉ hồ sơ trong lô này (tên hoặc số).
cli-search-field = Chỉ tìm trong trường có mã này, ví dụ meHoTen.
cli-search-state = Chỉ hồ sơ ở trạng thái này.
cli-search-year = Chỉ giấy tờ lập trong năm này.
cli-search-limit = Nhiều nhất bấy nhiêu hồ sơ.
search-found-all = Tìm thấy { $count } hồ sơ.
search-found-some = Hiện { $shown } trong { $count } hồ sơ tìm thấy.
search-found-many = Hiện { $shown } hồ sơ đầu; có hơn { $count } hồ sơ phù hợp. Hãy thêm từ hoặc điều kiện để thu hẹp.
search-found-none = Không có hồ sơ nào phù hợp.
search-waiting = Còn { $left } trong { $total } hồ sơ đang được đưa vào tìm kiếm, nên có thể chưa thấy đủ.

error-search-no-words = Nội dung cần tìm không có chữ hay số nào.
    .next = Hãy nhập họ tên, ngày sinh, số định danh hoặc từ khác có trên giấy tờ.
error-search-too-long = Nội dung cần tìm dài quá { $limit } ký tự.
    .next = Hãy nhập ít từ hơn.
error-database-without-words = Python trên máy này dùng bản SQLite không có chức năng tìm toàn văn (FTS5).
    .next = Hãy cài lại chương trình với bản Python đi kèm bộ cài đặt, rồi mở lại.

ui-page-search = Tìm hồ sơ
ui-action-go-search = Tìm hồ sơ
ui-action-search-everywhere = Tìm trong mọi hồ sơ đã đối chiếu
ui-action-search-words = Nhập nội dung tìm
ui-action-open-found = Mở hồ sơ tìm thấy

search-hint = Họ tên, ngày sinh, số định danh, số giấy…
search-words = Nội dung tìm
search-filter-type = Loại giấy tờ
search-filter-field = Tìm trong trường
search-filter-batch = Lô
search-filter-state = Trạng thái
search-filter-year = Năm lập giấy tờ
search-all-fields = Mọi trường
search-all-batches = Mọi lô
search-all-states = Mọi trạng thái
search-all-years = Mọi năm
search-column-title = Họ tên
search-column-found = Chỗ khớp
search-column-type = Loại giấy tờ
search-column-batch = Lô
search-column-state = Trạng thái
search-column-case = Hồ sơ
search-field-said = { $field }: { $text }
search-count = { $count } hồ sơ
search-count-many = Hơn { $count } hồ sơ
search-counting = Đang tìm…
search-many = Chỉ liệt kê { $count } hồ sơ phù hợp nhất. Thêm từ, ngày sinh hoặc chọn loại giấy tờ để thu hẹp.
search-begin = Tìm trong mọi hồ sơ đã đối chiếu
search-begin-advice = Gõ có dấu hay không dấu đều được; hồ sơ phải có đủ mọi từ. Đặt trong ngoặc kép để tìm các từ đứng liền nhau: “Nguyễn Văn Bường”. Ngày và số gõ thế nào cũng được: 12/3/1962, 038 162 001 234. Mỗi lần tìm được ghi vào nhật ký.
search-cannot = Chưa tìm được với nội dung này
search-none = Không có hồ sơ nào phù hợp
search-none-advice = Hãy thử bớt từ, bỏ ngoặc kép hoặc bỏ điều kiện lọc. Chỉ những hồ sơ đã đối chiếu mới tìm được.
