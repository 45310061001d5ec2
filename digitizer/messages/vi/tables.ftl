# Tables: what reading them leaves open, and their editor on the desk.

problem-table-rows-unsure = Bảng không có đường kẻ giữa các dòng: hãy đối chiếu từng dòng với ảnh.
problem-table-columns-not-found = Không tìm thấy tiêu đề cột trên giấy: { $columns }. Hãy nhập tay nếu giấy có cột này.

ui-table-add-row = Thêm dòng ({ $keys })
ui-table-remove-row = Bỏ dòng ({ $keys })
ui-table-cell = { $table }, dòng { $row }, { $column }
ui-tick-yes = Có đánh dấu
ui-tick-no = Không đánh dấu
ui-tick-unsaid = Chưa xác định: bấm phím cách để chọn
